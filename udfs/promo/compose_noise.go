package promo

// maskNumber recognises dates, times, codes and ranges that start at raw token i. It
// returns i when the number is none of these.
func (p *parser) maskNumber(i int, before pending) int {
	t, a, b := &p.raw[i], p.at(i+1), p.at(i+2)
	if end := p.spacedDate(i); end > i {
		if l := p.last(); l.is.has(cFrom) && l.end == p.at(i-1).end {
			p.n-- // "from 25. 11. to 1. 12."
		}
		p.mask(t, p.at(end-1), "date")
		return end
	}
	if a.isPunct(':') && b.kind == kNumber {
		p.mask(t, b, "time")
		return i + 3
	}
	if a.isPunct('-') && b.kind == kNumber {
		if t.decimals > 0 && (dayMonth(t) && dayMonth(b) || monthDay(t) && monthDay(b)) && !p.ownCurrency(i+2) && !p.percentAt(i+2) {
			p.mask(t, b, "dates")
			return i + 3
		}
		if p.percentAt(i+2) && a.glued == b.glued && t.decimals == b.decimals {
			num := *b // "30-50%"
			num.start = t.start
			num.value = max(t.value, b.value)
			p.raw[i+2] = num
			before.upTo = true
			return p.number(i+2, before)
		}
	}
	if t.decimals == 2 && (dayMonth(t) || monthDay(t)) && !p.ownCurrency(i) && (a.is.has(cUpToAfter) || a.glued && b.is.has(cUpToAfter) || before.until && monthDay(t)) {
		p.mask(t, t, "date") // Hungarian "11.26-ig", Turkish "31.12'ye kadar"
		return i + 1
	}
	if next := p.slashed(i); next > i {
		return next
	}
	if before.until && dayMonth(t) && !p.quantityAt(i) && !p.percentAt(i) && !p.ownCurrency(i) {
		end := i + 1
		for {
			if p.at(end).is.has(cFiller) && p.at(end+1).is.has(cMonth) {
				end++
			}
			if p.at(end).is.has(cMonth) {
				end++
			}
			if !p.rangeWord(end) || !p.dayAt(end+1) {
				break
			}
			end += 2 // "from the 3rd to the 9th"
		}
		end = p.year(end)
		p.mask(t, p.at(end-1), "date")
		return end
	}
	if c := p.at(i + 3); p.rangeWord(i+1) && b.kind == kNumber && !p.ownCurrency(i) && !p.percentAt(i) && (c.is.has(cTime) || c.is.has(cPerson)) {
		p.mask(t, c, "ages or hours")
		return i + 4
	}
	if t.decimals == 2 && t.dotTail && p.at(i-1).is.has(cUpTo) && dayMonth(t) && !p.percentAt(i) && !p.ownCurrency(i) {
		p.mask(t, t, "date")
		return i + 1
	}
	if t.decimals == 2 && p.at(i+1).is.has(cUpTo) && dayMonth(t) && p.dayAt(i+2) && p.at(i+2).decimals == 2 {
		if l := p.last(); l.is.has(cFrom) && l.end == p.at(i-1).end {
			p.n-- // "from 20.11. to 26.11.: -20%"
		}
		p.mask(t, b, "dates")
		return i + 3
	}
	if t.leadZero && t.decimals == 0 && t.end-t.start >= 3 {
		end := i + 1
		for p.at(end).kind == kNumber || (p.at(end).isPunct('-') || p.at(end).isPunct('/')) && p.at(end+1).kind == kNumber {
			end++
		}
		p.mask(t, p.at(end-1), "telephone or id")
		return end
	}
	if l := p.at(i - 1); l.kind == kWord && l.sense == nil && t.glued && !t.hyphen {
		p.mask(l, t, "code")
		return i + 1
	}
	if end := p.nameCode(i); end > i {
		p.mask(p.at(i-1), p.at(end-1), "code")
		return end
	}
	if l := p.at(i - 1); l.is.has(cInstalment) && t.decimals == 0 && !p.ownCurrency(i) && !p.percentAt(i) {
		p.mask(t, t, "instalments")
		return i + 1
	}
	if a.isPunct('x') && b.is.has(cInstalment) {
		p.instalment = true
		p.mask(t, b, "instalments")
		return i + 3
	}
	if a.isPunct('x') && b.kind == kNumber && p.at(i+3).is.has(cSizeUnit) && !p.at(i+3).is.has(cUnit) && !p.elided(p.at(i+3)) {
		return p.size(i+2, i+3, *b)
	}
	return i
}

