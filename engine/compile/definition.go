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
// model whose template needs one of these.
func (c *Compiler) Definition(id engine.NodeID) engine.Definition {
	o := c.o
	o.Existing, o.Query, o.Log = nil, nil, nil
	again := &Compiler{project: c.project, dialect: c.dialect, o: o, renderers: c.renderers, lasting: true}
	out, problems := again.Node(id)
	if problems.HasErrors() {
		return engine.Definition{}
	}
	sum := sha256.Sum256([]byte(bare(out.SQL, c.speaks(out.Lake).Name() == "snowflake")))
	d := engine.Definition{SQL: hex.EncodeToString(sum[:8]), Functions: map[string]int{}}
	for _, name := range out.UDFs {
		if f, ok := c.project.Functions.Lookup(name); ok {
			d.Functions[name] = f.Version
		}
	}
	return d
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
