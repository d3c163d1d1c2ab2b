package snowflake

import "strings"

// firstWord is the first word of a statement in lower case, comments left out; for one
// that begins with a parenthesis it is that.
func firstWord(sql string) string {
	for {
		sql = strings.TrimLeft(sql, " \t\r\n;")
		switch {
		case strings.HasPrefix(sql, "--"), strings.HasPrefix(sql, "//"):
			_, sql, _ = strings.Cut(sql, "\n")
			continue
		case strings.HasPrefix(sql, "/*"):
			_, sql, _ = strings.Cut(sql, "*/")
			continue
		case strings.HasPrefix(sql, "("):
			return "("
		}
		end := 0
		for end < len(sql) && isWord(sql[end]) {
			end++
		}
		return strings.ToLower(sql[:end])
	}
}
