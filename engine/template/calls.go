package template

import (
	"slices"
	"strings"
	"text/template/parse"

	"github.com/martsql/mart/engine/diag"
)

// A call is one place in a body where a function is named.
type call struct {
	name  string
	pos   parse.Pos
	args  []parse.Node
	piped bool       // one more argument comes through a pipe
	from  parse.Node // that argument, when it is a single operand
	maybe bool       // in a branch, or behind and, or: not made in every rendering
}

// count is how many arguments the call passes.
func (c call) count() int {
	if c.piped {
		return len(c.args) + 1
	}
	return len(c.args)
}

// arg gives an argument by position; nil when it is not written as one operand.
func (c call) arg(i int) parse.Node {
	switch {
	case i >= 0 && i < len(c.args):
		return c.args[i]
	case c.piped && i == len(c.args):
		return c.from
	}
	return nil
}

// text gives an argument that is constant text.
func (c call) text(i int) (string, bool) {
	n := c.arg(i)
	if n == nil {
		return "", false
	}
	v, ok := constant(n)
	s, isText := v.(string)
	return s, ok && isText
}

// A walker visits a tree once: it lists the calls, gives functions with a dot in their
// name one that text/template can look up, and checks fields of the arguments.
type walker struct {
	body     *body
	params   []string // of the macro; nil in a model
	calls    []call
	problems diag.List
	syntax   diag.List // faults that text/template does not see
	moved    bool      // inside range or with: dot is another value
	maybe    bool      // inside a branch
}

// readCalls lists all calls of a body.
func (b *body) readCalls(w *walker) []call {
	w.body = b
	if b.tree != nil {
		w.list(b.tree.Root)
	}
	return w.calls
}

func (w *walker) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			w.pipe(n.Pipe)
		case *parse.IfNode:
			w.branch(&n.BranchNode, false)
		case *parse.WithNode:
			w.branch(&n.BranchNode, true)
		case *parse.RangeNode:
			w.branch(&n.BranchNode, true)
		}
	}
}

func (w *walker) branch(n *parse.BranchNode, moves bool) {
	w.pipe(n.Pipe)
	before, maybe := w.moved, w.maybe
	w.moved, w.maybe = before || moves, true
	w.list(n.List)
	w.moved = before
	w.list(n.ElseList)
	w.maybe = maybe
}

func (w *walker) pipe(p *parse.PipeNode) {
	for i, cmd := range p.Cmds {
		for j := range cmd.Args {
			qualified(cmd.Args, j)
		}
		if id, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
			c := call{name: id.Ident, pos: id.Pos, args: cmd.Args[1:], piped: i > 0, maybe: w.maybe}
			if i == 1 && len(p.Cmds[0].Args) == 1 {
				c.from = p.Cmds[0].Args[0]
			}
			w.calls = append(w.calls, c)
		} else {
			w.operand(cmd.Args[0])
		}
		maybe := w.maybe
		w.maybe = maybe || isCall(cmd, "and") || isCall(cmd, "or")
		for _, arg := range cmd.Args[1:] {
			w.operand(arg)
		}
		w.maybe = maybe
	}
}

func (w *walker) operand(n parse.Node) {
	switch n := n.(type) {
	case *parse.PipeNode:
		w.pipe(n)
	case *parse.IdentifierNode:
		w.calls = append(w.calls, call{name: n.Ident, pos: n.Pos, maybe: w.maybe})
	case *parse.ChainNode:
		w.operand(n.Node)
	case *parse.NumberNode:
		if n.Text[0] == '\'' { // a letter's number, to Go
			w.syntax.Add(diag.Errorf(w.body.spanFrom(n.Pos, len(n.Text)), CodeSyntax, quotesSummary).WithHint(quotesHint))
		}
	case *parse.FieldNode:
		if !w.moved {
			w.field(n.Ident[0], n.Pos)
		}
	case *parse.VariableNode:
		if n.Ident[0] == "$" && len(n.Ident) > 1 {
			w.field(n.Ident[1], n.Pos)
		}
	}
}

// field checks .name where dot is still what the body was called with.
func (w *walker) field(name string, pos parse.Pos) {
	if slices.Contains(w.params, name) {
		return
	}
	span := w.body.spanFrom(pos, len(name)+1)
	if w.params == nil {
		w.problems.Add(diag.Errorf(span, "unknown-argument", ".%s stands for nothing here", name).
			WithHint(`a dot is a macro's argument, or the item of a range; project variables are  {{ var "%s" }}`, name))
		return
	}
	d := diag.Errorf(span, "unknown-argument", "the macro has no argument %s", name)
	if d.Hint = diag.DidYouMean(name, w.params); d.Hint == "" {
		d.Hint = "its arguments: " + orNone(w.params)
	}
	w.problems.Add(d)
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// qualified makes mart.name and config.get identifiers that can be looked up.
func qualified(args []parse.Node, i int) {
	chain, ok := args[i].(*parse.ChainNode)
	if !ok {
		return
	}
	id, ok := chain.Node.(*parse.IdentifierNode)
	if !ok {
		return
	}
	switch {
	case id.Ident == "mart":
		id.Ident = standardPrefix + chain.Field[0]
	case id.Ident == "config" && chain.Field[0] == "get":
		id.Ident = "config_get"
	default:
		return
	}
	if chain.Field = chain.Field[1:]; len(chain.Field) == 0 {
		args[i] = id
	}
}

// constant gives the value of an operand that needs no rendering: text, numbers, true,
// false, nil, and lists and dicts of them.
func constant(n parse.Node) (any, bool) {
	switch n := n.(type) {
	case *parse.StringNode:
		return n.Text, true
	case *parse.BoolNode:
		return n.True, true
	case *parse.NilNode:
		return nil, true
	case *parse.NumberNode:
		return number(n)
	case *parse.PipeNode:
		if len(n.Cmds) != 1 || len(n.Decl) > 0 {
			return nil, false
		}
		return constantCall(n.Cmds[0].Args)
	}
	return nil, false
}

// number gives what rendering gives for a number: 1.0 and 1e3 are no whole numbers.
func number(n *parse.NumberNode) (any, bool) {
	hex := strings.HasPrefix(strings.TrimLeft(n.Text, "+-"), "0x")
	if n.IsInt && (hex || n.Text[0] == '\'' || !strings.ContainsAny(n.Text, ".eEpP")) {
		return int(n.Int64), true
	}
	return n.Float64, n.IsFloat
}

func constantCall(args []parse.Node) (any, bool) {
	id, ok := args[0].(*parse.IdentifierNode)
	if !ok {
		if len(args) > 1 {
			return nil, false
		}
		return constant(args[0])
	}
	if id.Ident != "list" && id.Ident != "tuple" && id.Ident != "dict" {
		return nil, false
	}
	values := make([]any, 0, len(args)-1)
	for _, arg := range args[1:] {
		v, ok := constant(arg)
		if !ok {
			return nil, false
		}
		values = append(values, v)
	}
	if id.Ident != "dict" {
		return values, true
	}
	dict := make(map[string]any, len(values)/2)
	for i := 0; i+1 < len(values); i += 2 {
		key, ok := values[i].(string)
		if !ok {
			return nil, false
		}
		dict[key] = values[i+1]
	}
	return dict, len(values)%2 == 0
}
