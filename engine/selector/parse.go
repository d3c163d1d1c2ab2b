package selector

import (
	"strconv"
	"strings"

	"github.com/martsql/mart/engine/diag"
)

// Parse reads a selection. flag is the name that messages give to where it was written,
// such as --select. Blanks separate the items of a union, commas those of an
// intersection. The expression is nil when nothing is left of the text; it has what
// could be read when the list has errors.
func Parse(text, flag string) (Expr, diag.List) {
	p := &parser{text: text, flag: flag}
	var items []Expr
	for at := 0; at < len(text); {
		if isBlank(text[at]) {
			at++
			continue
		}
		end := at
		for end < len(text) && !isBlank(text[end]) {
			end++
		}
		if e := p.item(at, end); e != nil {
			items = append(items, e)
		}
		at = end
	}
	if len(items) == 0 {
		return nil, p.diags
	}
	return one(items, func(items []Expr) Expr { return &Union{items} }), p.diags
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func one(items []Expr, many func([]Expr) Expr) Expr {
	if len(items) == 1 {
		return items[0]
	}
	return many(items)
}

type parser struct {
	text, flag string
	diags      diag.List
}

// fault records an error between two offsets.
func (p *parser) fault(start, end int, code, hint, format string, args ...any) {
	span := diag.SpanAt(p.flag, p.text, start, max(end, start))
	p.diags.Add(diag.Errorf(span, code, format, args...).WithHint("%s", hint))
}

// item reads an item of a union: criteria with commas between them.
func (p *parser) item(start, end int) Expr {
	var parts []Expr
	ok := true
	for at := start; at <= end; {
		stop := end
		if i := strings.IndexByte(p.text[at:end], ','); i >= 0 {
			stop = at + i
		}
		if stop == at {
			p.fault(max(start, at-1), at, "selector-syntax", "write  a,b  for what both select, and  a b  for what either selects",
				"a comma stands between two criteria, and one of them is missing")
			ok = false
		} else if c := p.criterion(at, stop); c != nil {
			parts = append(parts, c)
		} else {
			ok = false
		}
		at = stop + 1
	}
	if !ok || len(parts) == 0 {
		return nil
	}
	return one(parts, func(parts []Expr) Expr { return &Intersection{parts} })
}

// criterion reads @, N+, method:, value, +N between two offsets.
func (p *parser) criterion(start, end int) *Criterion {
	c := &Criterion{Span: diag.SpanAt(p.flag, p.text, start, end)}
	at := start
	if p.text[at] == '@' {
		c.Whole = true
		at++
	}
	if n := digits(p.text[at:end]); at+n < end && p.text[at+n] == '+' {
		if !p.reach(&c.Parents, at, at+n) {
			return nil
		}
		at += n + 1
	}
	stop := end
	if i := strings.LastIndexByte(p.text[at:end], '+'); i >= 0 && digits(p.text[at+i+1:end]) == end-at-i-1 {
		stop = at + i
		if !p.reach(&c.Children, stop+1, end) {
			return nil
		}
	}
	if c.Whole && c.Children.On {
		p.fault(stop, end, "selector-syntax", "drop the  + : @ takes all descendants already", `"@" in front and "+" behind do not go together`)
		return nil
	}
	if !p.method(c, at, stop) {
		return nil
	}
	return c
}

// reach reads the depth of a graph operator; no digits mean all the way.
func (p *parser) reach(r *Reach, start, end int) bool {
	r.On, r.Depth = true, -1
	if start == end {
		return true
	}
	n, err := strconv.Atoi(p.text[start:end])
	if err != nil {
		p.fault(start, end, "selector-syntax", "leave the number out to go all the way", "%s steps are more than any project has", p.text[start:end])
		return false
	}
	r.Depth = n
	return true
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// method reads method.args:value, or finds the method that a bare value means.
func (p *parser) method(c *Criterion, start, end int) bool {
	c.Value = p.text[start:end]
	colon := strings.IndexByte(c.Value, ':')
	if colon < 0 || !isMethod(c.Value[:colon]) {
		if colon == 0 {
			p.fault(start, start+1, "selector-syntax", "write  tag:nightly  or  path:models/marts", `a method is missing before ":"`)
			return false
		}
		c.Implicit, c.Method = true, implied(c.Value)
		return p.value(c, start, end)
	}
	parts := strings.Split(c.Value[:colon], ".")
	c.Method, c.Args, c.Value = parts[0], parts[1:], c.Value[colon+1:]
	if len(c.Args) == 0 {
		c.Args = nil
	}
	if !p.known(c, start, start+colon) {
		return false
	}
	return p.value(c, start+colon+1, end)
}

func isMethod(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c != '_' && c != '.' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return s != ""
}

// implied is the method that a value without one means.
func implied(value string) string {
	if strings.ContainsAny(value, `/\`) {
		return "path"
	}
	lower := strings.ToLower(value)
	for _, ext := range []string{".sql", ".py", ".csv"} {
		if strings.HasSuffix(lower, ext) {
			return "file"
		}
	}
	return "fqn"
}

// value checks a value. A + in it is a graph operator gone wrong, except where values
// are free text: config.incremental_strategy:delete+insert.
func (p *parser) value(c *Criterion, start, end int) bool {
	if c.Value == "" {
		what := "a name"
		if !c.Implicit {
			what = "a value"
		}
		p.fault(start, end, "selector-syntax", "write  +orders+  or  tag:nightly", "%s is missing here", what)
		return false
	}
	plus := strings.IndexByte(c.Value, '+')
	if plus < 0 || c.Method == "config" {
		return true
	}
	after := c.Value[plus+1:]
	if n := digits(after); n == 0 && freeText[c.Method] {
		return true
	}
	at := start + plus + 1
	found := "found \"" + after + "\""
	hint := "write  " + p.text[c.Span.Start.Offset:at] + "  for all that is downstream, or a comma or a blank between two names"
	if n := digits(after); n > 0 {
		hint = "write  " + p.text[c.Span.Start.Offset:at+n] + "  for " + steps(after[:n]) + " downstream"
	}
	if plus == 0 {
		hint = "write one + in front, for all that is upstream"
	}
	p.fault(at+digits(after), end, "selector-syntax", hint, `expected a number or the end after "+", %s`, found)
	return false
}

// freeText are the methods whose values may have a + in them.
var freeText = map[string]bool{"config": true, "path": true, "file": true, "tag": true}

func steps(n string) string {
	switch n {
	case "1":
		return "one step"
	case "2":
		return "two steps"
	}
	return n + " steps"
}
