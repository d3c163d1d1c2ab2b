package promo

import (
	"fmt"
	"math/bits"
	"strings"
)

// A pattern is a sequence of elements, written as text:
//
//	n:int for v:money|dec off?
//
// An element is one concept, or several with | between, optionally captured under a
// letter, and optional itself when ? follows. "_" skips at most one run of words that no
// rule knows; "^" and "$" are the ends of the text.
type pattern struct {
	text  string
	elems []element
	need  []uint64 // for each required element: the concepts, one of which must occur
	first uint64   // the concepts with which a match can begin; all bits when "_" may
	ends  bool     // "^": only at the start
}

type element struct {
	mask     uint64
	capture  uint8 // 0: none
	optional bool
	gap      bool
	end      bool
}

// Captures by letter.
const (
	capN uint8 = iota + 1
	capM
	capP
	capV
	capW
	capA
	capO
	capF
	capU
	captures = iota + 1
)

const captureLetters = " nmpvwaofu"

// A match is which tokens a pattern took.
type match struct {
	at   [captures]int8 // token index, -1 when not captured
	used uint64
}

// compilePattern reads the notation. It fails on a word that names no concept.
func compilePattern(text string) (pattern, error) {
	pt := pattern{text: text}
	open := true // no required element yet
	for field := range strings.FieldsSeq(text) {
		var e element
		switch field {
		case "^":
			pt.ends = true
			continue
		case "$":
			pt.elems = append(pt.elems, element{end: true})
			continue
		case "_":
			e = element{gap: true, optional: true, mask: bit(cWord) | bit(cCheapest) | bit(cSize) | bit(cAfter)}
		default:
			if name, rest, ok := strings.Cut(field, ":"); ok {
				e.capture = uint8(strings.Index(captureLetters, name))
				field = rest
			}
			field, e.optional = strings.CutSuffix(field, "?")
			for alt := range strings.SplitSeq(field, "|") {
				c, ok := conceptNames[alt]
				if !ok {
					return pt, fmt.Errorf("promo: pattern %q: no concept is named %q", text, alt)
				}
				e.mask |= bit(c)
			}
		}
		if open {
			pt.first |= e.mask
		}
		if !e.optional {
			open = false
			pt.need = append(pt.need, e.mask)
		}
		pt.elems = append(pt.elems, e)
	}
	return pt, nil
}

// find looks for the pattern in the tokens from index from on, leaving those in used
// alone.
func (pt *pattern) find(p *parser, from int, m *match) bool {
	for _, need := range pt.need {
		if p.union&need == 0 {
			return false
		}
	}
	for start := from; start < p.n; start++ {
		if p.toks[start].is[0]&pt.first == 0 {
			continue
		}
		if pt.ends && start > 0 {
			return false
		}
		m.used = 0
		m.at = noCapture
		if pt.match(p, 0, start, m) {
			return true
		}
	}
	return false
}

var noCapture = [captures]int8{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1}

// match tries the elements from e on at token t.
func (pt *pattern) match(p *parser, e, t int, m *match) bool {
	for ; e < len(pt.elems); e++ {
		el := &pt.elems[e]
		if el.end {
			if p.n > 0 && ^p.used&((1<<p.n-1)&^(1<<t-1)) != 0 {
				return false // tokens set aside before, like an order minimum, do not count
			}
			continue
		}
		hit := t < p.n && p.toks[t].is[0]&el.mask != 0 && p.used&(1<<t) == 0
		if el.gap {
			if hit {
				if pt.match(p, e+1, t, m) {
					return true
				}
				t++
			}
			continue
		}
		if !hit {
			if el.optional {
				continue
			}
			return false
		}
		if el.optional && pt.elems[e].capture == 0 {
			saved := *m
			m.used |= 1 << t
			if pt.match(p, e+1, t+1, m) {
				return true
			}
			*m = saved
			continue
		}
		m.used |= 1 << t
		if el.capture != 0 {
			m.at[el.capture] = int8(t)
		}
		t++
	}
	return true
}

// tok is a captured token, or an empty one.
func (p *parser) tok(m *match, capture uint8) *token {
	if m.at[capture] < 0 {
		return &noToken
	}
	return &p.toks[m.at[capture]]
}

// has reports that a capture took a token.
func (m *match) has(capture uint8) bool { return m.at[capture] >= 0 }

// first and last are the tokens at the ends of a match.
func (m *match) first() int { return bits.TrailingZeros64(m.used) }
func (m *match) last() int  { return 63 - bits.LeadingZeros64(m.used) }
