package promo

// Prices of one unit: old and new ones, with what they save.

func fillWasNow(p *parser, m *match) bool {
	w, v := p.tok(m, capW), p.tok(m, capV)
	if w.value <= v.value || v.value == 0 || w.minus || v.minus {
		return false
	}
	if i := m.at[capV] + 1; int(i) < p.n && p.toks[i].is.has(cOff) && !p.toks[i].is.has(cHeadline) &&
		!p.usedHas(m, cTo) && !p.usedHas(m, cNow) && !p.usedHas(m, cFor) {
		return false // "was £3, 75p off"
	}
	if i := m.at[capW] + 1; i < m.at[capV] && p.toks[i].is.has(cWas) && !p.postposed(&p.toks[i]) {
		return false // "£5 was £4"
	}
	if i := m.at[capV] - 1; i >= 0 && p.toks[i].is.has(cSave) {
		return false // "save £1, was £3": no price but the difference
	}
	if p.usedOnly(m, cFrom, cWas) && !p.usedHas(m, cTo) && !p.usedHas(m, cNow) && m.at[capW] < m.at[capV] {
		return false
	}
	if m.has(capU) && !p.priceFrom(m) {
		return false
	}
	p.setPrice(v)
	p.out.WasPrice = Num(w.value)
	p.out.Mechanic, p.out.MinQuantity = FixedPrice, 1
	if m.has(capA) {
		p.setAmount(p.tok(m, capA))
	} else if i := p.saving(m); i+1 < p.n && p.toks[i].is.has(cSave) && p.toks[i+1].is[0]&(bit(cMoney)|bit(cDec)) != 0 {
		p.out.AmountOff = Num(p.toks[i+1].value)
		m.used |= 3 << i
	}
	switch {
	case m.has(capF):
		p.setPercent(p.tok(m, capF))
	case m.has(capP):
		p.setPercent(p.tok(m, capP))
	default:
		p.leftPercent(m)
	}
	if p.out.PercentOff.Valid {
		p.out.Mechanic, p.out.Basis = PercentOff, NoBasis
	}
	return true
}

// postposed reports a word for an old price that stands behind it: Hungarian, Turkish.
func (p *parser) postposed(t *token) bool {
	return t.sense != nil && t.sense.langs&(p.language("hu")|p.language("tr")|p.language("fi")) != 0
}

// priceFrom reports that "£3 from £4" tells an old price, as English shelves do, and not what
// to spend at least.
func (p *parser) priceFrom(m *match) bool {
	from := p.tok(m, capU).sense
	return from != nil && from.langs&p.english() != 0 && p.tok(m, capW).value < 3*p.tok(m, capV).value &&
		p.union&(bit(cOff)|bit(cSave)|bit(cBuy)|bit(cDelivery)) == 0 || p.usedHas(m, cNow)
}

// saving is where "save" would stand: the last token of a match, or the one behind it.
func (p *parser) saving(m *match) int {
	if i := m.last(); p.toks[i].is.has(cSave) {
		return i
	}
	return m.last() + 1
}

// leftPercent takes a percentage that stands beside two prices.
func (p *parser) leftPercent(m *match) {
	for i := range p.n {
		if t := &p.toks[i]; t.is.has(cPct) && t.value > 0 && m.used&(1<<i) == 0 {
			p.setPercent(t)
			m.used |= 1 << i
			return
		}
	}
}

func fillWasOnly(p *parser, m *match) bool {
	p.out.Mechanic = Unknown
	p.out.WasPrice = Num(p.tok(m, capW).value)
	return true
}

// fillPriceSaving is a price with the money or the percentage it saves.
func fillPriceSaving(p *parser, m *match) bool {
	v := p.tok(m, capV)
	if v.minus {
		return false
	}
	p.setPrice(v)
	p.out.Mechanic, p.out.MinQuantity = FixedPrice, 1
	if m.has(capA) {
		a := p.tok(m, capA)
		p.out.AmountOff = Num(a.value)
		p.upTo = p.upTo || a.upTo
		p.bounded = p.bounded || a.upTo && !m.has(capP)
	}
	if m.has(capF) {
		p.setPercent(p.tok(m, capF))
	}
	if m.has(capP) {
		p.setPercent(p.tok(m, capP))
	}
	if p.out.PercentOff.Valid {
		p.out.Mechanic, p.out.Basis = PercentOff, NoBasis
	}
	return true
}

func fillFixed(p *parser, m *match) bool {
	v := p.tok(m, capV)
	if v.minus || v.value == 0 || p.instalment || m.has(capN) && p.tok(m, capN).value != scale {
		return false
	}
	if p.union&bit(cOrd) != 0 || p.union&bit(cPct) != 0 && p.union&bit(cUpTo) != 0 {
		return false
	}
	if v.is.has(cInt) && (v.unit || !p.usedHas(m, cNow) && !p.usedHas(m, cPrice)) {
		return false
	}
	if m.has(capW) && v.decimals != 2 {
		return false
	}
	p.setPrice(v)
	if p.before(m).is.has(cFrom) {
		p.bounded = true // "from 1.99"
	}
	p.out.Mechanic, p.out.MinQuantity = FixedPrice, 1
	if i := m.last() + 1; i+1 < p.n && p.toks[i].is.has(cSave) && p.toks[i+1].is[0]&(bit(cMoney)|bit(cDec)) != 0 {
		a := &p.toks[i+1]
		p.setAmount(a)
		m.used |= 3 << i
	}
	return true
}
