package compile

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/martsql/mart/engine"
)

// Definition is what the rows of a model are made by when all of them are made anew.
// What may differ from run to run is left out of it: what stands in the target, answers
// of {{ query }}, --vars, the environment, comments and white space. It is not known of a
// model whose template needs one of these. Of the views and tables that the model reads,
// which are built anew by themselves, it has the Go functions, too.
func (c *Compiler) Definition(id engine.NodeID) engine.Definition {
	out, problems := c.anew().Node(id)
	if problems.HasErrors() {
		return engine.Definition{}
	}
	sum := sha256.Sum256([]byte(bare(out.SQL, c.speaks(out.Lake).Name() == "snowflake")))
	d := engine.Definition{SQL: hex.EncodeToString(sum[:8]), Functions: map[string]int{}}
	for _, name := range append(c.calledBefore(id), out.UDFs...) {
		if f, ok := c.project.Functions.Lookup(name); ok {
			d.Functions[name] = f.Version
		}
	}
	return d
}

// anew is a compiler for builds of all rows, in which nothing differs from run to run.
func (c *Compiler) anew() *Compiler {
	o := c.o
	o.Existing, o.Query, o.Log = nil, nil, nil
	return &Compiler{project: c.project, dialect: c.dialect, o: o, renderers: c.renderers, lasting: true}
}

// calledBefore is the functions that views and tables before a node call, as far back as
// to models that keep rows themselves.
func (c *Compiler) calledBefore(id engine.NodeID) []string {
	if !c.dialect.Supports(engine.GoUDFs) {
		return nil
	}
	var out []string
	seen := map[engine.NodeID]bool{}
	var visit func(engine.NodeID)
	visit = func(id engine.NodeID) {
		for _, p := range c.project.Manifest.Graph.Parents(id) {
			m := c.project.Manifest.Model(p)
			if m == nil || seen[p] {
				continue
			}
			seen[p] = true
			switch m.Config.Materialized {
			case engine.MaterializedView, engine.MaterializedTable, engine.MaterializedEphemeral:
				out = append(out, c.calls(p)...)
				visit(p)
			}
		}
	}
	visit(id)
	return out
}

// calls is the functions that a model's SQL calls.
func (c *Compiler) calls(id engine.NodeID) []string {
	if known, ok := c.called.Load(id); ok {
		return known.([]string)
	}
	out, _ := c.anew().Node(id)
	c.called.Store(id, out.UDFs)
	return out.UDFs
}

// bare is SQL without comments, and with no more white space than keeps words apart. It is
// for comparing only.
func bare(sql string, backslash bool) string {
	var b strings.Builder
	apart, last := false, byte(0)
	for at := 0; at < len(sql); {
		size, skipped := tokenSize(sql[at:], backslash)
		if skipped {
			apart = true
		} else {
			if apart && wordly(last) && wordly(sql[at]) {
				b.WriteByte(' ')
			}
			b.WriteString(sql[at : at+size])
			apart, last = false, sql[at+size-1]
		}
		at += size
	}
	return b.String()
}

// wordly reports a byte that a word may have.
func wordly(b byte) bool { return wordByte(b) || b >= 0x80 }

// variable answers {{ var }}. A definition has the values of the project's files, and for
// one that only the command line gives its fallback, or else its name.
func (c *Compiler) variable(name string, fallback ...any) (any, error) {
	if !c.lasting {
		return c.project.Var(name, fallback...)
	}
	if v, ok := c.project.FileVars[name]; ok {
		return v, nil
	}
	if len(fallback) > 0 {
		return fallback[0], nil
	}
	return name, nil
}

// envVar answers {{ env_var }}. A definition has the fallback, or else the name.
func (c *Compiler) envVar(name string, fallback ...string) (string, error) {
	if !c.lasting {
		return c.project.EnvVar(name, fallback...)
	}
	if len(fallback) > 0 {
		return fallback[0], nil
	}
	return name, nil
}
