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
	found := source
	if table.LoadedAtField != "" || table.LoadedAtQuery != "" {
		found = table
	}
	n.LoadedAtField, n.LoadedAtQuery, n.LoadedAtSpan = found.LoadedAtField, found.LoadedAtQuery, found.FieldSpan
	if found.LoadedAtQuery != "" {
		n.LoadedAtSpan = found.QuerySpan
	}
	if table.NoFreshness {
		return
	}
	n.Freshness = mergedFreshness(source.Freshness, table.Freshness)
	if n.Freshness == nil {
		return
	}
	if n.LoadedAtField != "" && n.LoadedAtQuery != "" {
		d := diag.Errorf(found.QuerySpan, "conflicting-settings", "%s.%s has a loaded_at_field and a loaded_at_query", n.SourceName, n.Name).
			WithHint("keep one of them")
		d.Related = []diag.Related{{Span: found.FieldSpan, Message: "the other one is here"}}
		l.problems.Add(d)
	}
	if n.Freshness.Filter != "" && (n.LoadedAtField == "" || n.LoadedAtQuery != "") {
		l.problems.Add(diag.Warnf(n.Freshness.FilterSpan, "filter-unused", "the filter of the freshness of %s.%s is not used", n.SourceName, n.Name).
			WithHint("a filter goes with loaded_at_field; write it into the loaded_at_query, or name the field"))
	}
}

func mergedFreshness(base, own *config.Freshness) *engine.Freshness {
	if own == nil {
		own = &config.Freshness{}
	}
	out := engine.Freshness{
		WarnAfter: age(own.WarnAfter), ErrorAfter: age(own.ErrorAfter), Filter: own.Filter,
		Span: own.Span, WarnSpan: own.WarnSpan, ErrorSpan: own.ErrorSpan, FilterSpan: own.FilterSpan,
	}
	if base != nil {
		if out.WarnAfter == nil && !own.NoWarn {
			out.WarnAfter, out.WarnSpan = age(base.WarnAfter), base.WarnSpan
		}
		if out.ErrorAfter == nil && !own.NoError {
			out.ErrorAfter, out.ErrorSpan = age(base.ErrorAfter), base.ErrorSpan
		}
		if out.Filter == "" {
			out.Filter, out.FilterSpan = base.Filter, base.FilterSpan
		}
		out.Span = cmp.Or(out.Span, base.Span)
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
