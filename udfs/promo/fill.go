package promo

// The fills write what a rule's captures mean into p.out. They return false to refuse a
// match that reads like the rule but is something else.

// most is the largest quantity that is believed: beyond it a number is an id or a size.
const most = 100

func (t *token) count() int32 {
	if t.value%scale != 0 {
		return 0
	}
	return int32(min(t.value/scale, 1<<30))
}

func believable(n int32) bool { return n >= 1 && n <= most }

// setPercent takes a percentage or fraction with its bounds.
func (p *parser) setPercent(t *token) {
	p.out.PercentOff = Num(t.value)
	p.bound(t)
	p.boundPercent = t.upTo || t.atLeast
}

func (p *parser) bound(t *token) {
	p.upTo = p.upTo || t.upTo
	p.atLeast = p.atLeast || t.atLeast
	p.bounded = p.bounded || t.upTo || t.atLeast || t.about
}

func (p *parser) setPrice(t *token) {
	p.out.Price = Num(t.value)
	p.bound(t)
	p.boundPrice = t.upTo || t.atLeast
	p.out.Basis = PerUnit
}

func (p *parser) setAmount(t *token) {
	p.out.AmountOff = Num(t.value)
	p.bound(t)
}

// inside reports that a token of the match is this very word.
func (p *parser) inside(m *match, word string) bool {
	for i := range p.n {
		if m.used&(1<<i) != 0 && string(p.text(&p.toks[i])) == word {
			return true
		}
	}
	return false
}

// usedHas reports that a match took a token of a concept.
func (p *parser) usedHas(m *match, c concept) bool {
	for i := range p.n {
		if m.used&(1<<i) != 0 && p.toks[i].is.has(c) {
			return true
		}
	}
	return false
}

// named reports that a number follows a word of a name: "Fusion 5".
func (p *parser) named(m *match, capture uint8) bool {
	i := int(m.at[capture])
	return i > 0 && p.toks[i-1].is.has(cWord)
}

// usedOnly reports that a match took a token of a concept that is not of the other, too.
func (p *parser) usedOnly(m *match, c, not concept) bool {
	for i := range p.n {
		if t := &p.toks[i]; m.used&(1<<i) != 0 && t.is.has(c) && !t.is.has(not) {
			return true
		}
	}
	return false
}

// after and before are the neighbours of a match.
func (p *parser) after(m *match) *token {
	if i := m.last() + 1; i < p.n {
		return &p.toks[i]
	}
	return &noToken
}

func (p *parser) before(m *match) *token {
	if i := m.first() - 1; i >= 0 {
		return &p.toks[i]
	}
	return &noToken
}
