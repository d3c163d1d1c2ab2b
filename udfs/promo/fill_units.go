package promo

// Units that are free: 2+1, 3 for 2, one of four.

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
