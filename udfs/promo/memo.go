package promo

import (
	"hash/maphash"
	"slices"
)

// memoSlots bounds what an evaluator remembers: about 2.5 MB.
const memoSlots = 4096

// A memo keeps the results of texts that came before. Promotion texts repeat, so most
// rows cost no parsing. A text is kept only when it comes a second time: where all texts
// differ nothing is copied, and texts that come once do not drive out frequent ones.
type memo struct {
	seed  maphash.Seed
	marks []mark
	slots []memoSlot
}

// A mark says by their hashes which text a slot keeps and which one missed it last. It
// answers most questions without a look into the slot, which is seldom in the cache.
type mark struct{ kept, missed uint32 }

// A memoSlot holds a parsed call in buffers of its own, used again when another text
// takes the slot.
type memoSlot struct {
	bytes  []byte // the text, and those of the result one after the other
	text   int    // length of the text
	unit   Number
	home   string
	result result // in the rest of bytes, promo and tiers
	promo  Promo
	tiers  []Tier
}

// A result is what a call says, in memory that is valid until the next call.
type result struct {
	promo                 *Promo
	norm, residue, second []byte
}

func newMemo() *memo {
	return &memo{seed: maphash.MakeSeed(), marks: make([]mark, memoSlots), slots: make([]memoSlot, memoSlots)}
}

// find looks a call up. When it is not there, keep is the slot in which to store it, or
// nil.
func (m *memo) find(text string, unit Number, home string) (r *result, keep *memoSlot) {
	hash := maphash.String(m.seed, text)
	mark, slot := &m.marks[hash%memoSlots], &m.slots[hash%memoSlots]
	h := uint32(hash>>32) | 1 // 0 is a slot that is empty
	if mark.kept == h {
		if slot.unit == unit && slot.home == home && string(slot.bytes[:slot.text]) == text {
			return &slot.result, nil
		}
		return nil, slot
	}
	if mark.missed != h {
		mark.missed = h
		return nil, nil
	}
	mark.kept = h
	return nil, slot
}

// store copies a result into the slot.
func (s *memoSlot) store(text string, unit Number, home string, r *result) {
	s.unit, s.home = unit, home
	s.bytes = slices.Grow(s.bytes[:0], max(len(text)+len(r.norm)+len(r.residue)+len(r.second), 128))
	part := func(b []byte) []byte {
		start := len(s.bytes)
		s.bytes = append(s.bytes, b...)
		return s.bytes[start:]
	}
	s.bytes = append(s.bytes, text...)
	s.text = len(text)
	s.tiers = append(s.tiers[:0], r.promo.Tiers...)
	s.promo = *r.promo
	s.promo.Tiers = s.tiers
	s.result = result{&s.promo, part(r.norm), part(r.residue), part(r.second)}
}
