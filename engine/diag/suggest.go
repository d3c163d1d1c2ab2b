package diag

import (
	"strings"
	"unicode/utf8"
)

// Suggest returns the candidate nearest to a mistyped name, or "" when none is near
// enough to be worth naming. Near is: at most a third of the letters differ. Of a word
// of one or two letters anything is near, so only the same word in other letters' case,
// or a word that goes on from it, is named. Candidates that begin with the same four
// letters go before others as near, and may differ by one letter more.
func Suggest(name string, candidates []string) string {
	most := max(1, len(name)/3)
	best, bestDistance, bestShared := "", most+1, false
	lower := strings.ToLower(name)
	for _, c := range candidates {
		other := strings.ToLower(c)
		if lower == other {
			return c
		}
		if min(utf8.RuneCountInString(name), utf8.RuneCountInString(c)) < 3 {
			fits := goesOn(lower, other) && (utf8.RuneCountInString(name) < 3 || len(name)-len(c) <= most)
			if fits && (best == "" || len(c) < len(best)) {
				best, bestDistance = c, abs(len(c)-len(name))
			}
			continue
		}
		if abs(len(c)-len(name)) > most+1 {
			continue
		}
		d, shared := distance(lower, other), sharedPrefix(lower, other) >= 4
		if d > most && !(shared && d == most+1) {
			continue
		}
		nearer := d < bestDistance || d == bestDistance && (best == "" || shared && !bestShared)
		if bestShared != shared && best != "" && abs(d-bestDistance) <= 1 {
			nearer = shared // a common beginning is worth one letter
		}
		if nearer {
			best, bestDistance, bestShared = c, d, shared
		}
	}
	return best
}

// goesOn reports whether one of two words is the beginning of the other.
func goesOn(a, b string) bool {
	return a != "" && b != "" && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

// sharedPrefix is the number of bytes that two texts have in common at their beginning.
func sharedPrefix(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// DidYouMean is a hint that names the nearest candidate, or "" when none is near.
func DidYouMean(name string, candidates []string) string {
	if s := Suggest(name, candidates); s != "" {
		return `did you mean "` + s + `"?`
	}
	return ""
}

// distance is the Levenshtein distance, a swap of neighbours counting as one.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, previous, current := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range previous {
		previous[j] = j
	}
	for i := 1; i <= len(x); i++ {
		current[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			current[j] = min(previous[j]+1, current[j-1]+1, previous[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				current[j] = min(current[j], before[j-2]+1)
			}
		}
		before, previous, current = previous, current, before
	}
	return previous[len(y)]
}

func abs(n int) int { return max(n, -n) }
