package promo

import (
	"bytes"
	"encoding/binary"
	"slices"
)

const (
	planTokens = 16   // that a form can have; a longer text has no plan
	planRaw    = 40   // raw tokens, likewise
	planSlots  = 8192 // of the memory of a parser: at most 12 MB, where texts have that many forms
	mostCredit = 16   // texts of another form that a plan outlives, at most
)

// A plan is what texts of one form come to: "2 for €5" and "2 for €4.50" are of one form,
// and so are the slogans of two brands. It is keyed by what reading a text depends on
// (see token.code), and learned when a form is met a second time. There are two kinds.
//
// A composed plan has the tokens that compose made, and from which raw number each takes
// its value; rules and depth are computed anew. A whole plan has the result too: no rule
// saw a number that the form leaves open.
type plan struct {
	n        int
	home     uint8
	codes    [planTokens]uint64
	composed bool
	whole    bool
	unitFree bool // the result is the same whatever a unit costs

	state  state
	toks   []token
	places []place
	holes  []place // of the parser
	rest   []place // the parts of the residue
	out    Promo
	tiers  []Tier
	second []byte
}

// A place tells where a composed token comes from, by raw tokens of the form.
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

// look gives every word its sense, and makes the form of the text: the codes of its tokens
// and their hash. Of a run of unknown words it has the first two and the last, as no stage
// looks at more of them one by one.
func (p *parser) look(home uint8) {
	hash := uint64(home)
	n := 0
	for i := range p.nraw {
		t := &p.raw[i]
		if t.kind == kWord {
			t.sense = p.lex.lookup(p.text(t))
		}
		if n < planTokens {
			c := t.code(p.norm)
			if c == aWord && n >= 3 && p.codes[n-1] == aWord && p.codes[n-2] == aWord && p.codes[n-3] == aWord {
				p.place[n-1] = uint8(i)
				continue
			}
			p.codes[n], p.place[n] = c, uint8(i)
			hash = (hash ^ c) * 0x9e3779b97f4a7c15 // the golden ratio spreads the bits upwards
			hash ^= hash >> 32
			n++
		} else {
			n = planTokens + 1
		}
		if t.sense != nil && t.sense.plain {
			t.sense = nil
		}
	}
	p.form, p.hash = n, hash
}

// recall finds the plan of the text, or the slot in which to keep one, or neither.
func (p *parser) recall(home uint8) (known *plan, learn *planSlot) {
	if p.explain || p.plain || p.form > planTokens || p.nraw > planRaw {
		return nil, nil
	}
	slot, h := &p.plans[p.hash%planSlots], uint32(p.hash>>32)|1
	if slot.kept == h && slot.plan.home == home && slot.plan.n == p.form && slices.Equal(slot.plan.codes[:p.form], p.codes[:p.form]) {
		slot.credit = min(slot.credit+1, mostCredit)
		return slot.plan, nil
	}
	if slot.missed != h {
		slot.missed = h
		return nil, nil
	}
	if slot.credit > 0 {
		slot.credit--
		return nil, nil
	}
	slot.kept = h
	if slot.plan == nil {
		slot.plan = &plan{}
	}
	pl := slot.plan
	pl.n, pl.home, pl.composed, pl.whole = p.form, home, false, false
	copy(pl.codes[:], p.codes[:p.form])
	return nil, slot
}

// aWord is the code of an unknown word between spaces.
const aWord = uint64(kWord)

