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

// whole handles a number without decimals and without a currency.
func (p *parser) whole(i, next int, t token, before pending) int {
	a := p.at(next)
	if p.last().is.has(cOrd) && t.value == scale && t.sense != nil && !p.last().unit {
		return next // "the second one"
	}
	if a.kind == kWord && a.sense != nil && a.is[1] != 0 {
		switch s := &a.is; {
		case s.has(cPack) && a.glued && t.value > scale && (p.at(next+1).is.has(cBundle) || p.at(next+2).is.has(cBundle) && p.at(next+1).is.has(cUnit)):
			t.unit = true // "3-pack for the price of 2"
			t.is.add(cInt)
			p.emit(t)
			return next + 1
		case s.has(cPack) && s.has(cOrdSuffix) && a.glued && t.value > scale && p.spanish(p.at(next+1)):
			t.end = a.end
			return p.ordinal(next+1, t) // "3er producto"; elsewhere "3er" is a pack of three
		case s.has(cPack) && a.glued && t.value > scale:
			p.mask(&t, a, "size of a pack")
			return next + 1
		case s.has(cOrdSuffix) && a.glued && t.value >= 8*scale && string(p.text(a)) == "o":
			p.mask(&t, a, "degrees") // Czech beer of 12°
			return next + 1
		case s.has(cOrdSuffix) && a.glued && p.at(next+1).hyphen:
			p.mask(&t, a, "name")
			return next + 1
		case s.has(cOrdSuffix) && (a.glued || t.dotTail && a.start == t.end+1 || p.looseSuffix(next)) && t.value >= 2*scale && t.value <= 20*scale:
			t.end = a.end
			return p.ordinal(next+1, t)
		case s.has(cOrdSuffix) && a.glued && t.value == scale:
			return next + 1
		case s.has(cSizeUnit) && !(s.has(cUnit) && !a.glued) && !p.elided(a):
			return p.size(i, next, t)
		case s.has(cPerson), s.has(cTime) && !(s.has(cFiller) && p.commaBefore(a)), s.has(cMonth), s.has(cUntil) && p.dateFollows(next+1) && p.last().is[0]&(bit(cFor)|bit(cPay)|bit(cBundle)) == 0:
			end := next + 1
			if s.has(cMonth) {
				end = p.year(end)
			}
			p.mask(&t, p.at(end-1), "number of something else")
			return end
		case t.dotTail && t.value >= 2*scale && t.value <= 12*scale && s.has(cUnit):
			t.end++
			return p.ordinal(next, t)
		case s.has(cInstalment):
			p.instalment = true
			p.mask(&t, a, "instalments")
			return next + 1
		case s.has(cSingular) && !a.glued && t.value >= 2*scale && t.value <= 12*scale && !before.limit:
			return p.ordinal(next, t)
		case s.has(cUnit):
			for t.unit = true; p.at(next).is.has(cUnit); next++ { // "6 or more bottles"
				t.end = p.at(next).end
			}
			if before.limit || before.upTo {
				p.mask(&t, &t, "limit")
				return next
			}
			t.is.add(cInt)
			p.emit(t)
			return next
		}
	}
	if b := p.at(next + 1); a.isPunct('+') && a.glued && !b.glued && t.value >= 2*scale && t.value <= 12*scale && p.percentAt(next+1) {
		t.unit = true // "2+ 20% off"
		t.is.add(cInt)
		p.emit(t)
		return next + 1
	}
	if a.isPunct('+') && a.glued && p.at(next+1).is.has(cUnit) && !p.at(next+1).is.has(cSizeUnit) {
		t.unit = true // "5+ crates"
		t.is.add(cInt)
		p.emit(t)
		return next + 2
	}
	if t.dotTail && t.value >= 2*scale && t.value <= 12*scale && p.ordinalFollows(next) {
		t.end++
		return p.ordinal(next, t)
	}
	if before.limit || before.until && !p.quantityAt(i) {
		p.mask(&t, &t, "limit or date")
		return next
	}
	if b := p.at(next + 1); a.kind == kWord && a.glued && string(p.text(a)) == "f" && b.kind == kCurrency && b.glued {
		t.is.add(cInt)
		p.emit(t)
		out := *a // "2f£1.80" on tills
		out.is.add(cFor)
		p.emit(out)
		return next + 1
	}
	if a.kind == kWord && a.glued && !a.hyphen && a.sense == nil && a.end-a.start <= 2 {
		p.mask(&t, a, "name")
		return next + 1
	}
	if t.value >= 10_000*scale {
		p.mask(&t, &t, "id")
		return next
	}
	t.is.add(cInt)
	p.emit(t)
	return next
}

