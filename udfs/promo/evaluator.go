package promo

import (
	"hash/maphash"

	"github.com/martsql/mart/udfs"
)

// memoSlots bounds what an evaluator remembers: about 1.5 MB.
const memoSlots = 4096

// An evaluator parses the rows of batches. Promotion texts repeat, so it keeps the
// results of the texts it saw last; a text seen again costs no parsing and no memory.
type evaluator struct {
	parser *parser
	seed   maphash.Seed
	memo   []memoSlot
}

// A memoSlot holds one parsed call in buffers of its own, used again when another text
// takes the slot.
type memoSlot struct {
	full    bool
	text    []byte
	unit    Number
	home    string
	promo   Promo
	norm    []byte
	residue []byte
	second  []byte
	tiers   []Tier
}

func newEvaluator() *evaluator {
	return &evaluator{parser: newParser(), seed: maphash.MakeSeed(), memo: make([]memoSlot, memoSlots)}
}

// Eval implements udfs.Evaluator.
func (e *evaluator) Eval(b *udfs.Batch) error {
	for row := range b.Rows {
		if b.Skip(row) {
			continue
		}
		var unit Number
		if len(b.Args) > 1 && !b.Args[1].IsNull(row) {
			unit = Num(b.Args[1].BigInts[row])
		}
		home := ""
		if len(b.Args) > 2 && !b.Args[2].IsNull(row) {
			home = knownCode(b.Args[2].Text(row))
		}
		write(b.Out, row, e.parse(b.Args[0].Text(row), unit, home))
	}
	return nil
}

// homes are the currencies that decide what a shared sign means.
var homes = [...]string{"EUR", "USD", "CAD", "AUD", "NZD", "ARS", "MXN", "CLP", "COP", "SGD", "HKD", "UYU", "BRL", "SEK", "NOK", "DKK", "ISK"}

// knownCode is the code in static memory: the argument is gone after the batch.
func knownCode(code string) string {
	for _, known := range homes {
		if known == code {
			return known
		}
	}
	return ""
}

// parse returns the result of a call, from memory when it was seen before.
func (e *evaluator) parse(text string, unit Number, home string) *memoSlot {
	s := &e.memo[maphash.String(e.seed, text)%memoSlots]
	if s.full && s.unit == unit && s.home == home && string(s.text) == text {
		return s
	}
	p := e.parser
	p.parse(text, unit, home)
	s.full, s.unit, s.home = true, unit, home
	s.text = append(s.text[:0], text...)
	s.norm = append(s.norm[:0], p.norm...)
	s.residue = append(s.residue[:0], p.residue...)
	s.second = append(s.second[:0], p.second...)
	s.tiers = append(s.tiers[:0], p.out.Tiers...)
	s.promo = p.out
	s.promo.Tiers = s.tiers
	return s
}
