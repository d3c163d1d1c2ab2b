package template

import (
	"slices"
	"sort"
	"strings"
	"text/template/parse"

	"github.com/martsql/mart/engine/diag"
)

// A text is a file that templates are read from.
type text struct {
	name  string
	body  string
	lines lineTable
}

func newText(name, body string) *text { return &text{name, body, newLineTable(body)} }

func (t *text) span(start, end int) diag.Span {
	return diag.Span{File: t.name, Start: t.lines.pos(t.body, start), End: t.lines.pos(t.body, end)}
}

// A body is one stretch of a text, parsed: a whole model, or what stands between the
// define and the end of a macro. Positions in its tree count from base.
type body struct {
	src     *text
	base    int
	end     int
	actions []action    // offsets in src
	tree    *parse.Tree // nil: there is no action, the stretch is literal
	sites   []site      // by marker
	markers []byte      // what the marker nodes write, see mark
}

// A site is a text or an action that writes output, by its place in the source. Spans
// are made when asked for: most files of a project are kept, few are rendered.
type site struct {
	start, end int32
	literal    bool
}

func (b *body) siteSpan(i int) diag.Span {
	return b.src.span(int(b.sites[i].start), int(b.sites[i].end))
}

// The name that all trees have: it is cut off the messages of text/template.
const treeName = "t"

// parseBody parses src between base and end; actions are those in it.
func parseBody(src *text, base, end int, actions []action) (*body, diag.List) {
	b := &body{src: src, base: base, end: end, actions: actions}
	if len(actions) == 0 {
		return b, nil
	}
	tree, err := parseTree(src.body[base:end])
	if err != nil {
		return nil, b.faults()
	}
	b.tree = tree
	return b, nil
}

func parseTree(s string) (*parse.Tree, error) {
	tree := parse.New(treeName)
	tree.Mode = parse.SkipFuncCheck
	return tree.Parse(s, "", "", map[string]*parse.Tree{})
}

// actionAt returns the action around a position of the tree.
func (b *body) actionAt(pos parse.Pos) (action, bool) {
	offset := b.base + int(pos)
	i := sort.Search(len(b.actions), func(i int) bool { return b.actions[i].end > offset })
	if i == len(b.actions) || b.actions[i].start > offset {
		return action{}, false
	}
	return b.actions[i], true
}

// spanFrom gives the span of n bytes at a position of the tree.
func (b *body) spanFrom(pos parse.Pos, n int) diag.Span {
	return b.src.span(b.base+int(pos), b.base+int(pos)+n)
}

// nodeSpan gives the span of an argument: a quoted text, a number, a parenthesis.
func (b *body) nodeSpan(n parse.Node) diag.Span {
	pos := n.Position()
	switch n := n.(type) {
	case *parse.StringNode:
		return b.spanFrom(pos, len(n.Quoted))
	case *parse.PipeNode:
		return b.parenthesis(int(pos))
	}
	if a, ok := b.actionAt(pos); ok {
		for _, t := range a.tokens(b.src.body) {
			if t.end > b.base+int(pos) {
				return b.src.span(t.start, t.end)
			}
		}
	}
	return b.spanFrom(pos, 1)
}

// parenthesis gives the span from the "(" before pos to its ")". A pipe that is not in
// parentheses gives its action without braces.
func (b *body) parenthesis(pos int) diag.Span {
	a, ok := b.actionAt(parse.Pos(pos))
	if !ok {
		return b.spanFrom(parse.Pos(pos), 1)
	}
	s := b.src.body
	tokens := a.tokens(s)
	for i, t := range tokens {
		if t.end <= b.base+pos {
			continue
		}
		if i == 0 || s[tokens[i-1].start] != '(' {
			return b.src.span(t.start, max(t.end, tokens[max(i, len(tokens)-2)].end))
		}
		depth := 1
		for _, end := range tokens[i:] {
			switch s[end.start] {
			case '(':
				depth++
			case ')':
				depth--
			}
			if depth == 0 {
				return b.src.span(tokens[i-1].start, end.end)
			}
		}
	}
	return b.src.span(a.start, a.end)
}

// callSpan gives the span of a call from its function's name to its last argument.
func (b *body) callSpan(pos parse.Pos) diag.Span {
	a, ok := b.actionAt(pos)
	if !ok {
		return b.spanFrom(pos, 1)
	}
	s, depth, start, end := b.src.body, 0, b.base+int(pos), 0
	for _, t := range a.tokens(s) {
		if t.end <= start {
			continue
		}
		switch s[t.start] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if t.delim || depth < 0 || depth == 0 && s[t.start] == '|' {
			break
		}
		end = t.end
	}
	return b.src.span(start, max(end, start+1))
}

// within returns the actions between two offsets.
func within(actions []action, start, end int) []action {
	i, _ := slices.BinarySearchFunc(actions, start, func(a action, at int) int { return a.start - at })
	j, _ := slices.BinarySearchFunc(actions, end, func(a action, at int) int { return a.start - at })
	return actions[i:j]
}

// blank reports whether a stretch of a macro file says nothing: white space and SQL
// line comments.
func blank(s string) bool {
	for line := range strings.SplitSeq(s, "\n") {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "--") {
			return false
		}
	}
	return true
}
