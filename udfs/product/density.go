package product

import "github.com/martsql/mart/udfs/internal/fold"

// densityEnd is where "80 g/m2" ends, or 0: what a thing weighs or has per area, length or
// volume is not how much of it there is. "500 g/485 ml" says the same twice.
func densityEnd(s []byte, z *size) int {
	if z.unit.kind > length {
		return 0
	}
	at := fold.Spaces(s, z.end)
	switch end := fold.Letters(s, at); {
	case at < len(s) && s[at] == '/':
		at++
	case isPer(s[at:end]):
		at = end
	default:
		return 0
	}
	at = fold.Spaces(s, at)
	var per number
	if at < len(s) && fold.IsDigit(s[at]) {
		var ok bool
		if per, ok = readNumber(s, at); !ok || !isTen(per.value) || per.value == z.value {
			return 0
		}
		at = fold.Spaces(s, per.end)
	}
	end := fold.Letters(s, at)
	if isArea(s[at:end]) {
		return end
	}
	if end < len(s) && (s[end] == '2' || s[end] == '3') {
		if u := words()[string(s[at:end])]; u != nil && u.kind == length {
			return end + 1
		}
		return 0
	}
	if u := words()[string(s[at:end])]; u != nil && u.kind <= length && u.kind != z.unit.kind {
		return end
	}
	return 0
}

// isTen tells the numbers of units that things are given per: 100 ml.
func isTen(value int64) bool {
	return value == 10*scale || value == 100*scale || value == 1000*scale
}

func isArea(w []byte) bool {
	switch string(w) {
	case "qm", "mq", "sqm", "mc":
		return true
	}
	return false
}
