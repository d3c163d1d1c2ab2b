package template

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"github.com/martsql/mart/engine/diag"
)

// A view is a library as one dialect sees it. It is not changed once made.
type view struct {
	macros   map[string]*macro   // by the name a template calls: "x", "test x", "mart__x"
	names    []string            // every function and macro, for suggestions
	others   map[string]string   // macros that only another adapter has: name -> adapter
	closures map[*macro]*Scan    // what a macro names, with all macros it calls
	direct   map[*macro]*reading // what a macro's own body names
}

// view returns the library for a dialect.
func (l *Library) view(dialect string) *view {
	l.mu.Lock()
	defer l.mu.Unlock()
	if v := l.views[dialect]; v != nil {
		return v
	}
	v := &view{macros: map[string]*macro{}, others: map[string]string{}, closures: map[*macro]*Scan{}, direct: map[*macro]*reading{}}
	for _, layer := range []map[string]*macro{l.standard, l.project} {
		for _, adapter := range []string{"", dialect} {
			for _, m := range layer {
				if m.Adapter != adapter {
					v.others[m.callName()] = m.Adapter
					continue
				}
				v.macros[m.callName()] = m
				if m.standard && !m.Test {
					v.macros[standardPrefix+m.Name] = m
				}
			}
		}
	}
	v.names = v.functionNames()
	for _, m := range v.macros {
		r := v.read(m.body, m.calls)
		v.direct[m] = &r
	}
	for _, m := range v.macros {
		v.closures[m] = v.closure(m)
	}
	l.views[dialect] = v
	return v
}

func (v *view) functionNames() []string {
	names := slices.Collect(maps.Keys(arities()))
	for name, m := range v.macros {
		if !m.Test && !strings.HasPrefix(name, standardPrefix) {
			names = append(names, name)
		}
	}
	names = slices.DeleteFunc(names, func(s string) bool { return strings.HasPrefix(s, standardPrefix) || s == "config_get" })
	slices.Sort(names)
	return names
}

// A callee is a macro that a body calls, and where.
type callee struct {
	macro *macro
	span  diag.Span
}

// A reading is what one body names by itself.
type reading struct {
	Scan
	callees []callee
}

// closure collects what a macro names through all macros that it reaches.
func (v *view) closure(m *macro) *Scan {
	type visit struct {
		macro *macro
		path  []diag.Related // the calls from m to here
	}
	out := &Scan{}
	seen := map[*macro]bool{m: true}
	for queue := []visit{{macro: m}}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		r := v.direct[at.macro]
		out.absorb(&r.Scan, func(span diag.Span) []diag.Related {
			return append(slices.Clone(at.path), diag.Related{Span: span, Message: "in macro " + at.macro.FullName()})
		})
		for _, c := range r.callees {
			if seen[c.macro] {
				continue
			}
			seen[c.macro] = true
			out.Macros = append(out.Macros, Use{Name: c.macro.FullName()})
			path := append(slices.Clone(at.path), diag.Related{Span: c.span, Message: "in macro " + at.macro.FullName()})
			queue = append(queue, visit{c.macro, path})
		}
	}
	return out
}

// read classifies the calls of a body.
func (v *view) read(b *body, calls []call) reading {
	r := &reader{view: v, body: b}
	for _, c := range calls {
		r.call(c)
	}
	return r.reading
}

type reader struct {
	reading
	view *view
	body *body
}

func (r *reader) call(c call) {
	if m, ok := r.view.macros[c.name]; ok && !m.Test {
		span := r.body.callSpan(c.pos)
		r.callees = append(r.callees, callee{m, span})
		r.macroArguments(m, c, span)
		return
	}
	want, ok := arities()[c.name]
	if !ok && r.view.others[c.name] != "" {
		return // it may be asked before which adapter this is; rendering tells
	}
	if !ok || c.name == printName {
		r.Problems.Add(r.view.unknownFunction(c.name, r.body.spanFrom(c.pos, len(c.name))))
		return
	}
	if n := c.count(); n < want.least || want.most >= 0 && n > want.most {
		r.Problems.Add(wrongCount(r.body.callSpan(c.pos), c.name, want, n))
		return
	}
	r.own(c)
}

// own reads a call of one of mart's functions.
func (r *reader) own(c call) {
	switch c.name {
	case "ref":
		r.names(&r.Refs, c, c.count())
	case "source":
		r.names(&r.Sources, c, 2)
	case "udf":
		r.names(&r.UDFs, c, 1)
	case "rejects":
		r.names(&r.Rejects, c, 1)
	case "var":
		r.names(&r.Vars, c, 1)
	case "env_var":
		r.names(&r.EnvVars, c, 1)
	case "doc":
		r.names(&r.Docs, c, 1)
	case "config":
		r.config(c)
	case "this":
		r.This = true
	case "is_incremental":
		r.IsIncremental = true
	case "query":
		r.Query = true
	case "execute":
		r.Execute = true
	case "target":
		r.Target = true
	}
}

