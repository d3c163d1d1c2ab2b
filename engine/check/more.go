package check

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
)

// mostFaults is how many faults of one query are told.
const mostFaults = 10

// ambiguous is how DuckDB tells of a column that could be one of several tables.
var ambiguous = regexp.MustCompile(`Ambiguous reference to column name "([^"]+)"`)

// more tells what else is wrong with a query that the database refused: it stops at the
// first fault. A column that is not there, or that could be one of two, is taken for NULL,
// and the query is bound again. Only more faults of these two kinds are told, and of
// columns that are not there only other names: all else may only follow from the NULL.
func (c *checker) more(ctx context.Context, s engine.Session, n engine.Node, statement engine.Statement, refused *engine.DatabaseError) {
	var taken edits
	names := map[string]bool{}
	for told := 1; told < mostFaults; {
		name := faultyColumn(refused)
		at, ok := columnAt(statement.SQL, refused.Offset, name)
		if !ok || !taken.add(at) {
			return
		}
		names[strings.ToLower(name)] = true
		_, err := describe(ctx, s, engine.Statement{SQL: taken.apply(statement.SQL), Tag: "check"})
		var next *engine.DatabaseError
		if err == nil || !errors.As(err, &next) || faultyColumn(next) == "" || next.Offset < 0 {
			return
		}
		again := *next
		again.Offset = taken.original(next.Offset)
		again.Candidates = slices.DeleteFunc(slices.Clone(next.Candidates), func(name string) bool { return strings.EqualFold(name, "null") })
		refused = &again
		if ambiguous.MatchString(refused.Message) || !names[strings.ToLower(faultyColumn(refused))] {
			c.tell(c.refusal(n, statement, refused))
			told++
		}
	}
}

// faultyColumn is the column that a refusal is about, or "".
func faultyColumn(refused *engine.DatabaseError) string {
	for _, kind := range []*regexp.Regexp{noColumn, ambiguous} {
		if m := kind.FindStringSubmatch(refused.Message); m != nil {
			return m[1]
		}
	}
	return ""
}

// A stretch is a part of a text, in bytes.
type stretch struct{ from, to int }

var (
	identifier = `(?:[\pL_][\pL\pN_$]*|"(?:[^"]|"")+")`
	reference  = regexp.MustCompile(`^` + identifier + `(?:\s*\.\s*` + identifier + `)*`)
	lastPart   = regexp.MustCompile(identifier + `$`)
)

// columnAt is the reference to a column that begins at a place of SQL; false when another
// thing stands there.
func columnAt(sql string, at int, name string) (stretch, bool) {
	if name == "" || at < 0 || at >= len(sql) {
		return stretch{}, false
	}
	found := reference.FindString(sql[at:])
	last := lastPart.FindString(found)
	if inner, ok := strings.CutPrefix(last, `"`); ok {
		last = strings.ReplaceAll(strings.TrimSuffix(inner, `"`), `""`, `"`)
	}
	after := strings.TrimLeft(sql[at+len(found):], " \t\r\n")
	if !strings.EqualFold(last, name) || strings.HasPrefix(after, "(") || strings.HasPrefix(after, ".") {
		return stretch{}, false
	}
	return stretch{at, at + len(found)}, true
}

// edits are stretches of a text in whose place NULL is read, sorted.
type edits []stretch

const null = "NULL"

// add takes one more; false when it is there.
func (e *edits) add(s stretch) bool {
	i, there := slices.BinarySearchFunc(*e, s, func(a, b stretch) int { return a.from - b.from })
	if !there {
		*e = slices.Insert(*e, i, s)
	}
	return !there
}

// apply is the text with all of them.
func (e edits) apply(text string) string {
	var b strings.Builder
	at := 0
	for _, s := range e {
		b.WriteString(text[at:s.from] + null)
		at = s.to
	}
	return b.String() + text[at:]
}

// original is the place in the text of a place in that with the edits.
func (e edits) original(at int) int {
	for _, s := range e {
		if at < s.from+len(null) {
			return min(at, s.from)
		}
		at += s.to - s.from - len(null)
	}
	return at
}
