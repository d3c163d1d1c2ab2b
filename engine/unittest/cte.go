package unittest

import "strings"

// withClause takes a query's CTEs off: head is everything before its last SELECT, names
// the CTEs in order. ok is false for a query without any, or one that is not understood.
func withClause(sql string) (head string, names []string, ok bool) {
	s := &scanner{sql: sql}
	if !strings.EqualFold(s.word(), "with") {
		return "", nil, false
	}
	name := s.word()
	if strings.EqualFold(name, "recursive") {
		name = s.word()
	}
	for {
		if name == "" {
			return "", nil, false
		}
		names = append(names, unquoted(name))
		if s.peek() == '(' && !s.parens() { // column names
			return "", nil, false
		}
		if !strings.EqualFold(s.word(), "as") {
			return "", nil, false
		}
		for s.peek() != '(' { // [not] materialized
			if s.word() == "" {
				return "", nil, false
			}
		}
		if !s.parens() {
			return "", nil, false
		}
		if s.peek() != ',' {
			return sql[:s.at], names, true
		}
		s.at++
		name = s.word()
	}
}

func unquoted(name string) string {
	if len(name) > 1 && name[0] == '"' {
		return strings.ReplaceAll(name[1:len(name)-1], `""`, `"`)
	}
	return name
}

// A scanner walks over SQL.
type scanner struct {
	sql string
	at  int
}

// skip passes over blanks and comments.
func (s *scanner) skip() {
	for s.at < len(s.sql) {
		rest := s.sql[s.at:]
		switch {
		case strings.IndexByte(" \t\r\n", rest[0]) >= 0:
			s.at++
		case strings.HasPrefix(rest, "--"):
			s.to("\n")
		case strings.HasPrefix(rest, "/*"):
			s.to("*/")
		default:
			return
		}
	}
}

// to moves behind the next end, or to the end of all.
func (s *scanner) to(end string) {
	i := strings.Index(s.sql[s.at:], end)
	if i < 0 {
		s.at = len(s.sql)
		return
	}
	s.at += i + len(end)
}

func (s *scanner) peek() byte {
	if s.skip(); s.at < len(s.sql) {
		return s.sql[s.at]
	}
	return 0
}

// word reads a name, quoted or not; none: "".
func (s *scanner) word() string {
	start := s.at
	if s.skip(); s.at < len(s.sql) {
		start = s.at
		if s.sql[s.at] == '"' {
			s.quoted('"')
			return s.sql[start:s.at]
		}
	}
	for s.at < len(s.sql) && (s.sql[s.at] == '_' || s.sql[s.at] >= 0x80 || s.sql[s.at]|0x20 >= 'a' && s.sql[s.at]|0x20 <= 'z' || s.sql[s.at] >= '0' && s.sql[s.at] <= '9') {
		s.at++
	}
	return s.sql[start:s.at]
}

// quoted passes over a quoted text, in which a doubled quote stands for one.
func (s *scanner) quoted(quote byte) {
	for s.at++; s.at < len(s.sql); s.at++ {
		if s.sql[s.at] != quote {
			continue
		}
		if s.at+1 < len(s.sql) && s.sql[s.at+1] == quote {
			s.at++
			continue
		}
		s.at++
		return
	}
}

// parens passes over a pair of parentheses and all within it.
func (s *scanner) parens() bool {
	for depth := 0; s.peek() != 0; {
		switch s.sql[s.at] {
		case '(':
			depth++
			s.at++
		case ')':
			s.at++
			if depth--; depth == 0 {
				return true
			}
		case '\'', '"':
			s.quoted(s.sql[s.at])
		default:
			s.at++
		}
	}
	return false
}
