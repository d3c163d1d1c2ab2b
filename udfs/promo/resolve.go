package promo

import (
	"cmp"
	"slices"
)

// resolve joins the words of a phrase into one token, and
// turns words for numbers into numbers.
func (p *parser) resolve() {
	n := 0
	for i := 0; i < p.nraw; n++ {
		if n != i {
			p.raw[n] = p.raw[i]
		}
		t := &p.raw[n]
		i++
		if t.kind != kWord {
			continue
		}
		s := t.sense
		if s == nil {
			continue
		}
		if len(s.phrases) > 0 && i < p.nraw && !p.gluedToNumber(n) {
			key := wordKey(p.text(&p.raw[i]))
			first, _ := slices.BinarySearchFunc(s.phrases, key, func(ph phrase, key uint16) int { return cmp.Compare(ph.key, key) })
			for j := first; j < len(s.phrases) && s.phrases[j].key == key; j++ {
				if ph := &s.phrases[j]; p.follows(i, ph.rest) {
					s = ph.sense
					i += len(ph.rest)
					t.end = p.raw[i-1].end
					break
				}
			}
		}
		if s.is == (set{}) && s.value == 0 {
			t.sense = nil // the first word of phrases, none of which is here
			continue
		}
		t.sense, t.is = s, s.is
		if s.langs&(s.langs-1) == 0 && t.end-t.start > 2 {
			p.own |= s.langs
		}
		if t.is.has(cInt) && !(t.is.has(cOrdSuffix) && p.gluedToNumber(n)) { // 2ten
			t.kind, t.value, t.groups = kNumber, s.value, 1
			if again := &p.raw[min(i, p.nraw-1)]; i < p.nraw && again.kind == kNumber && again.value == t.value && !again.glued && again.decimals == 0 {
				t.end = again.end // "two (2)"
				i++
			}
		}
	}
	p.nraw = n
}

// gluedToNumber reports that raw token n sticks to the number before it: "2a unidade" is
// not "a unidade", each.
func (p *parser) gluedToNumber(n int) bool {
	t := &p.raw[n]
	return t.glued && !t.hyphen && n > 0 && p.raw[n-1].kind == kNumber
}

// follows reports that the raw tokens from i on are these words.
func (p *parser) follows(i int, words []string) bool {
	if i+len(words) > p.nraw {
		return false
	}
	for j, w := range words {
		t := &p.raw[i+j]
		if int(t.end-t.start) != len(w) || string(p.text(t)) != w {
			return false
		}
	}
	return true
}

// at is raw token i, or an empty one beyond the ends.
func (p *parser) at(i int) *token {
	if i < 0 || i >= p.nraw {
		return &noToken
	}
	return &p.raw[i]
}

var noToken = token{lexeme: lexeme{kind: kPunct}} // never written: see last

func (t *token) isPunct(c byte) bool { return t.kind == kPunct && t.punct == c }

// emit hands a token to the rules.
func (p *parser) emit(t token) *token {
	if t.is[0] == 0 || p.n == maxTokens {
		return &noToken
	}
	if t.is[0] == bit(cWord) && p.n > 0 && p.toks[p.n-1].is[0] == bit(cWord) {
		p.hole(p.toks[p.n-1].end, t.start)
		p.toks[p.n-1].end = t.end // a run of unknown words is one token
		return &p.toks[p.n-1]
	}
	if p.alike {
		if p.alike = false; p.n > 0 && t.is[0]&p.toks[p.n-1].is[0] != 0 {
			last := &p.toks[p.n-1]
			last.end, last.is[0] = t.end, last.is[0]|t.is[0]
			p.union |= t.is[0]
			return last
		}
	}
	p.toks[p.n] = t
	p.n++
	p.union |= t.is[0]
	return &p.toks[p.n-1]
}

// last is the token emitted last, or a fresh one.
func (p *parser) last() *token {
	if p.n == 0 {
		return &token{}
	}
	return &p.toks[p.n-1]
}
