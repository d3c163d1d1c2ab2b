package promo

import "math/bits"

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
type trait uint8

const (
	dates       trait = 1 << iota // a day may follow: it matters which numbers read like one
	percents                      // percent: a content may follow, like "25% cotton"
	minus                         // "min 30%", "min. 30%"
	counts                        // two, three: it becomes a number
	behindComma                   // of a comma before it, it is another word
	ranges                        // to, at: percentages on both sides may be a range
)

// traits are those of the word and of all phrases that begin with it.
func (s *sense) traits() (t trait) {
	is := s.is
	for _, ph := range s.phrases {
		is[0] |= ph.sense.is[0]
		is[1] |= ph.sense.is[1]
	}
	if is.has(cUntil) || is.has(cWeekday) || is.has(cUpTo) {
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
	if s.is.has(cMinus) {
		t |= minus
	}
	return t
}

// codeDay marks an open number that reads like a day. Only numbers have the bit.
const codeDay = 1 << 31

// contentWindow is behind how many lexemes a percentage has no say any more in what words
// mean: it looks at three tokens, and a token may be a phrase.
const contentWindow = 12

// formOf makes the form of the text.
func (p *parser) formOf(home uint8) {
	f := &p.form
	f.n, f.loose = 0, 0
	p.lexemes[p.nlex] = lexeme{kind: kPunct} // so that the last one has one behind it
	seen := sight{percent: -contentWindow}
	run, head := 0, 0 // the codes so far of a run of unknown words, the lexeme of the next code
	for i := range p.nlex {
		l, next := &p.lexemes[i], &p.lexemes[i+1]
		var c uint32
		switch {
		case l.unknown():
			if next.unknown() && run >= f.spare(i-seen.percent) {
				continue // the next one stands for it too
			}
			number := next.kind == kNumber || p.lex.traits[next.wordID()]&counts != 0
			c = l.unknownCode(p.norm, i > 0 && p.lexemes[i-1].unknown(), number, next.glued)
			run++
		case l.kind == kWord:
			t := p.lex.traits[l.word]
			seen.word(t, i)
			c, run = l.wordCode(p.norm, t), 0
		case l.kind == kNumber:
			percentage := next.punct == '%' || p.lex.traits[next.wordID()]&percents != 0
			if next.punct == '%' && l.plainPercentage() && !seen.bound() && (i == 0 || p.lexemes[i-1].punct != '/') && f.n < planTokens {
				f.loose |= 1 << f.n
			}
			seen.number(l, percentage)
			c, run = l.numberCode(), 0
		default:
			seen.sign(l.punct, i)
			c, run = l.signCode(p.norm), 0
		}
		if f.n == planTokens {
			f.n++
			return
		}
		f.codes[f.n], f.head[f.n], f.tail[f.n] = c, uint8(head), uint8(i)
		f.n++
		head = i + 1
	}
	if seen.unclear {
		f.n = planTokens + 1
		return
	}
	f.mix(uint64(home), seen.days)
}

// A sight is what formOf has seen of the text so far.
type sight struct {
	percent int  // the last lexeme that makes a percentage
	days    bool // numbers may be days
	ranges  bool // a word of a range, like "to"
	round   bool // a number that can be the lower end of a range of percentages: see rangeEnd
	open    bool // such a number is an open one
	unclear bool // a range whose ends the form leaves open, though they are compared
	counted bool // a word for a number: "fifty (50) percent"
}

// bound reports that the value of a percentage to come may be compared with what is before it.
func (s *sight) bound() bool { return s.ranges && s.round || s.counted }

func (s *sight) word(t trait, i int) {
	s.days = s.days || t&dates != 0
	s.ranges = s.ranges || t&ranges != 0
	s.counted = s.counted || t&counts != 0
	if t&percents != 0 {
		s.percent = i
	}
}

func (s *sight) sign(punct byte, i int) {
	s.days = s.days || punct == '-'
	if punct == '%' {
		s.percent = i
	}
}

func (s *sight) number(l *lexeme, percentage bool) {
	switch {
	case percentage:
		s.unclear = s.unclear || s.ranges && s.round && (s.open || l.open())
	case l.value >= 10*scale && l.value%(5*scale) == 0:
		s.round, s.open = true, s.open || l.open()
	}
}

// spare is how many of a run of unknown words need codes of their own beside the last one:
// none at the start of the text, three so close behind a percentage that it looks for
// what it is of, and otherwise the first, which sees what is before it.
func (f *form) spare(behind int) int {
	switch {
	case behind < contentWindow:
		return 3
	case f.n == 0:
		return 0
	}
	return 1
}

// mix makes the hash. Which numbers read like days matters only beside certain words.
func (f *form) mix(hash uint64, days bool) {
	keep := ^uint32(codeDay)
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

func (l *lexeme) unknown() bool { return l.kind == kWord && l.word == 0 }

// wordID is the id of a known word, and 0 of all else.
func (l *lexeme) wordID() uint16 {
	if l.kind != kWord {
		return 0
	}
	return l.word
}

// common is what every code has: the kind, and what joins the lexeme to the one before.
func (l *lexeme) common() uint32 {
	return uint32(l.kind) | flag(l.glued, 2) | flag(l.hyphen, 3)
}

func (l *lexeme) wordCode(s []byte, t trait) uint32 {
	c := l.common() | uint32(l.word)<<4 | flag(l.dotTail && t&minus != 0, 20) | flag(l.end == 1, 21) // "e" of "e27" at the start is no code
	if t&behindComma != 0 {
		c |= flag(l.start > 1 && s[l.start-2] == ',', 22)
	}
	if l.end-l.start == 1 {
		c |= flag(int(l.end) < len(s) && s[l.end] == '\'', 23) // "l'article" has no litre
	}
	return c
}

// unknownCode has what is looked at of an unknown word: how it sticks to what is before,
// unless that is an unknown word too, and whether it makes a code of the number behind it.
func (l *lexeme) unknownCode(s []byte, behindUnknown, number, glued bool) uint32 {
	c := uint32(kWord)
	if l.glued && !behindUnknown {
		c = l.common() | flag(l.end-l.start <= 2, 20) | flag(s[l.start] == 0xd7, 21) // Hebrew
	}
	if !number {
		return c
	}
	if glued {
		c |= l.common() | uint32(min(l.end-l.start, 4))<<22 | flag(l.end == 1, 25) |
			flag(l.end-l.start == 1 && s[l.start] == 'b', 27) | flag(l.end-l.start == 1 && s[l.start] == 'g', 28) // "B2G1"
	}
	return c | flag(protectionFactor(s[l.start:l.end]), 26)
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
		flag(l.value >= 10_000*scale, 22) | flag(l.decimals-1 < 2 && l.likeDay(), 31)
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
