package promo

import "strings"

// number gives the number at raw token i its meaning and returns the raw token to go on
// with.
func (p *parser) number(i int, before pending) int {
	t := p.raw[i]
	if t.groups > 2 {
		p.mask(&t, &t, "date or id")
		return i + 1
	}
	if t.money == nil {
		if end := p.rangeEnd(i); end > 0 {
			p.raw[end].start, p.raw[end].value = t.start, max(t.value, p.raw[end].value)
			before.upTo = true
			return p.number(end, before)
		}
		if next := p.maskNumber(i, before); next > i {
			p.unannounce(&t)
			return next
		}
		if next := p.fraction(i, before); next > i {
			return next
		}
	}
	next := i + 1
	next = p.thousands(next, &t)
	t.minus, t.upTo, t.atLeast = before.minus, before.upTo, before.atLeast
	if a := p.at(next); p.percentSign(next) {
		t.end = a.end
		return p.percent(i, next+1, t)
	}
	next = p.suffixed(next, &t)
	if before.deposit {
		p.mask(&t, &t, "deposit")
		return next
	}
	if t.money != nil || t.dashTail || t.decimals > 0 {
		return p.price(i, next, t)
	}
	return p.whole(i, next, t, before)
}

// unannounce takes back the word before a date: "was $5 on 12/09/24, now $4".
func (p *parser) unannounce(t *token) {
	const announces = 1<<cFrom | 1<<cAt | 1<<cTo | 1<<cPer
	if last := p.last(); p.n > 0 && last.is[0]&^announces == 0 && last.end+1 == t.start && p.nmasked > 0 && strings.HasPrefix(p.masked[p.nmasked-1].why, "date") {
		p.n--
	}
}

// thousands joins "1 299" before a currency, or after one.
func (p *parser) thousands(next int, t *token) int {
	b := p.at(next)
	if b.kind != kNumber || b.glued || t.decimals > 0 || t.end-t.start > 5 || t.value >= 1000*scale || t.leadZero {
		return next
	}
	digits := int(b.end - b.start)
	if b.decimals > 0 {
		digits -= int(b.decimals) + 1
	}
	if b.dashTail || digits != 3 || t.money == nil && !p.ownCurrency(next) {
		return next
	}
	t.value = t.value*1000 + b.value
	t.decimals = b.decimals
	t.end = b.end
	return next + 1
}

// suffixed reads the currency behind a number: "5€", "99p", "2€50", "1.00 euro".
func (p *parser) suffixed(next int, t *token) int {
	a := p.at(next)
	var cur *currency
	switch {
	case a.kind == kCurrency:
		if after := p.at(next + 1); after.kind == kNumber && after.glued && (!a.glued || t.money != nil) {
			return next // the sign belongs to the next price: "2 $5"
		}
		cur = a.money
	case a.kind == kWord && a.is.has(cCurrency):
		cur = a.sense.money
		if cur.minor && cur.code == "EUR" && p.at(next+1).kind == kCurrency {
			return next // "12 ct $2.99": a count
		}
		if cur.minor && a.end-a.start == 1 && !a.glued {
			return next // a lone p
		}
	default:
		return next
	}
	if t.money != nil {
		if t.money.code == "" && cur.code != "" {
			t.money = cur
		}
		t.end = a.end
		return next + 1
	}
	t.money, t.end = cur, a.end
	if a.kind == kWord && !cur.minor && t.decimals == 0 && p.spelledCents(next+1) {
		t.value += p.at(next+1).value / 100
		t.end = p.at(next + 1).end
		return next + 2 // "2 euro 50"
	}
	if cents := p.at(next + 1); cents.kind == kNumber && cents.glued && a.glued && t.decimals == 0 &&
		cents.end-cents.start == 2 && !p.at(next+2).isPunct('%') && a.kind == kCurrency {
		t.value += cents.value / 100
		t.end = cents.end
		return next + 2
	}
	return next + 1
}

// spelledCents reports that raw token i is the cents of "2 euro 50": two digits and
// nothing that gives them another meaning.
func (p *parser) spelledCents(i int) bool {
	t, a := p.at(i), p.at(i+1)
	return t.kind == kNumber && t.decimals == 0 && t.groups == 1 && t.end-t.start == 2 && isDigit(p.norm[t.start]) &&
		!t.dashTail && !p.ownCurrency(i) && !p.percentAt(i) && a.is[1] == 0 && (a.kind != kPunct || a.punct == 0)
}

// price emits an amount of money, or a price per measure.
func (p *parser) price(i, next int, t token) int {
	switch {
	case t.money != nil || t.dashTail:
		t.is.add(cMoney)
	default:
		if next := p.size(i, next, t); next > 0 {
			return next
		}
		t.is.add(cDec)
	}
	if t.money != nil && t.money.minor {
		t.value /= 100
	}
	if after := p.at(next); t.decimals == 2 && t.money == nil && after.is.has(cTime) && after.kind == kWord {
		p.mask(&t, after, "time") // "22.00 uur"
		return next + 1
	}
	if after := p.at(next); after.is.has(cDeposit) && !after.is.has(cFiller) && (p.at(next+1).kind != kNumber || p.at(i-1).isPunct('+') || p.at(next+1).decimals == 0 && p.at(next+1).money == nil && !p.ownCurrency(next+1)) {
		p.mask(&t, after, "deposit")
		return next + 1
	}
	if a := p.at(next); (a.isPunct('/') || a.is.has(cPer)) && (p.at(next+1).is.has(cTime) && p.at(next+1).end-p.at(next+1).start > 1) {
		p.mask(&t, p.at(next+1), "tariff")
		return next + 2
	}
	if end, unit := p.perMeasure(next, t.money != nil); unit != "" {
		t.is = set{}
		t.is.add(cMeasure)
		t.measure, t.end = unit, p.raw[end-1].end
		p.emit(t)
		return end
	}
	p.emit(t)
	return next
}

// perMeasure reads "/kg", "per 100 g", "le kg" behind a price.
func (p *parser) perMeasure(i int, money bool) (end int, unit string) {
	a := p.at(i)
	switch {
	case a.isPunct('/'), a.is.has(cPer), a.is.has(cEach), money && (a.is.has(cFiller) || a.is.has(cAt) || a.is.has(cOne)):
		i++
	case money && a.kind == kWord && a.is.has(cSizeUnit) && !a.is.has(cUnit) && (a.sense.unit == "lb" || a.sense.unit == "kg"):
	default:
		return 0, ""
	}
	amount := int64(scale)
	if b := p.at(i); b.kind == kNumber && b.groups < 3 && p.at(i+1).is.has(cSizeUnit) {
		if a.is.has(cEach) && !a.is.has(cPer) && !a.isPunct('/') {
			return 0, "" // "$3.49 each 32 oz": the size of one
		}
		amount = b.value
		i++
	}
	if b := p.at(i); b.kind == kWord && b.is.has(cSizeUnit) {
		return i + 1, sizeName(amount, b.sense.unit)
	}
	return 0, ""
}
