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

const mostSteps = 320

// A stepSet is a set of steps, by their place in the rule set.
type stepSet [mostSteps / 64]uint64

func (s *stepSet) add(step int) { s[step/64] |= 1 << (step % 64) }

func (s *stepSet) dropBefore(step int) {
	for w := range step / 64 {
		s[w] = 0
	}
	s[step/64] &= ^uint64(0) << (step % 64)
}

// theRules compiles the rules once. A pattern that does not compile is left out; the
// tests check that there is none.
var theRules = sync.OnceValue(func() *ruleSet {
	set, _ := compileRules(ruleTable())
	return set
})

func compileRules(table []rule) (*ruleSet, error) {
	var bad error
	set := &ruleSet{}
	codes := theLexicon().codes
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
		s.by[bits.TrailingZeros64(m)].add(n)
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
	s := p.shapes.of(p.toks[:p.n], p.used)
	if s == nil {
		p.search(p.rules.candidates(p.union), nil, 0, 0)
		return
	}
	for i := range s.n {
		a := &s.tries[i]
		a.into(&p.match)
		if p.fill(int(a.step)) {
			return
		}
	}
	if !s.ended {
		p.search(p.rules.candidates(p.union), s, s.step, s.from)
	}
}

// search tries the candidates from a step on, and that one from a token on. It notes the
// matches in the shape, if there is one.
func (p *parser) search(todo stepSet, s *shape, step, from int) {
	todo.dropBefore(step)
	for w, word := range todo {
		for ; word != 0; word &= word - 1 {
			i := w*64 + bits.TrailingZeros64(word)
			if i != step {
				from = 0
			}
			if p.try(i, s, from) {
				return
			}
		}
	}
	if s != nil {
		s.end()
	}
}

// candidates are the steps worth trying on a text of these concepts.
func (s *ruleSet) candidates(union uint64) (todo stepSet) {
	for ; union != 0; union &= union - 1 {
		by := &s.by[bits.TrailingZeros64(union)]
		for w := range todo {
			todo[w] |= by[w]
		}
	}
	return todo
}

// try applies a step from a token on, and reports whether the rule accepts a match.
func (p *parser) try(i int, s *shape, from int) bool {
	m, st := &p.match, &p.rules.steps[i]
	if st.pattern == nil {
		if from > 0 {
			return false
		}
		m.at, m.used = noCapture, 0
		s.note(i, 1, m)
		return p.fill(i)
	}
	for from < p.n && st.pattern.find(p, from, m) {
		from = m.first() + 1 // before the fill, which may take more tokens
		s.note(i, from, m)
		if p.fill(i) {
			return true
		}
	}
	return false
}

// fill lets the rule of a step take the match, and marks the tokens it used.
func (p *parser) fill(i int) bool {
	st := &p.rules.steps[i]
	if !st.rule.fill(p, &p.match) {
		return false
	}
	p.used |= p.match.used
	p.rule, p.step = st.rule, i
	return true
}
