package product

import "github.com/martsql/mart/udfs/internal/fold"

// scale is the power of ten of values: four digits behind the point.
const scale = 10_000

// maxDigits bounds the digits before the point. Longer numbers are codes.
const maxDigits = 9

// A number is a printed number of a size.
type number struct {
	value int64 // times scale
	end   int   // the first byte behind it
	whole bool
	// triple says that exactly three digits stand behind the separator, which may part
	// thousands: the unit tells.
	triple bool
}

// readNumber reads the number at s[at], a digit: "1,5", "1.000", "1 000", "1/2",
// "1 1/2", "6+2". It reports false for what is no size, and sets end in any case.
func readNumber(s []byte, at int) (n number, ok bool) {
	n, ok = readDecimal(s, at)
	if !ok || !n.whole {
		return n, ok
	}
	if end, parts := fraction(s, n.end); end > 0 && s[n.end] == '/' { // 1/2
		if top := n.value / scale; top < parts {
			return number{value: top * scale / parts, end: end}, true
		}
		return n, true
	}
	if n.end+1 < len(s) && s[n.end] == ' ' && fold.IsDigit(s[n.end+1]) { // 1 1/2
		top := int64(s[n.end+1] - '0')
		if end, parts := fraction(s, n.end+2); end > 0 && top < parts {
			return number{value: n.value + top*scale/parts, end: end}, true
		}
	}
	if n.end+1 < len(s) && s[n.end] == '+' && fold.IsDigit(s[n.end+1]) { // 6+2
		if free, ok := readDecimal(s, n.end+1); ok && free.whole {
			n.value, n.end = n.value+free.value, free.end
		}
	}
	return n, true
}

// fraction reads the lower half of a fraction, "/2". Sizes come in halves to eighths.
func fraction(s []byte, at int) (end int, parts int64) {
	if at+1 >= len(s) || s[at] != '/' || at+2 < len(s) && fold.IsDigit(s[at+2]) {
		return 0, 0
	}
	switch s[at+1] {
	case '2', '3', '4', '8':
		return at + 2, int64(s[at+1] - '0')
	}
	return 0, 0
}

// readDecimal reads digits with an optional decimal comma or point.
func readDecimal(s []byte, at int) (n number, ok bool) {
	end := fold.Digits(s, at)
	size := end - at
	whole := wholeOf(s[at:min(end, at+maxDigits+1)])
	// "1 000 g": spaces part thousands at the start of the text, and before 000
	for size <= 3 && end+3 < len(s) && s[end] == ' ' && fold.Digits(s, end+1) == end+4 && (at == 0 && whole > 0 || string(s[end+1:end+4]) == "000") && size+3 <= maxDigits {
		whole = whole*1000 + wholeOf(s[end+1:end+4])
		end += 4
		size += 3
		if size > 3 {
			break
		}
	}
	n = number{value: whole * scale, end: end, whole: true}
	if end+1 >= len(s) || s[end] != ',' && s[end] != '.' || !fold.IsDigit(s[end+1]) {
		return n, size <= maxDigits
	}
	digits := s[end+1 : fold.Digits(s, end+1)]
	n.end = end + 1 + len(digits)
	n.whole = false
	n.triple = len(digits) == 3 && size <= 3 && whole > 0
	unit := int64(scale)
	for _, c := range digits[:min(len(digits), 4)] {
		unit /= 10
		n.value += int64(c-'0') * unit
	}
	// a second separator makes it a date or a version
	if n.end+1 < len(s) && (s[n.end] == ',' || s[n.end] == '.') && fold.IsDigit(s[n.end+1]) {
		n.end = fold.Digits(s, n.end+1)
		return n, false
	}
	return n, size <= maxDigits
}

func wholeOf(digits []byte) int64 {
	var v int64
	for _, c := range digits {
		v = v*10 + int64(c-'0')
	}
	return v
}
