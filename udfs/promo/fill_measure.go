package promo

// Prices and savings by the kilogram, the litre and so on.

// fillMeasure is a price per kg, per 100 g and so on.
func fillMeasure(p *parser, m *match) bool {
	v := p.tok(m, capV)
	if v.minus {
		return false
	}
	if v.is.has(cMeasure) {
		if m.has(capA) {
			p.setAmount(p.tok(m, capA))
		}
		if p.union&(bit(cMoney)|bit(cDec)|bit(cPct)|bit(cFree)) != 0 {
			p.out = Promo{MinSpend: p.out.MinSpend}
			return false // the unit price beside the offer
		}
		p.out.PriceUnit = v.measure
	} else {
		n := p.tok(m, capN)
		if !p.usedHas(m, cPer) && (!p.leads(m.first()) || !roundMeasure(n)) {
			return false // the size of the product
		}
		p.out.PriceUnit = sizeName(n.value, n.measure)
	}
	p.setPrice(v)
	p.out.Mechanic, p.out.MinQuantity, p.out.Basis = FixedPrice, 1, PerMeasure
	return true
}

// fillMeasureWasNow is an old and a new price of one measure.
func fillMeasureWasNow(p *parser, m *match) bool {
	v, w := p.tok(m, capV), p.tok(m, capW)
	if v.minus || w.minus || v.measure != w.measure || v.value == 0 || w.value <= v.value {
		return false
	}
	p.setPrice(v)
	p.out.WasPrice, p.out.PriceUnit = Num(w.value), v.measure
	p.out.Mechanic, p.out.MinQuantity, p.out.Basis = FixedPrice, 1, PerMeasure
	return true
}

// fillMeasureOff is money off a kilogram, a litre and so on.
func fillMeasureOff(p *parser, m *match) bool {
	a := p.tok(m, capA)
	if a.value == 0 || !a.minus && !p.usedHas(m, cSave) && !p.usedHas(m, cOff) {
		return false
	}
	if !a.minus && a.is.has(cMeasure) && p.union&(bit(cMoney)|bit(cDec)|bit(cPct)|bit(cFree)) != 0 {
		return false
	}
	for i := range p.n {
		if p.toks[i].is.has(cMeasure) && m.used&(1<<i) == 0 {
			return false // the price itself
		}
	}
	p.setAmount(a)
	p.out.PriceUnit = a.measure
	if n := p.tok(m, capN); m.has(capN) {
		p.out.PriceUnit = sizeName(n.value, n.measure)
	}
	p.out.Mechanic, p.out.MinQuantity, p.out.Basis = AmountOff, 1, PerMeasure
	return true
}

// leads reports that nothing but a headline stands before token i.
func (p *parser) leads(i int) bool {
	for _, t := range p.toks[:i] {
		if t.is[0]&(bit(cHeadline)|bit(cNow)) == 0 {
			return false
		}
	}
	return true
}

// roundMeasure reports a measure in which goods are priced, rather than a pack size.
func roundMeasure(t *token) bool {
	switch t.measure {
	case "g", "ml":
		return t.value == 100*scale || t.value == 500*scale || t.value == 250*scale || t.value == 1000*scale
	case "kg", "l", "lb", "m":
		return t.value == scale || t.value == scale/2
	}
	return false
}
