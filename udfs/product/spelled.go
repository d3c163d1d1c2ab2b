package product

import (
	"math/bits"
	"strings"

	"github.com/martsql/mart/udfs/internal/fold"
)

// partOfWord is the value, times scale, of a word for a part of a unit, or for one, as
// long as a weight or a volume follows: "half liter", "demi-litre", "un litre".
func partOfWord(w []byte) int64 {
	switch string(w) {
	case "anderhalve", "anderhalf", "anderthalb":
		return scale * 3 / 2
	case "half", "halve", "demi", "demie", "halb", "halbe", "halber", "halbes", "halben", "medio", "media", "mezzo", "mezza", "meio", "meia":
		return scale / 2
	case "quarter", "kwart", "viertel", "quart", "cuarto", "quarto":
		return scale / 4
	case "dreiviertel", "driekwart":
		return scale * 3 / 4
	case "one", "een", "ein", "eine", "einen", "un", "une", "uno", "una", "um", "uma", "a", "an":
		return scale
	}
	return 0
}

// glued are words for a part that a unit follows in the same word: "Halbliter".
var glued = [...]string{"halve", "halb", "demi", "viertel", "dreiviertel"}

// spelled reads a size whose number is a word, at the start of a word s[at].
func spelled(s []byte, at int) (size, bool) {
	value, next, within := partOf(s, at)
	if value == 0 {
		return unitAndHalf(s, at)
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
	if !within {
		if value == scale {
			if more := halfMore(s, next, false); more > 0 { // one and a half litres
				value, next = value+scale/2, more
			}
		}
		word = unitBehind(s, next)
	}
	u, end := unitAt(s, word)
	if u == nil || u.kind > volume && u.name != "dozen" || end-word < 4 && value == scale {
		return size{}, false
	}
	if value == scale {
		if more := halfMore(s, end, true); more > 0 {
			value, end = value+scale/2, more
		}
	}
	return size{value: value, count: 1, unit: u, start: at, word: word, end: end}, true
}

// unitAndHalf reads "kilo et demi".
func unitAndHalf(s []byte, at int) (size, bool) {
	more := 0
	if end := fold.Letters(s, at); end-at >= 4 && end+1 < len(s) && (s[end+1] == 'e' || s[end+1] == 'y' || s[end+1] == 'a') {
		more = halfMore(s, end, true)
	}
	if more == 0 {
		return size{}, false
	}
	u, _ := unitAt(s, at)
	if u == nil || u.kind > volume {
		return size{}, false
	}
	return size{value: scale * 3 / 2, count: 1, unit: u, start: at, word: at, end: more}, true
}

// partOf reads the word for a part or for one at s[at], and where it ends. It is glued
// when the unit follows in the same word.
func partOf(s []byte, at int) (value int64, end int, within bool) {
	end = fold.Letters(s, at)
	w := s[at:end]
	if value = partOfWord(w); value > 0 || len(w) < 8 {
		return value, end, false
	}
	for _, p := range glued {
		if len(w) >= len(p)+4 && string(w[:len(p)]) == p && words()[string(w[len(p):])] != nil {
			return partOfWord(w[:len(p)]), at + len(p), true
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

// halfMore is where "et demi" ends, or 0. last wants no other word behind it: "un litre
// et demi" and not "un litre et demi pain".
func halfMore(s []byte, at int, last bool) int {
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
		if !last || fold.Letters(s, fold.Spaces(s, end)) == fold.Spaces(s, end) {
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
		ounces := z.unit.name == "lb" && z.count == 1 // 1 lb 4 oz
		if at >= len(s) || s[at] != '+' && !ounces {
			return
		}
		if s[at] == '+' {
			at, ounces = fold.Spaces(s, at+1), false
		}
		if at >= len(s) || !fold.IsDigit(s[at]) {
			return
		}
		more, _ := sizeAt(s, at)
		if more.unit == nil {
			z.free(s, at)
			return
		}
		if !z.agrees(s, &more) || ounces && (more.unit.name != "oz" || more.count != 1) {
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

// free adds the 2 of "6 x 33 cl + 2 gratis", whose number is at s[at].
func (z *size) free(s []byte, at int) {
	n, ok := readNumber(s, at)
	if !ok || !n.whole || n.value > maxCount*scale {
		return
	}
	word := fold.Spaces(s, n.end)
	end := fold.Letters(s, word)
	switch string(s[word:end]) {
	case "gratis", "free", "offert", "offerts", "offerte", "offertes", "gratuit", "gratuits", "gratuite", "gratuites", "geschenkt", "omaggio":
	default:
		return
	}
	switch extra := n.value / scale; {
	case z.unit.kind >= piece && z.count == 1:
		z.value += n.value
	case z.count > 1 && z.count+extra <= maxCount:
		z.count += extra
	default:
		return
	}
	z.end = end
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