// nameCode returns the end of a code in a product's name whose digits start at raw token
// i: a letter and digits (E27), a few letters, a hyphen and digits (WD-40), a sun
// protection factor (SPF 50+). Otherwise it returns i.
func (p *parser) nameCode(i int) int {
	t, l := &p.raw[i], p.at(i-1)
	if i == 0 || l.kind != kWord || t.decimals > 0 || t.groups > 1 || t.dashTail || p.percentAt(i) || p.ownCurrency(i) {
		return i
	}
	if protectionFactor(p.text(l)) {
		if a := p.at(i + 1); a.isPunct('+') && a.glued && !p.at(i+2).glued {
			return i + 2
		}
		return i + 1
	}
	short := l.end - l.start
	switch {
	case !t.glued || i > 1 && l.glued && !l.hyphen: // "2e5"
		return i
	case t.hyphen && l.sense == nil && short <= 3, !t.hyphen && short == 1 && l.start > 0 && (l.sense == nil || l.sense.money == nil):
		return i + 1
	}
	return i
}

// protectionFactor reports the word before the number of a sun cream.
func protectionFactor(word []byte) bool {
	return string(word) == "spf" || string(word) == "fps" || string(word) == "lsf"
}

// year passes the year of a date that ends before raw token i: four digits that count
// nothing and are no price.
func (p *parser) year(i int) int {
	at := i
	if d := p.at(at); d.glued && (d.isPunct('-') || d.isPunct('/')) {
		at++
	}
	t, a := p.at(at), p.at(at+1)
	if t.kind != kNumber || t.end-t.start != 4 || t.decimals > 0 || t.groups != 1 || t.value < 1000*scale || t.dashTail ||
		p.ownCurrency(at) || p.percentAt(at) || a.kind == kWord && (a.is.has(cPoints) || a.is.has(cUnit) || a.is.has(cSizeUnit) || a.is.has(cFor)) {
		return i
	}
	return at + 1
}

// quantityAt reports that what follows raw token i makes it a quantity, though a word
// announced a date: "till Sunday: 3 for 5".
func (p *parser) quantityAt(i int) bool {
	a := p.at(i + 1)
	return p.at(i).dotTail && a.is.has(cUnit) || a.is.has(cFor) || a.is.has(cBundle) ||
		(a.isPunct('+') || a.isPunct('x') || a.isPunct('=')) && p.at(i+2).kind == kNumber
}

// rangeWord reports a word or a dash between the ends of a range.
func (p *parser) rangeWord(i int) bool {
	s := &p.at(i).is
	return p.at(i).isPunct('-') || s.has(cUpTo) || s.has(cUntil) || s.has(cTo) || s.has(cAt)
}

// dayAt reports a number at raw token i that can be a day and is no price.
func (p *parser) dayAt(i int) bool {
	return p.at(i).kind == kNumber && dayMonth(p.at(i)) && !p.ownCurrency(i) && !p.percentAt(i)
}

// spacedDate returns the end of a date that starts at raw token i, written as Czechs do:
// "1. 12.", or "1. 12. 2026". Otherwise it returns i.
func (p *parser) spacedDate(i int) int {
	t, b := p.at(i), p.at(i+1)
	if !t.dotTail || !b.dotTail || t.decimals > 0 || b.decimals > 0 || b.kind != kNumber || b.glued ||
		!dayMonth(t) || b.value > 12*scale || b.value < scale || p.at(i+2).is.has(cUnit) {
		return i
	}
	return p.year(i + 2)
}

