package promo

import (
	"unsafe"

	"github.com/martsql/mart/udfs"
)

// write stores a result in a row. The columns are in the order of returns.
func write(out []udfs.Column, row int, r *result) {
	p := r.promo
	w := writer{out: out, row: row}
	w.text(p.Mechanic.String())
	w.count(p.MinQuantity)
	w.count(p.PaidQuantity)
	w.count(p.FreeQuantity)
	w.number(p.PercentOff, 1)
	w.number(p.AmountOff, 1)
	w.number(p.Price, 1)
	w.number(p.WasPrice, 1)
	w.text(p.Currency)
	w.text(p.Basis.String())
	w.text(p.PriceUnit)
	w.number(p.MinSpend, 1)
	w.number(p.EffectivePercent, 100)
	w.text(p.EffectiveSource.String())
	w.bool(p.UpTo)
	w.bool(p.AtLeast)
	w.bool(p.LoyaltyRequired())
	w.conditions(p.Conditions)
	w.tiers(p.Tiers)
	w.number(p.DeferredPercent, 1)
	w.number(p.DeferredAmount, 1)
	w.text(alias(r.second))
	w.text(p.Rule)
	w.number(p.Confidence, 1)
	w.text(alias(r.norm))
	w.text(alias(r.residue))
}

// alias views bytes as a string without a copy; SetText copies at once.
func alias(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// A writer fills one column after the other.
type writer struct {
	out []udfs.Column
	row int
	col int
}

func (w *writer) next() *udfs.Column {
	c := &w.out[w.col]
	w.col++
	return c
}

// text stores a string; the empty one is NULL.
func (w *writer) text(s string) {
	c := w.next()
	if s == "" {
		c.SetNull(w.row)
		return
	}
	c.SetText(w.row, s)
}

func (w *writer) count(n int32) {
	c := w.next()
	if n == 0 {
		c.SetNull(w.row)
		return
	}
	c.Ints[w.row] = n
}

// number stores a Number; by divides its four digits down to those of the column.
func (w *writer) number(n Number, by int64) { storeNumber(w.next(), w.row, n, by) }

func storeNumber(c *udfs.Column, row int, n Number, by int64) {
	if !n.Valid {
		c.SetNull(row)
		return
	}
	c.BigInts[row] = n.Scaled / by
}

func (w *writer) bool(v bool) { w.next().Bools[w.row] = v }

func (w *writer) conditions(set Conditions) {
	c := w.next()
	n := 0
	for i := range conditionNames {
		if set&(1<<i) != 0 {
			n++
		}
	}
	at := c.Lists.Append(w.row, n)
	if n == 0 {
		return
	}
	elems := c.Lists.Elems()
	for i, name := range conditionNames {
		if set&(1<<i) != 0 {
			elems.SetText(at, name)
			at++
		}
	}
}

func (w *writer) tiers(tiers []Tier) {
	c := w.next()
	if len(tiers) == 0 {
		c.SetNull(w.row)
		return
	}
	at := c.Lists.Append(w.row, len(tiers))
	elems := c.Lists.Elems().Children
	for i := range tiers {
		t, row := &tiers[i], at+i
		elems[0].Ints[row] = t.MinQuantity
		storeNumber(&elems[1], row, t.PercentOff, 1)
		storeNumber(&elems[2], row, t.AmountOff, 1)
		storeNumber(&elems[3], row, t.Price, 1)
		storeNumber(&elems[4], row, t.EffectivePercent, 100)
	}
}
