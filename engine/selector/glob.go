package selector

import "strings"

// hasWildcard reports whether a pattern is more than plain text.
func hasWildcard(pattern string) bool { return strings.ContainsAny(pattern, "*?[]") }

// match is Python's fnmatch: * is any text, / and . included, ? any letter, [abc] and
// [a-z] one of a set, [!a] one not in it. A [ that is not closed is itself.
func match(pattern, text string) bool {
	if !hasWildcard(pattern) {
		return pattern == text
	}
	p, t := []rune(pattern), []rune(text)
	star, from := -1, 0 // the last *, and where the text after it was tried
	i, j := 0, 0
	for j < len(t) {
		if i < len(p) && p[i] == '*' {
			star, from = i, j
			i++
			continue
		}
		if width, ok := element(p[i:], t[j]); ok {
			i += width
			j++
			continue
		}
		if star < 0 {
			return false
		}
		from++
		i, j = star+1, from
	}
	for i < len(p) && p[i] == '*' {
		i++
	}
	return i == len(p)
}

// element reports whether the first element of a pattern matches a letter, and how many
// runes that element has.
func element(p []rune, c rune) (width int, ok bool) {
	if len(p) == 0 {
		return 0, false
	}
	switch p[0] {
	case '?':
		return 1, true
	case '[':
		if end := classEnd(p); end > 0 {
			return end + 1, inClass(p[1:end], c)
		}
	}
	return 1, p[0] == c
}

// classEnd is the index of the ] that closes a class, or -1. A ] that comes first is a
// letter of the class.
func classEnd(p []rune) int {
	i := 1
	if i < len(p) && p[i] == '!' {
		i++
	}
	if i < len(p) && p[i] == ']' {
		i++
	}
	for ; i < len(p); i++ {
		if p[i] == ']' {
			return i
		}
	}
	return -1
}

func inClass(set []rune, c rune) bool {
	not := len(set) > 0 && set[0] == '!'
	if not {
		set = set[1:]
	}
	for i := 0; i < len(set); i++ {
		low, high := set[i], set[i]
		if i+2 < len(set) && set[i+1] == '-' {
			high = set[i+2]
			i += 2
		}
		if low <= c && c <= high {
			return !not
		}
	}
	return not
}

// matchPath is the globbing of file systems: * stays within a folder, ** crosses any
// number of them.
func matchPath(pattern, path []string) bool {
	for len(pattern) > 0 {
		if pattern[0] == "**" {
			for i := 0; i <= len(path); i++ {
				if matchPath(pattern[1:], path[i:]) {
					return true
				}
			}
			return false
		}
		if len(path) == 0 || !match(pattern[0], path[0]) {
			return false
		}
		pattern, path = pattern[1:], path[1:]
	}
	return len(path) == 0
}
