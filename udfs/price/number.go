package price

import "github.com/martsql/mart/udfs/internal/fold"

// scale is the power of ten of amounts: four digits behind the point.
const scale = 10_000

// maxDigits bounds the digits before the point. Longer numbers are article codes.
const maxDigits = 11

// A number is a printed number without its sign.
type number struct {
	amount  int64 // times scale
	end     int   // the first byte behind it
	decimal bool  // digits behind a point or comma were printed
	// thousands says that amount holds only if the one separator before three digits is
	// a decimal one; if it parts thousands, the value is 1000 times as much.
	thousands bool
}

// maxGroups bounds the groups of digits of one number: 99.999.999.999,99 has five.
const maxGroups = 7

// A layout is where the groups of digits of a number lie and what parts them.
type layout struct {
	from, to [maxGroups]int
	sep      [maxGroups]byte // before the group; 0 before the first
	n        int
}

func (l *layout) size(group int) int { return l.to[group] - l.from[group] }

// readNumber reads the number that starts at s[at], which is a digit or a separator
// before one. It reports false for digits that are laid out like no number; end is set
// in any case.
func readNumber(s []byte, at int) (n number, ok bool) {
	var l layout
	end, whole := groups(s, at, &l)
	n.end = end
	if !whole {
		return n, false
	}
	decimals, thousands, ok := interpret(s, &l)
	if !ok {
		return n, false
	}
	n.thousands = thousands
	n.decimal = decimals && !thousands
	first := l.n // the first group behind the point
	if decimals {
		first = l.n - 1
	}
	var digits int
	var v int64
	for g := range first {
		for _, c := range s[l.from[g]:l.to[g]] {
			if digits > 0 || c != '0' {
				digits++
			}
			if digits > maxDigits {
				return n, false
			}
			v = v*10 + int64(c-'0')
		}
	}
	v *= scale
	if decimals {
		v += fraction(s[l.from[first]:l.to[first]])
	}
	n.amount = v
	return n, true
}

// fraction reads digits behind the point. The fifth rounds, half up.
func fraction(digits []byte) int64 {
	var v int64
	unit := int64(scale)
	for i, c := range digits {
		if i == 4 {
			if c >= '5' {
				v++
			}
			break
		}
		unit /= 10
		v += int64(c-'0') * unit
	}
	return v
}

// groups finds the groups of digits of a number. It reports false when there are too
// many to be one.
func groups(s []byte, at int, l *layout) (end int, ok bool) {
	pos := at
	ok = true
	if fold.IsDigit(s[at]) {
		pos = fold.Digits(s, at)
		l.from[0], l.to[0], l.n = at, pos, 1
	} else {
		l.from[0], l.to[0], l.n = at, at, 1 // ",99"
	}
	for pos+1 < len(s) && fold.IsDigit(s[pos+1]) {
		c := s[pos]
		switch c {
		case '.', ',':
		case '\'', ' ': // these only part thousands
			if fold.Digits(s, pos+1)-pos != 4 || l.size(0) == 0 || l.size(0) > 3 || s[l.from[0]] == '0' || l.sep[l.n-1] != 0 && l.sep[l.n-1] != c {
				return pos, ok
			}
		default:
			return pos, ok
		}
		if l.n == maxGroups {
			ok = false
			pos = fold.Digits(s, pos+1)
			continue
		}
		l.from[l.n], l.to[l.n], l.sep[l.n] = pos+1, fold.Digits(s, pos+1), c
		pos = l.to[l.n]
		l.n++
	}
	return pos, ok
}

// interpret says whether the last group is behind the decimal separator, and whether
// it might be thousands as well.
func interpret(s []byte, l *layout) (decimals, thousands, ok bool) {
	if l.n == 1 {
		return false, false, true
	}
	last := l.n - 1
	sep := l.sep[last]
	if sep == ' ' || sep == '\'' {
		return false, false, parted(l, last)
	}
	if l.n == 2 {
		thousands = l.size(1) == 3 && l.size(0) >= 1 && l.size(0) <= 3 && s[l.from[0]] != '0'
		return true, thousands, true
	}
	if sep != l.sep[1] {
		return true, false, parted(l, last-1)
	}
	if l.size(last) == 3 {
		return false, false, parted(l, last)
	}
	return true, false, l.size(last) == 2 && parted(l, last-1) // "1,299,00"
}

// parted reports whether the groups up to the last are thousands, all behind the same
// separator. Groups of two before the last one are how India counts.
func parted(l *layout, last int) bool {
	if l.size(0) < 1 || l.size(0) > 3 {
		return false
	}
	for g := 1; g <= last; g++ {
		if l.sep[g] != l.sep[1] {
			return false
		}
		if n := l.size(g); n != 3 && (n != 2 || g == last) {
			return false
		}
	}
	return true
}