// rangeEnd returns the raw token of the upper end of a range of percentages that starts at
// raw token i, or 0: "20% to 50%", "from 20 to 50%", "between 20 and 50%".
func (p *parser) rangeEnd(i int) int {
	t, j := &p.raw[i], i+1
	percent := p.percentAt(i)
	if percent {
		j++
	}
	if p.at(j).kind != kWord || p.at(j).glued && !percent {
		return 0 // "10º"
	}
	between := p.at(i-1).is.has(cBetween) || p.at(i-2).is.has(cBetween)
	if !(p.rangeWord(j) || between && p.at(j).is.has(cFiller)) {
		return 0
	}
	end := j + 1
	if p.at(end).is.has(cFiller) {
		end++
	}
	if p.at(end).isPunct('-') || p.at(end).is.has(cMinus) {
		end++
	}
	if !p.percentAt(end) || !percent && !between && (t.value < 10*scale || t.value%(5*scale) != 0 || t.value >= p.at(end).value) {
		return 0 // "the 2 at 50%"
	}
	return end
}

// elided reports an article of one letter: "3 pour 2: l'article ..." has no litre.
func (p *parser) elided(t *token) bool {
	return t.end-t.start == 1 && int(t.end) < len(p.norm) && p.norm[t.end] == '\''
}

// benefitNear reports, for a number with a point behind it, a benefit behind a word that
// carries nothing ("2. ist gratis"), or around a noun that no list has ("die 2. Hose -50%").
func (p *parser) benefitNear(i int) bool {
	a := p.at(i)
	if a.kind != kWord {
		return false
	}
	j := i + 1
	for a.is.has(cFiller) && j < i+3 && p.at(j).is.has(cFiller) && !p.at(j).is.has(cUnit) {
		j++ // "2. kostet nur die Hälfte"
	}
	b := p.at(j)
	given := b.is.has(cFree) || b.is.has(cFrac) || p.percentAt(j) || b.isPunct('-') && p.percentAt(j+1)
	if a.is.has(cFiller) || a.is.has(cGet) {
		return given || a.is.has(cFiller) && b.is.has(cUnit) && p.at(i-2).is.has(cFiller)
	}
	return a.sense == nil && p.at(i-2).is.has(cFiller) && (given || b.is.has(cAt) || b.is.has(cFor) || p.last().is[0]&(bit(cPct)|bit(cFrac)|bit(cOff)) != 0)
}

// discountAt reports that raw token i, behind a percentage, makes it a discount: "milk 20%
// off", "pan integral 25% llevando 2".
func (p *parser) discountAt(i int) bool {
	a := p.at(i)
	return a.is.has(cOff) && !a.is.has(cLess) || (a.is.has(cFrom) || a.is.has(cBuy)) && p.at(i+1).kind == kNumber
}

// looseSuffix reports that raw token i is the ending of an ordinal though a space stands
// before it: "2 ème", and "2 e -50%", but not "2 e 3".
func (p *parser) looseSuffix(i int) bool {
	a, b := p.at(i), p.at(i+1)
	if a.end-a.start > 2 {
		return a.is == set{1: 1 << (cOrdSuffix - 64)}
	}
	return a.end-a.start == 1 && p.norm[a.start] == 'e' && (i+1 == p.nraw || p.percentAt(i+1) || b.isPunct('-') && p.percentAt(i+2) || b.is.has(cFree) || b.is.has(cFrac) || b.is.has(cUnit) || b.end-b.start > 1 && (b.is.has(cFor) || b.is.has(cAt)))
}

// commaBefore reports a comma before a token: "buy 2, het ..." has no Hungarian week.
func (p *parser) commaBefore(t *token) bool {
	return t.start > 1 && p.norm[t.start-2] == ','
}

// spanish reports a word that Spanish has and German has not.
func (p *parser) spanish(t *token) bool {
	return t.kind == kWord && t.sense != nil && t.sense.langs&p.language("es") != 0 && t.sense.langs&p.language("de") == 0
}

// dateFollows reports a number or a weekday at raw token i.
func (p *parser) dateFollows(i int) bool {
	return p.at(i).kind == kNumber || p.at(i).is.has(cWeekday)
}

