package promo

import "bytes"

// particular are the concepts whose words word looks at more closely.
const particular = 1<<cAt | 1<<cWas | 1<<cTo | 1<<cFrom | 1<<cPer | 1<<cMinus | 1<<cUpTo | 1<<cAtLeast | 1<<cFrac | 1<<cOrd | 1<<cCheapest

// word handles everything that is no number.
func (p *parser) word(i int, next *pending) int {
	t := &p.raw[i]
	s := &t.is
	switch {
	case p.bogoCode(i):
		return i + 4
	case p.couponCode(i), p.buyCode(i):
		return i + 2
	case t.sense == nil || s.has(cName):
		p.unknown(i, next)
		return i + 1
	case s[1] == 0 && s[0]&particular == 0 || s[0] == 0 && s[1] == 1<<(cFiller-64):
		p.emit(*t) // nothing to look at; emit drops a filler
		return i + 1
	case s.has(cCurrency) && !t.sense.money.minor && p.at(i+1).kind == kNumber && s[0] == 0 && !p.ownCurrency(i+1):
		return p.prefixed(i, next)
	}
	if s[1] != 0 {
		p.aside(i, next)
		if end := p.numeral(i, next); end > i {
			return end
		}
	}
	switch {
	case s[0] == 0:
		p.unmatched(i)
		return i + 1
	case p.idle(i), p.announce(i, next):
		return i + 1
	}
	if s.has(cCheapest) {
		p.conds |= CheapestFree
	}
	return p.meaning(i, next)
}

// emitAs emits a raw token as one concept and no other.
func (p *parser) emitAs(t *token, c concept) *token {
	out := *t
	out.is = set{}
	out.is.add(c)
	return p.emit(out)
}

// unknown emits a word that no list has, or a name. What the word before said of a number
// ends with it.
func (p *parser) unknown(i int, next *pending) {
	t := &p.raw[i]
	if a := p.at(i + 1); t.sense == nil && a.kind == kCurrency && a.glued && dollarOf(p.text(t)) != "" {
		return // "R$"
	}
	p.emitAs(t, cWord)
	*next = pending{deposit: next.deposit}
}

// couponCode masks the code behind a word for one: "code SAVE20".
func (p *parser) couponCode(i int) bool {
	n := p.at(i + 1)
	if n.kind != kNumber || !n.glued || n.hyphen || !p.at(i-1).is.has(cCoupon) || p.percentAt(i+1) {
		return false
	}
	p.mask(p.at(i), n, "code")
	return true
}

// buyCode emits "B2 SAVE £1": buy 2.
func (p *parser) buyCode(i int) bool {
	n := p.at(i + 1)
	if string(p.text(p.at(i))) != "b" || n.kind != kNumber || !n.glued || n.decimals > 0 || !p.at(i+2).is.has(cSave) {
		return false
	}
	p.emitAs(p.at(i), cBuy)
	p.emitAs(n, cInt)
	return true
}

// numeral reads the words that stand for a number or change the next one. It returns i when
// raw token i is none.
func (p *parser) numeral(i int, next *pending) int {
	t := &p.raw[i]
	s, n := &t.is, p.at(i+1)
	switch {
	case s.has(cOne) && p.oneHere(i):
		out := *t
		out.is = set{}
		out.is.add(cInt)
		out.value, out.kind = scale, kNumber
		p.emit(out)
		return i + 1
	case s.has(cPercentWord) && n.kind == kNumber && !p.percentAt(i+1) && !p.ownCurrency(i+1):
		num := *n // Turkish "yüzde 50"
		num.start, num.minus, num.upTo, num.atLeast = t.start, next.minus, next.upTo, next.atLeast
		*next = pending{}
		return p.percent(i, i+2, num)
	case s.has(cWeekday) && p.dateAt(i+1):
		p.mask(t, n, "date")
		return i + 2
	case s.has(cGroszy):
		out := *t
		out.is = set{}
		out.is.add(cMoney)
		out.money, out.value = currencyOf("PLN"), scale/100
		p.emit(out)
		return i + 1
	case s.has(cWeekday):
		next.upTo, next.atLeast = false, false
	}
	return i
}

// unmatched handles words of which no pattern speaks: a unit of measure alone is one of it
// ("per kilo"), other units are words.
func (p *parser) unmatched(i int) {
	t := &p.raw[i]
	s := &t.is
	switch {
	case s.has(cSizeUnit) && t.end-t.start > 1 && (i == 0 || p.at(i-1).is.has(cPer) || i == 1 && p.at(0).is.has(cFiller)):
		out := *t
		out.is = set{}
		out.is.add(cSize)
		out.value, out.measure = scale, t.sense.unit
		p.emit(out)
	case !s.has(cFiller) && (s.has(cUnit) || s.has(cSizeUnit)):
		p.emitAs(t, cWord)
		p.hole(t.start, t.end)
	}
}