// dayMonth reports that a number reads like 31.08 or 7.
func dayMonth(t *token) bool { return t.likeDay() }

// monthDay reports that a number reads like 11.26, as Hungarians write a day.
func monthDay(t *token) bool { return t.likeMonthDay() }

// slashed recognises dates and model numbers like 5/3/2014 or 5/3. Prices ("2/5.00")
// and fractions are left.
func (p *parser) slashed(i int) int {
	t, a, b := &p.raw[i], p.at(i+1), p.at(i+2)
	if !a.isPunct('/') || b.kind != kNumber || !a.glued || !b.glued {
		return i
	}
	if c, d := p.at(i+3), p.at(i+4); c.isPunct('/') && d.kind == kNumber {
		p.mask(t, d, "date")
		return i + 5
	}
	if p.ownCurrency(i+2) || b.decimals > 0 || b.dashTail || t.decimals > 0 || isFraction(t, b) {
		return i
	}
	p.mask(t, b, "date or fraction")
	return i + 3
}

func isFraction(a, b *token) bool {
	x, y := a.value/scale, b.value/scale
	return a.decimals == 0 && b.decimals == 0 && (x == 1 && y >= 2 && y <= 5 || x == 2 && (y == 3 || y == 5) || x == 3 && (y == 4 || y == 5))
}

// fraction emits 1/3 as a fraction.
func (p *parser) fraction(i int, before pending) int {
	t, a, b := p.raw[i], p.at(i+1), p.at(i+2)
	if !a.isPunct('/') || b.kind != kNumber || !b.glued || !isFraction(&t, b) || p.ownCurrency(i+2) {
		return i
	}
	t.value = round2(100 * scale * (t.value / scale) / (b.value / scale))
	t.is.add(cFrac)
	t.minus, t.upTo, t.atLeast = before.minus, before.upTo, before.atLeast
	t.end = b.end
	p.emit(t)
	return i + 3
}

// size emits a measure like 500 g or 6 x 33 cl, with what belongs to it: "750ml/1l".
// It returns 0 when raw token next is no unit of measure.
func (p *parser) size(i, next int, t token) int {
	a := p.at(next)
	if a.kind != kWord || !a.is.has(cSizeUnit) {
		return 0
	}
	t.end = a.end
	t.measure = a.sense.unit
	next++
	for {
		s, num := p.at(next), p.at(next+1)
		if (s.isPunct('/') || s.isPunct('-')) && num.kind == kNumber && p.at(next+2).is.has(cSizeUnit) {
			t.end, t.measure = p.at(next+2).end, ""
			next += 3
			continue
		}
		if s.isPunct('x') && num.kind == kNumber && num.decimals == 0 && !p.ownCurrency(next+1) {
			t.end, t.measure = num.end, ""
			next += 2
			continue
		}
		break
	}
	if p.at(next).isPunct('=') && (p.at(next+1).kind == kNumber || p.at(next+1).kind == kCurrency) {
		last := next + 1 // "1 kg = 5.50": a unit price
		for p.at(last).kind == kCurrency || p.at(last).kind == kNumber || p.at(last).kind == kWord && p.at(last).is.has(cCurrency) {
			last++
		}
		p.mask(&t, p.at(last-1), "unit price")
		return last
	}
	t.is = set{}
	t.is.add(cSize)
	t.minus, t.upTo, t.atLeast = false, false, false
	p.emit(t)
	return next
}

// sizeName names a measure as price_unit does: kg, 100g, l.
func sizeName(value int64, unit string) string {
	switch {
	case value == scale:
		return unit
	case value == 100*scale && unit == "g":
		return "100g"
	case value == 500*scale && unit == "g":
		return "500g"
	case value == 100*scale && unit == "ml":
		return "100ml"
	}
	return trimmed(value) + unit
}
