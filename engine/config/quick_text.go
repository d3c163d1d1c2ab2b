package config

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// blockText reads a text after | or >: the lines indented deeper than its key.
func (q *quick) blockText(indent int) *yaml.Node {
	header := q.rest()
	if header != "|" && header != "|-" && header != ">" && header != ">-" {
		return q.giveUp()
	}
	style, between := yaml.LiteralStyle, "\n"
	if header[0] == '>' {
		style, between = yaml.FoldedStyle, " "
	}
	n := q.node(yaml.ScalarNode, q.pos, "!!str", "", style)
	q.pos += len(header)
	var b strings.Builder
	margin, blank := 0, 0
	for q.pos+1 < len(q.text) {
		line := q.text[q.pos+1:]
		end := strings.IndexByte(line, '\n')
		if end < 0 {
			return q.giveUp() // the last line does not end
		}
		line = line[:end]
		text := strings.TrimLeft(line, " ")
		spaces := len(line) - len(text)
		switch {
		case text == "" && spaces == 0 && margin > 0:
			blank++
			q.nextLine(end)
			continue
		case text == "", margin == 0 && spaces <= indent, spaces > indent && spaces < margin, spaces > margin && margin > 0 && between == " ":
			return q.giveUp()
		case spaces < margin:
			q.nextLine(0)
			n.Value = b.String() + strings.Repeat("\n", 2-len(header))
			return n
		case margin == 0:
			margin = spaces
		case blank > 0 && between == " ":
			b.WriteString(strings.Repeat("\n", blank))
		default:
			b.WriteString(between + strings.Repeat("\n", blank))
		}
		b.WriteString(line[margin:])
		blank = 0
		q.nextLine(end)
	}
	if margin == 0 || q.pos == len(q.text) {
		return q.giveUp()
	}
	n.Value = b.String() + strings.Repeat("\n", 2-len(header))
	return n
}

// nextLine goes from the end of a line past n letters of the next.
func (q *quick) nextLine(n int) {
	q.pos++
	q.line, q.start = q.line+1, q.pos
	q.pos += n
}

// plain makes the node of a text without quotes that begins at pos.
func (q *quick) plain(text string) *yaml.Node {
	if strings.IndexByte(",[]{}#&*!|>'\"%@`", text[0]) >= 0 ||
		strings.IndexByte("-?:", text[0]) >= 0 && (len(text) == 1 || text[1] == ' ') {
		return q.giveUp()
	}
	tag, ok := plainTag(text)
	if !ok {
		return q.giveUp()
	}
	return q.node(yaml.ScalarNode, q.pos, tag, text, 0)
}

// plainTag is the type of a text without quotes. The library is asked where it may be
// more than text.
func plainTag(text string) (tag string, ok bool) {
	switch text {
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return "!!bool", true
	case "null", "Null", "NULL", "~":
		return "!!null", true
	case "<<":
		return "!!merge", true
	}
	switch c := text[0]; {
	case c >= '1' && c <= '9' && len(text) < 18 && strings.Trim(text, "0123456789") == "":
		return "!!int", true
	case c >= '0' && c <= '9', c == '+', c == '-', c == '.', c == '=', c == '~', c == '<':
		var document yaml.Node
		if err := yaml.Load([]byte(text), &document); err != nil || len(document.Content) != 1 {
			return "", false
		}
		n := document.Content[0]
		return n.Tag, n.Kind == yaml.ScalarNode && n.Value == text
	}
	return "!!str", true
}

// quotedLen is the length of the quoted text that a line begins with.
func (q *quick) quotedLen(line string) int {
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] == '\\' && line[0] == '"':
			q.giveUp()
			return 0
		case line[i] != line[0]:
		case line[0] == '\'' && i+1 < len(line) && line[i+1] == '\'':
			i++
		default:
			return i + 1
		}
	}
	q.giveUp()
	return 0
}

// quoted makes the node of a quoted text that begins at pos.
func (q *quick) quoted(text string) *yaml.Node {
	style, value := yaml.DoubleQuotedStyle, text[1:len(text)-1]
	if text[0] == '\'' {
		style = yaml.SingleQuotedStyle
		if strings.Contains(value, "''") {
			value = strings.ReplaceAll(value, "''", "'")
		}
	}
	return q.node(yaml.ScalarNode, q.pos, "!!str", value, style)
}