// idle reports a word that means something before a number only, and none follows: "van"
// before a noun is no old price, "with" no threshold; "off all wine", but "all £5".
func (p *parser) idle(i int) bool {
	s := &p.raw[i].is
	idle := bit(cAt) | bit(cWas) | bit(cTo) | bit(cFrom) | bit(cPer)
	if s.has(cOn) {
		idle |= bit(cNow) // Polish "na", on; Norwegian "nå", now
	}
	return (s[0]&^idle == 0 || s[0] == bit(cNow) && s.has(cFiller)) && !p.numberFollows(i)
}

// announce notes what a word says of the next number, and reports that it says nothing else.
func (p *parser) announce(i int, next *pending) bool {
	t := &p.raw[i]
	s := &t.is
	switch {
	case s.has(cMinus) && s.has(cAtLeast) && t.dotTail: // "min. 30%"
		next.atLeast = true
		return true
	case s.has(cMinus):
		next.minus = true
		return true
	case s.has(cUpTo) && s.has(cFiller) && !p.numberFollows(i):
		return true // Czech "až" is an article in Hungarian
	case s.has(cUpTo):
		next.upTo = true
		return s[0] == bit(cUpTo)
	case s.has(cAtLeast):
		next.atLeast = true
		return s[0] == bit(cAtLeast)
	}
	return false
}

// meaning emits a word that patterns speak of, with its value.
func (p *parser) meaning(i int, next *pending) int {
	out := p.raw[i]
	end := i + 1
	switch {
	case out.is.has(cFrac):
		out.value = out.sense.value
		out.upTo, out.atLeast, out.about = next.upTo, next.atLeast, p.aboutAt(i)
		*next = pending{}
	case out.is.has(cOrd):
		out.value = out.sense.value
		if out.value == scale {
			out.value, out.relative = 2*scale, true
		}
		if p.at(end).is.has(cUnit) {
			out.unit = true
			end++
		}
	}
	p.emit(out)
	return end
}

// bogoCode emits "B2G1": buy 2, get 1.
func (p *parser) bogoCode(i int) bool {
	b, g := p.at(i), p.at(i+2)
	n, m := p.at(i+1), p.at(i+3)
	if b.end-b.start != 1 || g.end-g.start != 1 || p.norm[b.start] != 'b' || p.norm[g.start] != 'g' ||
		n.kind != kNumber || m.kind != kNumber || !n.glued || !g.glued || !m.glued || n.decimals+m.decimals > 0 {
		return false
	}
	for j, c := range [4]concept{cBuy, cInt, cGet, cInt} {
		out := p.raw[i+j]
		out.is = set{}
		out.is.add(c)
		p.emit(out)
	}
	return true
}

// numberFollows reports a number, a price or a fraction behind raw token i, one word
// that carries nothing between them allowed.
func (p *parser) numberFollows(i int) bool {
	for j := i + 1; j <= i+2; j++ {
		a := p.at(j)
		switch {
		case a.kind == kNumber, a.kind == kCurrency, a.is.has(cFrac), a.is.has(cGroszy), a.is.has(cOrd):
			return true
		case a.isPunct('-'), a.is.has(cMinus):
			if p.at(j+1).kind == kNumber || p.at(j+1).kind == kCurrency {
				return true
			}
		case a.is.has(cFiller), a.is.has(cMix), a.is.has(cOne), a.is.has(cMore), a.is.has(cPrice), a.is.has(cCurrency), a.is.has(cUpTo):
		default:
			return false
		}
	}
	return false
}

// dateAt reports that the number at raw token i is a day: a month, an "until" or a
// dash follows, or it reads like 17.12.
func (p *parser) dateAt(i int) bool {
	t, a := p.at(i), p.at(i+1)
	if t.kind != kNumber || t.glued || p.ownCurrency(i) || p.percentAt(i) || !dayMonth(t) {
		return false
	}
	return t.decimals > 0 || a.is.has(cMonth) || a.is.has(cUntil) || a.isPunct('-') || a.isPunct('/') || a.is.has(cWeekday)
}

// ownCurrency reports that the number at raw token i has a currency behind it.
func (p *parser) ownCurrency(i int) bool {
	a := p.at(i + 1)
	return a.kind == kCurrency || a.is.has(cCurrency) && a.kind == kWord
}