// names reads the first n arguments, which name something.
func (r *reader) names(into *[]Call, c call, n int) {
	args := make([]string, n)
	for i := range args {
		node := c.arg(i)
		text, ok := c.text(i)
		if !ok {
			if v, isConstant := constantOf(node); isConstant {
				r.Problems.Add(diag.Errorf(r.body.nodeSpan(node), "wrong-arguments", "%s needs a name in quotes, not %s", c.name, valueName(v)).
					WithHint(`write  {{ %s %s}}`, c.name, strings.Repeat(`"name" `, n)))
				return
			}
			r.Dynamic = append(r.Dynamic, Dynamic{c.name, r.body.callSpan(c.pos)})
			return
		}
		args[i] = text
	}
	*into = append(*into, Call{Args: args, Span: r.body.nodeSpan(c.arg(n - 1))})
}

func constantOf(n parse.Node) (any, bool) {
	if n == nil {
		return nil, false
	}
	return constant(n)
}

// config reads {{ config "key" value ... }} and {{ config (dict "key" value ...) }}.
func (r *reader) config(c call) {
	args := c.args
	if len(args) == 1 && !c.piped {
		if p, ok := args[0].(*parse.PipeNode); ok && len(p.Cmds) == 1 && isCall(p.Cmds[0], "dict") {
			args = p.Cmds[0].Args[1:]
		}
	}
	if c.piped || len(args) == 1 && c.count() == 1 && !isText(args[0]) {
		r.Dynamic = append(r.Dynamic, Dynamic{c.name, r.body.callSpan(c.pos)})
		return
	}
	if len(args)%2 != 0 {
		r.Problems.Add(configPairs(r.body.callSpan(c.pos)))
		return
	}
	for i := 0; i < len(args); i += 2 {
		key, keyOK := constant(args[i])
		value, valueOK := constant(args[i+1])
		name, isText := key.(string)
		switch {
		case keyOK && !isText:
			r.Problems.Add(diag.Errorf(r.body.nodeSpan(args[i]), "wrong-arguments", "config needs a key in quotes here, not %s", valueName(key)).
				WithHint(`write  {{ config "materialized" "table" }}`))
		case keyOK && valueOK:
			r.Settings = append(r.Settings, Setting{name, value, r.body.nodeSpan(args[i]), r.body.nodeSpan(args[i+1])})
		default:
			r.Dynamic = append(r.Dynamic, Dynamic{c.name, r.body.callSpan(c.pos)})
		}
	}
}

func configPairs(span diag.Span) diag.Diagnostic {
	return diag.Errorf(span, "wrong-arguments", "config needs pairs of a key and a value").
		WithHint(`write  {{ config "materialized" "table" "tags" (list "daily") }}`)
}

func isCall(cmd *parse.CommandNode, name string) bool {
	id, ok := cmd.Args[0].(*parse.IdentifierNode)
	return ok && id.Ident == name
}

func isText(n parse.Node) bool {
	_, ok := n.(*parse.StringNode)
	return ok
}

// macroArguments checks a macro's call as far as it is constant.
func (r *reader) macroArguments(m *macro, c call, span diag.Span) {
	positional := 0
	var named []string
	for _, arg := range c.args {
		p, ok := arg.(*parse.PipeNode)
		if !ok || len(p.Cmds) != 1 || !isCall(p.Cmds[0], "kw") {
			positional++
			continue
		}
		for i := 1; i < len(p.Cmds[0].Args); i += 2 {
			v, ok := constant(p.Cmds[0].Args[i])
			name, isText := v.(string)
			if !ok || !isText {
				return // only rendering tells
			}
			named = append(named, name)
		}
	}
	if c.piped {
		positional++
	}
	if d, bad := m.fits(positional, named); bad {
		d.Span = span
		r.Problems.Add(d)
	}
}

