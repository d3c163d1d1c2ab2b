package promo

import (
	"bytes"
	"slices"
)

const (
	planTokens = 16    // that a form can have; a longer text has no plan
	planSlots  = 16384 // of the memory of a parser: at most 15 MB, where texts have that many forms
	mostCredit = 16    // texts of another form that a plan outlives, at most
)

// A plan is what texts of one form come to: "2 for €5" and "2 for €4.50" are of one form,
// and so are the slogans of two brands. It is keyed by what reading a text depends on
// (see form), and learned when a form is met a second time. There are two kinds.
//
// A composed plan has the tokens that compose made, and from which raw number each takes
// its value; rules and depth are computed anew. A whole plan has the result too: no rule
// saw a number that the form leaves open.
type plan struct {
	n        int
	home     uint8
	codes    [planTokens]uint32
	composed bool
	whole    bool
	unitFree bool // the result is the same whatever a unit costs

	state  state
	toks   []token
	places []place
	holes  []place // of the parser
	rest   []place // the parts of the residue
	out    *Promo  // of a whole plan
	tiers  []Tier
	second []byte
}

// A place tells where a composed token comes from, by codes of the form.
type place struct {
	first, last uint8 // it lies between them
	longer      uint8 // bytes of the point behind an ordinal
	how         source
	a, b        uint8 // the raw numbers of its value
}

// A source tells how a composed token comes to its value.
type source uint8

const (
	asLearned source = iota // the form fixes it
	asPrinted
	inCents     // "99p"
	inThousands // "1 299"
	withCents   // "2€50"
)

type planSlot struct {
	kept, missed uint32
	credit       int32 // grows with each use, so that forms met now and then do not drive out frequent ones
	plan         *plan
}

// plans are the memory of a parser, by hash.
type plans [planSlots]planSlot

func (s *plans) at(f *form) *planSlot { return &s[f.hash%planSlots] }

// recall finds the plan of the text, and the slot in which to keep one that is better, if
// any. A text with percentages has two forms: one with their values, whose plan can be
// whole, and one that leaves them open, which is met much sooner.
func (p *parser) recall(home uint8) (known *plan, learn *planSlot) {
	f := &p.form
	if p.explain || p.plain || f.n > planTokens {
		return nil, nil
	}
	slot := p.plans.at(f)
	if pl := slot.find(f, home); pl != nil {
		return pl, nil
	}
	if f.loose != 0 {
		exact := *f
		p.loosen(home)
		open := p.plans.at(f)
		pl := open.find(f, home)
		if pl == nil {
			return nil, open.take(f, home)
		}
		if pl.whole {
			return pl, nil
		}
		if pl.composed {
			known = pl
		}
		p.tighten(&exact)
	}
	return known, slot.take(f, home)
}

// find is the plan of a form in its slot, or nil.
func (s *planSlot) find(f *form, home uint8) *plan {
	if s.kept != f.mark() || s.plan.home != home || s.plan.n != f.n || !slices.Equal(s.plan.codes[:f.n], f.codes[:f.n]) {
		return nil
	}
	s.credit = min(s.credit+1, mostCredit)
	return s.plan
}

// take gives the slot to the form when it was the last to miss it and what is kept has no
// credit left; otherwise it returns nil.
func (s *planSlot) take(f *form, home uint8) *planSlot {
	if s.missed != f.mark() {
		s.missed = f.mark()
		return nil
	}
	if s.credit > 0 {
		s.credit--
		return nil
	}
	s.kept = f.mark()
	if s.plan == nil {
		s.plan = &plan{}
	}
	pl := s.plan
	pl.n, pl.home, pl.composed, pl.whole = f.n, home, false, false
	copy(pl.codes[:], f.codes[:f.n])
	return s
}

// learnTokens keeps what compose made of the text, if all of it can be found again in
// another text of the form.
func (pl *plan) learnTokens(p *parser) {
	form := p.formLexemes()
	raw := form[:p.form.n]
	pl.state = p.state
	pl.toks = append(pl.toks[:0], p.toks[:p.n]...)
	pl.places = pl.places[:0]
	for i := range pl.toks {
		pc, ok := placeOf(&pl.toks[i], raw)
		if !ok {
			return
		}
		pl.places = append(pl.places, pc)
	}
	pl.holes = pl.holes[:0]
	for _, h := range p.holes[:p.nholes] {
		pc, ok := spanOf(h.start, h.end, raw)
		if !ok {
			return
		}
		pl.holes = append(pl.holes, pc)
	}
	pl.composed = true
}

