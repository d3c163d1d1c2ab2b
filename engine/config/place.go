package config

import (
	"strings"
	"unicode/utf8"

	"github.com/martsql/mart/engine/diag"
	"go.yaml.in/yaml/v4"
)

// places turns the lines and columns of YAML nodes into spans.
type places struct {
	file, text string
	lines      []int // byte offset where each line begins, as YAML counts lines
	ascii      bool  // columns are bytes
	odd        bool  // YAML sees line breaks that an editor does not: \r, NEL, LS, PS
}

func newPlaces(file, text string) *places {
	p := &places{file: file, text: text, ascii: true, lines: make([]int, 1, strings.Count(text, "\n")+1)}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\n':
			p.lines = append(p.lines, i+1)
		case c == '\r' && !strings.HasPrefix(text[i+1:], "\n"):
			p.lines, p.odd = append(p.lines, i+1), true
		case c >= utf8.RuneSelf:
			p.ascii = false
			if n := wideBreak(text[i:]); n > 0 {
				p.lines, p.odd = append(p.lines, i+n), true
			}
		}
	}
	return p
}

// wideBreak is the length of a line break outside ASCII that a text begins with, or 0.
func wideBreak(s string) int {
	for _, b := range []string{"\u0085", "\u2028", "\u2029"} {
		if strings.HasPrefix(s, b) {
			return len(b)
		}
	}
	return 0
}

// pos is the place of a line and a column of YAML, moved into the text when it is not.
func (p *places) pos(line, column int) diag.Pos {
	if line < 1 {
		return diag.Pos{}
	}
	if line > len(p.lines) {
		return diag.PosAt(p.text, len(p.text))
	}
	offset := p.lines[line-1]
	rest := p.text[offset:]
	if i := strings.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	if p.ascii {
		offset += min(column-1, len(rest))
	} else {
		for n := 1; n < column && rest != ""; n++ {
			_, size := utf8.DecodeRuneInString(rest)
			offset, rest = offset+size, rest[size:]
		}
	}
	return p.at(line, offset)
}

// at is the place of an offset on a line of YAML.
func (p *places) at(line, offset int) diag.Pos {
	if p.odd {
		return diag.PosAt(p.text, offset)
	}
	start := p.lines[line-1]
	if p.ascii {
		return diag.Pos{Line: line, Column: offset - start + 1, Offset: offset}
	}
	return diag.Pos{Line: line, Column: utf8.RuneCountInString(p.text[start:offset]) + 1, Offset: offset}
}

// span is where a node stands: a scalar from its first to its last letter, and the
// first line of anything longer.
func (p *places) span(n *yaml.Node) diag.Span {
	if n.Line < 1 {
		return diag.Span{File: p.file}
	}
	if (n.Kind == yaml.MappingNode || n.Kind == yaml.SequenceNode) && n.Style&yaml.FlowStyle == 0 && len(n.Content) > 0 {
		return p.span(n.Content[0])
	}
	start := p.pos(n.Line, n.Column)
	rest := p.text[start.Offset:]
	if i := strings.IndexAny(rest, "\r\n"); i >= 0 {
		rest = rest[:i]
	}
	end := start
	end.Offset += extent(n, rest)
	if p.odd || !p.ascii {
		end = diag.PosAt(p.text, end.Offset)
		if !p.odd {
			end = p.at(n.Line, end.Offset)
		}
	} else {
		end.Column += end.Offset - start.Offset
	}
	return diag.Span{File: p.file, Start: start, End: end}
}

// extent is how many bytes of the rest of its first line a node takes.
func extent(n *yaml.Node, rest string) int {
	switch {
	case n.Kind == yaml.AliasNode:
		return min(len(rest), len(n.Value)+1)
	case n.Kind == yaml.MappingNode || n.Kind == yaml.SequenceNode:
		return bracket(rest)
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		return quoted(rest)
	case strings.HasPrefix(rest, n.Value):
		return len(n.Value)
	}
	return len(strings.TrimRight(rest, " \t"))
}

// quoted is the length of the quoted text that a line begins with, or the whole line.
func quoted(s string) int {
	if s == "" || s[0] != '"' && s[0] != '\'' {
		return len(s)
	}
	for i := 1; i < len(s); i++ {
		switch {
		case s[0] == '"' && s[i] == '\\', s[0] == '\'' && strings.HasPrefix(s[i:], "''"):
			i++
		case s[i] == s[0]:
			return i + 1
		}
	}
	return len(s)
}

// bracket is the length of the list or map in brackets that a line begins with, or the
// whole line.
func bracket(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"', '\'':
			if i == 0 || strings.IndexByte("{[,: ", s[i-1]) >= 0 {
				i += quoted(s[i:]) - 1
			}
		}
	}
	return len(strings.TrimRight(s, " \t"))
}
