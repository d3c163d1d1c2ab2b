package product

import "github.com/martsql/mart/udfs/internal/fold"

// maxBytes is how much of a text is read.
const maxBytes = 512

// maxCount bounds the number of packages, and so the arithmetic.
const maxCount = 10_000

// A size is one statement of a content in a text: 6 x 33 cl.
type size struct {
	value      int64 // of one piece in unit, times scale
	count      int64
	unit       *unit
	start, end int  // where it stands
	word       int  // where the word of the unit stands
	bare       bool // "per kg": without a number
	ranged     bool // "400-500 g"
}

// nextSize finds the first size of a folded text at or behind s[from].
func nextSize(s []byte, from int) (size, bool) {
	for i := from; i < len(s); {
		switch {
		case fold.IsDigit(s[i]):
			z, end := sizeAt(s, i)
			if z.unit != nil && !(i == 1 && s[0] == '-') { // "-5 g" is a difference
				z.sum(s)
				return z, true
			}
			i = end
		case fold.IsLetter(s[i]):
			end := fold.Letters(s, i)
			if z, ok := spelled(s, i); ok {
				z.sum(s)
				return z, true
			}
			if z, ok := namedPack(s, i, end); ok {
				return z, true
			}
			if z, ok := perUnit(s, i, end); ok {
				return z, true
			}
			for end < len(s) && (fold.IsLetter(s[end]) || fold.IsDigit(s[end]) && s[i] != 'x') {
				end++ // digits within a word are no size: B12
			}
			i = end
		default:
			i++
		}
	}
	return size{}, false
}

// sizeAt reads the size whose first number is at s[at]. Without one its unit is nil.
func sizeAt(s []byte, at int) (z size, end int) {
	z = size{start: at, count: 1}
	pos, factors := at, 0
	for factors < 4 {
		n, ok := readNumber(s, pos)
		if !ok {
			return size{}, n.end
		}
		if next := partAt(s, n.end); next > 0 && n.whole { // 6 halve liters
			if inner, ok := spelled(s, next); ok && z.multiply(n) {
				inner.start, inner.count = at, z.count
				return inner, inner.end
			}
		}
		if next := timesAt(s, n.end); next > 0 {
			if !z.multiply(n) {
				return size{}, n.end
			}
			pos = next
			factors++
			continue
		}
		if !z.measure(s, n) {
			return size{}, n.end
		}
		// "4 stuks a 100 g": the pieces are how many there are of what follows
		if next := linkAt(s, &z); next > 0 {
			if inner, _ := sizeAt(s, next); inner.unit != nil && inner.unit.kind < pack && !inner.bare && z.multiply(number{value: toBase(z.value, z.unit.ratio), whole: true}) && inner.count*z.count <= maxCount {
				inner.start, inner.count = at, inner.count*z.count
				return inner, inner.end
			}
		}
		if end := densityEnd(s, &z); end > 0 {
			return size{}, end
		}
		if !z.roll(s) || factors > 0 && z.unit.kind == length && z.unit.small { // 30 x 20 cm: a format
			return size{}, z.end
		}
		z.countBehind(s)
		return z, z.end
	}
	return size{}, pos + 1
}

// roll takes the longer side of what is as wide as it is long: 30 cm x 20 m is 20 m. It
// reports false for a format, 2 m x 3 m, and passes it.
func (z *size) roll(s []byte) bool {
	at := timesAt(s, z.end)
	if at == 0 || z.unit.kind != length {
		return true
	}
	n, ok := readNumber(s, at)
	var other size
	if !ok || !other.measure(s, n) || other.unit.kind != length {
		return true
	}
	long, short := z, &other
	if z.unit.small {
		long, short = &other, z
	}
	isRoll := !long.unit.small && short.unit.small
	z.value, z.unit, z.word, z.end = long.value, long.unit, long.word, other.end
	return isRoll
}

// multiply takes a number as the number of packages.
func (z *size) multiply(n number) bool {
	by := n.value / scale
	if !n.whole || by < 1 || by > maxCount || z.count*by > maxCount {
		return false
	}
	z.count *= by
	return true
}

// measure takes a number as the content of one piece, if a unit follows.
func (z *size) measure(s []byte, n number) bool {
	at := n.end
	if to, word := rangeAt(s, at); to > 0 { // "400-500 g" is sure to have 400
		if upper, ok := readNumber(s, to); ok && (!word || n.value < upper.value && upper.value <= 2*n.value) {
			at, z.ranged = upper.end, true
		}
	}
	z.word = fold.Spaces(s, at)
	if z.word < len(s) && s[z.word] == '-' {
		z.word++
	}
	z.unit, z.end = unitAt(s, z.word)
	if z.unit == nil || n.value == 0 {
		return false
	}
	z.value = n.value
	if n.triple && z.unit.small {
		z.value *= 1000
	}
	if end := halfMore(s, z.end, true); end > 0 && n.whole && z.unit.kind <= volume { // un litre et demi
		z.value += scale / 2
		z.end = end
	}
	if z.unit.kind == pack {
		z.end = packEnd(s, z.end)
		z.value = scale
		return z.multiply(n)
	}
	return true
}