// placeOf finds a composed token among the raw ones.
func placeOf(t *token, raw []lexeme) (pc place, ok bool) {
	if pc, ok = spanOf(t.start, t.end, raw); !ok {
		return pc, false
	}
	var numbers []int
	open := 0
	for i := int(pc.first); i <= int(pc.last); i++ {
		if raw[i].kind == kNumber {
			numbers = append(numbers, i)
			if raw[i].open() {
				open++
			}
		}
	}
	if open == 0 || t.kind != kNumber {
		return pc, open == 0 || t.value == 0
	}
	pc.a = uint8(numbers[0])
	a := &raw[pc.a]
	switch {
	case len(numbers) == 1 && t.value == a.value, open == 1 && a.open() && t.is.has(cMeasure) && t.value == a.value:
		pc.how = asPrinted
	case len(numbers) == 1 && t.money != nil && t.money.minor && t.value == a.value/100:
		pc.how = inCents
	case len(numbers) == 2:
		pc.b = uint8(numbers[1])
		b := &raw[pc.b]
		switch {
		case a.value == 0 || b.value == 0:
			return pc, false // which of the sums it is cannot be told
		case t.value == a.value*1000+b.value:
			pc.how = inThousands
		case t.value == a.value+b.value/100:
			pc.how = withCents
		default:
			return pc, false
		}
	default:
		return pc, false
	}
	return pc, true
}

// spanOf finds a stretch of the text among the raw tokens.
func spanOf(start, end uint16, raw []lexeme) (pc place, ok bool) {
	first := slices.IndexFunc(raw, func(r lexeme) bool { return r.start == start })
	last := slices.IndexFunc(raw, func(r lexeme) bool { return r.end == end })
	if last < 0 {
		last = slices.IndexFunc(raw, func(r lexeme) bool { return r.end+1 == end })
	}
	if first < 0 || last < first {
		return place{}, false
	}
	return place{first: uint8(first), last: uint8(last), longer: uint8(end - raw[last].end)}, true
}

// compose puts the tokens of the plan in place, with the numbers of the text.
func (pl *plan) compose(p *parser) {
	p.state = pl.state
	p.n = len(pl.toks)
	copy(p.toks[:], pl.toks)
	for i := range pl.places {
		pc, t := &pl.places[i], &p.toks[i]
		t.start, t.end = p.span(pc)
		switch a := p.formed(pc.a).value; pc.how {
		case asPrinted:
			t.value = a
		case inCents:
			t.value = a / 100
		case inThousands:
			t.value = a*1000 + p.formed(pc.b).value
		case withCents:
			t.value = a + p.formed(pc.b).value/100
		}
	}
	p.nholes = len(pl.holes)
	for i := range pl.holes {
		p.holes[i].start, p.holes[i].end = p.span(&pl.holes[i])
	}
}

// learnResult keeps the result when no rule saw a number that the form leaves open.
func (pl *plan) learnResult(p *parser, unit Number) {
	if !pl.composed || p.n != len(pl.toks) {
		return // the places are of other tokens
	}
	for _, pc := range pl.places {
		if pc.how != asLearned {
			return
		}
	}
	pl.unitFree = p.unitFree()
	if unit.Valid && !pl.unitFree {
		return
	}
	if p.nrest > mostRest {
		return
	}
	pl.rest = pl.rest[:0]
	form := p.formLexemes()
	for _, h := range p.rest[:p.nrest] {
		pc, ok := spanOf(h.start, h.end, form[:p.form.n])
		if !ok {
			return
		}
		pl.rest = append(pl.rest, pc)
	}
	pl.whole = true
	pl.tiers = append(pl.tiers[:0], p.out.Tiers...)
	if pl.out == nil {
		pl.out = &Promo{}
	}
	*pl.out = p.out
	pl.out.Tiers = pl.tiers
	if pl.unitFree { // nothing asks for the tokens any more
		pl.toks, pl.places, pl.holes = nil, nil, nil
	}
	pl.second = append(pl.second[:0], p.second...)
}

// unitFree reports that the price of a unit has no say in the result.
func (p *parser) unitFree() bool {
	switch p.out.Mechanic {
	case FixedPrice, MultibuyPrice, AmountOff, Tiered:
		return false
	case NthUnitDiscount:
		return p.out.PercentOff.Valid
	}
	return true
}

// result is that of the plan, with the residue of the text.
func (pl *plan) result(p *parser) {
	p.answer = pl.out
	p.second = append(p.second[:0], pl.second...)
	for i := range pl.rest {
		p.leave(p.span(&pl.rest[i]))
	}
}

// formLexemes are the lexemes of the form; of a run of words it is from the first to the last.
func (p *parser) formLexemes() (out [planTokens]lexeme) {
	for i := range p.form.n {
		out[i] = p.lexemes[p.form.head[i]]
		out[i].end = p.lexemes[p.form.tail[i]].end
	}
	return out
}

// formed is a lexeme by its place in the form.
func (p *parser) formed(i uint8) *lexeme { return &p.lexemes[p.form.head[i]] }

// span is where a composed token lies in the text.
func (p *parser) span(pc *place) (start, end uint16) {
	return p.formed(pc.first).start, p.lexemes[p.form.tail[pc.last]].end + uint16(pc.longer)
}

// prefixes are the words that dollarOf knows.
var prefixes = bytes.Fields([]byte("r us c ca can a au"))
