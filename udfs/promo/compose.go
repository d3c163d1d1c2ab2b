package promo

import "bytes"

// pending is what a word says about the number that comes next.
type pending struct{ minus, upTo, atLeast, deposit, limit, until bool }

// compose walks the raw tokens and emits those that mean something to the rules:
// numbers become prices, percentages, ordinals, sizes; dates, ids, deposits and other
// noise are masked.
func (p *parser) compose() {
	var next pending
	for i := 0; i < p.nraw; {
		t := &p.raw[i]
		switch t.kind {
		case kNumber:
			i = p.number(i, next)
			next = pending{}
		case kCurrency:
			i = p.prefixed(i, &next)
		case kWord:
			i = p.word(i, &next)
		default:
			i = p.sign(i, &next)
		}
	}
}

// prefixed reads a price whose currency comes first: "€ 5", "kr 20", "R$ 10".
func (p *parser) prefixed(i int, next *pending) int {
	j := i + 1
	if p.at(j).isPunct('-') && p.at(j+1).kind == kNumber { // "€ -1"
		next.minus = true
		j++
	}
	if p.at(j).kind != kNumber {
		return i + 1
	}
	num := p.raw[j]
	num.money = p.raw[i].money
	num.start = p.raw[i].start
	if s := p.raw[i].sense; s != nil {
		num.money = s.money
	}
	if num.money.code == "" && i > 0 && p.raw[i].glued && p.at(i-1).kind == kWord {
		if c := dollarOf(p.text(p.at(i - 1))); c != "" {
			num.money = currencyOf(c)
		}
	}
	p.raw[j] = num
	j = p.number(j, *next)
	*next = pending{}
	return j
}

// dollarOf names the currency of "R$", "US$", "C$", "A$", "AR$".
func dollarOf(prefix []byte) string {
	switch string(prefix) {
	case "r":
		return "BRL"
	case "us":
		return "USD"
	case "c", "ca", "can":
		return "CAD"
	case "a", "au":
		return "AUD"
	}
	return ""
}

func currencyOf(code string) *currency {
	for i := range currencies {
		if currencies[i].code == code && !currencies[i].minor {
			return &currencies[i]
		}
	}
	return nil
}

// sign handles + = / x - and the colon of a time.
func (p *parser) sign(i int, next *pending) int {
	t := &p.raw[i]
	var c concept
	switch t.punct {
	case '+':
		c = cPlus
		after := p.at(i + 1)
		if after.kind == kCurrency && t.glued && !after.glued && p.at(i-1).kind == kNumber {
			return i + 1 // "buy 2+ $3.49 each"
		}
		if after.kind != kNumber && after.kind != kCurrency && !(after.isPunct('%') && p.at(i+2).kind == kNumber) {
			return i + 1 // "30+", "5+ = 10%"
		}
		if l := p.last(); t.glued && !after.glued && l.is.has(cInt) && l.value > 12*scale && !l.unit {
			p.union |= bit(cWord)
			l.is = set{1 << cWord, 0} // "kaas 48+ 1+1 gratis": the fat of cheese
			return i + 1
		}
	case '=':
		c = cEq
	case '/':
		c = cSlash
		if b, a := p.at(i-1), p.at(i+1); i > 0 && b.kind == kWord && a.kind == kWord && t.glued && a.glued && b.is[0]&a.is[0] != 0 {
			p.alike = true // "pour/for", the same in two languages
			return i + 1
		}
		if a := p.at(i + 1); a.kind == kWord && a.glued && (a.is.has(cUnit) || a.is.has(cEach)) && p.last().is[0]&(bit(cMoney)|bit(cDec)|bit(cInt)) != 0 {
			out := *a // "19,90/st"
			out.is = set{}
			out.is.add(cEach)
			p.emit(out)
			return i + 2
		}
	case 'x':
		c = cTimes
	case '@':
		c = cFor
	case '-':
		return p.dash(i, next)
	case '%':
		if n := p.at(i + 1); n.kind == kNumber && n.glued && !p.percentAt(i+1) { // Turkish
			num := *n
			num.start, num.minus, num.upTo = t.start, next.minus, next.upTo
			*next = pending{}
			return p.percent(i, i+2, num)
		}
		return i + 1
	default:
		return i + 1
	}
	out := *t
	out.is.add(c)
	p.emit(out)
	return i + 1
}

// dash tells a minus from a separator and from a range.
func (p *parser) dash(i int, next *pending) int {
	t, before, after := &p.raw[i], p.at(i-1), p.at(i+1)
	if after.kind != kNumber && after.kind != kCurrency {
		next.minus = after.isPunct('%') && p.at(i+2).kind == kNumber // Turkish "-%20"
		return i + 1
	}
	if i > 0 && before.kind == kNumber && !(after.glued && !t.glued) {
		out := *t
		out.is.add(cDash)
		p.emit(out)
		return i + 1
	}
	spaced := !after.glued && i > 0
	if spaced && before.kind == kWord && before.sense == nil && !p.percentAt(i+1) {
		return i + 1 // "Soup - £1.50"
	}
	next.minus = true
	return i + 1
}

// percentAt reports a percentage at raw token i.
func (p *parser) percentAt(i int) bool {
	return p.at(i).kind == kNumber && p.percentSign(i+1)
}

// percentSign reports that raw token i makes a percentage of the number before it. A sign
// that stands apart from it and sticks to the next is of that one: Turkish "1 %50".
func (p *parser) percentSign(i int) bool {
	t, n := p.at(i), p.at(i+1)
	return t.is.has(cPercentWord) || t.isPunct('%') && (t.glued || n.kind != kNumber || !n.glued || p.at(i+2).isPunct('%'))
}