// ordinalFollows reports that after "2." comes something that makes it "the second".
func (p *parser) ordinalFollows(i int) bool {
	a := p.at(i)
	if a.isPunct('-') {
		return p.percentAt(i + 1)
	}
	if a.kind == kNumber {
		return p.percentAt(i)
	}
	s := &a.is
	return s.has(cUnit) || s.has(cFree) || s.has(cFrac) || s.has(cFor) || s.has(cAt) || s.has(cOff) || s.has(cBundle) ||
		(s.has(cMinus) || a.isPunct('=')) && p.percentAt(i+1) || p.benefitNear(i)
}

func (p *parser) ordinal(next int, t token) int {
	t.is.add(cOrd)
	if p.at(next).is.has(cUnit) {
		t.unit = true
		next++
	}
	p.emit(t)
	return next
}

// percent emits a percentage unless it tells the content of a product, a tax or the like.
func (p *parser) percent(i, next int, t token) int {
	if t.value > 100*scale || t.groups > 2 {
		p.mask(&t, &t, "percentage above 100")
		return next
	}
	if d := p.at(next); d.isPunct('-') && p.at(next+1).kind == kNumber && p.at(next+2).isPunct('%') && d.glued == p.at(next+1).glued {
		t.value = max(t.value, p.at(next+1).value) // "20% - 50%"
		t.upTo, t.end = true, p.at(next+2).end
		next += 3
	}
	signed := t.minus && t.start > 0 && p.norm[t.start-1] == '-' // "-20% cotton" is no content
	from := next
	if d := p.at(next); d.isPunct('-') && d.glued && p.at(next+1).glued && p.at(next+1).kind == kWord {
		from++ // Hungarian "30%-kal"
	}
	for j, words := from, 0; words < 3 && j < p.nraw; j, words = j+1, words+1 {
		a := p.at(j)
		if a.is.has(cContent) && !signed || a.is.has(cVAT) || a.is.has(cDeposit) && j == next {
			p.mask(&t, a, "percentage of something else")
			return j + 1
		}
		if a.is.has(cOn) {
			break // "40% on fruit"
		}
		if a.kind != kWord || a.is[0] != 0 || a.sense != nil && !a.is.has(cFiller) {
			break
		}
	}
	if a, b := p.at(next), p.at(next+1); a.is.has(cLess) && b.kind == kWord && (b.sense == nil || b.is.has(cContent)) && p.union&bit(cOrd) == 0 {
		p.mask(&t, a, "percentage of something else")
		return next + 1
	}
	if b := p.at(i - 1); (b.is.has(cContent) && !signed && !p.discountAt(next) || b.is.has(cVAT) || b.is.has(cExcept) || b.is.has(cInstalment) && !p.discountAt(next)) && !p.isMasked(b) { // "12.5% vol. 20% off"
		p.mask(b, &t, "percentage of something else")
		return next
	}
	if a := p.at(next); a.isPunct('+') && a.glued && p.at(next+1).kind != kNumber && p.at(next+1).kind != kCurrency {
		t.atLeast = true // "50%+ off"
	}
	t.about = p.aboutAt(i)
	if p.strength(i, next, t) {
		p.mask(&t, &t, "percentage of something else")
		return next
	}
	t.is.add(cPct)
	p.emit(t)
	return next
}

// strength reports a percentage between a name and a size, "Gouda 48% 400 g", or one with
// decimals behind a name: it tells what the product is made of.
func (p *parser) strength(i, next int, t token) bool {
	l, size, unit := p.last(), p.at(next), p.at(next+1)
	if t.minus || t.upTo || t.atLeast || l.end != p.at(i-1).end {
		return false
	}
	if l.is.has(cMore) && p.n > 1 { // "Butter Extra 82% 200 g"
		l = &p.toks[p.n-2]
	}
	if l.is[0] != bit(cWord) {
		return false
	}
	if size.kind == kNumber && unit.is.has(cSizeUnit) && !unit.is.has(cUnit) {
		return true
	}
	const joins = 1<<cOff | 1<<cSave | 1<<cFrom | 1<<cAt | 1<<cFor | 1<<cBuy | 1<<cPer | 1<<cMore
	comma := int(p.at(next-1).end) < len(p.norm) && p.norm[p.at(next-1).end] == ','
	return t.decimals > 0 && (comma || size.is[0]&joins == 0 && !size.is.has(cOn)) // "Wine 12.5%, the 2nd free"
}