// oneHere reports that an article stands for the number 1: "get one free".
func (p *parser) oneHere(i int) bool {
	a, b := p.at(i+1), p.at(i-1)
	if p.raw[i].glued && (b.kind == kNumber || p.raw[i].hyphen) {
		return false // the ending of a number, of a verb: "payez-en 2"
	}
	if p.percentAt(i+1) || a.isPunct('-') || a.is.has(cFrac) {
		return false // "acheté à -50%"
	}
	for _, n := range [2]*token{a, b} {
		if n.kind == kWord && n.sense != nil && n.sense.langs != 0 && n.sense.langs&p.raw[i].sense.langs == 0 {
			return false // an article of one language is another word in the next: "kies en mix"
		}
	}
	if c := p.at(i + 2); p.plusAt(i+1) && (c.kind == kNumber || c.is.has(cOne)) || p.plusAt(i-1) && p.n > 1 && p.toks[p.n-2].is.has(cInt) {
		return true // "een plus een gratis"
	}
	if a.is.has(cUnit) {
		a = p.at(i + 2)
		if a.is.has(cBuy) && !a.is.has(cFrom) || a.is.has(cFree) {
			return true
		}
	}
	return b.is.has(cBundle) || a.is.has(cFree) && !p.at(i+2).is.has(cWord) && p.at(i+2).kind != kWord || a.is.has(cBuy) || i == 0 && a.is.has(cPay) || a.is.has(cBogo) || (b.is.has(cFor) && p.at(i-2).kind == kNumber || b.is.has(cPay)) && i+1 == p.nraw || b.is.has(cBuy) && !b.is.has(cFrom) ||
		b.is.has(cBuy) && a.sense == nil
}

func (p *parser) plusAt(i int) bool { return p.at(i).isPunct('+') || p.at(i).is.has(cPlus) }

// aboutAt reports that the number at raw token i is not exact: "about 20%", "ca. -20%".
func (p *parser) aboutAt(i int) bool {
	return p.at(i-1).is.has(cAbout) || p.at(i-2).is.has(cAbout) && (p.at(i-1).isPunct('-') || p.at(i-1).is.has(cFiller))
}

// benefitBefore is the percentage, fraction or amount that raw token i stands behind, or a
// fresh token. Its ending may come between, and a word for discount: Turkish "%50'ye
// varan", Hungarian "20%-tól", "20% off and more".
func (p *parser) benefitBefore(i int) *token {
	l, b := p.last(), p.at(i-1)
	touches := b.end == l.end || p.at(i-2).end == l.end && (b.isPunct('-') || b.is.has(cFiller) && !b.is.has(cOn))
	if l.is.has(cOff) && p.n > 1 {
		l = &p.toks[p.n-2]
	}
	if !touches || l.is[0]&(bit(cPct)|bit(cFrac)|bit(cMoney)) == 0 {
		return &token{}
	}
	return l
}

// aside takes note of conditions and of what the next number is.
func (p *parser) aside(i int, next *pending) {
	t := &p.raw[i]
	for c := cLoyalty; c <= cMix; c++ {
		if t.is.has(c) {
			p.conds |= 1 << (c - cLoyalty)
			if t.is[0] == 0 {
				p.mask(t, t, "condition")
			}
		}
	}
	if last := p.last(); t.is.has(cCoupon) && last.is.has(cMoney) && last.end+1 == t.start && t.is[0] == 0 && bytes.IndexByte(p.text(t), ' ') < 0 &&
		(p.n < 2 || p.toks[p.n-2].is[0]&(bit(cFor)|bit(cAt)|bit(cPrice)|bit(cNow)|bit(cSlash)) == 0) {
		last.minus = true // "75p coupon"
	}
	switch s := &t.is; {
	case s.has(cLimit):
		p.conds |= Limit
		next.limit = true
		p.mask(t, t, "condition")
	case s.has(cDeposit):
		a := p.at(i + 1)
		next.deposit = !s.has(cFiller) || a.kind == kNumber || a.kind == kCurrency
		p.mask(t, t, "deposit")
	case s.has(cGuarantee):
		p.guarded = true
		p.mask(t, t, "no promotion")
	case s.has(cAtOnce):
		p.atOnce = true
		p.mask(t, t, "condition")
	case s.has(cInstalment):
		p.instalment = true
		p.mask(t, t, "instalments")
	case s.has(cOn) && i > 0 && p.at(i-1).end == p.last().end:
		if p.last().is.has(cPct) {
			p.last().minus = true
		} else if p.last().is.has(cMore) && p.n > 1 && p.toks[p.n-2].is.has(cPct) {
			p.toks[p.n-2].minus = true // "10% extra on reduced goods"
		}
	case s.has(cUpToAfter):
		p.benefitBefore(i).upTo = true
	case s.has(cAtLeastAfter):
		if b := p.benefitBefore(i); !b.is.has(cMoney) { // an amount is a price from which
			b.atLeast = true
		}
	case s.has(cUntil):
		next.until = true
	}
}
