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

// fillOfWhich is "4 units of which 1 free".
func fillOfWhich(p *parser, m *match) bool {
	n, y := p.tok(m, capN).count(), p.tok(m, capM).count()
	if !believable(n) || y < 1 || y >= n {
		return false
	}
	p.out.Mechanic, p.out.MinQuantity = BuyXGetYFree, n
	p.out.PaidQuantity, p.out.FreeQuantity = n-y, y
	return true
}

// ofProduct reports that the quantity of an offer on the cheapest unit is a number of the
// product: "8 rolls, buy 3, the cheapest free", "iPhone 15, the cheapest free from 3".
func (p *parser) ofProduct(m *match) bool {
	if !m.has(capN) || p.usedHas(m, cPlus) || p.usedHas(m, cGet) {
		return false
	}
	own := p.usedHas(m, cBuy) || p.usedHas(m, cFrom)
	for i := m.at[capN] + 1; !m.has(capM) && int(i) <= m.last(); i++ {
		if p.toks[i].is.has(cCheapest) {
			return !own && (!p.tok(m, capN).unit && p.named(m, capN) || p.takesBehind(m))
		}
	}
	for i := m.at[capM] + 1; m.has(capM) && int(i) <= m.last(); i++ {
		if p.toks[i].is.has(cCheapest) {
			return p.tok(m, capM).count() > 1
		}
	}
	return false
}