// code packs all of a token that compose looks at: the id of a word, the form of a number.
// Whole numbers up to 100, which are quantities and percentages, are in it as they are; of
// others it has only on which side of the limits of compose they lie.
func (t *token) code(s []byte) uint64 {
	c := uint64(t.kind)
	if t.glued {
		c |= 1 << 2
	}
	if t.hyphen {
		c |= 1 << 3
	}
	switch t.kind {
	case kWord:
		switch {
		case t.sense != nil:
			c |= uint64(t.sense.id) << 16
			if t.dotTail && t.sense.is.has(cMinus) {
				c |= 1 << 6 // "min 30%", "min. 30%"
			}
		case t.glued:
			if t.end-t.start <= 2 {
				c |= 1 << 4
			}
			if s[t.start] == 0xd7 { // Hebrew
				c |= 1 << 5
			}
		}
	case kNumber:
		c |= t.numberCode() << 4
	default:
		n := min(int(t.end-t.start), 4)
		var b [4]byte
		copy(b[:n], s[t.start:t.end])
		c |= uint64(binary.LittleEndian.Uint32(b[:]))<<16 | uint64(n)<<8
	}
	return c
}

// open reports a number whose value is not in its code.
func (t *token) open() bool {
	switch {
	case t.kind != kNumber:
		return false
	case t.decimals > 0 || t.groups != 1:
		return true
	}
	return t.value > 100*scale && t.value != 250*scale && t.value != 500*scale
}

func (t *token) numberCode() uint64 {
	digits := t.end - t.start // thousands and cents look at it
	if t.decimals > 0 {
		if digits -= uint16(t.decimals) + 1; digits != 3 {
			digits = 0
		}
	}
	c := uint64(t.decimals&15) | uint64(min(t.groups, 15))<<4 | uint64(min(digits, 31))<<8
	set := func(bit int, on bool) {
		if on {
			c |= 1 << bit
		}
	}
	set(13, t.dashTail)
	set(14, t.dotTail)
	set(15, t.leadZero)
	if !t.open() {
		return c | 1<<16 | uint64(t.value/scale)<<20
	}
	set(20, t.value == 0)
	set(22, t.value > 100*scale)
	set(23, t.value >= 1000*scale)
	set(24, t.value >= 10_000*scale)
	set(25, t.decimals <= 2 && dayMonth(t))
	return c
}

// learnTokens keeps what compose made of the text, if all of it can be found again in
// another text of the form.
func (pl *plan) learnTokens(p *parser) {
	scan(p.norm, p.spare[:]) // compose wrote into p.raw
	var form [planTokens]token
	for i := range p.form {
		form[i] = p.spare[p.place[i]]
	}
	raw := form[:p.form]
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
func placeOf(t *token, raw []token) (pc place, ok bool) {
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
func spanOf(start, end uint16, raw []token) (pc place, ok bool) {
	first := slices.IndexFunc(raw, func(r token) bool { return r.start == start })
	last := slices.IndexFunc(raw, func(r token) bool { return r.end == end })
	if last < 0 {
		last = slices.IndexFunc(raw, func(r token) bool { return r.end+1 == end })
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
	var form [planTokens]token
	for i := range p.form {
		form[i] = p.spare[p.place[i]] // as learnTokens left it
	}
	for _, h := range p.rest[:p.nrest] {
		pc, ok := spanOf(h.start, h.end, form[:p.form])
		if !ok {
			return
		}
		pl.rest = append(pl.rest, pc)
	}
	pl.whole = true
	pl.tiers = append(pl.tiers[:0], p.out.Tiers...)
	pl.out = p.out
	pl.out.Tiers = pl.tiers
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
	p.answer = &pl.out
	p.second = append(p.second[:0], pl.second...)
	for i := range pl.rest {
		p.leave(p.span(&pl.rest[i]))
	}
}

// formed is a raw token by its place in the form.
func (p *parser) formed(i uint8) *token { return &p.raw[p.place[i]] }

// span is where a composed token lies in the text.
func (p *parser) span(pc *place) (start, end uint16) {
	return p.formed(pc.first).start, p.formed(pc.last).end + uint16(pc.longer)
}

// homeIndex numbers the currencies that decide what a shared sign means, from 1.
func homeIndex(code string) uint8 {
	return uint8(slices.Index(homes[:], code) + 1)
}

// prefixes are the words that dollarOf knows.
var prefixes = bytes.Fields([]byte("r us c ca can a au"))
