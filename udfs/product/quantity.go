// Package product reads what identifies a product across shops: its quantity, its name,
// its bar code.
package product

import (
	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/internal/fold"
)

// maxBytes is how much of a text is read.
const maxBytes = 512

// A Quantity is the content of a pack, like 6 x 33 cl. Values are times 1,000,000.
type Quantity struct {
	Value     int64  // of one piece: 33
	Unit      string // as printed, in its short form: cl
	Count     int32  // pieces in the pack: 6
	BaseValue int64  // of the whole pack in BaseUnit: 1.98
	BaseUnit  string // kg, l, m or piece
}

const micro = 1_000_000

// A measure is a unit: its short form, its base unit and how many millionths of the base
// unit it is.
type measure struct {
	unit, base string
	factor     int64
}

var measures = map[string]measure{
	"mg": {"mg", "kg", 1}, "g": {"g", "kg", 1_000}, "gr": {"g", "kg", 1_000}, "gram": {"g", "kg", 1_000}, "gramm": {"g", "kg", 1_000}, "grams": {"g", "kg", 1_000}, "grammes": {"g", "kg", 1_000}, "gramme": {"g", "kg", 1_000},
	"kg": {"kg", "kg", micro}, "kilo": {"kg", "kg", micro}, "kilogram": {"kg", "kg", micro}, "kilogramm": {"kg", "kg", micro}, "kilos": {"kg", "kg", micro},
	"oz": {"oz", "kg", 28_350}, "lb": {"lb", "kg", 453_592}, "lbs": {"lb", "kg", 453_592},
	"ml": {"ml", "l", 1_000}, "cl": {"cl", "l", 10_000}, "dl": {"dl", "l", 100_000}, "l": {"l", "l", micro}, "lt": {"l", "l", micro}, "ltr": {"l", "l", micro}, "liter": {"l", "l", micro}, "litre": {"l", "l", micro}, "litres": {"l", "l", micro}, "litro": {"l", "l", micro}, "litri": {"l", "l", micro}, "litros": {"l", "l", micro},
	"mm": {"mm", "m", 1_000}, "cm": {"cm", "m", 10_000}, "m": {"m", "m", micro}, "mtr": {"m", "m", micro}, "meter": {"m", "m", micro}, "metre": {"m", "m", micro},
	"stuks": {"piece", "piece", micro}, "stuk": {"piece", "piece", micro}, "st": {"piece", "piece", micro}, "stk": {"piece", "piece", micro}, "stuck": {"piece", "piece", micro}, "pieces": {"piece", "piece", micro}, "piece": {"piece", "piece", micro},
	"pcs": {"piece", "piece", micro}, "pc": {"piece", "piece", micro}, "pce": {"piece", "piece", micro}, "pz": {"piece", "piece", micro}, "szt": {"piece", "piece", micro}, "ks": {"piece", "piece", micro}, "db": {"piece", "piece", micro}, "unidades": {"piece", "piece", micro}, "uds": {"piece", "piece", micro},
	"rollen": {"piece", "piece", micro}, "rouleaux": {"piece", "piece", micro}, "rolls": {"piece", "piece", micro}, "pack": {"piece", "piece", micro}, "pk": {"piece", "piece", micro}, "er": {"piece", "piece", micro}, "tabs": {"piece", "piece", micro}, "capsules": {"piece", "piece", micro}, "eieren": {"piece", "piece", micro}, "units": {"piece", "piece", micro},
}

// ParseQuantity finds the content in a text: "6 x 33 cl", "ca. 500 g", "1,5 l", "4x125g",
// "33cl x 6", "10 stuks". A measure of weight or volume is preferred to a count. ok is
// false when the text has none.
func ParseQuantity(text string) (q Quantity, ok bool) {
	var buf [maxBytes]byte
	s := fold.Append(buf[:0], text, maxBytes)
	for i := 0; i < len(s); {
		if !isDigit(s[i]) {
			i++
			continue
		}
		found, end := quantityAt(s, i)
		if found.Unit != "" && (!ok || q.BaseUnit == "piece" && found.BaseUnit != "piece") {
			if ok && q.BaseUnit == "piece" && found.Count == 1 { // "6-pack 33 cl"
				found = scaleBy(found, q.BaseValue/micro)
			}
			q, ok = found, true
		}
		i = end
	}
	return q, ok
}

// quantityAt reads a quantity whose first number is at s[i].
func quantityAt(s []byte, i int) (q Quantity, end int) {
	first, i := decimal(s, i)
	j := skip(s, i)
	if j < len(s) && (s[j] == 'x' || s[j] == '*') {
		if k := skip(s, j+1); k < len(s) && isDigit(s[k]) { // 6 x 33 cl
			each, k := decimal(s, k)
			if m, after := unitAt(s, skip(s, k)); m.unit != "" && first%micro == 0 {
				return scaleBy(quantity(each, m), first/micro), after
			}
		}
	}
	m, after := unitAt(s, j)
	if m.unit == "" {
		return q, i
	}
	q = quantity(first, m)
	if k := skip(s, after); k < len(s) && s[k] == 'x' { // 33 cl x 6
		if k = skip(s, k+1); k < len(s) && isDigit(s[k]) {
			count, k := decimal(s, k)
			if next, _ := unitAt(s, skip(s, k)); next.unit == "" && count%micro == 0 {
				return scaleBy(q, count/micro), k
			}
		}
	}
	return q, after
}

