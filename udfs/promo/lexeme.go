package promo

import (
	"encoding/binary"
	"math/bits"
)

type kind uint8

const (
	kNumber kind = iota
	kWord
	kPunct // one of % + - = / x :
	kCurrency
)

// A lexeme is a span of the normalised text as scan finds it, before anything has given it a
// meaning. It is small and has no pointers: most texts are told by their lexemes alone (see
// plan), and only the others get tokens.
type lexeme struct {
	value      int64  // of a number, scaled
	code       uint32 // see form
	start, end uint16
	word       uint16 // the id of its sense, or 0; the place of a sign in currencies
	kind       kind
	punct      byte
	decimals   uint8
	groups     uint8 // of digits between points, commas: more than 2 is a date or a version
	gap        uint8 // what keeps it apart from the lexeme before: see scanner.gap
	glued      bool  // no space before
	hyphen     bool  // a hyphen glues it to the lexeme before
	dashTail   bool  // "50,-": a price without a sign
	dotTail    bool  // "2.": may be an ordinal; "min.": is short for a word
	leadZero   bool
	ends       uint8 // of an unknown word: how many words of a run have codes of their own, at most
	loose      bool  // the form can leave its value open
	free       bool  // it does
}

// likeDay reports a number like 31.08 or 7.
func (l *lexeme) likeDay() bool {
	day, month := l.value/scale, l.value%scale
	switch l.decimals {
	case 0:
		return day >= 1 && day <= 31
	case 1:
		month /= 1000
	case 2:
		month /= 100
	default:
		return false
	}
	return day >= 1 && day <= 31 && month >= 1 && month <= 12
}

// likeMonthDay reports a number like 11.26, as Hungarians write a day.
func (l *lexeme) likeMonthDay() bool {
	month, day := l.value/scale, l.value%scale/100
	return l.decimals == 2 && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

// A token is a lexeme with its meaning. compose gives it, and drops those that mean nothing.
type token struct {
	lexeme
	is       set
	minus    bool
	upTo     bool
	atLeast  bool
	about    bool // "about 20%"
	relative bool // an ordinal that counts from those bought: "another", "the next one"
	unit     bool // a word for a unit follows: "2 pieces"
	money    *currency
	sense    *sense
	measure  string
}

// tokens makes the raw tokens of the text from its lexemes.
func (p *parser) tokens() {
	for i := range p.nlex {
		l := &p.lexemes[i]
		t := &p.raw[i]
		*t = token{lexeme: *l}
		switch l.kind {
		case kWord:
			t.sense = p.lex.meaning[l.word]
		case kCurrency:
			t.money = &currencies[l.word]
		}
	}
	p.nraw = p.nlex
}

// Words and numbers are looked at eight bytes at a time, which the processor does without
// guessing where they end.
const (
	eachByte = 0x0101010101010101
	topBits  = 0x8080808080808080
	padding  = 8 // zeros behind the normalised text, so that eight bytes can always be read
)

func eightAt(s []byte, i int) uint64 { return binary.LittleEndian.Uint64(s[i:]) }

// leading is how many of eight bytes lie between low and high, both ASCII, before one that
// does not.
func leading(x uint64, low, high byte) int {
	atLeast := (x&^topBits | topBits) - uint64(low)*eachByte
	above := x&^topBits + uint64(0x7f-high)*eachByte
	return bits.TrailingZeros64((^atLeast|above|x)&topBits) >> 3
}

func leadingLetters(x uint64) int { return leading(x, 'a', 'z') }
func leadingDigits(x uint64) int  { return leading(x, '0', '9') }

// number8 is the value of the first n of eight digits; n is 1 to 8. Neighbours are added in
// three steps: digits to pairs, pairs to fours, fours to eight.
func number8(x uint64, n int) int64 {
	x <<= uint(8-n) * 8 // what is shifted in counts as zeros in front
	x &= 0x0f * eachByte
	x = x*10 + x>>8
	x = (x&0x00ff00ff00ff00ff)*100 + x>>16&0x00ff00ff00ff00ff
	x = (x&0x0000ffff0000ffff)*10_000 + x>>32&0x0000ffff0000ffff
	return int64(x & 0xffffffff)
}
