package compile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/materialize"
	"github.com/martsql/mart/engine/template"
)

// context answers the functions of a template for a node, and notes in out what the
// template named.
func (c *Compiler) context(n engine.Node, out *rendered) *template.Context {
	h := n.Head()
	ctx := &template.Context{
		Ref: func(at diag.Span, pkg, name string) (string, error) {
			target, ok := c.project.Ref(pkg, name)
			if !ok {
				return "", c.unknownRef(at, name)
			}
			return c.relationSQL(at, n, target, out)
		},
		Source: func(at diag.Span, source, table string) (string, error) {
			target, ok := c.project.SourceTable(source, table)
			if !ok {
				return "", diag.Errorf(at, "unknown-source", "no source %q has a table %q", source, table)
			}
			return c.relationSQL(at, n, target, out)
		},
		Rejects: func(at diag.Span, model string) (string, error) {
			target, ok := c.project.Ref("", model)
			if !ok {
				return "", c.unknownRef(at, model)
			}
			if out.Lake {
				return "", c.tableOnLake(at, n, "the rejects of "+model)
			}
			return c.dialect.Relation(materialize.RejectsName(target.Rel())), nil
		},
		UDF: func(at diag.Span, name string, args []string) (string, error) {
			return c.udfSQL(n, at, name, args, out)
		},
		Config:    func(diag.Span, string, any) error { return nil }, // read by parse
		ConfigGet: func(key string) (any, bool) { v, ok := h.Config.Values[key]; return v, ok },
		Var:       c.variable,
		EnvVar:    c.envVar,
		Query:     c.o.Query,
		Doc:       func(name string) (string, error) { return c.project.Docs[name], nil },
		Log: func(message string) {
			if c.o.Log != nil {
				c.o.Log(diag.Diagnostic{Severity: diag.Note, Span: diag.Span{File: h.File}, Summary: message})
			}
		},
		Literal: c.speaks(out.Lake).Literal,
		Target:  c.project.TargetFacts(),
		Execute: c.o.Query != nil,
	}
	if r, ok := n.(engine.Relational); ok {
		ctx.This = &template.This{SQL: c.thisSQL(r), Relation: r.Rel()}
		ctx.IsIncremental = c.isIncremental(h.Config, r.Rel())
	}
	return ctx
}

// thisSQL is how a node's own SQL names the relation that it stands in.
func (c *Compiler) thisSQL(r engine.Relational) string {
	if c.o.Relation != nil {
		if sql, ok := c.o.Relation(r); ok {
			return sql
		}
	}
	return c.dialect.Relation(r.Rel())
}

func (c *Compiler) unknownRef(at diag.Span, name string) error {
	var names []string
	for _, n := range c.project.Manifest.Nodes {
		if r, ok := n.(engine.Relational); ok && n.Head().Kind != engine.KindSource {
			names = append(names, r.Head().Name)
		}
	}
	return diag.Errorf(at, "unknown-ref", "no model, seed or snapshot is named %q", name).WithHint("%s", diag.DidYouMean(name, names))
}

// isIncremental is dbt's: the model is incremental, stands as a table, and is not being
// refreshed as a whole. A model's own full_refresh beats the flag.
func (c *Compiler) isIncremental(cfg engine.Config, r engine.Relation) bool {
	if cfg.Materialized != engine.MaterializedIncremental || c.o.Existing == nil {
		return false
	}
	full := c.o.FullRefresh
	if cfg.FullRefresh != nil {
		full = *cfg.FullRefresh
	}
	existing, ok := c.o.Existing(r)
	return ok && existing.Type == engine.TableType && !full
}

// relationSQL is how a node's SQL names another node: a relation, a reader of files, the
// staged new files, or the CTE of an ephemeral model.
func (c *Compiler) relationSQL(at diag.Span, n engine.Node, target engine.Relational, out *rendered) (string, error) {
	cfg := target.Head().Config
	source, isSource := target.(*engine.Source)
	if c.o.Relation != nil {
		if sql, ok := c.o.Relation(target); ok {
			return sql, nil
		}
	}
	switch {
	case cfg.Materialized == engine.MaterializedEphemeral && !isSource:
		id := target.Head().ID
		if !slices.Contains(out.ephemerals, id) {
			out.ephemerals = append(out.ephemerals, id)
		}
		return c.speaks(out.Lake).Quote(cteName(target.Head().Name)), nil
	}
	if err := c.acrossSides(at, n, target, out.Lake); err != nil {
		return "", err
	}
	switch {
	case isSource && source.Files == nil, !isSource && cfg.Materialized != engine.MaterializedExternal:
		return c.dialect.Relation(target.Rel()), nil
	case c.o.Staged && readsFiles(n):
		return c.speaks(out.Lake).Quote(stage(target, out)), nil
	}
	sql, problems := materialize.InlineReader(target, c.o.Root, out.wantsRow)
	return sql, problems.Err()
}

// readsFiles reports whether a node's inputs of files are staged for it.
func readsFiles(n engine.Node) bool {
	m := n.Head().Config.Materialized
	return m == engine.MaterializedLoad || m == engine.MaterializedExternal
}

// stage notes an input of files and returns the name of its staged relation.
func stage(target engine.Relational, out *rendered) string {
	id := target.Head().ID
	for _, in := range out.Inputs {
		if in.Node == id {
			return in.Stage
		}
	}
	name := target.Head().Name
	if s, ok := target.(*engine.Source); ok {
		name = s.SourceName + "__" + name
	}
	// Line numbers are asked for only where the SQL names them: numbering costs.
	in := engine.Input{Node: id, Stage: "due__" + name, Row: out.wantsRow}
	out.Inputs = append(out.Inputs, in)
	return in.Stage
}

// udfSQL is a call of a Go function.
func (c *Compiler) udfSQL(n engine.Node, at diag.Span, name string, args []string, out *rendered) (string, error) {
	f, ok := c.project.Functions.Lookup(name)
	if !ok {
		return "", diag.Errorf(at, "unknown-udf", "no Go function is named %q", name).WithHint("see  mart udf --list")
	}
	if len(args) < f.MinArgs() || len(args) > len(f.Args) {
		return "", diag.Errorf(at, "udf-arguments", "%s was given %d arguments", name, len(args)).WithHint("its signature is  %s", f.Signature())
	}
	if d := c.speaks(out.Lake); !d.Supports(engine.GoUDFs) {
		return "", diag.Errorf(at, "udf-on-warehouse", "%s cannot call the Go function %s: it runs inside %s", n.Head().Name, name, d.Name()).
			WithHint("move the call into a load model, which runs on the lake side, and ref its column here")
	}
	out.UDFs = append(out.UDFs, name)
	return fmt.Sprintf("%s(%s)", name, strings.Join(args, ", ")), nil
}
