package promo

// Percentages, and those that are of something else.

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
