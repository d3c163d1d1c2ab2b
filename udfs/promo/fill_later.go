package promo

// Benefits that are no depth: credit, points, delivery.

func fillPoints(p *parser, m *match) bool {
	p.out.Mechanic = LoyaltyPoints
	p.conds |= Loyalty
	p.takeThreshold(m)
	if m.has(capP) {
		p.out.DeferredPercent = Num(p.tok(m, capP).value)
	}
	return true
}

// takeThreshold reads "when you buy 2" wherever it stands.
func (p *parser) takeThreshold(m *match) {
	for i := range p.n - 1 {
		n := &p.toks[i+1]
		if free := (m.used|p.used)&(3<<i) == 0; free && n.is.has(cInt) && believable(n.count()) &&
			(p.toks[i].is[0]&(bit(cFrom)|bit(cBuy)) != 0 || n.unit && p.toks[i].is.has(cFor)) {
			p.out.MinQuantity = n.count()
			m.used |= 3 << i
			return
		}
	}
}

// fillCashback keeps the values, and repeats them as deferred: they never count as depth.
func fillCashback(p *parser, m *match) bool {
	o := &p.out
	if p.atOnce && p.usedHas(m, cLoyalty) {
		return false // the card is a condition only
	}
	o.Mechanic = Cashback
	if m.has(capA) {
		a := p.tok(m, capA)
		p.setAmount(a)
		o.DeferredAmount = Num(a.value)
	}
	if m.has(capP) {
		t := p.tok(m, capP)
		p.setPercent(t)
		o.DeferredPercent = Num(t.value)
	}
	if m.has(capN) {
		if o.MinQuantity = p.tok(m, capN).count(); !believable(o.MinQuantity) {
			return false
		}
		o.Basis = PerGroup
	}
	if m.has(capM) {
		k := p.tok(m, capM).count()
		if k < 1 || k >= o.MinQuantity {
			return false
		}
		o.PaidQuantity, o.FreeQuantity, o.Basis = k, o.MinQuantity-k, NoBasis
	}
	return true
}

func fillDelivery(p *parser, m *match) bool {
	o := &p.out
	if m.has(capN) {
		if o.MinQuantity = p.tok(m, capN).count(); !believable(o.MinQuantity) {
			return false
		}
	}
	if m.has(capA) {
		a := p.tok(m, capA)
		if !a.minus && !p.usedHas(m, cOff) {
			o.Mechanic = Unknown // what delivery costs
			return true
		}
		p.setAmount(a)
	}
	if m.has(capP) {
		t := p.tok(m, capP)
		if !p.usedHas(m, cOff) && !t.minus {
			return false
		}
		p.setPercent(t)
	}
	o.Mechanic, o.Basis = FreeShipping, PerOrder
	if o.MinQuantity == 0 {
		p.takeThreshold(m)
	}
	p.orderAmount(m)
	return true
}

// orderAmount takes a lone amount beside free delivery for the least order, wherever the language
// puts the word for it.
func (p *parser) orderAmount(m *match) {
	at := -1
	for i := range p.n {
		if t := &p.toks[i]; (m.used|p.used)&(1<<i) == 0 && t.is[0]&(bit(cMoney)|bit(cPct)|bit(cWas)) != 0 {
			if at >= 0 || !t.is.has(cMoney) || t.minus {
				return
			}
			at = i
		}
	}
	if at >= 0 && !p.out.MinSpend.Valid {
		p.out.MinSpend = Num(p.toks[at].value)
		m.used |= 1 << at
	}
}

// fillDeliveryPrice is what delivery costs: an offer about no product.
func fillDeliveryPrice(p *parser, m *match) bool {
	if p.tok(m, capA).minus || p.tok(m, capA).is.has(cOff) || p.usedHas(m, cOff) {
		p.setAmount(p.tok(m, capA))
		p.out.Mechanic, p.out.Basis = FreeShipping, PerOrder
		return true
	}
	p.out.Mechanic = Unknown
	return true
}
