package promo

// Whole numbers: quantities, ordinals, sizes, and what is none of these.

// whole handles a number without decimals and without a currency.
func (p *parser) whole(i, next int, t token, before pending) int {
	a := p.at(next)
	if p.last().is.has(cOrd) && t.value == scale && t.sense != nil && !p.last().unit {
		return next // "the second one"
	}
	if a.kind == kWord && a.sense != nil && a.is[1] != 0 {
		if end := p.beforeWord(i, next, t, before); end > 0 {
			return end
		}
	}
	if a.isPunct('+') && a.glued {
		if end := p.beforePlus(next, t); end > 0 {
			return end
		}
	}
	if t.dotTail && t.value >= 2*scale && t.value <= 12*scale && p.ordinalFollows(next) {
		t.end++
		return p.ordinal(next, t)
	}
	if before.limit || before.until && !p.quantityAt(i) {
		p.mask(&t, &t, "limit or date")
		return next
	}
	if b := p.at(next + 1); a.kind == kWord && a.glued && string(p.text(a)) == "f" && b.kind == kCurrency {
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

// beforeWord handles a whole number by the word behind it: a pack, an ordinal, a size, an hour,
// a unit. It returns 0 when the word says nothing of the number.
func (p *parser) beforeWord(i, next int, t token, before pending) int {
	a := p.at(next)
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
	return 0
}

// beforePlus handles "2+ 20% off" and "5+ crates". It returns 0 for other sums.
func (p *parser) beforePlus(next int, t token) int {
	b := p.at(next + 1)
	switch {
	case !b.glued && t.value >= 2*scale && t.value <= 12*scale && p.percentAt(next+1):
		next++
	case b.is.has(cUnit) && !b.is.has(cSizeUnit):
		next += 2
	default:
		return 0
	}
	t.unit = true
	t.is.add(cInt)
	p.emit(t)
	return next
}

// elided reports an article of one letter: "3 pour 2: l'article ..." has no litre.
func (p *parser) elided(t *token) bool {
	return t.end-t.start == 1 && int(t.end) < len(p.norm) && p.norm[t.end] == '\''
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
