package product

import (
	"bytes"
	"unicode"
	"unicode/utf8"
	"unsafe"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/internal/fold"
)

// appendName appends the words of a folded name, without sizes.
func appendName(dst, s []byte) []byte {
	for i := 0; i < len(s); {
		z, found := nextSize(s, i)
		if !found {
			return appendWords(dst, s[i:])
		}
		dst = dropAbout(appendWords(dst, s[i:z.start]))
		if z.unit.kind == noun { // "16 capsules": the word says what it is
			dst = appendWords(dst, s[z.word:z.end])
		}
		i = z.end
	}
	return dst
}

// appendWords appends the letters and digits of s, parted by single spaces. A decimal
// point stays in its number, and a possessive s at its word.
func appendWords(dst, s []byte) []byte {
	open := false // within a word
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(s[i:])
		}
		switch {
		case r < utf8.RuneSelf && (fold.IsDigit(s[i]) || fold.IsLetter(s[i])), r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			if !open && len(dst) > 0 {
				dst = append(dst, ' ')
			}
			dst = append(dst, s[i:i+n]...)
			open = true
		case (r == '.' || r == ',') && i > 0 && i+1 < len(s) && fold.IsDigit(s[i-1]) && fold.IsDigit(s[i+1]):
			dst = append(dst, '.')
		case r == '\'' && open && possessive(s, i):
		default:
			open = false
		}
		i += n
	}
	return dst
}

// possessive reports that the apostrophe at s[i] stands before a last s: lay's.
func possessive(s []byte, i int) bool {
	return i+1 < len(s) && s[i+1] == 's' && (i+2 == len(s) || !fold.IsLetter(s[i+2]) && !fold.IsDigit(s[i+2]))
}

// dropAbout drops the "ca" that stood before a size.
func dropAbout(dst []byte) []byte {
	at := bytes.LastIndexByte(dst, ' ')
	if isAbout(dst[at+1:]) {
		return dst[:max(at, 0)]
	}
	return dst
}

// NameFunc is normalize_product_name for the registry.
func NameFunc() *udfs.Func {
	text := udfs.Type{Kind: udfs.Text}
	return &udfs.Func{
		Name:    "normalize_product_name",
		Version: 3,
		Summary: "Brings a product name into a form that compares equal across shops and sizes.",
		Doc:     nameDoc,
		Args:    []udfs.Arg{{Name: "text", Type: text, Doc: "The product name as scraped. Only its first 512 bytes are read."}},
		Returns: []udfs.Field{{Type: text, Doc: "The words of the name in their order, parted by single spaces. NULL when none is left."}},
		Examples: []udfs.Example{
			{Args: []any{"Coca-Cola® Zéro 6 x 33 CL"}, Want: map[string]any{"": "coca cola zero"}},
			{Args: []any{"Ben & Jerry's  Cookie-Dough, 0,50 L"}, Want: map[string]any{"": "ben jerrys cookie dough"}},
			{Args: []any{"Melk 1,5% vet ca. 1 l"}, Want: map[string]any{"": "melk 1.5 vet"}},
			{Args: []any{"Espresso 16 capsules"}, Want: map[string]any{"": "espresso capsules"}},
			{Args: []any{"500 g"}, Want: map[string]any{"": nil}},
		},
		New: func() udfs.Evaluator { return &nameEvaluator{} },
	}
}

const nameDoc = `Lower case, accents folded (é is e, ß is ss, æ is ae), HTML entities decoded, punctuation and signs removed, spaces collapsed. Words and
their order stay, and so do numbers that are no size ("7up", "1.5% vet" as "1.5 vet").

Sizes are removed wherever they stand, in every spelling that parse_quantity reads: compare them with its result. Words for pieces that
say what they are stay, without their number: "16 capsules" leaves "capsules".

Brands stay: they are words of the name. The result is for matching and grouping; it is not unique.`

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
		b.Out[0].SetText(row, alias(e.out))
	}
	return nil
}

// alias views bytes as a string without a copy; SetText copies at once.
func alias(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
