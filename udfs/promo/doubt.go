package promo

import "bytes"

// A wrong depth costs more than none. What a text says beside the offer that was read can
// make its depth another one, though no rule knows how; then there is none. These are the
// signs of it, by what no rule used; a second offer that was read whole is no such sign.

// withdraw takes a depth back that is in doubt.
func (p *parser) withdraw() {
	if !p.out.EffectivePercent.Valid {
		return
	}
	if why := p.doubt(); why != "" {
		p.out.EffectivePercent, p.out.EffectiveSource, p.conflict = Number{}, NoSource, true
		if p.explain {
			p.why = append(p.why, "in doubt, so no depth: "+why)
		}
	}
}

// doubt says why the depth of what was read is not sure, or nothing.
func (p *parser) doubt() string {
	o := &p.out
	percent := o.Mechanic == PercentOff || o.Mechanic == MultibuyPercent
	left, last := uint64(0), -2
	for i := range p.n {
		t := &p.toks[i]
		if p.used&(1<<i) != 0 {
			last = i
			continue
		}
		left |= t.is[0]
		if t.is.has(cPct) && percent && t.value != o.PercentOff.Scaled {
			return "another percentage is left over"
		}
		if t.is.has(cPlus) && o.Mechanic == BuyXGetYFree && last == i-1 && i+1 < p.n && p.toks[i+1].is.has(cInt) {
			return "more is added to the units"
		}
	}
	if why := p.rival(); why != "" {
		return why
	}
	if o.Mechanic == BuyXGetYFree && p.unlikeUnits() {
		return "the free units may be of another product"
	}
	switch {
	case left&bit(cOrd) != 0 && o.Mechanic != NthUnitDiscount && o.Mechanic != BuyXGetYFree:
		return "it may hold for one unit only"
	case left&(bit(cCheapest)|bit(cBogo)) != 0 && percent:
		return "it may hold for one unit only"
	case left&bit(cFree) != 0 && o.Mechanic == BundleUnits && p.usedConcept(cEq):
		return "free units and units to pay are mixed"
	}
	return ""
}

// rival says which other numbers of the text, in a second offer or in none, speak against
// the depth.
func (p *parser) rival() string {
	o := &p.out
	prices := 0
	for i := range p.n {
		t := &p.toks[i]
		if p.primary&(1<<i) != 0 {
			if t.is.has(cPct) && i >= 2 && p.toks[i-1].is.has(cPlus) && p.toks[i-2].is.has(cInt) && o.Mechanic == PercentOff {
				return "percentages are added up"
			}
			continue
		}
		switch {
		case o.Mechanic == BundleUnits && t.is.has(cInt) && p.spelled():
			return "a number is left over"
		case o.Mechanic == NthUnitDiscount && (t.is.has(cOrd) || t.is.has(cPct) && t.value != o.PercentOff.Scaled):
			return "another unit has a benefit of its own"
		case t.is[0]&(bit(cMoney)|bit(cDec)) != 0 && !t.minus:
			if o.EffectiveSource == FromPrintedPrices && o.Mechanic == FixedPrice && i > 0 && p.toks[i-1].is.has(cNow) && t.value < o.Price.Scaled {
				return "another price is the new one"
			}
			prices++
		}
	}
	switch {
	case prices >= 2 && o.Mechanic == PercentOff && o.EffectiveSource == FromText:
		return "two prices are left over"
	case o.Mechanic == MultibuyPrice && o.EffectiveSource == FromPrintedPrices && o.EffectivePercent.Scaled > 60*scale:
		return "the price may be that of one"
	}
	return ""
}

// spelled reports that a number the offer rests on is a word, which may be an article.
func (p *parser) spelled() bool {
	for i := range p.n {
		if t := &p.toks[i]; p.primary&(1<<i) != 0 && t.is.has(cInt) && t.sense != nil {
			return true
		}
	}
	return false
}

// unlikeUnits reports that two quantities are counted in different words: "buy 2 bottles, 1
// glass free".
func (p *parser) unlikeUnits() bool {
	var words [2][]byte
	n := 0
	for i := range p.n {
		if t := &p.toks[i]; t.unit && t.is.has(cInt) && p.used&(1<<i) != 0 && n < 2 {
			text := p.text(t)
			words[n] = text[bytes.LastIndexByte(text, ' ')+1:]
			n++
		}
	}
	const alike = 3 // letters: "Flasche" and "Flaschen" are
	return n == 2 && !bytes.Equal(words[0][:min(alike, len(words[0]))], words[1][:min(alike, len(words[1]))])
}

func (p *parser) usedConcept(c concept) bool {
	for i := range p.n {
		if p.used&(1<<i) != 0 && p.toks[i].is.has(c) {
			return true
		}
	}
	return false
}
