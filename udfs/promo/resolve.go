package promo

// resolve gives every word its sense, joins the words of a phrase into one token, and
// turns words for numbers into numbers.
func (p *parser) resolve() {
	n := 0
	for i := 0; i < p.nraw; {
		t := p.raw[i]
		next := i + 1
		if t.kind == kWord {
			if s := p.lex.lookup(p.text(&t)); s != nil {
				t.sense = s
				phrases := s.phrases
				if t.glued && !t.hyphen && n > 0 && p.raw[n-1].kind == kNumber {
					phrases = nil // "2a unidade" is no "a unidade"
				}
				for _, ph := range phrases {
					if p.follows(i+1, ph.rest) {
						t.sense = ph.sense
						next = i + 1 + len(ph.rest)
						t.end = p.raw[next-1].end
						break
					}
				}
				t.is = t.sense.is
				if t.is.has(cInt) {
					t.kind, t.value, t.groups = kNumber, t.sense.value, 1
				}
			}
		}
		p.raw[n] = t
		n++
		i = next
	}
	p.nraw = n
}

// follows reports that the raw tokens from i on are these words.
func (p *parser) follows(i int, words []string) bool {
	if i+len(words) > p.nraw {
		return false
	}
	for j, w := range words {
		if string(p.text(&p.raw[i+j])) != w {
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

var noToken = token{kind: kPunct}

func (t *token) isPunct(c byte) bool { return t.kind == kPunct && t.punct == c }

// emit hands a token to the rules.
func (p *parser) emit(t token) *token {
	if t.is[0] == 0 || p.n == maxTokens {
		return &noToken
	}
	if t.is[0] == bit(cWord) && p.n > 0 && p.toks[p.n-1].is[0] == bit(cWord) {
		p.toks[p.n-1].end = t.end // a run of unknown words is one token
		return &p.toks[p.n-1]
	}
	p.toks[p.n] = t
	p.n++
	p.union |= t.is[0]
	return &p.toks[p.n-1]
}

// last is the token emitted last.
func (p *parser) last() *token {
	if p.n == 0 {
		return &noToken
	}
	return &p.toks[p.n-1]
}
