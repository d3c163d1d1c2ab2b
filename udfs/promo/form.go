package promo

import (
	"math/bits"
	"slices"
)

// A form is what reading a text depends on: a code for each lexeme, with the values of most
// numbers left open, and of a run of unknown words only the ends, as no stage looks at more.
// Whatever compose and the rules ask of the text beside the meaning of its words must be in
// the codes; TestPlansChangeNothing finds what is not.
type form struct {
	n     int // how many codes; more than planTokens: too many
	hash  uint64
	codes [planTokens]uint32
	head  [planTokens]uint8 // the lexeme that a code stands for, or the first of several
	tail  [planTokens]uint8 // the last one
	loose uint16            // bit i: code i is a percentage whose value can be left open
}

// A trait is what the form needs to know of a sense.
type trait uint16

const (
	dates       trait = 1 << iota // a day may follow: it matters which numbers read like one
	percents                      // percent: a content may follow, like "25% cotton"
	minus                         // "min 30%", "min. 30%": the point makes a difference
	counts                        // two, three: it becomes a number
	behindComma                   // of a comma before it, it is another word
	ranges                        // to, at: percentages on both sides may be a range
	figures                       // begins a phrase with a number: "over 65"
	alone                         // means nothing but within a phrase
	units                         // a unit: rules compare the words of two
	compound                      // a unit known by its ending: the word itself is not in the code
)

// traits are those of the word and of all phrases that begin with it.
func (s *sense) traits() (t trait) {
	is := s.is
	for _, ph := range s.phrases {
		is[0] |= ph.sense.is[0]
		is[1] |= ph.sense.is[1]
		if slices.ContainsFunc(ph.rest, func(w string) bool { return isDigit(w[0]) }) {
			t |= figures
		}
	}
	if is.has(cUntil) || is.has(cWeekday) || is.has(cUpTo) || is.has(cUpToAfter) {
		t |= dates
	}
	if is.has(cPercentWord) {
		t |= percents
	}
	if is.has(cInt) {
		t |= counts
	}
	if is.has(cTime) && is.has(cFiller) {
		t |= behindComma
	}
	if is.has(cUpTo) || is.has(cUntil) || is.has(cTo) || is.has(cAt) || is.has(cBetween) {
		t |= ranges
	}
	if is.has(cUnit) {
		t |= units
	}
	if s.is.has(cMinus) {
		t |= minus
	}
	if s.is == (set{}) && s.value == 0 {
		t |= alone
	}
	return t
}

// codeDay are the bits of an open number that reads like a day, in either order. Only
// numbers have them.
const codeDay = uint32(3 << 30)

// contentWindow is behind how many lexemes a percentage has no say any more in what words
// mean: it looks at three tokens, and a token may be a phrase.
const contentWindow = 12

// formOf makes the form of the text from the codes of its lexemes.
func (p *parser) formOf(home uint8, seen *sight) {
	f := &p.form
	f.loose = 0
	n, run := 0, 0 // run counts the lexemes of a run of unknown words
	for i := range p.nlex {
		l := &p.lexemes[i]
		if run++; l.ends == 0 {
			run = 0
		}
		if run > int(l.ends) || run > 1 && run == i+1 {
			n-- // it stands for the one before too
		} else if n == planTokens {
			f.n = planTokens + 1
			return
		} else {
			f.head[n] = uint8(i)
		}
		f.codes[n], f.tail[n] = l.code, uint8(i)
		f.loose |= uint16(flag(l.loose, 0) << n)
		n++
	}
	if f.n = n; seen.unclear {
		f.n = planTokens + 1
		return
	}
	f.mix(uint64(home), seen.days)
}

// A sight is what scan has seen of the text so far, as far as codes depend on it.
type sight struct {
	percent  int  // the last lexeme that makes a percentage
	days     bool // numbers may be days
	ranges   bool // a word of a range, like "to"
	counted  bool // a word for a number, or one that a number makes a phrase of: "fifty (50) percent", "over 65"
	unclear  bool // a range whose ends the form leaves open, or a unit of which it has the ending only, though they are compared
	unit     bool
	compound bool // one of the units is known by its ending
	last     ends // of a range of percentages, with the last number or without it
	before   ends
}

