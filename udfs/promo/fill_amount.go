package promo

// Money off.

func fillAmountFrom(p *parser, m *match) bool {
	n := p.tok(m, capN).count()
	if !believable(n) || n > 12 && !p.usedHas(m, cFrom) && !p.usedHas(m, cBuy) && !p.usedHas(m, cFor) {
		return false // "30 tablets, save £4"
	}
	if i := m.last(); n > 6 && p.toks[i].is.has(cWord) && !p.tok(m, capN).unit {
		return false // "£1 off 20 tablets"
	}
	if p.usedHas(m, cSave) && p.tok(m, capA).is.has(cInt) && p.tok(m, capA).unit {
		return false // "buy 3, save 2 bottles"
	}
	if !p.tok(m, capN).unit && p.named(m, capN) && !p.usedHas(m, cFrom) && !p.usedHas(m, cBuy) && !p.usedHas(m, cFor) && !p.usedHas(m, cEq) &&
		!p.usedHas(m, cGet) && !p.usedHas(m, cPer) {
		return false // "iPhone 15 50 euros off"
	}
	if a := p.tok(m, capA); p.usedHas(m, cSlash) && (a.money != &currencies[dollar] || !p.after(m).is.has(cWord) && p.conds&Coupon == 0) {
		return false // "$1/2" on American coupons is a dollar off two
	}
	p.setAmount(p.tok(m, capA))
	p.out.Mechanic, p.out.MinQuantity, p.out.Basis = AmountOff, n, PerGroup
	if m.has(capU) || n == 1 {
		p.out.Basis = PerUnit
	}
	return true
}

func fillMinus(p *parser, m *match) bool {
	a := p.tok(m, capA)
	if !a.minus || a.value == 0 {
		return false
	}
	p.setAmount(a)
	p.out.Mechanic, p.out.MinQuantity, p.out.Basis = AmountOff, 1, PerUnit
	if m.has(capN) {
		n := p.tok(m, capN).count()
		if !believable(n) {
			return false
		}
		p.out.MinQuantity = n
		if n > 1 {
			p.out.Basis = PerGroup
		}
	}
	return true
}

// percentBefore reports a discount in percent before the match: the text names it first.
func (p *parser) percentBefore(m *match) bool {
	for i := range m.first() {
		if t := &p.toks[i]; t.is.has(cPct) && !t.upTo && t.value > 0 && p.used&(1<<i) == 0 && (t.minus || p.toks[i+1].is.has(cOff)) {
			return true
		}
	}
	return false
}

func fillAmount(p *parser, m *match) bool {
	a := p.tok(m, capA)
	if a.value == 0 || p.usedHas(m, cHeadline) && p.usedHas(m, cNow) {
		return false // "price cut, now £1"
	}
	if !m.has(capW) && p.percentBefore(m) {
		return false // "20% off, coupon: £5 off", "-20%, you save £5"
	}
	p.setAmount(a)
	p.out.Mechanic, p.out.MinQuantity, p.out.Basis = AmountOff, 1, PerUnit
	if m.has(capW) {
		p.out.WasPrice = Num(p.tok(m, capW).value)
	}
	if v := p.tok(m, capV); m.has(capV) { // "$5 off $20"
		if v.value <= a.value || v.minus {
			return false
		}
		p.out.MinSpend = Num(v.value)
	}
	if p.out.MinSpend.Valid {
		p.out.Basis = PerOrder
	}
	if p.before(m).is.has(cFrom) {
		p.bounded, p.atLeast = true, true
	}
	return true
}
