package parse

import (
	"cmp"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
)

// readAge says how the age of a source is found and judged: what its table says, and else
// what the source says for all of its tables. Thresholds are taken one by one, as dbt
// does; null takes away.
func (l *loader) readAge(n *engine.Source, source, table config.Details) {
	n.Loader = cmp.Or(table.Loader, source.Loader)
	n.LoadedAtField, n.LoadedAtQuery = source.LoadedAtField, source.LoadedAtQuery
	if table.LoadedAtField != "" || table.LoadedAtQuery != "" {
		n.LoadedAtField, n.LoadedAtQuery = table.LoadedAtField, table.LoadedAtQuery
	}
	if table.NoFreshness {
		return
	}
	n.Freshness = mergedFreshness(source.Freshness, table.Freshness)
	if n.Freshness == nil {
		return
	}
	if n.LoadedAtField != "" && n.LoadedAtQuery != "" {
		l.problems.Add(diag.Errorf(n.Freshness.Span, "conflicting-settings", "%s.%s has a loaded_at_field and a loaded_at_query", n.SourceName, n.Name).
			WithHint("keep one of them"))
	}
	if n.Freshness.Filter != "" && (n.LoadedAtField == "" || n.LoadedAtQuery != "") {
		l.problems.Add(diag.Warnf(n.Freshness.Span, "filter-unused", "the filter of the freshness of %s.%s is not used", n.SourceName, n.Name).
			WithHint("a filter goes with loaded_at_field; write it into the loaded_at_query, or name the field"))
	}
}

func mergedFreshness(base, own *config.Freshness) *engine.Freshness {
	if own == nil {
		own = &config.Freshness{}
	}
	out := engine.Freshness{WarnAfter: age(own.WarnAfter), ErrorAfter: age(own.ErrorAfter), Filter: own.Filter, Span: own.Span}
	if base != nil {
		if out.WarnAfter == nil && !own.NoWarn {
			out.WarnAfter = age(base.WarnAfter)
		}
		if out.ErrorAfter == nil && !own.NoError {
			out.ErrorAfter = age(base.ErrorAfter)
		}
		out.Filter, out.Span = cmp.Or(out.Filter, base.Filter), cmp.Or(out.Span, base.Span)
	}
	if out.Span == (diag.Span{}) {
		return nil // neither says anything
	}
	return &out
}

func age(a *config.Age) *engine.Age {
	if a == nil {
		return nil
	}
	return &engine.Age{Count: a.Count, Period: a.Period}
}
