package template

import (
	"fmt"
	gotemplate "text/template"

	"github.com/martsql/mart/engine/diag"
)

// keywords are arguments passed by name: what kw gives.
type keywords []keyword

type keyword struct {
	name  string
	value any
}

// thisValue is {{ this }}: SQL when printed, and its parts by name.
type thisValue map[string]any

// String gives the relation as SQL.
func (t thisValue) String() string {
	s, _ := t["sql"].(string)
	return s
}

// functions are mart's own functions, which answer from the context in force.
func (r *Renderer) functions() gotemplate.FuncMap {
	return gotemplate.FuncMap{
		printName:    printed,
		"ref":        r.ref,
		"source":     r.source,
		"udf":        r.udf,
		"rejects":    r.rejects,
		"config":     r.config,
		"config_get": r.configGet,
		"var":        r.variable,
		"env_var":    r.envVar,
		"this":       r.this,
		"target":     r.target,
		"query":      r.query,
		"doc":        r.doc,
		"log":        r.log,
		"kw":         kw,
		"literal":    r.literal,
		"fail": func(message any) (string, error) {
			return "", diag.Diagnostic{Code: "raised", Summary: fmt.Sprint(message)}
		},
		"is_incremental": func() bool { return r.ctx.IsIncremental },
		"execute":        func() bool { return r.ctx.Execute },
	}
}

// absent says that a function has no answer in the place where the template stands.
func absent(name string) error {
	return diag.Diagnostic{Code: "not-available", Summary: name + " is not available here"}
}

func wrongArguments(name, summary string) error {
	return diag.Diagnostic{Code: "wrong-arguments", Summary: summary, Hint: usage[name]}
}

func (r *Renderer) ref(args ...any) (string, error) {
	names := make([]string, 0, len(args))
	for i, arg := range args {
		switch arg := arg.(type) {
		case string:
			names = append(names, arg)
		case keywords:
			if i == 0 || i < len(args)-1 || len(arg) != 1 || arg[0].name != "v" && arg[0].name != "version" {
				return "", wrongArguments("ref", "ref takes a version as its last argument")
			}
			names[i-1] += versionMark + fmt.Sprint(arg[0].value)
		default:
			return "", wrongArguments("ref", fmt.Sprintf("ref needs a name in quotes, not %s", valueName(arg)))
		}
	}
	switch {
	case r.ctx.Ref == nil:
		return "", absent("ref")
	case len(names) == 1:
		return r.ctx.Ref(r.site(), "", names[0])
	case len(names) == 2:
		return r.ctx.Ref(r.site(), names[0], names[1])
	}
	return "", wrongArguments("ref", "ref takes one name, or a package and a name")
}

// versionMark stands between the name of a model and its version.
const versionMark = ".v"

func (r *Renderer) source(source, table string) (string, error) {
	if r.ctx.Source == nil {
		return "", absent("source")
	}
	return r.ctx.Source(r.site(), source, table)
}

func (r *Renderer) udf(name string, args ...any) (string, error) {
	if r.ctx.UDF == nil {
		return "", absent("udf")
	}
	texts := make([]string, len(args))
	for i, arg := range args {
		text, err := printed(arg)
		if err != nil {
			return "", err
		}
		texts[i] = text
	}
	return r.ctx.UDF(r.site(), name, texts)
}

func (r *Renderer) rejects(model string) (string, error) {
	if r.ctx.Rejects == nil {
		return "", absent("rejects")
	}
	return r.ctx.Rejects(r.site(), model)
}

func (r *Renderer) config(args ...any) (string, error) {
	if r.ctx.Config == nil {
		return "", nil // its pairs were read without rendering
	}
	if len(args) == 1 {
		if dict, ok := args[0].(map[string]any); ok {
			args = args[:0]
			for _, key := range sortedKeys(dict) {
				args = append(args, key, dict[key])
			}
		}
	}
	if len(args)%2 != 0 {
		return "", configPairs(diag.Span{})
	}
	for i := 0; i < len(args); i += 2 {
		key, ok := args[i].(string)
		if !ok {
			return "", configPairs(diag.Span{})
		}
		if err := r.ctx.Config(r.site(), key, args[i+1]); err != nil {
			return "", err
		}
	}
	return "", nil
}

func (r *Renderer) configGet(key string, fallback ...any) (any, error) {
	if r.ctx.ConfigGet == nil {
		return nil, absent("config.get")
	}
	if v, ok := r.ctx.ConfigGet(key); ok {
		return copied(v), nil
	}
	if len(fallback) == 1 {
		return fallback[0], nil
	}
	return nil, nil
}

func (r *Renderer) variable(name string, fallback ...any) (any, error) {
	if r.ctx.Var == nil {
		return nil, absent("var")
	}
	v, err := r.ctx.Var(name, fallback...)
	return copied(v), err
}

func (r *Renderer) envVar(name string, fallback ...string) (string, error) {
	if r.ctx.EnvVar == nil {
		return "", absent("env_var")
	}
	return r.ctx.EnvVar(name, fallback...)
}

func (r *Renderer) this() (thisValue, error) {
	this := r.ctx.This
	if this == nil {
		return nil, absent("this")
	}
	return thisValue{
		"sql": this.SQL, "database": this.Relation.Database, "schema": this.Relation.Schema,
		"name": this.Relation.Name, "identifier": this.Relation.Name, "table": this.Relation.Name,
	}, nil
}

func (r *Renderer) target() (any, error) {
	if r.ctx.Target == nil {
		return nil, absent("target")
	}
	return copied(r.ctx.Target), nil
}

func (r *Renderer) query(sql string) ([]map[string]any, error) {
	if !r.ctx.Execute {
		return nil, nil
	}
	if r.ctx.Query == nil {
		return nil, absent("query")
	}
	return r.ctx.Query(sql)
}

func (r *Renderer) doc(name string) (string, error) {
	if r.ctx.Doc == nil {
		return "", absent("doc")
	}
	return r.ctx.Doc(name)
}

func (r *Renderer) log(message any) string {
	if r.ctx.Log != nil {
		r.ctx.Log(fmt.Sprint(message))
	}
	return ""
}

func (r *Renderer) literal(v any) string {
	if r.ctx.Literal != nil {
		return r.ctx.Literal(v)
	}
	return literal(v)
}

// kw makes named arguments of names and values.
func kw(args ...any) (keywords, error) {
	if len(args)%2 != 0 {
		return nil, wrongArguments("kw", "kw needs pairs of a name and a value")
	}
	out := make(keywords, 0, len(args)/2)
	for i := 0; i < len(args); i += 2 {
		name, ok := args[i].(string)
		if !ok {
			return nil, wrongArguments("kw", "kw needs a name in quotes before each value")
		}
		out = append(out, keyword{name, args[i+1]})
	}
	return out, nil
}

// copied copies dicts and lists: sprig's set changes a dict in place, and what the context
// gives is shared between workers.
func copied(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, item := range v {
			out[key] = copied(item)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = copied(item)
		}
		return out
	}
	return v
}
