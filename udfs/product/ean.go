package product

import (
	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/internal/fold"
)

// A gtin is the 14 digits of a bar code, filled with zeros in front.
type gtin [14]byte

// readGTIN reads a bar code and verifies its check digit.
func readGTIN(text string) (g gtin, ok bool) {
	var digits [14]byte
	n := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case fold.IsDigit(c):
			if n == len(digits) {
				return g, false
			}
			digits[n] = c
			n++
		case c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '\r':
		case c == 0xc2 && i+1 < len(text) && text[i+1] == 0xa0: // a no-break space
			i++
		default:
			return g, false
		}
	}
	switch n {
	case 8, 12, 13, 14:
	case 10, 11: // a UPC that lost one or two zeros in front
	default:
		return g, false
	}
	for i := range g {
		g[i] = '0'
	}
	copy(g[len(g)-n:], digits[:n])
	return g, g.checks()
}

// checks verifies the check digit. Zeros only are a placeholder, not a code.
func (g *gtin) checks() bool {
	sum, any := 0, byte('0')
	for i, c := range g {
		sum += int(c-'0') * (3 - 2*(i%2))
		any |= c
	}
	return sum%10 == 0 && any != '0'
}

// isProduct reports whether the code names one product in every shop.
func (g *gtin) isProduct() bool {
	if g[0] != '0' {
		return false // a case of products, or a variable measure
	}
	if string(g[:6]) == "000000" { // an EAN-8
		return g[6] != '0' && g[6] != '2'
	}
	switch string(g[1:3]) {
	case "02", "04", "05", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "99":
		return false
	case "98":
		return g[3] >= '5' // 980 to 984 are refunds and coupons
	}
	return true
}

const eanDoc = `Reads EAN-8, UPC-A (12 digits), EAN-13 and GTIN-14 and verifies the check digit. Spaces and dashes are ignored; any other character, any other
length and zeros only, which stand where a code is missing, make the text no code.

**Lost zeros.** Spreadsheets and numeric columns drop zeros in front. An EAN-13 with one such zero is a UPC-A anyway. 10 and 11 digits are read as a
UPC-A that lost two or one, if the check digit then fits; one in ten of codes cut short passes that too. Fewer digits are never filled.`

func eanArgs() []udfs.Arg {
	return []udfs.Arg{{Name: "text", Type: udfs.Type{Kind: udfs.Text}, Digits: true, Doc: "The bar code as scraped: a text or a whole number (BIGINT)."}}
}

// EANValidFunc is ean_valid for the registry.
func EANValidFunc() *udfs.Func {
	return &udfs.Func{
		Name:    "ean_valid",
		Version: 1,
		Summary: "Tells whether a text is a bar code (EAN, UPC, GTIN) with a right check digit.",
		Doc: eanDoc + `

In-store codes, coupons and codes of cases are valid too: whether a code names a product everywhere is what normalize_ean tells.`,
		Args:    eanArgs(),
		Returns: []udfs.Field{{Type: udfs.Type{Kind: udfs.Bool}, Doc: "Length and check digit are right, and the code is not of zeros only. NULL only for NULL."}},
		Examples: []udfs.Example{
			{Args: []any{"8710400280507"}, Want: map[string]any{"": true}},
			{Args: []any{"8710400280508"}, Want: map[string]any{"": false}},
			{Args: []any{"9638-5074"}, Want: map[string]any{"": true}},
			{Args: []any{"00000000"}, Want: map[string]any{"": false}},
			{Args: []any{"2110007000007"}, Want: map[string]any{"": true}},
		},
		New: func() udfs.Evaluator { return eanValid{} },
	}
}

// EANFunc is normalize_ean for the registry.
func EANFunc() *udfs.Func {
	return &udfs.Func{
		Name:    "normalize_ean",
		Version: 1,
		Summary: "Brings a bar code to 13 digits that name the same product in every shop, or NULL.",
		Doc: eanDoc + `

Shorter codes are filled with zeros in front, and a GTIN-14 loses its leading zero: equal products have equal codes, whatever the shop prints.

NULL, besides texts that are no code:

- a GTIN-14 that starts with another digit: it names a case of products (1 to 8) or a variable measure (9);
- restricted circulation: EAN-13 with prefix 02, 04 or 20 to 29, EAN-8 with prefix 0 or 2. Every shop gives these numbers as it likes (loose
  fruit, scales, own labels), so they mean something else in each;
- coupons and refund receipts: prefix 05, 980 to 984 and 99.`,
		Args:    eanArgs(),
		Returns: []udfs.Field{{Type: udfs.Type{Kind: udfs.Text}, Doc: "13 digits, or NULL."}},
		Examples: []udfs.Example{
			{Args: []any{"8710400280507"}, Want: map[string]any{"": "8710400280507"}},
			{Args: []any{"08710400280507"}, Want: map[string]any{"": "8710400280507"}},
			{Args: []any{"036000291452"}, Want: map[string]any{"": "0036000291452"}},
			{Args: []any{"36000291452"}, Want: map[string]any{"": "0036000291452"}},
			{Args: []any{"9638-5074"}, Want: map[string]any{"": "0000096385074"}},
			{Args: []any{"2110007000007"}, Want: map[string]any{"": nil}},
		},
		New: func() udfs.Evaluator { return &eanNormal{} },
	}
}

type eanValid struct{}

// Eval implements udfs.Evaluator.
func (eanValid) Eval(b *udfs.Batch) error {
	for row := range b.Rows {
		if !b.Skip(row) {
			_, b.Out[0].Bools[row] = readGTIN(b.Args[0].Text(row))
		}
	}
	return nil
}

// An eanNormal keeps the last code, so that no row costs memory.
type eanNormal struct{ code gtin }

// Eval implements udfs.Evaluator.
func (e *eanNormal) Eval(b *udfs.Batch) error {
	for row := range b.Rows {
		if b.Skip(row) {
			continue
		}
		var ok bool
		if e.code, ok = readGTIN(b.Args[0].Text(row)); ok && e.code.isProduct() {
			b.Out[0].SetText(row, alias(e.code[1:]))
		} else {
			b.Out[0].SetNull(row)
		}
	}
	return nil
}
