package promo

import (
	"fmt"
	"unicode/utf8"
)

// A hole is a stretch of the text.
type hole struct{ start, end uint16 }

const (
	mostHoles = 16
	mostRest  = 16
)

// hole takes note of what lies between two unknown words of one run: known words, which
// are not in the residue. A gap of spaces and signs is none.
func (p *parser) hole(start, end uint16) {
	for start < end && !wordly(p.norm[start]) {
		start++
	}
	for start < end && !wordly(p.norm[end-1]) {
		end--
	}
	if start < end && p.nholes < mostHoles {
		p.holes[p.nholes] = hole{start, end}
		p.nholes++
	}
}

func wordly(c byte) bool { return isDigit(c) || isLower(c) || c >= utf8.RuneSelf }

// leave adds a stretch of the text to the residue.
func (p *parser) leave(start, end uint16) {
	if p.nrest < mostRest {
		p.rest[p.nrest] = hole{start, end}
	}
	p.nrest++
	if len(p.residue) > 0 {
		p.residue = append(p.residue, ' ')
	}
	p.residue = append(p.residue, p.norm[start:end]...)
}

// leaveRun adds a run of unknown words without its holes, and reports that there is any.
func (p *parser) leaveRun(t *token) bool {
	any := false
	part := func(start, end uint16) {
		for start < end && !wordly(p.norm[start]) {
			start++
		}
		for start < end && !wordly(p.norm[end-1]) {
			end--
		}
		if start < end {
			p.leave(start, end)
			any = true
		}
	}
	start := t.start
	for _, h := range p.holes[:p.nholes] {
		if h.start >= start && h.end <= t.end {
			part(start, h.start)
			start = h.end
		}
	}
	part(start, t.end)
	return any
}

// numeric are the concepts of numbers that a rule should have used.
const numeric = 1<<cInt | 1<<cDec | 1<<cMoney | 1<<cPct | 1<<cOrd

// score fills the residue and the confidence from what no rule used: unknown words,
// numbers, and words for a benefit that the result does not have. Words that only join
// others, and those that say again what the result says, are understood.
func (p *parser) score() {
	o := &p.out
	numbers, words := int64(0), int64(0)
	for i := range p.n {
		t := &p.toks[i]
		switch {
		case p.used&(1<<i) != 0:
		case t.is[0]&numeric != 0:
			if !p.repeats(i) {
				numbers++
				p.leave(t.start, t.end)
			}
		case t.is.has(cWord):
			if p.leaveRun(t) {
				words++
			}
		case !p.harmless(t):
			words++
			p.leave(t.start, t.end)
		}
	}
	base, why := int64(9800), "a rule fits"
	switch {
	case o.Mechanic == Unknown, o.Mechanic == None:
		base, why = 9000, "no kind of promotion is told"
	case p.conflict:
		base, why = 4000, "the text contradicts itself or leaves the depth in doubt"
	case o.Mechanic == BundleUnits && p.rule.name == "n_for_m" && p.langs&1 != 0 && p.union&(bit(cBuy)|bit(cPay)|bit(cBundle)|bit(cEq)|bit(cTimes)) == 0:
		base, why = 6000, "no Dutch shop is known to print it so" // "3 voor 2"
	case o.Rule == "" || p.langs == 0 && o.Mechanic != PercentOff:
		base, why = 8500, "no word of any language supports the reading"
	}
	o.Confidence = Num(max(base-perNumber*min(numbers, 4)-perWord*min(words, 5), 500))
	if p.explain {
		p.sure = sureLines(o.Confidence, base, why, numbers, words)
	}
}

// What a number and a word in the residue cost of the confidence.
const (
	perNumber = 1500
	perWord   = 400
)

// sureLines tell how a confidence came about.
func sureLines(sum Number, base int64, why string, numbers, words int64) []string {
	if numbers+words == 0 {
		return []string{sum.String() + "  " + why}
	}
	lines := []string{sum.String(), trimmed(base) + "  " + why}
	cost := func(n, each int64, one, more string) {
		if n == 1 {
			lines = append(lines, "-"+trimmed(each)+"  1 "+one+" left over")
		} else if n > 1 {
			lines = append(lines, "-"+trimmed(n*each)+"  "+fmt.Sprint(n)+" "+more+" left over")
		}
	}
	cost(min(numbers, 4), perNumber, "number", "numbers")
	cost(min(words, 5), perWord, "word or run of words", "words or runs of words")
	return lines
}

// harmless reports that a known word is understood though no rule used it: the result has
// the benefit that it names, or it names none. A word that announces a number says nothing
// without it, and the number counts itself.
func (p *parser) harmless(t *token) bool {
	o := &p.out
	switch s := &t.is; {
	case s.has(cHeadline): // "oferta" is Portuguese for a gift, too
	case s.has(cFree):
		switch o.Mechanic {
		case FreeGift, FreeShipping, BonusPack, LoyaltyPoints:
			return true
		}
		return o.FreeQuantity > 0
	case s[0]&(bit(cOff)|bit(cSave)) != 0:
		switch o.Mechanic {
		case LoyaltyPoints, FreeGift:
			return s.has(cSave) // save up stamps
		case None, Cashback, FreeShipping:
			return false
		}
	}
	return true
}

// repeats reports that unused token i is a number that says again what the result says:
// "1+1 gratis, vanaf 2 stuks", "van 4,00 voor 3,00 (-25%)".
func (p *parser) repeats(i int) bool {
	o, t := &p.out, &p.toks[i]
	is := func(n Number) bool { return n.Valid && n.Scaled == t.value }
	switch s := &t.is; {
	case o.Mechanic <= Unknown:
		return false
	case t.glued && !t.hyphen && p.conds&Coupon != 0 && i > 0 && p.toks[i-1].end == t.start:
		return true // a code to type in: "SAVE20"
	case s.has(cPct):
		return is(o.PercentOff) || is(o.EffectivePercent)
	case s[0]&(bit(cMoney)|bit(cDec)) != 0:
		saved := o.WasPrice.Valid && o.Price.Valid && t.value == o.WasPrice.Scaled-o.Price.Scaled
		each := o.Basis == PerGroup && o.Price.Valid && abs(t.value*int64(o.MinQuantity)-o.Price.Scaled) <= int64(o.MinQuantity)*scale/100
		return saved || each || is(o.Price) || is(o.WasPrice) || is(o.AmountOff) || is(o.MinSpend)
	case o.Mechanic == LoyaltyPoints:
		return p.tokenAt(i + 1).is[0]&(bit(cPoints)|bit(cDouble)|bit(cTimes)) != 0 // how many is no field of the result
	case s.has(cInt):
		bought := t.unit || p.tokenAt(i+1).is.has(cBuy) || p.tokenAt(i - 1).is[0]&(bit(cFrom)|bit(cBuy)|bit(cGet)) != 0
		n := int64(o.MinQuantity) * scale
		return bought && (t.value == n || o.Mechanic == NthUnitDiscount && t.value == n-scale) // "buy 2 get the 3rd free"
	}
	return false
}

// tokenAt is token i, or an empty one beyond the ends.
func (p *parser) tokenAt(i int) *token {
	if i < 0 || i >= p.n {
		return &noToken
	}
	return &p.toks[i]
}