func fillXY(p *parser, m *match) bool {
	x, y := int32(1), int32(1) // bogo
	if m.has(capN) {
		x = p.tok(m, capN).count()
		y = 1
		if m.has(capM) {
			y = p.tok(m, capM).count()
		} else {
			x-- // "3 units, the cheapest free"
		}
	}
	if i := m.first(); m.has(capN) && !m.has(capM) && i >= 2 && p.toks[i-2].is.has(cInt) &&
		p.toks[i-1].is[0]&(bit(cFor)|bit(cBundle)|bit(cPlus)|bit(cTimes)|bit(cEq)) != 0 {
		return false // "3 for 2, the cheapest is free": the 2 is no quantity to take
	}
	if p.ofProduct(m) {
		return false
	}
	if i := m.first(); i >= 2 && p.toks[i-1].is.has(cPlus) && p.toks[i-2].is.has(cInt) && m.has(capM) {
		x += p.toks[i-2].count() // "1+1+1 free"
		m.used |= 3 << (i - 2)
	}
	if !believable(x) || !believable(y) {
		return false
	}
	if i := int(m.at[capM]) + 1; m.has(capM) && i < p.n && p.toks[i].is.has(cWord) && p.tok(m, capN).unit && m.at[capM] < m.at[capN] {
		p.out.Mechanic, p.out.MinQuantity = FreeGift, x // "1 mug free with 2 packs"
		return true
	}
	if y > x && m.has(capM) && p.usedHas(m, cGet) && !p.usedHas(m, cFree) {
		p.out.Mechanic, p.out.MinQuantity = BundleUnits, y // "buy 2 get 3"
		p.out.PaidQuantity, p.out.FreeQuantity = x, y-x
		return true
	}
	if p.usedHas(m, cBogo) && p.after(m).is.has(cInt) {
		return false // "BOGO 40": at a percentage, most likely
	}
	free := p.usedHas(m, cFree) || p.usedHas(m, cGet) || p.usedHas(m, cBogo)
	last := p.after(m)
	if !free && p.union&bit(cPct) != 0 {
		return false // "3+1 pack 20% off"
	}
	if !free {
		before := p.before(m)
		if x > 12 || y > x+2 || p.tok(m, capM).unit || last.is[0]&(bit(cWord)|bit(cInt)|bit(cPct)) != 0 || before.is.has(cWord) {
			return false
		}
	}
	if x >= 4 && free && p.usedHas(m, cPlus) && p.usedHas(m, cFree) && last.is.has(cWord) && p.inside(m, "free") {
		p.out = Promo{Mechanic: BonusPack, MinQuantity: 1, PaidQuantity: x, FreeQuantity: y}
		return true // "8+2 free drinks": extra content of a pack
	}
	if p.usedHas(m, cFrom) && !p.usedHas(m, cEach) && !p.usedHas(m, cBuy) && !p.after(m).is.has(cBuy) && m.has(capM) {
		p.bounded = true // "1 free from 3": whether the third is the free one is not said
	}
	p.out.Mechanic, p.out.MinQuantity = BuyXGetYFree, x+y
	p.out.PaidQuantity, p.out.FreeQuantity = x, y
	return true
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

// fillBundle tells "3 for 2" (units) from "3 for 100" (a price).
func fillBundle(p *parser, m *match) bool {
	a, b := p.tok(m, capN), p.tok(m, capM)
	n, k := a.count(), b.count()
	if p.usedHas(m, cPay) && p.takesBehind(m) {
		return false // "8 rolls pay 3 take 4": the first number is of the product
	}
	if k > n && p.usedHas(m, cBuy) && p.usedHas(m, cGet) && !p.usedHas(m, cPay) {
		return false // "buy 3 get 1": one more, not one of three
	}
	if p.usedHas(m, cBuy) && k > n && !p.usedHas(m, cFor) && !p.usedHas(m, cTimes) {
		n, k = k, n
	}
	explicit := p.usedHas(m, cBundle) || p.usedHas(m, cPay) || p.usedHas(m, cPrice)
	sign := p.usedHas(m, cTimes) || p.usedHas(m, cEq)
	if k > n && p.usedHas(m, cEq) && !explicit && n <= 5 && k <= 12 && !b.unit && n >= 1 {
		n, k = k, n // "2 = 3": pay two, take three
	}
	switch {
	case !believable(n) || k < 1:
		return false
	case k < n && (n <= 12 || explicit):
		if sign && !explicit && (b.unit || p.after(m).is[0]&(bit(cPct)|bit(cMoney)|bit(cDec)) != 0) {
			return false
		}
		if k == 1 && !explicit && p.gluedName(a) {
			return false // 3-in-1 products in Hebrew
		}
	case n == k && !p.usedHas(m, cFor) && p.usedHas(m, cBuy) && !explicit && !sign:
		p.out.Mechanic, p.out.MinQuantity = BuyXGetYFree, n+k // "buy 1 take 1"
		p.out.PaidQuantity, p.out.FreeQuantity = n, k
		return true
	case explicit || p.usedHas(m, cTimes) || p.usedHas(m, cEq) || b.unit:
		return false
	case p.after(m).is.has(cWord) && n == k:
		return false
	default:
		p.out.Mechanic, p.out.MinQuantity = MultibuyPrice, n
		p.setPrice(b)
		p.out.Basis = PerGroup
		if n == 1 {
			p.out.Mechanic, p.out.Basis = FixedPrice, PerUnit
		}
		p.singlePrice(m)
		p.oldGroup(m, b)
		return true
	}
	p.out.Mechanic, p.out.MinQuantity = BundleUnits, n
	if p.alternative(m) {
		p.bounded = true // "4x3 / 4x2": which one applies is not in the text
		return true
	}
	p.out.PaidQuantity, p.out.FreeQuantity = k, n-k
	return true
}

// takesBehind reports that a quantity to take follows a match: "... take 4", "... 4 take".
func (p *parser) takesBehind(m *match) bool {
	const take = 1<<cBuy | 1<<cGet | 1<<cFrom
	i := m.last() + 1
	if i < p.n && p.toks[i-1].is[0]&take != 0 && p.toks[i].is.has(cInt) {
		return true
	}
	if i+1 >= p.n {
		return false
	}
	a, b := p.toks[i].is[0], p.toks[i+1].is[0]
	return a&take != 0 && b&bit(cInt) != 0 || a&bit(cInt) != 0 && b&take != 0
}

// gluedName reports a number glued to a Hebrew letter behind a word, as in the names of
// devices that do several things.
func (p *parser) gluedName(t *token) bool {
	return int(t.end) < len(p.norm) && p.norm[t.end] >= 0xd7 && p.norm[t.end] <= 0xd7 && p.toks[0].is.has(cWord)
}

// alternative reports that the same shape follows behind a slash.
func (p *parser) alternative(m *match) bool {
	i := m.last() + 1
	if i+3 >= p.n || !p.toks[i].is.has(cSlash) || !p.toks[i+1].is.has(cInt) || !p.toks[i+3].is.has(cInt) {
		return false
	}
	m.used |= 0xf << i
	return true
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

// sizeOfPack reports a number of pieces that is of the product: a large one, or one behind its
// name, with nothing that makes it a quantity to take.
func (p *parser) sizeOfPack(m *match, n int32) bool {
	const joins = 1<<cFrom | 1<<cBuy | 1<<cFor | 1<<cEq | 1<<cGet | 1<<cSave | 1<<cPer
	for i := range p.n {
		if m.used&(1<<i) != 0 && p.toks[i].is[0]&joins != 0 {
			return false
		}
	}
	return n > 12 || n > 5 && p.named(m, capN)
}

func fillPercentFrom(p *parser, m *match) bool {
	a, t := p.tok(m, capN), p.tok(m, capP)
	if m.has(capF) {
		t = p.tok(m, capF)
	}
	n := a.count()
	if !believable(n) || t.value == 0 {
		return false
	}
	if !a.unit && !(t.minus && !p.named(m, capN)) && !p.usedHas(m, cFrom) && !p.usedHas(m, cBuy) && !p.usedHas(m, cFor) && !p.usedHas(m, cEq) &&
		!p.usedHas(m, cGet) && !p.usedHas(m, cSave) && !p.usedHas(m, cPer) && !(p.usedHas(m, cOff) && t.start < a.start && (a.unit || m.last() == p.n-1)) {
		return false
	}
	if t.start > a.start && p.sizeOfPack(m, n) {
		return false // "Always 20 pads -25%"
	}
	if i := m.at[capN] + 1; !a.unit && n > 12 && int(i) < p.n && p.toks[i].is.has(cWord) && t.start > a.start {
		return false // "30 washes -50%"
	}
	if p.usedHas(m, cFor) && p.after(m).is.has(cWord) && !a.unit && n > 12 {
		return false
	}
	p.setPercent(t)
	p.out.Mechanic, p.out.MinQuantity = MultibuyPercent, n
	if n == 1 {
		p.out.Mechanic = PercentOff
	}
	return true
}

func fillVolume(p *parser, m *match) bool {
	t := p.tok(m, capP)
	if t.value == 0 {
		return false
	}
	p.setPercent(t)
	p.takeThreshold(m)
	p.out.Mechanic = MultibuyPercent
	return true
}

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

// fillHalfPrice is a word that says both the fraction and what it is of.
func fillHalfPrice(p *parser, m *match) bool {
	if t := p.tok(m, capF); !t.is.has(cPrice) {
		return false
	}
	p.setPercent(p.tok(m, capF))
	p.out.Mechanic, p.out.MinQuantity = PercentOff, 1
	return true
}

// startsAt reports "discounts from 20%": the last token of a match is a percentage, and
// the one before it a word that means from and nothing else.
func (p *parser) startsAt(m *match) bool {
	i := m.last()
	return i > 0 && p.toks[i].is.has(cPct) && p.toks[i-1].is[0]&^(bit(cWas)|bit(cPer)) == bit(cFrom)
}

// savedBeside takes the money behind a percentage: "-33%, you save £1.50".
func (p *parser) savedBeside(m *match) {
	i := p.saving(m)
	if i+1 >= p.n || i <= int(max(m.at[capP], m.at[capF])) || !p.toks[i].is.has(cSave) {
		return
	}
	if t := &p.toks[i+1]; t.is[0]&(bit(cMoney)|bit(cDec)) != 0 && !t.upTo {
		p.setAmount(t)
		m.used |= 3 << i
	}
}

// lessBehind reports a percentage with a minus behind a match: "Gouda 48% 400 g -20%".
func (p *parser) lessBehind(m *match) bool {
	for i := m.last() + 1; i < p.n; i++ {
		if t := &p.toks[i]; t.minus && t.is.has(cPct) {
			return true
		}
	}
	return false
}

func fillPercent(p *parser, m *match) bool {
	t := p.tok(m, capP)
	if m.has(capF) {
		t = p.tok(m, capF)
	}
	if t.value == 0 {
		return false
	}
	if i := m.at[capF] + 1; m.has(capF) && t.value != 50*scale && int(i) < p.n && p.toks[i].is.has(cPrice) && !p.usedHas(m, cSave) && !p.usedHas(m, cOff) {
		t.value = 100*scale - t.value // "1/3 price" is what is paid
	}
	bare := m.used&(m.used-1) == 0
	if bare && !t.minus && p.union&bit(cWord) != 0 && p.conds == 0 && !t.upTo {
		return false // a percentage of something among unknown words
	}
	if bare && (t.value == 100*scale || !t.minus && p.lessBehind(m)) {
		return false
	}
	if first := m.first(); first >= 2 && p.toks[first-1].is[0]&(bit(cMore)|bit(cPlus)) != 0 && p.toks[first-2].is.has(cPct) {
		return false // the second of two that add up
	}
	p.setPercent(t)
	p.savedBeside(m)
	if b := p.before(m); b.is.has(cFrom) && !b.is.has(cNow) || p.startsAt(m) {
		p.atLeast, p.bounded = true, true
	}
	if last := m.last(); last+1 < p.n && p.toks[last+1].is.has(cPct) && p.toks[last+1].value != t.value {
		p.bounded = true // "-30% -50%": which one holds is not said
	}
	if last := m.last(); last+2 < p.n && p.toks[last+1].is[0]&(bit(cMore)|bit(cPlus)) != 0 && p.toks[last+2].is.has(cPct) {
		p.bounded = true // "20% + extra 10%": how they add up is not said
	}
	if m.has(capW) {
		p.out.WasPrice = Num(p.tok(m, capW).value)
	}
	if p.instalment {
		p.conds |= Payment
	}
	p.out.Mechanic, p.out.MinQuantity = PercentOff, 1
	return true
}