// particular are the concepts whose words word looks at more closely.
const particular = 1<<cAt | 1<<cWas | 1<<cTo | 1<<cFrom | 1<<cPer | 1<<cMinus | 1<<cUpTo | 1<<cAtLeast | 1<<cFrac | 1<<cOrd | 1<<cCheapest

// word handles everything that is no number.
func (p *parser) word(i int, next *pending) int {
	t := &p.raw[i]
	s := &t.is
	if p.bogoCode(i) {
		return i + 4
	}
	if n := p.at(i + 1); n.kind == kNumber && n.glued && !n.hyphen && p.at(i-1).is.has(cCoupon) && !p.percentAt(i+1) {
		p.mask(t, n, "code")
		return i + 2 // "code SAVE20"
	}
	if t.sense == nil {
		if a := p.at(i + 1); a.kind == kCurrency && a.glued && dollarOf(p.text(t)) != "" {
			return i + 1 // "R$"
		}
		out := *t
		out.is.add(cWord)
		p.emit(out)
		*next = pending{deposit: next.deposit}
		return i + 1
	}
	if s.has(cName) {
		out := *t
		out.is = set{}
		out.is.add(cWord)
		p.emit(out)
		*next = pending{deposit: next.deposit}
		return i + 1
	}
	if s[1] == 0 && s[0]&particular == 0 || s[0] == 0 && s[1] == 1<<(cFiller-64) {
		p.emit(*t) // nothing to look at; emit drops a filler
		return i + 1
	}
	if s.has(cCurrency) && !t.sense.money.minor && p.at(i+1).kind == kNumber && s[0] == 0 {
		if !p.ownCurrency(i + 1) {
			return p.prefixed(i, next)
		}
	}
	if s[1] != 0 {
		p.aside(i, next)
	}
	if s.has(cOne) && p.oneHere(i) {
		out := *t
		out.is = set{}
		out.is.add(cInt)
		out.value = scale
		out.kind = kNumber
		p.emit(out)
		return i + 1
	}
	if n := p.at(i + 1); s.has(cPercentWord) && n.kind == kNumber && !p.percentAt(i+1) && !p.ownCurrency(i+1) {
		num := *n // Turkish "yüzde 50"
		num.start, num.minus, num.upTo, num.atLeast = t.start, next.minus, next.upTo, next.atLeast
		*next = pending{}
		return p.percent(i, i+2, num)
	}
	if s.has(cWeekday) && p.dateAt(i+1) {
		p.mask(t, p.at(i+1), "date")
		return i + 2
	}
	if s.has(cGroszy) {
		out := *t
		out.is = set{}
		out.is.add(cMoney)
		out.money, out.value = currencyOf("PLN"), scale/100
		p.emit(out)
		return i + 1
	}
	if s.has(cWeekday) {
		next.upTo, next.atLeast = false, false
	}
	if s[0] == 0 {
		if s.has(cSizeUnit) && t.end-t.start > 1 && (i == 0 || p.at(i-1).is.has(cPer) || i == 1 && p.at(0).is.has(cFiller)) {
			out := *t
			out.is = set{}
			out.is.add(cSize)
			out.value, out.measure = scale, t.sense.unit
			p.emit(out)
			return i + 1
		}
		if !s.has(cFiller) && (s.has(cUnit) || s.has(cSizeUnit)) {
			out := *t
			out.is = set{}
			out.is.add(cWord)
			p.emit(out)
			p.hole(t.start, t.end)
		}
		return i + 1
	}
	idle := bit(cAt) | bit(cWas) | bit(cTo) | bit(cFrom) | bit(cPer)
	if s.has(cOn) {
		idle |= bit(cNow) // Polish "na", on; Norwegian "nå", now
	}
	if s[0]&^idle == 0 && !p.numberFollows(i) {
		return i + 1 // "van" before a noun is no old price, "with" no threshold
	}
	if s[0] == bit(cNow) && s.has(cFiller) && !p.numberFollows(i) {
		return i + 1 // "off all wine", but "all £5"
	}
	switch {
	case s.has(cMinus) && s.has(cAtLeast) && t.dotTail: // "min. 30%"
		next.atLeast = true
		return i + 1
	case s.has(cMinus):
		next.minus = true
		return i + 1
	case s.has(cUpTo) && s.has(cFiller) && !p.numberFollows(i):
		return i + 1 // Czech "až" is an article in Hungarian
	case s.has(cUpTo):
		next.upTo = true
		if s[0] == bit(cUpTo) {
			return i + 1
		}
	case s.has(cAtLeast):
		next.atLeast = true
		if s[0] == bit(cAtLeast) {
			return i + 1
		}
	}
	if s.has(cCheapest) {
		p.conds |= CheapestFree
	}
	if s.has(cGroszy) {
		out := *t
		out.is = set{}
		out.is.add(cMoney)
		out.money, out.value = currencyOf("PLN"), scale/100
		p.emit(out)
		return i + 1
	}
	if s.has(cFrac) {
		out := *t
		out.value = t.sense.value
		out.upTo, out.atLeast, out.about = next.upTo, next.atLeast, p.aboutAt(i)
		*next = pending{}
		p.emit(out)
		return i + 1
	}
	if s.has(cOrd) {
		out := *t
		out.value = t.sense.value
		if out.value == scale {
			out.value, out.relative = 2*scale, true
		}
		n := i + 1
		if p.at(n).is.has(cUnit) {
			out.unit = true
			n++
		}
		p.emit(out)
		return n
	}
	p.emit(*t)
	return i + 1
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
