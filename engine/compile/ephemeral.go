package compile

import (
	"regexp"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

func cteName(model string) string { return "__mart__cte__" + model }

// withEphemerals puts the ephemeral models that SQL names in front of it as CTEs, each
// after those that it names itself.
func (c *Compiler) withEphemerals(r rendered) (engine.Compiled, diag.List) {
	if len(r.ephemerals) == 0 {
		return r.Compiled, nil
	}
	var problems diag.List
	var ctes []engine.Compiled
	seen := map[engine.NodeID]bool{}
	var visit func(ids []engine.NodeID)
	visit = func(ids []engine.NodeID) {
		for _, id := range ids {
			if seen[id] {
				continue
			}
			seen[id] = true
			e := c.ephemeral(id, r.Lake)
			problems.Add(e.problems...)
			visit(e.inside)
			ctes = append(ctes, e.compiled)
		}
	}
	visit(r.ephemerals)
	out := r.Compiled
	out.SQL, out.Map = c.insertCTEs(r.Compiled, ctes)
	for _, e := range ctes {
		out.UDFs = append(out.UDFs, e.UDFs...)
	}
	return out, problems
}

// ephemeral compiles an ephemeral model once for each side.
func (c *Compiler) ephemeral(id engine.NodeID, lake bool) compiledOnce {
	key := memoKey{id, lake}
	if known, ok := c.memo.Load(key); ok {
		return known.(compiledOnce)
	}
	r, problems := c.one(c.project.Manifest.Model(id), c.project.Templates[id], lake)
	once := compiledOnce{compiled: r.Compiled, inside: r.ephemerals, problems: problems}
	c.memo.Store(key, once)
	return once
}

// leadingWith finds a WITH at the beginning of SQL, behind white space and comments.
var leadingWith = regexp.MustCompile(`(?is)^(?:\s+|--[^\n]*(?:\n|$)|/\*.*?\*/)*with(?:\s+recursive)?\s`)

// insertCTEs writes CTEs in front of SQL, or behind its own WITH, and moves the map.
func (c *Compiler) insertCTEs(into engine.Compiled, ctes []engine.Compiled) (string, engine.SourceMap) {
	sql, m := into.SQL, into.Map
	at, open, end := 0, "with ", "\n"
	if loc := leadingWith.FindStringIndex(sql); loc != nil {
		at, open, end = loc[1], "", ",\n"
	}
	var b strings.Builder
	var inserted engine.SourceMap
	for i, e := range ctes {
		if i == 0 {
			b.WriteString(open)
		} else {
			b.WriteString(",\n")
		}
		name := c.project.Manifest.Nodes[e.ID].Head().Name
		b.WriteString(c.speaks(into.Lake).Quote(cteName(name)) + " as (\n")
		inserted = append(inserted, e.Map.Shift(at+b.Len())...)
		b.WriteString(e.SQL)
		inserted = append(inserted, engine.Segment{Out: at + b.Len()})
		b.WriteString("\n)")
	}
	b.WriteString(end)
	return sql[:at] + b.String() + sql[at:], spliced(m, inserted, at, b.Len())
}

// spliced is a map with n bytes put in at an offset, which the inserted map describes.
func spliced(m, inserted engine.SourceMap, at, n int) engine.SourceMap {
	var out engine.SourceMap
	i := 0
	for i < len(m) && m[i].Out < at {
		out = append(out, m[i])
		i++
	}
	out = append(out, engine.Segment{Out: at})
	out = append(out, inserted...)
	if i > 0 && (i == len(m) || m[i].Out > at) {
		// The segment that the insertion cut in two goes on behind it.
		cut := m[i-1]
		if cut.Literal {
			cut.Span.Start.Offset += at - cut.Out
		}
		cut.Out = at + n
		out = append(out, cut)
	}
	return append(out, m[i:].Shift(n)...)
}
