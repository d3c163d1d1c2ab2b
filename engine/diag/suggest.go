package diag

import "strings"

// Suggest returns the candidate nearest to a mistyped name, or "" when none is near
// enough to be worth naming. Near is: at most a third of the letters differ.
func Suggest(name string, candidates []string) string {
	best, bestDistance := "", len(name)/3+1
	lower := strings.ToLower(name)
	for _, c := range candidates {
		if abs(len(c)-len(name)) > bestDistance {
			continue
		}
		if d := distance(lower, strings.ToLower(c)); d < bestDistance || d == bestDistance && best == "" {
			best, bestDistance = c, d
		}
	}
	return best
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