// ends says whether a number can be the lower end of a range of percentages, as rangeEnd
// compares it, and whether one that can is open.
type ends struct{ round, open bool }

func (s *sight) number(l *lexeme) {
	s.before = s.last
	if l.value >= 10*scale && l.value%(5*scale) == 0 {
		s.last = ends{true, s.last.open || l.open()}
	}
}

// percentage takes note of a percent sign or word that ends there.
func (r *scanner) percentage(end uint16, sign bool) {
	s, l := &r.seen, r.before()
	s.percent = r.n
	if l.kind != kNumber {
		return
	}
	if l.decimals > 0 {
		l.code |= flag(r.s[end] == ',', 29) // "Wine 12.5%, the 2nd free"
	}
	s.last = s.before // the number is the upper end at most
	if s.ranges && (s.last.round || s.counted) {
		s.unclear = s.unclear || s.last.open || l.open()
	} else if sign && !s.counted && l.plainPercentage() && (r.n < 2 || r.out[r.n-2].punct != '/') {
		l.loose = true
	}
}

// numberBehind adds to the code of an unknown word whether it makes a code of the number
// that comes now.
func (r *scanner) numberBehind(glued bool) {
	l := r.before()
	if l.punct == '%' && glued && r.n > 1 {
		r.out[r.n-2].loose = false // the sign may be of the number that comes: "1 %50"
	}
	if !l.unknown() {
		return
	}
	if n := l.end - l.start; glued {
		l.code |= l.common() | uint32(min(n, 4))<<22 | flag(l.end == 1, 25) | r.letter(l)
	}
	l.code |= flag(protectionFactor(r.s[l.start:l.end]), 26)
}

// settle takes the lexeme before for an unknown word if it is one that means something only
// within a phrase, and stands between unknown words or at an end of the text.
func (r *scanner) settle() {
	if r.n == 0 {
		return
	}
	l := &r.out[r.n-1]
	if l.word == 0 || l.kind != kWord || r.lex.traits[l.word]&alone == 0 {
		return
	}
	if r.n--; r.n == 0 || r.before().unknown() {
		l.word = 0
		r.unknown(l)
	}
	r.n++
}

// letter is the code of a word of one letter beside a number: "B2G1", "2f£3".
func (r *scanner) letter(l *lexeme) uint32 {
	if l.end-l.start != 1 {
		return 0
	}
	return 1<<29 | uint32(r.s[l.start])<<4
}

// known makes the code of a known word.
func (r *scanner) known(l *lexeme) {
	c := l.common() | uint32(l.word)<<4
	if t := r.lex.traits[l.word]; t != 0 {
		s := &r.seen
		s.days = s.days || t&dates != 0
		s.ranges = s.ranges || t&ranges != 0
		if t&percents != 0 {
			r.percentage(l.end, false)
		}
		s.counted = s.counted || t&(counts|figures) != 0
		if t&counts != 0 {
			r.numberBehind(l.glued)
		}
		if t&units != 0 {
			s.unclear = s.unclear || s.unit && (s.compound || t&compound != 0)
			s.unit, s.compound = true, s.compound || t&compound != 0
		}
		c |= flag(l.dotTail && t&(minus|counts) != 0, 20) | flag(t&behindComma != 0 && l.start > 1 && r.s[l.start-2] == ',', 21)
	}
	if l.end-l.start == 1 {
		c |= flag(l.start == 0, 22) | flag(r.s[l.end] == '\'', 23) // "e" of "e27" at the start is no code, "l'article" has no litre
	}
	l.code = c
}

// unknown makes the code of an unknown word: how it sticks to what is before, unless that
// is an unknown word too.
func (r *scanner) unknown(l *lexeme) {
	l.code, l.ends = uint32(kWord), 2
	if r.n-r.seen.percent < contentWindow {
		l.ends = 4
	}
	if l.glued && !r.before().unknown() {
		l.code = l.common() | flag(l.end-l.start <= 2, 20) | flag(r.s[l.start] == 0xd7, 21) | r.letter(l) // Hebrew
	}
}

