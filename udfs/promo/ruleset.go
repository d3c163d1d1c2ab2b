package promo

import (
	"fmt"
	"math/bits"
	"sync"
)

// A ruleSet is the compiled rules: their patterns in order, and for every concept the
// patterns worth trying when it occurs, so that a text meets few of them.
type ruleSet struct {
	steps []step
	by    [64]stepSet
}

// A step is one pattern of one rule, or a rule without patterns.
type step struct {
	rule    *rule
	pattern *pattern // nil: the fill finds its tokens itself
}

const mostSteps = 256

type stepSet [mostSteps / 64]uint64

// theRules compiles the rules once. A pattern that does not compile is left out; the
// tests check that there is none.
var theRules = sync.OnceValue(func() *ruleSet {
	set, _ := compileRules()
	return set
})

func compileRules() (*ruleSet, error) {
	var bad error
	set := &ruleSet{}
	codes := theLexicon().codes
	table := ruleTable()
	for i := range table {
		r := &table[i]
		for _, code := range codes {
			r.names = append(r.names, code+"."+r.name)
		}
		r.names = append(r.names, "any."+r.name)
		if r.patterns == nil {
			set.add(step{rule: r}, bit(cInt)|bit(cOrd))
		}
		for _, text := range r.patterns {
			pt, err := compilePattern(text)
			if err != nil {
				bad = err
				continue
			}
			set.add(step{r, &pt}, pt.rarest())
		}
	}
	if len(set.steps) > mostSteps {
		return set, fmt.Errorf("promo: %d patterns, room for %d", len(set.steps), mostSteps)
	}
	return set, bad
}

func (s *ruleSet) add(st step, concepts uint64) {
	n := len(s.steps)
	s.steps = append(s.steps, st)
	for m := concepts; m != 0 && n < mostSteps; m &= m - 1 {
		s.by[bits.TrailingZeros64(m)][n/64] |= 1 << (n % 64)
	}
}

// rarest is the required element that fewest texts have.
func (pt *pattern) rarest() uint64 {
	best, least := uint64(0), 1<<30
	for _, need := range pt.need {
		weight := 0
		for m := need; m != 0; m &= m - 1 {
			switch concept(bits.TrailingZeros64(m)) {
			case cInt:
				weight += 100
			case cPct, cMoney, cDec, cWord:
				weight += 60
			case cFor, cOff, cFree, cFrom, cAt:
				weight += 20
			default:
				weight++
			}
		}
		if weight < least {
			best, least = need, weight
		}
	}
	return best
}

// apply tries the rules and fills p.out.
func (p *parser) apply() {
	if p.guarded || p.n == 0 {
		return
	}
	set := theRules()
	var todo stepSet
	for m := p.union; m != 0; m &= m - 1 {
		by := &set.by[bits.TrailingZeros64(m)]
		for w := range todo {
			todo[w] |= by[w]
		}
	}
	for w, word := range todo {
		for ; word != 0; word &= word - 1 {
			st := &set.steps[w*64+bits.TrailingZeros64(word)]
			if p.try(st) {
				p.rule = st.rule
				return
			}
		}
	}
}

// try applies one step and marks the tokens it used.
func (p *parser) try(st *step) bool {
	m := &p.match
	if st.pattern == nil {
		m.at = noCapture
		if !st.rule.fill(p, m) {
			return false
		}
		p.used |= m.used
		return true
	}
	for from := 0; from < p.n && st.pattern.find(p, from, m); from = m.first() + 1 {
		if st.rule.fill(p, m) {
			p.used |= m.used
			return true
		}
	}
	return false
}
