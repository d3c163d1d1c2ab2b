package promo

// Offers on one unit of several: the second at half price.

func fillNth(p *parser, m *match) bool {
	o := &p.out
	n, units := int32(2), int32(1)
	switch {
	case m.has(capO):
		n = p.tok(m, capO).count()
		if p.tok(m, capO).relative {
			n = p.bought(int(m.at[capO])) + 1
		}
	case m.has(capM):
		units = p.tok(m, capM).count()
		n = p.tok(m, capN).count() + units
	}
	if m.has(capM) && p.usedHas(m, cPlus) && (p.before(m).is.has(cWord) || p.tok(m, capM).unit) && !p.usedHas(m, cAt) && !p.usedHas(m, cBuy) {
		return false // "Omo 3+1 20% off": the numbers name the product
	}
	if !believable(n) || n < 2 || !believable(units) {
		return false
	}
	switch {
	case m.has(capP):
		t := p.tok(m, capP)
		if t.value == 0 {
			return false
		}
		p.setPercent(t)
	case m.has(capF):
		p.setPercent(p.tok(m, capF))
	case m.has(capA):
		a := p.tok(m, capA)
		if !a.minus && !p.usedHas(m, cOff) && !p.usedHas(m, cSave) {
			return false
		}
		p.setAmount(a)
		o.Basis = PerNthUnit
	case m.has(capV):
		v := p.tok(m, capV)
		if v.value == 0 {
			o.PercentOff = Num(100 * scale) // "the 3rd at 0€"
			break
		}
		if v.minus {
			p.setAmount(v)
		} else {
			p.setPrice(v)
		}
		o.Basis = PerNthUnit
	default: // free
		o.PercentOff = Num(100 * scale)
	}
	if o.PercentOff.Scaled == 100*scale {
		o.PaidQuantity, o.FreeQuantity = n-units, units
	}
	for i := range p.n {
		if t := &p.toks[i]; m.used&(1<<i) == 0 && t.is.has(cPct) && t.minus && t.value != o.PercentOff.Scaled {
			p.bounded = true // "-30% on the first, -60% on the second"
		}
	}
	p.nthUnits = units
	o.Mechanic, o.MinQuantity = NthUnitDiscount, n
	return true
}

// fillBogoHalf is a word for "buy one, get one at half price".
func fillBogoHalf(p *parser, m *match) bool {
	return p.tok(m, capF).is.has(cFrac) && fillNth(p, m)
}

// bought is the quantity to buy before token i, 1 when none is stated: "buy 3, get another
// free".
func (p *parser) bought(i int) int32 {
	for j := i - 1; j >= 0; j-- {
		if t := &p.toks[j]; t.is.has(cInt) && (j > 0 && p.toks[j-1].is.has(cBuy) || p.toks[j+1].is.has(cBuy)) {
			return t.count()
		}
	}
	return 1
}

// fillNthApart is a benefit and an ordinal that no pattern joins. A percentage beside
// "second" is hardly ever one of every unit.
func fillNthApart(p *parser, m *match) bool {
	var ord *token
	for i := range p.n {
		switch t := &p.toks[i]; {
		case t.is.has(cOrd) && ord == nil:
			ord = t
			m.used |= 1 << i
			m.at[capO] = int8(i)
		case t.is[0]&(bit(cOrd)|bit(cInt)|bit(cMoney)|bit(cDec)) != 0, t.is.has(cPct) && i != int(m.at[capP]):
			return false
		}
	}
	return ord != nil && fillNth(p, m)
}

// fillNthOf is a benefit on the cheapest of n units.
func fillNthOf(p *parser, m *match) bool {
	for i := m.first() + 1; i <= m.last(); i++ {
		if t, b := &p.toks[i], &p.toks[i-1]; t.is.has(cCheapest) && t.is.has(cOff) && b.is.has(cPct) && b.end+1 >= t.start {
			return false // Danish "8 rolls 20% billigere", which is the cheaper one in German
		}
	}
	n := p.tok(m, capN).count()
	if !believable(n) || n < 2 {
		return false
	}
	t := p.tok(m, capP)
	if m.has(capF) {
		t = p.tok(m, capF)
	}
	p.setPercent(t)
	p.out.Mechanic, p.out.MinQuantity = NthUnitDiscount, n
	return true
}
