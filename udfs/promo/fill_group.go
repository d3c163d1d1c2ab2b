package promo

// Prices of several units, and the price of one beside them.

func fillMultibuy(p *parser, m *match) bool {
	a, v := p.tok(m, capN), p.tok(m, capV)
	n := a.count()
	if !believable(n) || v.minus || v.value == 0 {
		return false
	}
	anyOf := p.conds&MixMatch != 0 && n > 1 && v.is.has(cMoney) && (m.has(capU) || m.at[capV] <= m.at[capN]+2) // "any 2 $9", "any 2 only $9"
	if !p.joined(m) && !anyOf && !a.atLeast && !a.minus && (!a.unit || n < 2 || p.packSize(a)) {
		return false // nothing joins them, and the number is no count
	}
	if p.toks[m.first()].is.has(cWord) {
		if n > 4 || !a.unit {
			return false // "eggs 6 pieces 25,-"
		}
		m.used &= m.used - 1
	}
	if v.is.has(cDec) && !p.joined(m) && m.last() < p.n-1 && !p.after(m).is.has(cWas) && !p.toks[m.first()].is.has(cSize) {
		return false // a bare number amid others
	}
	if v.is.has(cInt) && v.value < a.value {
		return false
	}
	if b := p.before(m).is; m.at[capV] == int8(m.first()) && (b.has(cWas) || b.has(cEach) && p.after(m).is[0]&(bit(cMoney)|bit(cDec)) != 0) {
		return false // an old price, the price of one
	}
	p.setPrice(v)
	p.out.Mechanic, p.out.MinQuantity, p.out.Basis = MultibuyPrice, n, PerGroup
	switch {
	case m.has(capW) && int(m.at[capU]) == m.first(): // "each 1.99, 3 pieces 4.99"
		p.out.WasPrice = Num(p.tok(m, capW).value)
	case m.has(capW) && !p.tok(m, capW).is.has(cEach):
		p.out.Basis, p.out.WasPrice = PerUnit, Num(p.tok(m, capW).value)
	case m.has(capU) && p.priceOfOne(m, v.value):
	case m.has(capU), p.usedHas(m, cEach):
		p.out.Basis = PerUnit
	case n == 1:
		p.out.Mechanic, p.out.Basis = FixedPrice, PerUnit
	case p.usedHas(m, cFrom) && !p.usedHas(m, cFor), p.inside(m, "@"):
		p.bounded = true // "from 2 pieces 1.99", "2 @ 1.99": of one or of all is not said
	}
	if m.has(capA) {
		p.setAmount(p.tok(m, capA))
		p.bounded = p.bounded && !p.tok(m, capV).upTo || p.tok(m, capA).upTo
		p.groupSaving = m.has(capM) && p.tok(m, capM).count() == n || p.tok(m, capW).is.has(cEach) // "save £2 on 2", "£2 each, save £1 each"
	}
	p.singlePrice(m)
	p.singleBefore(m)
	if i := m.last() + 1; i+1 < p.n && !p.out.AmountOff.Valid && p.toks[i].is.has(cSave) && p.toks[i+1].upTo && p.toks[i+1].is[0]&(bit(cMoney)|bit(cDec)) != 0 {
		p.out.AmountOff, p.upTo = Num(p.toks[i+1].value), true // "save up to £2"
		m.used |= 3 << i
	}
	if p.out.WasPrice.Valid && p.out.Price.Scaled > p.out.WasPrice.Scaled {
		p.bounded = v.upTo || v.atLeast // more than one costs: of the group
	}
	p.oldGroup(m, v)
	return true
}

// oldGroup takes the old price behind that of several, of one or of all.
func (p *parser) oldGroup(m *match, v *token) {
	if w := p.nextWas(m); w != nil && w.value > v.value/int64(p.out.MinQuantity) {
		p.out.WasPrice = Num(w.value)
		p.wasGroup = w.value > v.value && !p.after(m).is.has(cEach)
		p.bounded = v.upTo || v.atLeast
	}
}

// priceOfOne takes the price behind a word like "each" at the end of a match, when it is
// more than a share of the group's: "2 for £15, single price £9.95".
func (p *parser) priceOfOne(m *match, group int64) bool {
	w := p.after(m)
	if int(m.at[capU]) != m.last() || p.usedOnly(m, cAt, cFor) || w.is[0]&(bit(cMoney)|bit(cDec)) == 0 || w.value*int64(p.out.MinQuantity) <= group {
		return false
	}
	p.out.WasPrice = Num(w.value)
	m.used |= 1 << (m.last() + 1)
	return true
}

