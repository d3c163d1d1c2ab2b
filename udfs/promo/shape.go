package promo

const (
	shapeTokens = 10  // a longer text has a shape of its own; it is not remembered
	shapeSlots  = 512 // of the memory of a parser: 120 kB
	shapeTries  = 6   // matches that a shape remembers; most texts need one or two
)

// A shape is the concepts of a text's tokens, and which of them are used. Which patterns
// match depends on nothing else, and texts share few shapes: "2 for €5" and "3 pour 4,50"
// are of one. So a parser remembers the shapes it met last with the first matches of each,
// and looks for more only when the rules refuse them all because of the numbers.
type shape struct {
	hash     uint64
	tokens   int
	used     uint64
	concepts [shapeTokens]uint64

	n     int // matches
	tries [shapeTries]attempt
	step  int // from which on, and there from which token on, none were looked for yet
	from  int
	ended bool // there are no more
	full  bool // there are more, which are not in tries
}

// An attempt is a match of a step, in the order in which they are tried.
type attempt struct {
	step uint16
	used uint16
	at   [captures]int8
}

func (a *attempt) into(m *match) { m.at, m.used = a.at, uint64(a.used) }

type shapes [shapeSlots]shape

// of finds or makes the shape of tokens; nil when they are too many.
func (s *shapes) of(toks []token, used uint64) *shape {
	if len(toks) > shapeTokens {
		return nil
	}
	hash := used<<8 | uint64(len(toks))
	for i := range toks {
		hash = (hash ^ toks[i].is[0]) * 0x9e3779b97f4a7c15 // the golden ratio spreads the bits upwards
		hash ^= hash >> 32
	}
	slot := &s[hash%shapeSlots]
	if !slot.is(hash, toks, used) {
		slot.hash, slot.tokens, slot.used = hash, len(toks), used
		slot.n, slot.step, slot.from, slot.ended, slot.full = 0, 0, 0, false, false
		for i := range toks {
			slot.concepts[i] = toks[i].is[0]
		}
	}
	return slot
}

func (s *shape) is(hash uint64, toks []token, used uint64) bool {
	if s.hash != hash || s.tokens != len(toks) || s.used != used {
		return false
	}
	for i := range toks {
		if s.concepts[i] != toks[i].is[0] {
			return false
		}
	}
	return true
}

// note remembers a match, and from which token on the next one is looked for.
func (s *shape) note(step, from int, m *match) {
	switch {
	case s == nil || s.full:
	case s.n == len(s.tries):
		s.full = true
	default:
		s.tries[s.n] = attempt{uint16(step), uint16(m.used), m.at}
		s.n++
		s.step, s.from = step, from
	}
}

// end takes note that all matches were looked for.
func (s *shape) end() { s.ended = !s.full }