// fits checks the number of arguments by position and the names of the others.
func (s Signature) fits(positional int, named []string) (d diag.Diagnostic, bad bool) {
	d = diag.Diagnostic{Code: "wrong-arguments", Hint: "the macro is  " + s.String()}
	if positional > len(s.Params) {
		d.Summary = s.Name + " takes " + counted(len(s.Params), "argument") + ", and is given " + counted(positional, "")
		return d, true
	}
	given := map[string]bool{}
	for _, p := range s.Params[:positional] {
		given[p.Name] = true
	}
	for _, name := range named {
		switch {
		case !slices.ContainsFunc(s.Params, func(p Param) bool { return p.Name == name }):
			d.Summary = s.Name + " has no argument " + name
			if hint := diag.DidYouMean(name, s.paramNames()); hint != "" {
				d.Hint = hint + " " + d.Hint
			}
			return d, true
		case given[name]:
			d.Summary = s.Name + " is given its argument " + name + " twice"
			return d, true
		}
		given[name] = true
	}
	for _, p := range s.Params {
		if !p.Optional && !given[p.Name] {
			d.Summary = s.Name + " is not given its argument " + p.Name
			return d, true
		}
	}
	return d, false
}

// unknownFunction reports a function that does not exist, with a reason when we know one.
func (v *view) unknownFunction(name string, span diag.Span) diag.Diagnostic {
	if standard, ok := strings.CutPrefix(name, standardPrefix); ok {
		span.End = diag.Pos{Line: span.Start.Line, Column: span.Start.Column + len("mart."+standard), Offset: span.Start.Offset + len("mart."+standard)}
		d := diag.Errorf(span, "unknown-function", "mart has no macro %s", standard)
		d.Hint = diag.DidYouMean(standard, v.names)
		return d
	}
	d := diag.Errorf(span, "unknown-function", "there is no function or macro %s", name)
	switch {
	case v.others[name] != "":
		d.Summary = "the macro " + name + " is there for " + v.others[name] + " only"
		d.Hint = "define it for all adapters, or call it only where it exists: {{ if eq target.adapter \"" + v.others[name] + "\" }}"
	case slices.Contains(withheld, name):
		d.Summary = name + " is not offered in templates"
		d.Hint = "its result would differ from run to run or between machines; the same project compiles to the same SQL everywhere"
	case slices.Contains([]string{"test", "macro", "set", "for", "endif", "endfor", "elif", "not"}, name):
		d.Hint = "blocks are written  {{ if ... }} ... {{ end }}  and  {{ range ... }} ... {{ end }}"
	default:
		d.Hint = diag.DidYouMean(name, v.names)
	}
	return d
}

func wrongCount(span diag.Span, name string, want arity, got int) diag.Diagnostic {
	name = strings.ReplaceAll(name, "config_get", "config.get")
	takes := counted(want.least, "argument")
	switch {
	case want.most < 0:
		takes = "at least " + takes
	case want.most > want.least:
		to := " to "
		if want.most == want.least+1 {
			to = " or "
		}
		takes = counted(want.least, "") + to + counted(want.most, "argument")
	}
	return diag.Errorf(span, "wrong-arguments", "%s takes %s, and is given %s", name, takes, counted(got, "")).
		WithHint("%s", usage[name])
}

// usage shows how mart's own functions are called.
var usage = map[string]string{
	"ref":            `write  {{ ref "orders" }}`,
	"source":         `write  {{ source "scrapers" "offers" }}`,
	"var":            `write  {{ var "name" }}  or  {{ var "name" "fallback" }}`,
	"env_var":        `write  {{ env_var "NAME" }}  or  {{ env_var "NAME" "fallback" }}`,
	"config.get":     `write  {{ config.get "key" }}  or  {{ config.get "key" "fallback" }}`,
	"config":         `write  {{ config "materialized" "table" }}`,
	"udf":            `write  {{ udf "parse_promo" "promo_text" }}`,
	"kw":             `write  (kw "scale" 3)`,
	"fail":           `write  {{ fail "what is wrong" }}`,
	"this":           `write  {{ this }}  or  {{ this.schema }}`,
	"is_incremental": `write  {{ if is_incremental }} ... {{ end }}`,
}

func counted(n int, noun string) string {
	words := []string{"no", "one", "two", "three", "four", "five"}
	word := ""
	if word = strconv.Itoa(n); n < len(words) {
		word = words[n]
	}
	if n == 0 && noun == "" {
		word = "none"
	}
	switch {
	case noun == "":
		return word
	case n == 1:
		return word + " " + noun
	}
	return word + " " + noun + "s"
}

// tests lists the names of generic tests.
func (v *view) tests() []string {
	var names []string
	for _, m := range v.macros {
		if m.Test {
			names = append(names, m.Name)
		}
	}
	slices.Sort(names)
	return names
}

// Functions lists what a template can call under a dialect: text/template's functions,
// sprig's, mart's own, and macros; sorted.
func (l *Library) Functions(dialect string) []string { return slices.Clone(l.view(dialect).names) }
