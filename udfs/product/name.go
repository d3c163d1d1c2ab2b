package product

import (
	"unicode/utf8"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/internal/fold"
)

// NormalizeName brings a product name into a form that compares equal across shops:
// folded, punctuation gone, decimal points in numbers, and sizes joined with their unit
// in its short form ("500 gr." is "500g", "6 x 33 CL" is "6x33cl").
func NormalizeName(text string) string {
	return string(appendName(nil, fold.Append(make([]byte, 0, maxBytes), text, maxBytes)))
}

func appendName(dst, s []byte) []byte {
	for i := 0; i < len(s); {
		switch {
		case isDigit(s[i]):
			var number []byte
			number, i = nameNumber(s, i)
			dst = startWord(dst, joins(dst))
			dst = append(dst, number...)
			if m, after := unitAt(s, skipMarks(s, i)); m.unit != "" && m.unit != "piece" {
				dst = append(dst, m.unit...)
				i = after
			} else if next := timesAt(s, i); next > 0 {
				dst = append(dst, 'x')
				i = next
			}
		case isLetter(s[i]):
			start := i
			for i < len(s) && (isLetter(s[i]) || s[i] == '\'') {
				i++
			}
			dst = startWord(dst, false)
			for _, c := range s[start:i] {
				if c != '\'' {
					dst = append(dst, c)
				}
			}
		case s[i] == '%':
			dst = append(dst, '%')
			i++
		default:
			i++
		}
	}
	return dst
}

// timesAt is where the second number of "6 x 33" starts, or 0.
func timesAt(s []byte, i int) int {
	if i = skipMarks(s, i); i >= len(s) || s[i] != 'x' {
		return 0
	}
	if i = skipMarks(s, i+1); i < len(s) && isDigit(s[i]) {
		return i
	}
	return 0
}

// skipMarks passes everything that the name drops.
func skipMarks(s []byte, i int) int {
	for i < len(s) && !isDigit(s[i]) && !isLetter(s[i]) && s[i] != '%' {
		i++
	}
	return i
}

// joins reports that the name so far ends in the x of a multipack.
func joins(dst []byte) bool {
	n := len(dst)
	return n >= 2 && dst[n-1] == 'x' && isDigit(dst[n-2])
}

func startWord(dst []byte, join bool) []byte {
	if len(dst) > 0 && !join {
		dst = append(dst, ' ')
	}
	return dst
}

// nameNumber reads a number as the name keeps it: with a point, without trailing zeros
// behind it.
func nameNumber(s []byte, i int) (text []byte, end int) {
	start := i
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	text = s[start:i]
	if i+1 < len(s) && (s[i] == ',' || s[i] == '.') && isDigit(s[i+1]) {
		j := i + 1
		for j < len(s) && isDigit(s[j]) {
			j++
		}
		last := j
		for last > i+1 && s[last-1] == '0' {
			last--
		}
		if last > i+1 {
			s[i] = '.' // the folded text is ours
			text = s[start:last]
		}
		i = j
	}
	return text, i
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= utf8.RuneSelf }

// NameFunc is normalize_product_name for the registry.
func NameFunc() *udfs.Func {
	text := udfs.Type{Kind: udfs.Text}
	return &udfs.Func{
		Name: "normalize_product_name", Version: 1,
		Summary: "Brings a product name into a form that compares equal across shops.",
		Doc: `Lower case without accents, invisible characters and punctuation; HTML entities decoded; decimal points in numbers;
sizes joined with the short form of their unit ("500 gr." becomes 500g, "6 x 33 CL" becomes 6x33cl). The words keep their order.
NULL when nothing is left.`,
		Args:    []udfs.Arg{{Name: "text", Type: text, Doc: "The product name as scraped. Its first 512 bytes are read."}},
		Returns: []udfs.Field{{Type: text, Doc: "The normalized name."}},
		Examples: []udfs.Example{
			{Args: []any{"Coca-Cola® Zéro 6 x 33 CL"}, Want: map[string]any{"": "coca cola zero 6x33cl"}},
			{Args: []any{"Ben & Jerry's  Cookie-Dough, 0,50 L"}, Want: map[string]any{"": "ben jerrys cookie dough 0.5l"}},
		},
		New: func() udfs.Evaluator { return &nameEvaluator{} },
	}
}

// A nameEvaluator keeps its buffers between rows.
type nameEvaluator struct{ folded, out []byte }

// Eval implements udfs.Evaluator.
func (e *nameEvaluator) Eval(b *udfs.Batch) error {
	for row := range b.Rows {
		if b.Skip(row) {
			continue
		}
		e.folded = fold.Append(e.folded[:0], b.Args[0].Text(row), maxBytes)
		e.out = appendName(e.out[:0], e.folded)
		if len(e.out) == 0 {
			b.Out[0].SetNull(row)
			continue
		}
		b.Out[0].SetText(row, string(e.out))
	}
	return nil
}
