package template

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"strconv"
	"text/template/parse"
	"time"

	"github.com/martsql/mart/engine/diag"
)

// printName is a function that ends every pipeline whose value is written.
const printName = "mart__print"

// textFunctions are known to give text, and need no printName.
var textFunctions = map[string]bool{
	"ref": true, "source": true, "this": true, "udf": true, "rejects": true, "config": true, "log": true,
}

// prepare readies a parsed tree for rendering. With marks, a text node that is never
// printed goes before each node: what it writes is recognised by its address and tells
// which node the following output comes from. That costs one Write, and is exact in
// branches, loops and trimmed text, as the marks are carried out with their nodes.
func (b *body) prepare(marks bool) {
	if b.tree == nil {
		return
	}
	p := preparer{body: b, marks: marks}
	p.list(b.tree.Root)
	if !marks {
		return
	}
	b.sites = p.sites
	b.markers = make([]byte, 4*len(p.nodes))
	for i, n := range p.nodes {
		n.Text = b.markers[4*i : 4*i+4 : 4*i+4]
		binary.LittleEndian.PutUint32(n.Text, uint32(i))
	}
}

type preparer struct {
	body  *body
	marks bool
	sites []site
	nodes []*parse.TextNode
	next  int // index of the action that the next node may be in
}

func (p *preparer) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	nodes := make([]parse.Node, 0, 2*len(l.Nodes))
	for _, n := range l.Nodes {
		if p.marks {
			marker := &parse.TextNode{NodeType: parse.NodeText, Pos: n.Position()}
			p.nodes = append(p.nodes, marker)
			p.sites = append(p.sites, p.site(n))
			nodes = append(nodes, marker)
		}
		nodes = append(nodes, n)
		switch n := n.(type) {
		case *parse.ActionNode:
			p.print(n.Pipe)
		case *parse.IfNode:
			p.branch(&n.BranchNode)
		case *parse.WithNode:
			p.branch(&n.BranchNode)
		case *parse.RangeNode:
			p.branch(&n.BranchNode)
		}
	}
	if p.marks {
		l.Nodes = nodes
	}
}

func (p *preparer) branch(n *parse.BranchNode) {
	p.list(n.List)
	p.list(n.ElseList)
}

// site finds what a node is in the text. Nodes come in the order of the text.
func (p *preparer) site(n parse.Node) site {
	b, pos := p.body, int(n.Position())
	if n, ok := n.(*parse.TextNode); ok {
		return site{int32(b.base + pos), int32(b.base + pos + len(n.Text)), true}
	}
	for p.next < len(b.actions) && b.actions[p.next].end <= b.base+pos {
		p.next++
	}
	if p.next == len(b.actions) {
		return site{int32(b.base + pos), int32(b.base + pos + 1), false}
	}
	a := b.actions[p.next]
	return site{int32(a.start), int32(a.end), false}
}

// print lets a pipeline end in printName, unless it sets a variable or is known to give
// text.
func (p *preparer) print(pipe *parse.PipeNode) {
	if len(pipe.Decl) > 0 {
		return
	}
	last := pipe.Cmds[len(pipe.Cmds)-1]
	if id, ok := last.Args[0].(*parse.IdentifierNode); ok && textFunctions[id.Ident] {
		return
	}
	id := parse.NewIdentifier(printName).SetPos(pipe.Pos).SetTree(p.body.tree)
	pipe.Cmds = append(pipe.Cmds, &parse.CommandNode{NodeType: parse.NodeCommand, Pos: pipe.Pos, Args: []parse.Node{id}})
}

// printed is what a value looks like in SQL. Text goes as it is; lists and dicts, and no
// value at all, are mistakes that would otherwise show up as broken SQL.
func printed(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case nil:
		return "", diag.Diagnostic{Code: "no-value", Summary: "the action gives no value",
			Hint: `give it one:  {{ default "..." (...) }},  or leave it out when there is none:  {{ with ... }}{{ . }}{{ end }}`}
	case bool:
		return strconv.FormatBool(v), nil
	case int:
		return strconv.Itoa(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case float64:
		return printedFloat(v), nil
	case []byte:
		return string(v), nil
	case time.Time:
		return v.Format("2006-01-02 15:04:05.999999999"), nil
	}
	return printedOther(v)
}

// printedFloat always shows that it is one: 3 would be an integer to SQL.
func printedFloat(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if len(s) > 25 {
		return strconv.FormatFloat(v, 'e', -1, 64)
	}
	for i := range len(s) {
		if s[i] == '.' || s[i] > '9' {
			return s
		}
	}
	return s + ".0"
}

func printedOther(v any) (string, error) {
	if s, ok := v.(fmt.Stringer); ok {
		return s.String(), nil
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.String:
		return r.String(), nil
	case reflect.Int8, reflect.Int16, reflect.Int32:
		return strconv.FormatInt(r.Int(), 10), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return strconv.FormatUint(r.Uint(), 10), nil
	case reflect.Float32:
		return printedFloat(r.Float()), nil
	case reflect.Slice, reflect.Array:
		return "", diag.Diagnostic{Code: "no-value", Summary: "the action gives a list, which SQL cannot take as it is",
			Hint: `join it:  {{ join ", " ... }},  or walk it:  {{ range ... }}{{ . }}{{ end }}`}
	}
	return "", diag.Diagnostic{Code: "no-value", Summary: fmt.Sprintf("the action gives %s, which SQL cannot take as it is", kindName(reflect.TypeOf(v))),
		Hint: "name the part of it that is meant"}
}

// kindName names the type of a value in a user's words.
func kindName(t reflect.Type) string {
	if t == nil {
		return "nothing"
	}
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return "a whole number"
	case reflect.Float32, reflect.Float64:
		return "a number"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Map:
		return "a dict"
	case reflect.Struct, reflect.Pointer, reflect.Interface:
		return "a value"
	}
	return "something else"
}

// valueName names what a value is in a user's words.
func valueName(v any) string { return kindName(reflect.TypeOf(v)) }
