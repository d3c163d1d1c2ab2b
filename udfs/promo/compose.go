package promo

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
