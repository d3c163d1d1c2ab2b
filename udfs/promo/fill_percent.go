package promo

// Percentages and fractions of the price.

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
