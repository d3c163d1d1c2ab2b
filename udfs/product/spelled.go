package product

import (
	"math/bits"
	"strings"

	"github.com/martsql/mart/udfs/internal/fold"
)

// Words for a part of a unit, as long as a weight or a volume follows: "half liter",
// "demi-litre", "halbliter".
var parts = []struct {
	value int64 // times scale
	words []string
}{
	{scale * 3 / 2, []string{"anderhalve", "anderhalf", "anderthalb"}},
	{scale / 2, []string{"half", "halve", "demi", "demie", "halb", "halbe", "halber", "halbes", "halben", "medio", "media", "mezzo", "mezza", "meio", "meia"}},
	{scale / 4, []string{"quarter", "kwart", "viertel", "quart", "cuarto", "quarto"}},
	{scale * 3 / 4, []string{"dreiviertel", "driekwart"}},
}

// ones are the words for one before a unit that is written out: "un litre".
var ones = []string{"one", "een", "ein", "eine", "einen", "un", "une", "uno", "una", "um", "uma", "a", "an"}

// spelled reads a size whose number is a word, at the start of a word s[at].
func spelled(s []byte, at int) (size, bool) {
	value, next, glued := partOf(s, at)
	if value == 0 {
		return size{}, false
	}
	if value == scale { // "un quart de litre", and an English quart
		if word := fold.Spaces(s, next); word > next {
			if v, _, _ := partOf(s, word); v > 0 && v != scale {
				if z, ok := spelled(s, word); ok {
					z.start = at
					return z, true
				}
			}
		}
	}
	word := next
	if !glued {
		word = unitBehind(s, next)
	}
	u, end := unitAt(s, word)
	if u == nil || u.kind > volume || end-word < 4 && value == scale {
		return size{}, false
	}
	if value == scale {
		if more := halfMore(s, end); more > 0 {
			value, end = value+scale/2, more
		}
	}
	return size{value: value, count: 1, unit: u, start: at, word: word, end: end}, true
}

// partOf reads the word for a part or for one at s[at], and where it ends. It is glued
// when the unit follows in the same word.
func partOf(s []byte, at int) (value int64, end int, glued bool) {
	end = fold.Letters(s, at)
	w := string(s[at:end])
	for i := range parts {
		for _, p := range parts[i].words {
			if w == p {
				return parts[i].value, end, false
			}
			if rest, ok := strings.CutPrefix(w, p); ok && len(rest) >= 4 && words()[rest] != nil {
				return parts[i].value, at + len(p), true
			}
		}
	}
	for _, one := range ones {
		if w == one {
			return scale, end, false
		}
	}
	return 0, end, false
}

// partAt is where a word for a part starts behind a whole number: "6 halve liters". 0 is
// nowhere.
func partAt(s []byte, at int) int {
	word := fold.Spaces(s, at)
	if value, _, _ := partOf(s, word); word > at && value > 0 && value != scale {
		return word
	}
	return 0
}

// unitBehind is where the unit stands behind the word for a part: after a hyphen, spaces,
// and one article or link ("half a litre", "un quart de litre").
func unitBehind(s []byte, at int) int {
	if at < len(s) && s[at] == '-' {
		at++
	}
	at = fold.Spaces(s, at)
	end := fold.Letters(s, at)
	switch string(s[at:end]) {
	case "a", "an", "de", "di", "of", "un", "una":
		return fold.Spaces(s, end)
	}
	return at
}

// halfMore is where "et demi" ends behind a unit, or 0.
func halfMore(s []byte, at int) int {
	at = fold.Spaces(s, at)
	and := fold.Letters(s, at)
	switch string(s[at:and]) {
	case "et", "y", "e", "and", "en":
	default:
		return 0
	}
	at = unitBehind(s, and)
	end := fold.Letters(s, at)
	switch string(s[at:end]) {
	case "demi", "demie", "medio", "media", "mezzo", "mezza", "meio", "meia", "half":
		if fold.Letters(s, fold.Spaces(s, end)) == fold.Spaces(s, end) { // not "et demi pain"
			return end
		}
	}
	return 0
}

// sum adds the sizes behind plus signs: "2 x 250 g + 50 g". Equal ones add up their
// number; of others the content is added up, as one package in the first one's unit.
func (z *size) sum(s []byte) {
	for {
		at := fold.Spaces(s, z.end)
		if at >= len(s) || s[at] != '+' {
			return
		}
		if at = fold.Spaces(s, at+1); at >= len(s) || !fold.IsDigit(s[at]) {
			return
		}
		more, _ := sizeAt(s, at)
		if more.unit == nil || !z.agrees(s, &more) {
			return
		}
		if more.unit == z.unit && more.value == z.value {
			if z.count+more.count > maxCount {
				return
			}
			z.count += more.count
		} else {
			added := toUnit(more.value*more.count, more.unit, z.unit)
			if added > maxSum || z.value*z.count > maxSum {
				return
			}
			z.value, z.count = z.value*z.count+added, 1
		}
		z.end = more.end
	}
}

// maxSum bounds what sizes add up to, and so the arithmetic.
const maxSum = 1_000_000_000 * scale

// agrees reports that sizes can be added up: both are weights, volumes or lengths, or
// count the same pieces.
func (z *size) agrees(s []byte, more *size) bool {
	if z.bare || more.bare || z.unit.kind == pack || z.unit.kind != more.unit.kind {
		return false
	}
	return z.unit.kind < noun || strings.HasPrefix(word(s, more), word(s, z)) || strings.HasPrefix(word(s, z), word(s, more))
}

// word is the printed unit of a size.
func word(s []byte, z *size) string { return string(s[z.word:fold.Letters(s, z.word)]) }

// toUnit converts a value between units of one kind, rounding down. Beyond maxSum it is
// more than that.
func toUnit(value int64, from, to *unit) int64 {
	hi, lo := bits.Mul64(uint64(value), uint64(from.ratio))
	if hi >= uint64(to.ratio) {
		return maxSum + 1
	}
	q, _ := bits.Div64(hi, lo, uint64(to.ratio))
	return int64(min(q, maxSum+1))
}
