// Package product reads what identifies a product across shops: its content, its name, its
// bar code.
package product

import (
	"math/bits"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/internal/fold"
)

// A quantity is the content of a product, like 6 x 33 cl.
type quantity struct {
	value int64 // of one piece in unit, times scale
	unit  *unit
	count int64
	base  int64 // of all in the base unit, times scale
}

// parseQuantity finds the content in a folded text: the first weight or volume, else
// the first length, else the first number of pieces.
func parseQuantity(s []byte) (q quantity, ok bool) {
	var best, packed size
	for i := 0; ; {
		z, found := nextSize(s, i)
		if !found {
			break
		}
		i = z.end
		if best.ranged && z.unit.kind == piece && z.value >= manyPieces && best.value >= 2*scale && best.unit.name == "kg" {
			best = z // "9-14 kg, 42 pieces": the weight is that of the child
		} else if z.unit.kind == pack {
			if packed.unit == nil {
				packed = z
			}
		} else if best.unit == nil || rank(&z) > rank(&best) {
			best = z
		}
	}
	if best.unit == nil && packed.unit == nil {
		best = bareUnit(s)
	}
	switch {
	case best.unit == nil && packed.unit == nil:
		return q, false
	case best.unit == nil:
		best = packed
	case packed.unit != nil && best.count == 1 && !best.bare:
		best.count = packed.count // "6-pack, 33 cl"
	}
	q = quantity{value: best.value, unit: best.unit, count: best.count}
	q.base = toBase(best.value*best.count, best.unit.ratio)
	return q, true
}

// manyPieces is more than what is sold by weight in pieces.
const manyPieces = 10 * scale

// rank orders sizes by how well they tell the content.
func rank(z *size) int {
	switch {
	case z.bare:
		return 1
	case z.unit.kind <= volume:
		return 4
	case z.unit.kind == length:
		return 3
	}
	return 2
}

// bareUnit reads a unit that ends the text, alone or after an article or a slash.
func bareUnit(s []byte) size {
	end := len(s)
	if end > 0 && s[end-1] == '.' {
		end--
	}
	at := end
	for at > 0 && fold.IsLetter(s[at-1]) {
		at--
	}
	u, stop := unitAt(s[:end], at)
	if u == nil || u.kind == pack || stop != end {
		return size{}
	}
	before := at
	for before > 0 && s[before-1] == ' ' {
		before--
	}
	word := before
	for word > 0 && fold.IsLetter(s[word-1]) {
		word--
	}
	if before > 0 && s[before-1] != '/' && s[before-1] != ',' && !isArticle(s[word:before]) {
		return size{}
	}
	if before > 0 && s[before-1] == '/' {
		of := before - 1
		for of > 0 && fold.IsLetter(s[of-1]) {
			of--
		}
		if over, _ := unitAt(s[:before-1], of); over != nil && over.kind <= length {
			return size{} // "39 g/l"
		}
	}
	return size{value: scale, count: 1, unit: u}
}

// toBase multiplies by a ratio in trillionths, rounding half up. The bounds of numbers
// and counts keep the result in range.
func toBase(value, ratio int64) int64 {
	hi, lo := bits.Mul64(uint64(value), uint64(ratio))
	lo, carry := bits.Add64(lo, trillion/2, 0)
	q, _ := bits.Div64(hi+carry, lo, trillion)
	return int64(q)
}

// QuantityFunc is parse_quantity for the registry.
func QuantityFunc() *udfs.Func {
	text := udfs.Type{Kind: udfs.Text}
	dec := udfs.DecimalType(18, 4)
	return &udfs.Func{
		Name:    "parse_quantity",
		Version: 3,
		Summary: "Reads the content of a product (6 x 33 cl) and converts it to kg, l, m or pieces.",
		Doc:     quantityDoc,
		Args:    []udfs.Arg{{Name: "text", Type: text, Doc: "A size text or a product name. Only its first 512 bytes are read."}},
		Returns: []udfs.Field{
			{Name: "value", Type: dec, Doc: "Content of one piece, in unit: 33 of 6 x 33 cl."},
			{Name: "unit", Type: text, Doc: "Unit as printed, in its short form: mg, g, kg, oz, lb, pond (500 g), ml, cl, dl, l, fl oz, pint, qt, gal, mm, cm, m, dozen or piece."},
			{Name: "count", Type: udfs.Type{Kind: udfs.Integer}, Doc: "Packages of value each: 6 of 6 x 33 cl; 1 when not stated."},
			{Name: "base_value", Type: dec, Doc: "Content of all packages in base_unit, rounded half up: 1.98 of 6 x 33 cl."},
			{Name: "base_unit", Type: text, Doc: "kg, l, m or piece."},
		},
		Examples: quantityExamples(),
		New:      func() udfs.Evaluator { return &quantityEvaluator{buf: make([]byte, 0, 2*maxBytes)} },
	}
}

