package config

import (
	"maps"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// An entry is a config key with its value, while layers are merged.
type entry struct {
	def     *setting
	written any // for Config.Values
	good    any // for the fields of Config
}

// Resolve merges layers, from the weakest to the strongest, over the defaults of a
// kind of node. Lists of tags and hooks add up, maps merge, everything else is
// replaced. Settings that were not read from YAML are checked here: their faults are
// told, and they are left out.
func Resolve(kind engine.Kind, layers ...Layer) (engine.Config, diag.List) {
	var diags diag.List
	var entries []entry
	for _, layer := range layers {
		for i := range layer {
			s := layer[i]
			if d := s.check(" in config"); d != nil {
				diags.Add(*d)
				continue
			}
			entries = mergeInto(entries, s)
		}
	}
	c := Defaults(kind)
	if len(entries) > 0 {
		c.Values = make(map[string]any, len(entries))
	}
	for _, e := range entries {
		if e.written == nil || e.def.key == "materialized" && kind != engine.KindModel {
			continue // a folder of models may hold a seed or a test
		}
		c.Values[e.def.key] = e.written
		if e.def.set != nil {
			e.def.set(&c, e.good)
		}
	}
	if as, ok := c.Values["store_failures_as"].(string); ok {
		stored := as != "ephemeral"
		c.StoreFailures = &stored
	}
	return c, diags
}

// Defaults is the config of a node of which nothing is said.
func Defaults(kind engine.Kind) engine.Config {
	c := engine.Config{Enabled: true}
	switch kind {
	case engine.KindModel:
		c.Materialized = engine.MaterializedView
		c.Access = "protected"
		c.OnSchemaChange = "ignore"
		c.Publish = "gated"
		c.Format, c.Overwrite, c.Read = "parquet", "partitions", "all"
		c.MaxRejects, c.OnChangedFile = "5%", "replace"
	case engine.KindSeed:
		c.Materialized, c.Delimiter = engine.MaterializedSeed, ","
	case engine.KindSnapshot:
		c.Materialized = "snapshot"
	case engine.KindTest:
		c.Materialized = "test"
		c.Severity, c.FailCalc = "error", "count(*)"
		c.WarnIf, c.ErrorIf = "!= 0", "!= 0"
	}
	return c
}

func mergeInto(entries []entry, s Setting) []entry {
	e := entry{def: s.def, written: s.good, good: s.good}
	if s.def.is == words && s.def.merge == clobber {
		e.written = s.Value
	}
	if s.def.merge == mergePlus && s.good != nil {
		e.good = addPlus(nil, s.good.(map[string]any))
		e.written = e.good
	}
	at := slices.IndexFunc(entries, func(o entry) bool { return o.def == s.def })
	if at < 0 {
		return append(entries, e)
	}
	old := entries[at].good
	switch {
	case s.def.merge == clobber || old == nil:
	case s.good == nil:
		return entries // nothing is added
	case s.def.merge == appends:
		e.good = slices.Concat(old.([]any), s.good.([]any))
		e.written = e.good
	case s.def.merge == mergeMaps:
		merged := maps.Clone(old.(map[string]any))
		maps.Copy(merged, s.good.(map[string]any))
		e.good, e.written = merged, merged
	case s.def.merge == mergePlus:
		merged := addPlus(old.(map[string]any), s.good.(map[string]any))
		e.good, e.written = merged, merged
	}
	entries[at] = e
	return entries
}

// addPlus merges a map of lists; a key with + in front adds to the list there is.
func addPlus(old, add map[string]any) map[string]any {
	out := make(map[string]any, len(old)+len(add))
	maps.Copy(out, old)
	for _, k := range sortedKeys(add) {
		if bare, plus := strings.CutPrefix(k, "+"); plus {
			before, _ := out[bare].([]any)
			out[bare] = slices.Concat(before, add[k].([]any))
			continue
		}
		out[k] = add[k]
	}
	return out
}

// A KeyDoc explains a config key.
type KeyDoc struct {
	Key     string
	Type    string   // in words: "a text or a list of texts"
	Allowed []string // nil: anything of the type
	Kinds   string   // who heeds it: "incremental models"
	Default string   // empty: none
	Merge   string   // what a stronger layer does: "replaces", "adds", "merges"
	Meaning string   // one line
}

// KeyDocs explains all config keys that mart heeds, in the order of the documentation.
func KeyDocs() []KeyDoc {
	out := make([]KeyDoc, len(settings))
	for i, s := range settings {
		merge := [...]string{clobber: "replaces", appends: "adds", mergeMaps: "merges", mergePlus: "merges"}[s.merge]
		out[i] = KeyDoc{s.key, typeWords[s.is][0], s.allowed, s.kinds, s.preset, merge, s.meaning}
	}
	return out
}

// AdapterKeys lists the other known config keys: those that only an adapter heeds.
func AdapterKeys() []string { return slices.Sorted(slices.Values(others)) }
