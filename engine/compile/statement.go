package compile

import (
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// single makes sure that a node's SQL is one statement: it becomes part of statements of
// our own, and a database that is sent two would do something with each. A semicolon at
// the end goes, also before a comment.
func (c *Compiler) single(n engine.Node, r rendered, problems diag.List) (rendered, diag.List) {
	if problems.HasErrors() {
		return r, problems
	}
	s := scanSQL(r.SQL, c.speaks(r.Lake).Name() == "snowflake")
	h := n.Head()
	switch {
	case s.next >= 0:
		span := h.Span
		if at, ok := r.Map.At(s.next, c.project.Source); ok {
			span = at
		}
		problems.Add(diag.Errorf(span, "two-statements", "%s has a second statement, which begins here", h.Name).
			WithHint("a model or test is one SELECT; SQL to run before or after it goes into pre_hook or post_hook"))
	case !s.content:
		problems.Add(diag.Errorf(h.Span, "no-sql", "%s has no SQL", h.Name).
			WithHint("write a SELECT, or remove the file"))
	case s.end >= 0:
		r.SQL = trimmed(r.SQL[:s.end])
	}
	return r, problems
}

// scanned is what a look over SQL finds.
type scanned struct {
	content bool // there is more than blanks, comments and semicolons
	end     int  // offset of the first semicolon behind content, or -1
	next    int  // offset of what stands behind that, or -1
}

// scanSQL walks over SQL, past quoted texts and comments. backslash: it escapes a quote
// in every text, as on Snowflake. SQL that ends within quotes is left to the database.
func scanSQL(sql string, backslash bool) scanned {
	s := scanned{end: -1, next: -1}
	if begin := strings.TrimLeft(sql, " \t\r\n"); begin != "" && begin[0] != '-' && begin[0] != '/' && !strings.Contains(sql, ";") {
		s.content = true // as nearly all SQL is
		return s
	}
	for i := 0; i < len(sql); {
		size, skipped := tokenSize(sql[i:], backslash || i > 0 && escapes(sql, i))
		switch {
		case skipped:
		case sql[i] == ';':
			if s.content && s.end < 0 {
				s.end = i
			}
		case s.end >= 0:
			s.next = i
			return s
		default:
			s.content = true
		}
		i += size
	}
	return s
}

// escapes reports whether the quote at i begins a text of the form e'...'.
func escapes(sql string, i int) bool {
	return sql[i] == '\'' && (sql[i-1] == 'e' || sql[i-1] == 'E') && (i < 2 || !wordByte(sql[i-2]))
}

// tokenSize is the length of the quoted text, comment, blank or letter that SQL begins
// with; skipped: it is a comment or blank.
func tokenSize(sql string, backslash bool) (size int, skipped bool) {
	switch {
	case strings.IndexByte(" \t\r\n", sql[0]) >= 0:
		return 1, true
	case strings.HasPrefix(sql, "--"):
		return behind(sql, "\n", 2), true
	case strings.HasPrefix(sql, "/*"):
		return behind(sql, "*/", 2), true
	case sql[0] == '\'' || sql[0] == '"':
		return quotedSize(sql, backslash && sql[0] == '\''), false
	case sql[0] == '$':
		if tag := dollarTag(sql); tag != "" {
			return behind(sql, tag, len(tag)), false
		}
	}
	return 1, false
}

// behind is the offset behind the first stop that comes after from, or the end.
func behind(sql, stop string, from int) int {
	if i := strings.Index(sql[from:], stop); i >= 0 {
		return from + i + len(stop)
	}
	return len(sql)
}

// quotedSize is the length of a quoted text; a doubled quote is part of it.
func quotedSize(sql string, backslash bool) int {
	for i := 1; i < len(sql); i++ {
		switch {
		case backslash && sql[i] == '\\':
			i++
		case sql[i] == sql[0] && i+1 < len(sql) && sql[i+1] == sql[0]:
			i++
		case sql[i] == sql[0]:
			return i + 1
		}
	}
	return len(sql)
}

// dollarTag is the $tag$ that a dollar-quoted text begins with, or "".
func dollarTag(sql string) string {
	for i := 1; i < len(sql); i++ {
		switch {
		case sql[i] == '$':
			return sql[:i+1]
		case !wordByte(sql[i]):
			return ""
		}
	}
	return ""
}
