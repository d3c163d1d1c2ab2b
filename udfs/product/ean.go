package product

import "github.com/martsql/mart/udfs"

// NormalizeEAN brings a bar code to 13 digits: EAN-8 and UPC-A (12 digits) are filled
// with zeros in front, GTIN-14 loses its leading zero. Spaces, hyphens and points are
// dropped. ok is false when the check digit is wrong, the length is none of these, all
// digits are zero, or the code is of a case (a GTIN-14 that does not start with 0).
func NormalizeEAN(text string) (code [13]byte, ok bool) {
	digits, n := eanDigits(text)
	if !checks(digits[:n]) || n == 14 && digits[0] != '0' {
		return code, false
	}
	for i := range code {
		code[i] = '0'
	}
	if n == 14 {
		copy(code[:], digits[1:14])
	} else {
		copy(code[13-n:], digits[:n])
	}
	return code, true
}

// ValidEAN reports whether text is an EAN-8, UPC-A, EAN-13 or GTIN-14 whose check digit
// is right.
func ValidEAN(text string) bool {
	digits, n := eanDigits(text)
	return checks(digits[:n])
}

// eanDigits collects the digits of a code. Anything else makes its length 0.
func eanDigits(text string) (digits [14]byte, n int) {
	if len(text) > 40 {
		return digits, 0
	}
	for i := range len(text) {
		switch c := text[i]; {
		case isDigit(c):
			if n == 14 {
				return digits, 0
			}
			digits[n] = c
			n++
		case c == ' ', c == '-', c == '.', c == '\t':
		default:
			return digits, 0
		}
	}
	return digits, n
}

// checks verifies length and check digit: weights 3 and 1 from the right.
func checks(digits []byte) bool {
	switch len(digits) {
	case 8, 12, 13, 14:
	default:
		return false
	}
	sum, any := 0, byte('0')
	for i, c := range digits {
		weight := 1
		if (len(digits)-i)%2 == 0 {
			weight = 3
		}
		sum += weight * int(c-'0')
		any |= c
	}
	return sum%10 == 0 && any != '0'
}

const eanDoc = `The check digit of EAN-8, UPC-A (12 digits), EAN-13 and GTIN-14 is verified. Spaces, hyphens and points between the digits
are allowed; any other character makes the code invalid, and so does a code of zeros only.`

var eanArgs = []udfs.Arg{{Name: "text", Type: udfs.Type{Kind: udfs.Text}, Doc: "The bar code as scraped."}}

// EANValidFunc is ean_valid for the registry.
func EANValidFunc() *udfs.Func {
	return &udfs.Func{
		Name: "ean_valid", Version: 1,
		Summary: "Tells whether a text is a bar code (EAN, UPC, GTIN) with a right check digit.",
		Doc:     eanDoc,
		Args:    eanArgs,
		Returns: []udfs.Field{{Type: udfs.Type{Kind: udfs.Bool}, Doc: "Length and check digit are right."}},
		Examples: []udfs.Example{
			{Args: []any{"8710400280507"}, Want: map[string]any{"": true}},
			{Args: []any{"8710400280508"}, Want: map[string]any{"": false}},
			{Args: []any{"96385074"}, Want: map[string]any{"": true}},
		},
		New: func() udfs.Evaluator { return eanValid{} },
	}
}

// EANFunc is normalize_ean for the registry.
func EANFunc() *udfs.Func {
	return &udfs.Func{
		Name: "normalize_ean", Version: 1,
		Summary: "Brings a bar code to 13 digits, or NULL when it is none.",
		Doc: eanDoc + `

EAN-8 and UPC-A are filled with zeros in front and a GTIN-14 loses its leading zero, so that the codes of all shops can be joined.
A GTIN-14 that starts with another digit names a case of products, not the product: it is NULL.`,
		Args:    eanArgs,
		Returns: []udfs.Field{{Type: udfs.Type{Kind: udfs.Text}, Doc: "13 digits, or NULL when the code is not valid."}},
		Examples: []udfs.Example{
			{Args: []any{"8710400280507"}, Want: map[string]any{"": "8710400280507"}},
			{Args: []any{"036000291452"}, Want: map[string]any{"": "0036000291452"}},
			{Args: []any{"9638-5074"}, Want: map[string]any{"": "0000096385074"}},
			{Args: []any{"12345"}, Want: map[string]any{"": nil}},
		},
		New: func() udfs.Evaluator { return eanNormal{} },
	}
}

type eanValid struct{}

// Eval implements udfs.Evaluator.
func (eanValid) Eval(b *udfs.Batch) error {
	for row := range b.Rows {
		if !b.Skip(row) {
			b.Out[0].Bools[row] = ValidEAN(b.Args[0].Text(row))
		}
	}
	return nil
}

type eanNormal struct{}

// Eval implements udfs.Evaluator.
func (eanNormal) Eval(b *udfs.Batch) error {
	for row := range b.Rows {
		if b.Skip(row) {
			continue
		}
		if code, ok := NormalizeEAN(b.Args[0].Text(row)); ok {
			b.Out[0].SetText(row, string(code[:]))
		} else {
			b.Out[0].SetNull(row)
		}
	}
	return nil
}
