package config

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A quick parser reads the YAML that people mostly write: block maps and lists, plain
// and quoted texts, [lists] and {maps} on one line. It gives up on everything else,
// and on every fault, and the full library reads the file then. What it gives is what
// the library gives, which a fuzz test compares. It exists for speed: property files
// are most of what a large project makes mart read, and the library takes five times
// as long.
type quick struct {
	text  string
	ascii bool
	line  int // of pos, 1-based
	start int // where that line begins
	pos   int
	depth int
	slab  []yaml.Node
	lists []*yaml.Node // the contents of collections under way
	lost  bool         // it has given up; pos is at the end, so that every loop ends
}

// quickParse returns the root of a document, or nil when it gives up.
func quickParse(p *places) *yaml.Node {
	if p.odd || strings.ContainsAny(p.text, "\t\r\x00") || !printable(p.text) {
		return nil
	}
	q := &quick{text: p.text, ascii: p.ascii, line: 1}
	indent, ok := q.next()
	if ok && indent == 0 && q.rest() == "---" {
		q.pos += len("---")
		indent, ok = q.next()
	}
	if !ok || indent != 0 {
		return nil
	}
	root := q.block(0)
	if _, more := q.next(); more || q.lost {
		return nil
	}
	return root
}

// printable reports whether a text has only letters that YAML takes without quotes.
func printable(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c >= ' ' && c < 0x7f || c == '\n' {
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r < 0xa0 || r == '\ufeff' || r >= 0xfffe && r <= 0xffff || r == utf8.RuneError {
			return false
		}
		i += size - 1
	}
	return true
}

// giveUp leaves the file to the library.
func (q *quick) giveUp() *yaml.Node {
	q.lost, q.pos = true, len(q.text)
	return nil
}

// rest is what is left of the line.
func (q *quick) rest() string {
	if i := strings.IndexByte(q.text[q.pos:], '\n'); i >= 0 {
		return q.text[q.pos : q.pos+i]
	}
	return q.text[q.pos:]
}

// next goes to the first letter of the next line that says something, and returns how
// far it is indented. On a line whose end is not reached it stays. It returns false at
// the end of the text.
func (q *quick) next() (indent int, ok bool) {
	for q.pos < len(q.text) {
		switch q.text[q.pos] {
		case ' ':
			q.pos++
		case '#':
			if q.pos > q.start && q.text[q.pos-1] != ' ' {
				q.giveUp()
				return 0, false
			}
			q.pos += len(q.rest())
		case '\n':
			q.pos++
			q.line, q.start = q.line+1, q.pos
		default:
			if q.pos == q.start && q.marker() {
				q.giveUp()
				return 0, false
			}
			return q.pos - q.start, true
		}
	}
	return 0, false
}

// marker reports whether the line is a directive, or the beginning or end of a document
// other than the --- that a file may begin with.
func (q *quick) marker() bool {
	line := q.text[q.start:]
	if strings.HasPrefix(line, "---") {
		return q.rest() != "---" || !onlyComments(q.text[:q.start])
	}
	return line[0] == '%' || strings.HasPrefix(line, "...")
}

// node makes a node that begins at an offset of the current line.
func (q *quick) node(kind yaml.Kind, at int, tag, value string, style yaml.Style) *yaml.Node {
	if len(q.slab) == 0 {
		q.slab = make([]yaml.Node, 64)
	}
	n := &q.slab[0]
	q.slab = q.slab[1:]
	column := at - q.start
	if !q.ascii {
		column = utf8.RuneCountInString(q.text[q.start:at])
	}
	n.Kind, n.Tag, n.Value, n.Style, n.Line, n.Column = kind, tag, value, style, q.line, column+1
	return n
}

// collect runs fill, which pushes onto q.lists, and gives what it pushed to a node.
func (q *quick) collect(n *yaml.Node, fill func()) *yaml.Node {
	if q.depth++; q.depth > 100 {
		return q.giveUp()
	}
	from := len(q.lists)
	fill()
	if len(q.lists) > from {
		n.Content = append(make([]*yaml.Node, 0, len(q.lists)-from), q.lists[from:]...)
		q.lists = q.lists[:from]
	}
	q.depth--
	return n
}

func (q *quick) push(n *yaml.Node) { q.lists = append(q.lists, n) }

// block reads the map or list whose first letter is at pos, indented by indent.
func (q *quick) block(indent int) *yaml.Node {
	if q.dash() {
		return q.sequence(indent)
	}
	return q.mapping(indent)
}

