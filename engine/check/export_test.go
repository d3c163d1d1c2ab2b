package check

// Edited takes stretches (from, to) of a text for NULL, and gives the place in the text of
// each place in the result.
func Edited(text string, stretches [][2]int) (string, func(int) int) {
	var e edits
	for _, s := range stretches {
		e.add(stretch{s[0], s[1]})
	}
	return e.apply(text), e.original
}

// ColumnAt is the reference to a column at a place of SQL, or "".
func ColumnAt(sql string, at int, name string) string {
	s, ok := columnAt(sql, at, name)
	if !ok {
		return ""
	}
	return sql[s.from:s.to]
}

// Differs and Signature are the pure parts of comparing columns; Levels is the order of work.
var (
	Differs   = differs
	Signature = signature
	Levels    = levels
)
