package promo

// What comes on top: more in the pack, a gift.

func fillBonus(p *parser, m *match) bool {
	o := &p.out
	if m.has(capW) && p.union&bit(cCheapest) != 0 {
		return false // "coffee 500 g, the cheapest free"
	}
	switch {
	case m.has(capP):
		t := p.tok(m, capP)
		if t.value == 0 || p.after(m).is[0]&(bit(cOff)|bit(cOrd)|bit(cPct)) != 0 {
			return false
		}
		if !p.usedHas(m, cFree) && (t.minus || p.anotherPercent(m)) {
			return false
		}
		p.setPercent(t)
	case m.has(capV):
		v, w := p.tok(m, capV), p.tok(m, capW)
		if v.measure != w.measure || v.value == 0 {
			return false
		}
		o.PercentOff = Num(ratio(w.value, v.value))
	}
	o.Mechanic, o.MinQuantity = BonusPack, 1
	return true
}

// anotherPercent reports a percentage beside that of the match.
func (p *parser) anotherPercent(m *match) bool {
	for i := range p.n {
		if p.toks[i].is.has(cPct) && m.used&(1<<i) == 0 {
			return true
		}
	}
	return false
}

// fillBonusPart is "of which 20% free": a part of what is in the pack, not of what was.
func fillBonusPart(p *parser, m *match) bool {
	t := p.tok(m, capP)
	if t.value == 0 {
		return false
	}
	p.setPercent(t)
	p.ofContent = true
	p.out.Mechanic, p.out.MinQuantity = BonusPack, 1
	return true
}

// fillGiftNoun is "échantillon offert". In English "sugar free" tells what is not in it.
func fillGiftNoun(p *parser, m *match) bool {
	u := p.tok(m, capU)
	if u.sense == nil || u.sense.langs&p.english() != 0 || u.glued {
		return false
	}
	for i := range p.n {
		if t := &p.toks[i]; m.used&(1<<i) == 0 && p.used&(1<<i) == 0 && t.is[0]&(bit(cWord)|bit(cBuy)) == 0 {
			return false
		}
	}
	return fillGift(p, m)
}

func fillGift(p *parser, m *match) bool {
	o := &p.out
	if m.has(capN) && !m.has(capM) {
		if o.MinQuantity = p.tok(m, capN).count(); !believable(o.MinQuantity) {
			return false
		}
	}
	if m.has(capM) { // "... with a 5+1 pack": the numbers name the pack
		o.MinQuantity = 1
	}
	if o.MinQuantity == 0 {
		p.takeThreshold(m)
	}
	if o.MinQuantity == 0 && p.union&bit(cEach) != 0 {
		o.MinQuantity = 1 // "a glass with every crate"
	}
	if p.union&bit(cDelivery) != 0 && !p.usedHas(m, cGift) {
		return false
	}
	o.Mechanic = FreeGift
	return true
}