func quantity(value int64, m measure) Quantity {
	return Quantity{Value: value, Unit: m.unit, Count: 1, BaseUnit: m.base, BaseValue: times(value, m.factor)}
}

// times multiplies two millionths, and gives 0 for what is no pack of anything.
func times(a, b int64) int64 {
	if b != 0 && a > 1_000_000_000_000_000/b*1000 {
		return 0
	}
	whole, rest := a/micro, a%micro
	return whole*b + rest*b/micro
}

func scaleBy(q Quantity, n int64) Quantity {
	if n < 1 || n > 1000 || q.BaseValue > 1e15 {
		return Quantity{}
	}
	q.Count, q.BaseValue = int32(n), q.BaseValue*n
	return q
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// skip passes spaces and the hyphen of "6-pack".
func skip(s []byte, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '-') {
		i++
	}
	return i
}

// unitAt reads a unit word at s[i] and what ends it.
func unitAt(s []byte, i int) (measure, int) {
	j := i
	for j < len(s) && (s[j] >= 'a' && s[j] <= 'z') {
		j++
	}
	return measures[string(s[i:j])], j
}

// decimal reads a number with a decimal comma or point into millionths. "1.000 g" is a
// thousand: three zeros behind one separator.
func decimal(s []byte, i int) (v int64, end int) {
	digits := 0
	for i < len(s) && isDigit(s[i]) {
		if digits++; digits <= 9 {
			v = v*10 + int64(s[i]-'0')
		}
		i++
	}
	v *= micro
	if i+1 >= len(s) || s[i] != ',' && s[i] != '.' || !isDigit(s[i+1]) {
		return v, i
	}
	if string(s[i+1:min(i+4, len(s))]) == "000" && (i+4 >= len(s) || !isDigit(s[i+4])) {
		return min(v, 1e12) * 1000, i + 4
	}
	unit := int64(micro / 10)
	for i++; i < len(s) && isDigit(s[i]); i++ {
		v += int64(s[i]-'0') * unit
		unit /= 10
	}
	return v, i
}

// QuantityFunc is parse_quantity for the registry.
func QuantityFunc() *udfs.Func {
	text := udfs.Type{Kind: udfs.Text}
	dec := udfs.DecimalType(18, 6)
	return &udfs.Func{
		Name:    "parse_quantity",
		Version: 1,
		Summary: "Reads the content of a pack (6 x 33 cl) and converts it to kg, l, m or pieces.",
		Doc: `Finds the content of a product in its name or size text: "6 x 33 cl", "ca. 500 g", "1,5 l", "33cl x 6", "6-pack 330 ml",
"10 stuks". Weights and volumes are preferred to counts. Divide a price by base_value to compare products of different sizes.
NULL when the text states no content.`,
		Args: []udfs.Arg{{Name: "text", Type: text, Doc: "A size text or a product name. Its first 512 bytes are read."}},
		Returns: []udfs.Field{
			{Name: "value", Type: dec, Doc: "Content of one piece, in unit."},
			{Name: "unit", Type: text, Doc: "Unit as printed, in short form: mg, g, kg, oz, lb, ml, cl, dl, l, mm, cm, m or piece."},
			{Name: "count", Type: udfs.Type{Kind: udfs.Integer}, Doc: "Pieces in the pack; 1 when not stated."},
			{Name: "base_value", Type: dec, Doc: "Content of the whole pack in base_unit."},
			{Name: "base_unit", Type: text, Doc: "kg, l, m or piece."},
		},
		Examples: []udfs.Example{
			{Args: []any{"6 x 33 cl"}, Want: map[string]any{"value": "33.000000", "unit": "cl", "count": int32(6), "base_value": "1.980000", "base_unit": "l"}},
			{Args: []any{"ca. 500 g"}, Want: map[string]any{"value": "500.000000", "unit": "g", "count": int32(1), "base_value": "0.500000", "base_unit": "kg"}},
			{Args: []any{"1,5 l"}, Want: map[string]any{"base_value": "1.500000", "base_unit": "l"}},
			{Args: []any{"Eieren 10 stuks"}, Want: map[string]any{"count": int32(1), "value": "10.000000", "base_value": "10.000000", "base_unit": "piece"}},
		},
		New: func() udfs.Evaluator { return quantityEvaluator{} },
	}
}

type quantityEvaluator struct{}

// Eval implements udfs.Evaluator.
func (quantityEvaluator) Eval(b *udfs.Batch) error {
	for row := range b.Rows {
		if b.Skip(row) {
			continue
		}
		q, ok := ParseQuantity(b.Args[0].Text(row))
		if !ok {
			for i := range b.Out {
				b.Out[i].SetNull(row)
			}
			continue
		}
		b.Out[0].BigInts[row] = q.Value
		b.Out[1].SetText(row, q.Unit)
		b.Out[2].Ints[row] = q.Count
		b.Out[3].BigInts[row] = q.BaseValue
		b.Out[4].SetText(row, q.BaseUnit)
	}
	return nil
}
