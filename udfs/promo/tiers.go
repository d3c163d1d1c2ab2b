package promo

// Ladders: two or more pairs of a quantity and a benefit. The pairs of a ladder are of
// one shape, and together they use every number of the text.

func tierShapes() []string {
	return []string{
		"from|buy? n:int plus? _ eq|for|get|save? p:pct off?",
		"save? p:pct off? _ from|buy|for|per n:int",
		"n:int _ for|slash|eq|times v:money|dec",
		"n:int v:money|dec",
		"o:ord _ at|for|eq? p:pct off?",
		"p:pct off? _ at|for|from? o:ord",
		"from|buy n:int _ get|save|eq? a:money|dec off",
		"save? a:money|dec off _ from|buy|for n:int",
		"n:int buy? eq|for? a:money|dec off?",
	}
}

var theTierShapes = compiledShapes()

func compiledShapes() []pattern {
	var out []pattern
	for _, text := range tierShapes() {
		if pt, err := compilePattern(text); err == nil {
			out = append(out, pt)
		}
	}
	return out
}

// fillTiers recognises a ladder, whatever its shape.
func fillTiers(p *parser, m *match) bool {
	if !p.severalPairs() {
		return false
	}
	for i := range theTierShapes {
		if n, used := p.ladder(&theTierShapes[i]); n >= 2 {
			m.used = used
			p.bestTier(p.tiers[:n])
			return true
		}
	}
	return false
}

// severalPairs is the quick test: two quantities and two benefits.
func (p *parser) severalPairs() bool {
	quantities, benefits := 0, 0
	for i := range p.n {
		switch b := p.toks[i].is[0]; {
		case b&(bit(cInt)|bit(cOrd)) != 0:
			quantities++
		case b&(bit(cPct)|bit(cMoney)|bit(cDec)) != 0:
			benefits++
		}
	}
	return quantities >= 2 && benefits >= 2
}

// ladder matches a shape again and again from the left. It returns no pairs when
// quantities repeat or a number is left between them.
func (p *parser) ladder(shape *pattern) (n int, used uint64) {
	m := &p.pair
	ordinal := false
	for from := 0; from < p.n && n < len(p.tiers) && shape.find(p, from, m); from = m.last() + 1 {
		t := Tier{MinQuantity: p.tok(m, capN).count()}
		if m.has(capO) {
			t.MinQuantity, ordinal = p.tok(m, capO).count(), true
			if n > 0 && p.tok(m, capO).relative {
				t.MinQuantity = p.tiers[n-1].MinQuantity + 1
			}
		}
		if !believable(t.MinQuantity) || n > 0 && t.MinQuantity <= p.tiers[n-1].MinQuantity {
			return 0, 0
		}
		switch {
		case m.has(capP):
			pct := p.tok(m, capP)
			if pct.value == 0 {
				return 0, 0
			}
			t.PercentOff = Num(pct.value)
		case m.has(capV):
			if !p.joined(m) && !p.tok(m, capN).unit {
				return 0, 0
			}
			t.Price = Num(p.tok(m, capV).value)
		default:
			a := p.tok(m, capA)
			if !a.minus && !p.usedHas(m, cOff) && !p.usedHas(m, cSave) {
				return 0, 0
			}
			t.AmountOff = Num(a.value)
		}
		p.tiers[n] = t
		n++
		used |= m.used
	}
	if n < 2 {
		return 0, 0
	}
	for i := range p.n {
		if used&(1<<i) == 0 && p.toks[i].is[0]&(bit(cInt)|bit(cPct)|bit(cMoney)|bit(cOrd)) != 0 {
			return 0, 0
		}
	}
	if ordinal {
		p.cumulate(n)
	}
	return n, used
}

// cumulate computes the depth of tiers on single units: 30% on the 2nd and 50% on the
// 3rd is (30+50)/3 over three units.
func (p *parser) cumulate(n int) {
	sum := int64(0)
	for i := range n {
		t := &p.tiers[i]
		sum += t.PercentOff.Scaled
		t.EffectivePercent = Num(round2(sum / int64(t.MinQuantity)))
	}
}

// bestTier fills the scalar fields with the step of the greatest depth; of equals, that
// of the lowest quantity.
func (p *parser) bestTier(tiers []Tier) {
	o := &p.out
	best := 0
	for i := range tiers {
		t := &tiers[i]
		if t.PercentOff.Valid && !t.EffectivePercent.Valid {
			t.EffectivePercent = t.PercentOff
		}
		if i > 0 && better(t, &tiers[best]) {
			best = i
		}
	}
	for i := range p.n {
		p.bound(&p.toks[i])
	}
	b := tiers[best]
	o.Mechanic, o.MinQuantity, o.Tiers = Tiered, b.MinQuantity, tiers
	o.PercentOff, o.AmountOff, o.Price = b.PercentOff, b.AmountOff, b.Price
	if b.Price.Valid || b.AmountOff.Valid {
		o.Basis = PerGroup
	}
}

// better compares two steps of one shape.
func better(a, b *Tier) bool {
	switch {
	case a.EffectivePercent.Valid:
		return a.EffectivePercent.Scaled > b.EffectivePercent.Scaled
	case a.Price.Valid: // less a unit
		return a.Price.Scaled*int64(b.MinQuantity) < b.Price.Scaled*int64(a.MinQuantity)
	default: // more off a unit
		return a.AmountOff.Scaled*int64(b.MinQuantity) > b.AmountOff.Scaled*int64(a.MinQuantity)
	}
}
