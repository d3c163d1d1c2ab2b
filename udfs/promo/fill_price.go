package promo

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

// cutOff reports that the text ends with the last token: nothing was masked behind it.
func (p *parser) cutOff() bool {
	for _, c := range p.norm[p.toks[p.n-1].end:] {
		if isAlnum(c) {
			return false
		}
	}
	return true
}

func fillTruncated(p *parser, m *match) bool {
	n := p.tok(m, capN).count()
	if !believable(n) || n < 2 || !p.cutOff() {
		return false
	}
	p.out.Mechanic, p.out.MinQuantity, p.out.Basis = MultibuyPrice, n, PerGroup
	return true
}

func fillTruncatedPrice(p *parser, m *match) bool {
	if !p.cutOff() {
		return false
	}
	p.out.Mechanic, p.out.MinQuantity, p.out.Basis = FixedPrice, 1, PerUnit
	return true
}

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

func fillThreshold(p *parser, m *match) bool {
	n := p.tok(m, capN).count()
	if !believable(n) || p.instalment {
		return false
	}
	p.out.Mechanic, p.out.MinQuantity = Unknown, n
	return true
}
