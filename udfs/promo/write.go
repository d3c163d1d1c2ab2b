package promo

import (
	"unsafe"

	"github.com/martsql/mart/udfs"
)

// A writer fills the columns of a batch, which are in the order of returns. Most fields
// of most results are NULL, so it makes all rows NULL at once and valid what it sets.
type writer struct {
	out     []udfs.Column
	counts  [3]lane[int32]
	numbers [9]lane[int64]
	texts   [9]*udfs.Column
	shared  [128]sharedText
	named   [3][16]int32 // by names and value: behind which row of the batch the name stands, or 0
	batch   uint32
}

// The columns whose strings are the names of a value, by their place in textColumns.
const (
	mechanics = iota
	bases
	sources
)

var namedColumns = [...]int{mechanics: 0, bases: 2, sources: 4}

// A lane is the part of a column that one kind of value needs.
type lane[T any] struct {
	valid []uint64
	data  []T
}

func (l *lane[T]) set(row int, v T) {
	l.data[row] = v
	l.valid[row>>6] |= 1 << (uint(row) & 63)
}

// A sharedText is where a string of the program stands in a column already.
type sharedText struct {
	text  *byte
	batch uint32
	size  uint16
	col   uint16
	row   int
}

// The places of the columns by kind.
var (
	countColumns  = [...]int{1, 2, 3}
	numberColumns = [...]int{4, 5, 6, 7, 11, 12, 19, 20, 23}
	textColumns   = [...]int{0, 8, 9, 10, 13, 21, 22, 24, 25}
)

const (
	conditionsColumn = 17
	tiersColumn      = 18
)

// begin turns to the columns of another batch.
func (w *writer) begin(out []udfs.Column) {
	w.out = out
	w.batch++
	w.named = [3][16]int32{}
	for i, c := range countColumns {
		w.counts[i] = lane[int32]{out[c].Valid, out[c].Ints}
		clear(out[c].Valid)
	}
	for i, c := range numberColumns {
		w.numbers[i] = lane[int64]{out[c].Valid, out[c].BigInts}
		clear(out[c].Valid)
	}
	for i, c := range textColumns {
		w.texts[i] = &out[c]
		clear(out[c].Valid)
	}
	clear(out[tiersColumn].Valid)
}

// write stores a result in a row.
func (w *writer) write(row int, r *result) {
	p := r.promo
	w.name(mechanics, row, int(p.Mechanic), p.Mechanic.String())
	w.count(0, row, p.MinQuantity)
	w.count(1, row, p.PaidQuantity)
	w.count(2, row, p.FreeQuantity)
	w.number(0, row, p.PercentOff)
	w.number(1, row, p.AmountOff)
	w.number(2, row, p.Price)
	w.number(3, row, p.WasPrice)
	w.number(4, row, p.MinSpend)
	if p.EffectivePercent.Valid { // two digits behind the point
		w.numbers[5].set(row, p.EffectivePercent.Scaled/100)
	}
	w.number(6, row, p.DeferredPercent)
	w.number(7, row, p.DeferredAmount)
	w.number(8, row, p.Confidence)
	w.fixed(1, row, p.Currency)
	w.name(bases, row, int(p.Basis), p.Basis.String())
	w.text(3, row, p.PriceUnit)
	w.name(sources, row, int(p.EffectiveSource), p.EffectiveSource.String())
	w.text(5, row, alias(r.second))
	w.fixed(6, row, p.Rule)
	w.text(7, row, alias(r.norm))
	w.text(8, row, alias(r.residue))
	w.out[14].Bools[row] = p.UpTo
	w.out[15].Bools[row] = p.AtLeast
	w.out[16].Bools[row] = p.LoyaltyRequired()
	w.conditions(row, p.Conditions)
	if len(p.Tiers) > 0 {
		w.tiers(row, p.Tiers)
	}
}

// alias views bytes as a string without a copy; SetText copies at once.
func alias(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func (w *writer) count(i, row int, n int32) {
	if n != 0 {
		w.counts[i].set(row, n)
	}
}

func (w *writer) number(i, row int, n Number) {
	if n.Valid {
		w.numbers[i].set(row, n.Scaled)
	}
}

// text stores a string; the empty one is NULL.
func (w *writer) text(i, row int, s string) {
	if s != "" {
		c := w.texts[i]
		c.Texts.SetText(row, s)
		c.Valid[row>>6] |= 1 << (uint(row) & 63)
	}
}

// fixed stores a string that is a constant of the program, once a batch.
func (w *writer) fixed(i, row int, s string) {
	if s != "" {
		c := w.texts[i]
		w.share(c.Texts, uint16(i), row, s)
		c.Valid[row>>6] |= 1 << (uint(row) & 63)
	}
}

// name stores the name of a value, once a batch.
func (w *writer) name(names, row, value int, s string) {
	if s == "" {
		return
	}
	c := w.texts[namedColumns[names]]
	c.Valid[row>>6] |= 1 << (uint(row) & 63)
	if at := &w.named[names][value]; *at > 0 {
		c.Texts.CopyText(row, int(*at)-1)
	} else {
		*at = int32(row) + 1
		c.Texts.SetText(row, s)
	}
}

// share has a row share the memory of an earlier one with the same string.
func (w *writer) share(texts udfs.TextStore, col uint16, row int, s string) {
	text := unsafe.StringData(s)
	key := uintptr(unsafe.Pointer(text))
	at := &w.shared[(key>>4^key>>11^uintptr(col)*37)%uintptr(len(w.shared))]
	if at.text == text && at.batch == w.batch && at.col == col && int(at.size) == len(s) {
		texts.CopyText(row, at.row)
		return
	}
	*at = sharedText{text, w.batch, uint16(len(s)), col, row}
	texts.SetText(row, s)
}

func (w *writer) conditions(row int, set Conditions) {
	if set == 0 {
		return // the list is empty as it is
	}
	c := &w.out[conditionsColumn]
	n := 0
	for i := range conditionNames {
		if set&(1<<i) != 0 {
			n++
		}
	}
	at := c.Lists.Append(row, n)
	elems := c.Lists.Elems()
	for i, name := range conditionNames {
		if set&(1<<i) != 0 {
			w.share(elems.Texts, conditionsColumn, at, name)
			at++
		}
	}
}

func (w *writer) tiers(row int, tiers []Tier) {
	c := &w.out[tiersColumn]
	c.SetNotNull(row)
	at := c.Lists.Append(row, len(tiers))
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

// storeNumber stores a Number; by divides its four digits down to those of the column.
func storeNumber(c *udfs.Column, row int, n Number, by int64) {
	if !n.Valid {
		c.SetNull(row)
		return
	}
	c.BigInts[row] = n.Scaled / by
}
