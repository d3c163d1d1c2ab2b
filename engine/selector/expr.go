package selector

import (
	"strconv"
	"strings"

	"github.com/martsql/mart/engine/diag"
)

// An Expr is a parsed selection: a *Union, an *Intersection or a *Criterion.
type Expr interface {
	// String prints the expression so that Parse reads it back as it is.
	String() string
	expr()
}

// A Union selects what any of its items selects.
type Union struct{ Items []Expr }

// An Intersection selects what all of its items select.
type Intersection struct{ Items []Expr }

// A Criterion selects the nodes that match one method, and the nodes around them.
type Criterion struct {
	Method   string   // fqn, tag, path, ...
	Args     []string // what follows the method's name: meta, owner of config.meta.owner
	Implicit bool     // the method was not written, but told from the value
	Value    string

	Whole    bool // @: descendants too, and all ancestors of all of these
	Parents  Reach
	Children Reach
	Span     diag.Span // in the text of the flag
}

// A Reach says how far to go along the graph.
type Reach struct {
	On    bool
	Depth int // steps; negative: as far as it goes
}

func (*Union) expr()        {}
func (*Intersection) expr() {}
func (*Criterion) expr()    {}

// String joins the items with blanks.
func (u *Union) String() string { return join(u.Items, " ") }

// String joins the items with commas.
func (i *Intersection) String() string { return join(i.Items, ",") }

func join(items []Expr, by string) string {
	parts := make([]string, len(items))
	for i, e := range items {
		parts[i] = e.String()
	}
	return strings.Join(parts, by)
}

// String prints the criterion with the method only if it was written.
func (c *Criterion) String() string {
	var b strings.Builder
	if c.Whole {
		b.WriteByte('@')
	}
	if c.Parents.On {
		b.WriteString(c.Parents.depth() + "+")
	}
	if !c.Implicit {
		b.WriteString(strings.Join(append([]string{c.Method}, c.Args...), ".") + ":")
	}
	b.WriteString(c.Value)
	if c.Children.On {
		b.WriteString("+" + c.Children.depth())
	}
	return b.String()
}

func (r Reach) depth() string {
	if r.Depth < 0 {
		return ""
	}
	return strconv.Itoa(r.Depth)
}
