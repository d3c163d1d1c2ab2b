package parse

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
)

// A gap is something that may be written and that this version of mart does not carry
// out. Those that a model cannot be built with are errors, the others warnings.
type gap struct {
	name   string
	hint   string
	stops  bool
	are    bool                 // the name is a plural
	unless func(value any) bool // for settings: values that there is no gap for; nil: none
}

// settingGaps are the gaps by config key, and where needed by value.
var settingGaps = map[string][]gap{
	"materialized": {
		{name: "materialized: snapshot", unless: isNot("snapshot"), stops: true, hint: "an incremental model can keep what was, with a query of your own"},
	},
	"incremental_strategy": {{name: "incremental_strategy: microbatch", unless: isNot("microbatch"), stops: true,
		hint: "use delete+insert, with the time in the where clause of the query"}},
	"sql_header": {{name: "sql_header", hint: "write the statement as a pre_hook"}},
	"freshness":  {freshnessGap},
}

var (
	freshnessGap = gap{name: "freshness", hint: "a model is built when it is asked for; freshness of a source, and require_fresh, are carried out"}
	snapshotGap  = gap{name: "snapshots", are: true, hint: "they are read and checked, and not built"}
	commentGap   = gap{name: "query_comment", hint: "statements are sent without it"}
)

// grantsGap is one on databases without roles.
var grantsGap = gap{name: "grants", are: true, hint: "DuckDB has no roles; a Snowflake target carries them out"}

func isNot(word string) func(any) bool { return func(v any) bool { return v != word } }

// checkNotYet tells of what is written and not carried out: of each once a file, at the
// first place, or in every place when it cannot be built.
func (l *loader) checkNotYet(context.Context) {
	n := notYet{seen: map[string]bool{}, grants: l.project.Dialect == "snowflake"}
	if c := l.file.QueryComment; c.Value != "" {
		n.at(c.Span, commentGap)
	}
	for _, f := range l.file.Folders {
		n.layer(f.Config)
	}
	for _, p := range l.properties {
		n.file(p)
	}
	for _, id := range slices.Sorted(maps.Keys(l.own)) {
		n.layer(l.own[id])
	}
	l.problems.Add(n.problems...)
}

// notYet gathers what is told of gaps.
type notYet struct {
	seen     map[string]bool // file and gap
	problems diag.List
	grants   bool // the target has roles to grant to
}

func (n *notYet) at(span diag.Span, g gap) {
	key := span.File + "\x00" + g.name
	if n.seen[key] && !g.stops {
		return
	}
	n.seen[key] = true
	verb := "is"
	if g.are {
		verb = "are"
	}
	d := diag.Warnf(span, "not-yet", "%s %s not carried out by this version of mart", g.name, verb).WithHint("%s", g.hint)
	if g.stops {
		d.Severity = diag.Error
	}
	n.problems.Add(d)
}

func (n *notYet) layer(layer config.Layer) {
	for _, s := range layer {
		if s.Key == "enabled" && s.Value == false {
			return // as a whole it is not built
		}
	}
	for _, s := range layer {
		if s.Key == "grants" && s.Value != nil && !n.grants {
			n.at(cmp.Or(s.ValueSpan, s.Span), grantsGap)
		}
		for _, g := range settingGaps[s.Key] {
			if s.Value != nil && (g.unless == nil || !g.unless(s.Value)) {
				n.at(cmp.Or(s.ValueSpan, s.Span), g)
			}
		}
	}
}

func (n *notYet) file(p *config.Properties) {
	for _, list := range [][]config.Entry{p.Models, p.Seeds, p.Snapshots, p.DataTests} {
		for _, e := range list {
			n.entry(e)
		}
	}
	for _, s := range p.Sources {
		n.layer(withoutFreshness(s.Config))
		for _, t := range s.Tables {
			t.Config = withoutFreshness(t.Config)
			n.entry(t.Entry)
		}
	}
	if len(p.Snapshots) > 0 {
		n.at(p.Snapshots[0].Span, snapshotGap)
	}
}

func (n *notYet) entry(e config.Entry) {
	n.layer(e.Config)
}

// withoutFreshness is the config of a source but for its freshness, which is heeded there:
// only that of a model is a gap.
func withoutFreshness(layer config.Layer) config.Layer {
	return slices.DeleteFunc(slices.Clone(layer), func(s config.Setting) bool { return s.Key == "freshness" })
}