// dash reports whether a list item begins at pos.
func (q *quick) dash() bool {
	return q.text[q.pos] == '-' && (q.pos+1 == len(q.text) || q.text[q.pos+1] == ' ' || q.text[q.pos+1] == '\n')
}

func (q *quick) sequence(indent int) *yaml.Node {
	n := q.node(yaml.SequenceNode, q.pos, "!!seq", "", 0)
	return q.collect(n, func() {
		for {
			q.pos++ // the dash
			q.push(q.item(indent))
			at, ok := q.next()
			if !ok || at < indent || at == indent && !q.dash() {
				return
			}
			if at > indent {
				q.giveUp()
				return
			}
		}
	})
}

// item reads what follows the dash of a list item.
func (q *quick) item(indent int) *yaml.Node {
	line, after := q.line, q.pos
	empty := q.node(yaml.ScalarNode, after, "!!null", "", 0)
	at, ok := q.next()
	switch {
	case !ok || q.line > line && at <= indent:
		return empty
	case q.line > line:
		return q.block(at)
	case q.dash():
		return q.giveUp()
	case q.keyEnd() >= 0:
		return q.mapping(at)
	}
	return q.inline(indent)
}

func (q *quick) mapping(indent int) *yaml.Node {
	n := q.node(yaml.MappingNode, q.pos, "!!map", "", 0)
	return q.collect(n, func() {
		for {
			end := q.keyEnd()
			if end < 0 {
				q.giveUp()
				return
			}
			if q.push(q.key(end)); q.lost {
				return
			}
			q.pos = end + 1 // the colon
			q.push(q.value(indent))
			at, ok := q.next()
			if !ok || at < indent {
				return
			}
			if at > indent || q.dash() {
				q.giveUp()
				return
			}
		}
	})
}

// value reads what follows the colon of a key.
func (q *quick) value(indent int) *yaml.Node {
	line, after := q.line, q.pos
	empty := q.node(yaml.ScalarNode, after, "!!null", "", 0)
	at, ok := q.next()
	switch {
	case !ok || q.line > line && (at < indent || at == indent && !q.dash()):
		return empty
	case q.line > line && at == indent:
		return q.sequence(at)
	case q.line > line:
		return q.block(at)
	case q.keyEnd() >= 0:
		return q.giveUp()
	}
	return q.inline(indent)
}

// keyEnd is the offset of the colon when a key begins at pos, or -1.
func (q *quick) keyEnd() int {
	line := q.rest()
	i := 0
	if c := line[0]; c == '"' || c == '\'' {
		i = q.quotedLen(line)
		for i < len(line) && line[i] == ' ' {
			i++
		}
		if i < len(line) && line[i] == ':' && (i+1 == len(line) || line[i+1] == ' ') {
			return q.pos + i
		}
		return -1
	}
	if line[0] == '[' || line[0] == '{' {
		return -1
	}
	for ; i < len(line) && i < 1000; i++ {
		if line[i] == ':' && (i+1 == len(line) || line[i+1] == ' ') {
			return q.pos + i
		}
		if line[i] == '#' && i > 0 && line[i-1] == ' ' {
			return -1
		}
	}
	if i == 1000 {
		q.giveUp()
	}
	return -1
}

// key reads a key that ends before a colon.
func (q *quick) key(colon int) *yaml.Node {
	text := strings.TrimRight(q.text[q.pos:colon], " ")
	if text == "" {
		return q.giveUp()
	}
	if text[0] == '"' || text[0] == '\'' {
		return q.quoted(text)
	}
	return q.plain(text)
}

// inline reads a value that ends on its line, and checks that no line goes on with it.
func (q *quick) inline(indent int) *yaml.Node {
	if q.lost {
		return nil
	}
	line := q.rest()
	var n *yaml.Node
	switch line[0] {
	case '"', '\'':
		end := q.quotedLen(line)
		if q.lost {
			return nil
		}
		n = q.quoted(line[:end])
		q.pos += end
	case '[', '{':
		n = q.flow()
	case '|', '>':
		return q.blockText(indent)
	default:
		if i := strings.Index(line, " #"); i >= 0 {
			line = line[:i]
		}
		text := strings.TrimRight(line, " ")
		if n = q.plain(text); !q.lost {
			q.pos += len(text)
		}
	}
	before := q.line
	if at, ok := q.next(); ok && (q.line == before || at > indent) {
		return q.giveUp()
	}
	return n
}