// mix makes the hash. Which numbers read like days matters only beside certain words.
func (f *form) mix(hash uint64, days bool) {
	keep := ^codeDay
	if days {
		keep = ^uint32(0)
	}
	for i := range f.n {
		f.codes[i] &= keep
		hash = (hash ^ uint64(f.codes[i])) * 0x9e3779b97f4a7c15 // the golden ratio spreads the bits upwards
		hash ^= hash >> 32
	}
	f.hash = hash
}

// mark is the part of the hash that a slot keeps; 0 is an empty one.
func (f *form) mark() uint32 { return uint32(f.hash>>32) | 1 }

// flag is a bit of a code.
func flag(on bool, bit int) uint32 {
	if on {
		return 1 << bit
	}
	return 0
}

func (l *lexeme) unknown() bool { return l.ends != 0 }

// common is what codes have: the kind, and what joins the lexeme to the one before. No hyphen
// is without glued: its bit alone is one of the gap.
func (l *lexeme) common() uint32 {
	return uint32(l.kind) | flag(l.glued, 2) | flag(l.hyphen, 3) | uint32(l.gap&1)<<3 | uint32(l.gap&2)<<27
}

// signCode is that of punctuation and of signs of currencies.
func (l *lexeme) signCode(s []byte) uint32 {
	return l.common() | uint32(s[l.start])<<4 | uint32(min(l.end-l.start, 4))<<12 | uint32(l.word)<<16
}

// open reports a number whose value is not in its code. Whole numbers up to 100, which are
// quantities and percentages, are in it as they are; of others it has only on which side of
// the limits of compose they lie.
func (l *lexeme) open() bool {
	switch {
	case l.kind != kNumber:
		return false
	case l.free || l.decimals > 0 || l.groups != 1:
		return true
	}
	return l.value > 100*scale && l.value != 250*scale && l.value != 500*scale
}

// plainPercentage reports a number before a percent sign of which no stage before the rules
// asks the value.
func (l *lexeme) plainPercentage() bool {
	return l.value > 0 && l.value < 100*scale && l.decimals == 0 && l.groups == 1 && !l.leadZero
}

// loosen leaves the values of percentages open.
func (p *parser) loosen(home uint8) {
	f := &p.form
	for m := f.loose; m != 0; m &= m - 1 {
		i := bits.TrailingZeros16(m)
		l := p.formed(uint8(i))
		l.free = true
		f.codes[i] = l.numberCode()
	}
	f.mix(uint64(home), true)
}

// tighten takes loosen back.
func (p *parser) tighten(exact *form) {
	p.form = *exact
	for m := exact.loose; m != 0; m &= m - 1 {
		p.formed(uint8(bits.TrailingZeros16(m))).free = false
	}
}

func (l *lexeme) numberCode() uint32 {
	c := l.common() | uint32(l.decimals&15)<<4 | uint32(min(l.groups, 15))<<8 |
		flag(l.dashTail, 12) | flag(l.dotTail, 13) | flag(l.leadZero, 14) | l.digits()<<15
	if !l.open() {
		return c | 1<<18 | uint32(l.value/scale)<<19
	}
	return c | flag(l.value == 0, 19) | flag(l.value > 100*scale, 20) | flag(l.value >= 1000*scale, 21) |
		flag(l.value >= 10_000*scale, 22) | flag(l.likeMonthDay(), 30) | flag(l.decimals-1 < 2 && l.likeDay(), 31)
}

// digits is how long a number is as far as thousands and cents look at it, 7 at most.
func (l *lexeme) digits() uint32 {
	n := l.end - l.start
	switch {
	case l.free:
		return 2
	case l.decimals == 0 && l.value >= 1000*scale && !l.leadZero && !l.dashTail:
		return 4
	case l.decimals == 0:
		return uint32(min(n, 7))
	case n-uint16(l.decimals) == 4:
		return 3
	}
	return 0
}