const quantityDoc = `Finds the content in a size text or in a product name, in Dutch, French, German, English, Spanish, Italian and Portuguese:
"6 x 33 cl", "33cl x 6", "ca. 500 g", "500gr", "1,5 l", "2 x 1,5L", "10 stuks", "6x4 rollen", "4-pack", "6er-Pack 0,5 l", "lot de 6",
"4 stuks à 100 g", "per stuk", "½ l", "half liter", "un demi-litre", "un litre et demi". Divide a price by base_value to compare sizes.

**Which one.** The first weight or volume; else the first length; else the first number of pieces. A pack count elsewhere in the text
multiplies it ("Cola 33 cl, 6-pack"). Rolls, capsules, bottles, eggs, washes and the like are pieces.

**count and value.** "10 stuks" is one package of 10 pieces (value 10, count 1); "4-pack" alone is four of one piece (value 1, count 4);
"per stuk" and "kg" alone are 1.

**Three decimals.** "1.000 g" is a thousand grams: small units (mg, g, ml, cl, mm, cm, piece) are printed whole. "1,500 kg" is one and a half.

A range ("400-500 g", "500 à 600 g") counts with its lower end, which a shopper is sure to get; "ca. 500 g" counts as printed.

**Sums.** "2 x 250 g + 50 g" is 550 g, one package. Equal sizes add up their count ("6 x 33 cl + 2 x 33 cl" is 8 x 33 cl), other weights,
volumes and lengths their content, in the first unit ("1 kg + 250 g" is 1.25 kg). What does not add up ("500 g + 250 ml") counts with the
first. "6+2 stuks" and "6 stuks + 2 gratis" are 8, "1 lb 4 oz" is 1.25 lb.

Formats ("30 x 20 cm", "2 m x 3 m"), areas (m2), densities ("80 g/m2", "5 g/100 ml") and what begins with a minus ("-5 g") are no content.
Of a roll the longer side counts: "30 cm x 20 m" is 20 m. A dozen is 12 pieces.

pint and pt are the imperial pint (0.568 l), as milk and beer are sold in; fl oz, qt and gal are those of the United States.

All fields are NULL when the text states no content.`

func quantityExamples() []udfs.Example {
	ex := func(text string, value, unit, count, base, baseUnit any) udfs.Example {
		return udfs.Example{Args: []any{text}, Want: map[string]any{
			"value": value, "unit": unit, "count": count, "base_value": base, "base_unit": baseUnit}}
	}
	return []udfs.Example{
		ex("6 x 33 cl", "33.0000", "cl", int32(6), "1.9800", "l"),
		ex("ca. 500 g", "500.0000", "g", int32(1), "0.5000", "kg"),
		ex("1,5 l", "1.5000", "l", int32(1), "1.5000", "l"),
		ex("10 stuks", "10.0000", "piece", int32(1), "10.0000", "piece"),
		ex("2x250g + 50g", "550.0000", "g", int32(1), "0.5500", "kg"),
		ex("500 - 600 g", "500.0000", "g", int32(1), "0.5000", "kg"),
		ex("un demi-litre", "0.5000", "l", int32(1), "0.5000", "l"),
		ex("6x4 rollen", "4.0000", "piece", int32(6), "24.0000", "piece"),
		ex("4-pack", "1.0000", "piece", int32(4), "4.0000", "piece"),
		ex("30 cm x 20 m", "20.0000", "m", int32(1), "20.0000", "m"),
		ex("1 dozijn", "1.0000", "dozen", int32(1), "12.0000", "piece"),
		ex("80 g/m2", nil, nil, nil, nil, nil),
		ex("7UP", nil, nil, nil, nil, nil),
	}
}

// A quantityEvaluator keeps its buffer between rows.
type quantityEvaluator struct{ buf []byte }

// Eval implements udfs.Evaluator.
func (e *quantityEvaluator) Eval(b *udfs.Batch) error {
	for row := range b.Rows {
		if b.Skip(row) {
			continue
		}
		e.buf = fold.Append(e.buf[:0], b.Args[0].Text(row), maxBytes)
		q, ok := parseQuantity(e.buf)
		if !ok {
			for i := range b.Out {
				b.Out[i].SetNull(row)
			}
			continue
		}
		b.Out[0].BigInts[row] = q.value
		b.Out[1].SetText(row, q.unit.name)
		b.Out[2].Ints[row] = int32(q.count)
		b.Out[3].BigInts[row] = q.base
		b.Out[4].SetText(row, q.unit.base)
	}
	return nil
}