// packSize reports that the unit of a number is a pack: "4 pack" is what is in it.
func (p *parser) packSize(t *token) bool {
	text := p.text(t)
	return len(text) > 4 && string(text[len(text)-4:]) == "pack"
}

// joined reports that a word or sign joins the quantity and the price: for, at, buy.
func (p *parser) joined(m *match) bool {
	for i := range p.n {
		if m.used&(1<<i) != 0 && p.toks[i].is[0]&^(bit(cInt)|bit(cMoney)|bit(cDec)|bit(cEach)|bit(cPrice)|bit(cNow)|bit(cSize)) != 0 {
			return true
		}
	}
	return false
}

// nextWas finds an old price behind a match: "2 for £3, was £2 each".
func (p *parser) nextWas(m *match) *token {
	i := m.last() + 1
	if i+1 < p.n && p.toks[i].is.has(cWas) && p.toks[i+1].is[0]&(bit(cMoney)|bit(cDec)) != 0 {
		m.used |= 3 << i
		return &p.toks[i+1]
	}
	return nil
}

// singlePrice reads the price of one unit beside that of a group: "3 for 100, 1 stk
// 49,90", "2 for £3 or £2 each".
func (p *parser) singlePrice(m *match) {
	units := int64(p.out.MinQuantity) // that the price is for
	if p.out.Basis == PerUnit {
		units = 1
	}
	for i := range p.n - 1 {
		if t := &p.toks[i]; m.used&(3<<i) == 0 && t.is[0]&(bit(cMoney)|bit(cDec)) != 0 && p.toks[i+1].is.has(cEach) && !t.minus && t.value*units > p.out.Price.Scaled {
			if t.value*units > p.out.Price.Scaled+units*scale/100 { // else it is the share of the group's price
				p.out.WasPrice = Num(t.value)
			}
			m.used |= 3 << i
			return
		}
	}
	i := m.last() + 1
	for ; i+1 < p.n && p.toks[i].is[0]&(bit(cWord)|bit(cPer)) != 0; i++ {
	}
	if i+1 < p.n && p.toks[i].is.has(cInt) && p.toks[i].value == scale {
		i++
		if i+1 < p.n && p.toks[i].is[0]&(bit(cFor)|bit(cSlash)) != 0 {
			i++
		}
		if p.toks[i].is[0]&(bit(cMoney)|bit(cDec)) != 0 {
			p.out.WasPrice = Num(p.toks[i].value)
			m.used |= 1<<i | 1<<(i-1)
		}
	}
}

// singleBefore reads the price of one unit before that of several: "1 piece 2.49, from 2
// pieces 1.99 each".
func (p *parser) singleBefore(m *match) {
	i := m.first() - 1
	if i >= 1 && p.toks[i].is[0]&(bit(cSlash)|bit(cDash)) != 0 {
		i--
	}
	if i < 0 || p.out.WasPrice.Valid || p.toks[i].is[0]&(bit(cMoney)|bit(cDec)) == 0 || p.toks[i].minus {
		return
	}
	if one, group := p.toks[i].value, p.out.Price.Scaled; p.out.Basis == PerGroup && p.toks[i].is.has(cMoney) && one < group && group < one*int64(p.out.MinQuantity) &&
		(i == 0 || p.toks[i-1].is[0]&(bit(cSave)|bit(cOff)|bit(cWas)) == 0) {
		p.out.WasPrice = Num(one) // "£2.50 or 2 for £4"
		m.used |= 1 << i
		return
	}
	if i < 1 {
		return
	}
	j := i - 1
	if j >= 1 && p.toks[j].is.has(cFor) {
		j--
	}
	if p.toks[j].is.has(cInt) && p.toks[j].value == scale && p.toks[j].unit || p.toks[j].is[0]&(bit(cEach)|bit(cWas)) != 0 && p.toks[i].value*int64(p.out.MinQuantity) > p.out.Price.Scaled {
		p.out.WasPrice = Num(p.toks[i].value)
		m.used |= 1<<i | 1<<j
	}
}

// fillMeal is the price of a combination; how many products it takes is not stated.
func fillMeal(p *parser, m *match) bool {
	v := p.tok(m, capV)
	if v.minus || v.value == 0 {
		return false
	}
	p.setPrice(v)
	p.bounded = true
	p.out.Mechanic, p.out.Basis = MultibuyPrice, PerGroup
	return true
}