// unitAt reads a unit at s[at].
func unitAt(s []byte, at int) (u *unit, end int) {
	end = fold.Letters(s, at)
	if end == at {
		return nil, at
	}
	w := s[at:end]
	if string(w) == "fl" { // fl oz, fl. oz.
		oz := end
		for oz < len(s) && (s[oz] == ' ' || s[oz] == '.') {
			oz++
		}
		if oz+2 <= len(s) && string(s[oz:oz+2]) == "oz" && fold.Letters(s, oz) == oz+2 {
			return words()["floz"], oz + 2
		}
	}
	if end < len(s) && fold.IsDigit(s[end]) {
		if n := len(w); n > 1 && w[n-1] == 'x' { // 33clx6
			w, end = w[:n-1], end-1
		} else {
			return nil, end // m2
		}
	}
	if end < len(s) && s[end] == '\'' {
		return nil, end // l'eau
	}
	return words()[string(w)], end
}

// timesAt is where the next number of "6 x 33" stands, or 0.
func timesAt(s []byte, at int) int {
	at = fold.Spaces(s, at)
	if at >= len(s) || s[at] != 'x' && s[at] != '*' {
		return 0
	}
	at = fold.Spaces(s, at+1)
	if end := fold.Letters(s, at); isAbout(s[at:end]) { // 4 x ca. 125 g
		if end < len(s) && s[end] == '.' {
			end++
		}
		at = fold.Spaces(s, end)
	}
	if at < len(s) && fold.IsDigit(s[at]) {
		return at
	}
	return 0
}

// rangeAt is where the upper end of "400-500" stands, or 0, and whether a word joins the
// two: "400 à 500 g" may be four hundred pieces of 500 g as well.
func rangeAt(s []byte, at int) (to int, word bool) {
	at = fold.Spaces(s, at)
	if at >= len(s) {
		return 0, false
	}
	end := fold.Letters(s, at)
	switch word = isTo(s[at:end]); {
	case word:
		at = end
	case string(s[at:end]) == "t" && end+1 < len(s) && string(s[end:end+2]) == "/m": // t/m
		at, word = end+2, true
	case s[at] == '-':
		at++
	default:
		return 0, false
	}
	if at = fold.Spaces(s, at); at < len(s) && fold.IsDigit(s[at]) {
		return at, word
	}
	return 0, false
}

// linkAt is where the content of counted pieces stands: behind "stuks a". 0 is nowhere.
func linkAt(s []byte, z *size) int {
	if z.unit.kind < piece || z.value%scale != 0 {
		return 0
	}
	at := fold.Spaces(s, z.end)
	end := fold.Letters(s, at)
	if !links(s[at:end]) && !(end == at && at < len(s) && s[at] == '@') {
		return 0
	}
	if end == at {
		end++
	}
	if end = fold.Spaces(s, end); end < len(s) && fold.IsDigit(s[end]) {
		return end
	}
	return 0
}

// countBehind takes the 6 of "33 cl x 6".
func (z *size) countBehind(s []byte) {
	at := timesAt(s, z.end)
	if at == 0 || z.count != 1 || z.unit.kind > length {
		return
	}
	n, ok := readNumber(s, at)
	if !ok || timesAt(s, n.end) > 0 {
		return
	}
	word := fold.Spaces(s, n.end)
	u, end := unitAt(s, word)
	switch {
	case u == nil && word == n.end && end > word: // x6th
	case u != nil && u.kind < piece: // 20 cm x 30 cm
	case z.multiply(n):
		z.end = n.end
		if u != nil {
			z.end = end
		}
	}
}

// packEnd passes the "pack" of "6er-Pack".
func packEnd(s []byte, at int) int {
	word := at
	if word < len(s) && (s[word] == '-' || s[word] == ' ') {
		word++
	}
	end := fold.Letters(s, word)
	switch string(s[word:end]) {
	case "pack", "packung", "set", "karton", "kasten", "box":
		return end
	}
	return at
}

// namedPack reads "pack of 6" and "x6", whose word is s[at:end].
func namedPack(s []byte, at, end int) (size, bool) {
	if !opensPack(s[at:end]) {
		return size{}, false
	}
	i := fold.Spaces(s, end)
	if s[at] != 'x' {
		link := fold.Letters(s, i)
		if !links(s[i:link]) && !(link == i && i > end && fold.Digits(s, i) == len(s)) { // "pack 6" at the end
			return size{}, false
		}
		i = fold.Spaces(s, link)
	}
	if i >= len(s) || !fold.IsDigit(s[i]) {
		return size{}, false
	}
	if z, _ := sizeAt(s, i); z.unit != nil {
		z.start = at
		return z, true
	}
	n, ok := readNumber(s, i)
	z := size{value: scale, count: 1, unit: words()["pack"], start: at, word: at, end: n.end}
	if !ok || n.end < len(s) && (fold.IsLetter(s[n.end]) || s[n.end] == '%') || timesAt(s, n.end) > 0 || !z.multiply(n) {
		return size{}, false
	}
	return z, true
}

// perUnit reads "per kg", whose first word is s[at:end].
func perUnit(s []byte, at, end int) (size, bool) {
	if !isPer(s[at:end]) {
		return size{}, false
	}
	word := fold.Spaces(s, end)
	u, end := unitAt(s, word)
	if u == nil || u.kind == pack {
		return size{}, false
	}
	return size{value: scale, count: 1, unit: u, start: at, word: word, end: end, bare: true}, true
}
