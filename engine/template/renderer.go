package template

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	gotemplate "text/template"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// A Renderer renders templates, one at a time: a function of a Context must not use the
// renderer that it is called from.
type Renderer struct {
	view    *view
	main    *gotemplate.Template            // its tree is exchanged per file
	macros  map[*macro]*gotemplate.Template // made when first called
	buffers []*bytes.Buffer                 // by depth of macro calls
	depth   int
	out     recorder
	ctx     *Context
	at      diag.Span // of a Call; unknown in a Render
}

// Rendered is the outcome of a template.
type Rendered struct {
	SQL string
	Map engine.SourceMap
}

// maxDepth bounds macros that call one another.
const maxDepth = 100

// NewRenderer makes a renderer for one worker. Renderers of one library may work at the
// same time; one renderer is used by one goroutine.
func (l *Library) NewRenderer(dialect string) *Renderer {
	r := &Renderer{view: l.view(dialect), macros: map[*macro]*gotemplate.Template{}}
	functions := r.functions()
	for name, m := range r.view.macros {
		if !m.Test {
			functions[name] = func(args ...any) (string, error) { return r.call(m, args) }
		}
	}
	r.main = gotemplate.New(treeName).Option("missingkey=error").Funcs(sprigFunctions()).Funcs(functions)
	return r
}

// Render renders a file. On any fault there is no SQL.
func (r *Renderer) Render(f *File, ctx *Context) (Rendered, diag.List) {
	b := f.body
	if b.tree == nil {
		if f.Text == "" {
			return Rendered{}, nil
		}
		all := engine.Segment{Span: b.src.span(0, len(f.Text)), Literal: true}
		return Rendered{f.Text, engine.SourceMap{all}}, nil
	}
	r.begin(ctx, diag.Span{})
	r.out.reset(b)
	r.main.Tree = b.tree
	if err := r.main.Execute(&r.out, nil); err != nil {
		return Rendered{}, folded(r.faults(err, b, f.calls))
	}
	return Rendered{string(r.out.buf), slices.Clone(r.out.segments)}, nil
}

// Call renders one call of a macro, by its name ("test unique", "generate_series"),
// with named arguments: a generic test or an operation. at is where the call is written,
// say in a property file: the map and the faults point there.
func (r *Renderer) Call(name string, args map[string]any, at diag.Span, ctx *Context) (Rendered, diag.List) {
	m := r.view.macros[name]
	if m == nil {
		d := r.view.unknownFunction(name, at)
		if test, ok := strings.CutPrefix(name, "test "); ok {
			d.Summary, d.Hint = "there is no generic test "+test, diag.DidYouMean(test, r.view.tests())
		}
		return Rendered{}, diag.List{d}
	}
	r.begin(ctx, at)
	pairs := make(keywords, 0, len(args))
	for _, key := range sortedKeys(args) {
		pairs = append(pairs, keyword{key, args[key]})
	}
	sql, err := r.call(m, []any{pairs})
	if err != nil {
		return Rendered{}, settle(err, at)
	}
	return Rendered{sql, engine.SourceMap{{Span: at}}}, nil
}

func (r *Renderer) begin(ctx *Context, at diag.Span) {
	if ctx == nil {
		ctx = &Context{}
	}
	r.ctx, r.at, r.depth = ctx, at, 0
	r.out.body = nil
}

// site is the span that the caller's functions are told: of the action of the file that
// is being rendered, or of the call.
func (r *Renderer) site() diag.Span {
	if r.at.File != "" || r.out.body == nil {
		return r.at
	}
	return r.out.body.siteSpan(r.out.current)
}

// call renders a macro. White space around its text is dropped: a macro stands for an
// expression, or a query.
func (r *Renderer) call(m *macro, args []any) (string, error) {
	dot, err := m.bind(args)
	if err != nil {
		return "", err
	}
	b := m.body
	if b.tree == nil {
		return strings.TrimSpace(b.src.body[b.base:b.end]), nil
	}
	if r.depth == maxDepth {
		return "", diag.Diagnostic{Code: "macro-recursion", Summary: "macro " + m.FullName() + " calls itself without end"}
	}
	if r.depth == len(r.buffers) {
		r.buffers = append(r.buffers, &bytes.Buffer{})
	}
	out := r.buffers[r.depth]
	out.Reset()
	r.depth++
	defer func() { r.depth-- }()
	if err := r.template(m).Execute(out, dot); err != nil {
		return "", inMacro(m, r.faults(err, b, m.calls))
	}
	return string(bytes.TrimSpace(out.Bytes())), nil
}

func (r *Renderer) template(m *macro) *gotemplate.Template {
	t := r.macros[m]
	if t == nil {
		t = r.main.New(treeName)
		t.Tree = m.body.tree
		r.macros[m] = t
	}
	return t
}

// bind makes the dot of a macro from the arguments of a call.
func (m *macro) bind(args []any) (map[string]any, error) {
	dot := make(map[string]any, len(m.Params))
	positional := 0
	var named []string
	for _, arg := range args {
		pairs, ok := arg.(keywords)
		if !ok {
			if positional < len(m.Params) {
				dot[m.Params[positional].Name] = arg
			}
			positional++
			continue
		}
		for _, pair := range pairs {
			named = append(named, pair.name)
			dot[pair.name] = pair.value
		}
	}
	if len(named) > 0 || positional != len(m.Params) {
		if d, bad := m.fits(positional, named); bad {
			return nil, d
		}
	}
	for _, p := range m.Params {
		if _, ok := dot[p.Name]; !ok {
			dot[p.Name] = p.Default
		}
	}
	return dot, nil
}

// A recorder takes the output of a file and notes which site wrote what.
type recorder struct {
	body     *body
	buf      []byte
	segments engine.SourceMap
	current  int  // the site that writes
	begun    bool // it has a segment
}

func (o *recorder) reset(b *body) {
	o.body, o.buf, o.segments = b, o.buf[:0], o.segments[:0]
	o.current, o.begun = 0, false
}

// Write takes output, and the marks between it: see body.prepare.
func (o *recorder) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(p) == 4 {
		i := int(binary.LittleEndian.Uint32(p))
		if i < len(o.body.sites) && &o.body.markers[4*i] == &p[0] {
			o.current, o.begun = i, false
			return 4, nil
		}
	}
	if !o.begun {
		s := engine.Segment{Out: len(o.buf), Span: o.body.siteSpan(o.current), Literal: o.body.sites[o.current].literal}
		o.segments = append(o.segments, s)
		o.begun = true
	}
	o.buf = append(o.buf, p...)
	return len(p), nil
}
