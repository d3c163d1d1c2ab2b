package config

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// flow reads a list or a map in brackets that ends on its line.
func (q *quick) flow() *yaml.Node {
	open := q.text[q.pos]
	kind, tag, close := yaml.SequenceNode, "!!seq", byte(']')
	if open == '{' {
		kind, tag, close = yaml.MappingNode, "!!map", '}'
	}
	n := q.node(kind, q.pos, tag, "", yaml.FlowStyle)
	q.pos++
	return q.collect(n, func() {
		for c := q.blanks(); !q.lost; c = q.blanks() {
			if c == close && q.text[q.pos-1] == open {
				break // empty
			}
			if open == '{' && !q.flowKey() {
				return
			}
			q.push(q.flowValue())
			if c = q.blanks(); c != ',' {
				if c != close {
					q.giveUp()
				}
				break
			}
			q.pos++
		}
		if !q.lost {
			q.pos++
		}
	})
}

// flowKey reads a key in braces, its colon, and the blanks after it.
func (q *quick) flowKey() bool {
	q.push(q.flowScalar(true))
	if q.blanks() != ':' || !strings.HasPrefix(q.text[q.pos:], ": ") {
		q.giveUp()
		return false
	}
	q.pos++
	return q.blanks() != 0
}

// blanks skips blanks on the line and returns the letter after them, or 0 when the line
// ends.
func (q *quick) blanks() byte {
	for q.pos < len(q.text) && q.text[q.pos] == ' ' {
		q.pos++
	}
	if q.pos == len(q.text) || q.text[q.pos] == '\n' {
		q.giveUp()
		return 0
	}
	return q.text[q.pos]
}

func (q *quick) flowValue() *yaml.Node {
	if c := q.text[q.pos]; c == '[' || c == '{' {
		return q.flow()
	}
	return q.flowScalar(false)
}

// flowScalar reads a text within brackets, up to a comma, a bracket or a colon.
func (q *quick) flowScalar(key bool) *yaml.Node {
	line := q.rest()
	if line[0] == '"' || line[0] == '\'' {
		end := q.quotedLen(line)
		if q.lost {
			return nil
		}
		n := q.quoted(line[:end])
		if q.pos += end; !key && q.blanks() == ':' {
			return q.giveUp()
		}
		return n
	}
	end := strings.IndexAny(line, ",[]{}?#:")
	for end >= 0 && line[end] == ':' && end+1 < len(line) && strings.IndexByte(" ,[]{}?", line[end+1]) < 0 {
		more := strings.IndexAny(line[end+1:], ",[]{}?#:")
		if more < 0 {
			return q.giveUp()
		}
		end += 1 + more
	}
	if end <= 0 || strings.IndexByte("[{?#", line[end]) >= 0 || (line[end] == ':') != key {
		return q.giveUp()
	}
	text := strings.TrimRight(line[:end], " ")
	n := q.plain(text)
	if !q.lost {
		q.pos += end
	}
	return n
}
