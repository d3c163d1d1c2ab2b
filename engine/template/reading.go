package template

import (
	"fmt"
	"strings"
	"text/template/parse"

	"github.com/martsql/mart/engine/diag"
)

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
		r.callees = append(r.callees, callee{m, span, !c.maybe})
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
		r.ref(c)
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

// ref reads a ref, whose last argument may be a version.
func (r *reader) ref(c call) {
	n := c.count()
	if n < 2 || c.piped {
		r.names(&r.Refs, c, n)
		return
	}
	version, is, known := pinnedVersion(c.args[n-1])
	switch {
	case !is && n > 2:
		r.Problems.Add(wrongCount(r.body.callSpan(c.pos), c.name, arity{1, 2}, n))
	case !is:
		r.names(&r.Refs, c, n)
	case !known:
		r.Dynamic = append(r.Dynamic, Dynamic{c.name, r.body.callSpan(c.pos)})
	default:
		before := len(r.Refs)
		c.args = c.args[:n-1]
		if r.names(&r.Refs, c, n-1); len(r.Refs) > before {
			args := r.Refs[before].Args
			args[len(args)-1] += versionMark + version
		}
	}
}

// pinnedVersion reads (kw "v" 2). known is false when only rendering tells the version.
func pinnedVersion(n parse.Node) (version string, is, known bool) {
	p, ok := n.(*parse.PipeNode)
	if !ok || len(p.Cmds) != 1 || !isCall(p.Cmds[0], "kw") {
		return "", false, false
	}
	args := p.Cmds[0].Args[1:]
	if len(args) != 2 {
		return "", true, false
	}
	name, _ := constant(args[0])
	value, constantValue := constant(args[1])
	if name != "v" && name != "version" || !constantValue || value == nil {
		return "", true, false
	}
	return fmt.Sprint(value), true, true
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
	*into = append(*into, Call{Args: args, Span: r.body.nodeSpan(c.arg(n - 1)), Fallback: c.count() > n})
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
