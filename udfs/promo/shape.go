package promo

const (
	shapeTokens = 8   // a longer text has a shape of its own; it is not remembered
	shapeSlots  = 256 // of the memory of a parser: 26 kB
)

// A shape is the concepts of a text's tokens. Whether a pattern can match depends on
// nothing else as long as no token is used, and texts share few shapes: "2 for €5" and
// "3 pour 4,50" are of one. So a parser remembers the shapes it met last, and does not
// try again a pattern that was in vain.
type shape struct {
	n        int
	concepts [shapeTokens]uint64
	tried    bool    // a text of the shape has been read
	todo     stepSet // what is still worth trying
}

type shapes [shapeSlots]shape

// of finds or makes the shape of tokens; nil when they are too many.
func (s *shapes) of(toks []token) *shape {
	if len(toks) > shapeTokens {
		return nil
	}
	hash := uint64(len(toks))
	for i := range toks {
		hash = (hash ^ toks[i].is[0]) * 0x9e3779b97f4a7c15 // the golden ratio spreads the bits upwards
		hash ^= hash >> 32
	}
	slot := &s[hash%shapeSlots]
	if !slot.is(toks) {
		*slot = shape{n: len(toks)}
		for i := range toks {
			slot.concepts[i] = toks[i].is[0]
		}
	}
	return slot
}

func (s *shape) is(toks []token) bool {
	if s.n != len(toks) {
		return false
	}
	for i := range toks {
		if s.concepts[i] != toks[i].is[0] {
			return false
		}
	}
	return true
}
