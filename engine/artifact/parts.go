package artifact

import (
	"maps"
	"strings"

	"github.com/martsql/mart/engine"
)

type columnInfo struct {
	Name        string           `json:"name"`
	Description string           `json:"description"`
	Meta        map[string]any   `json:"meta"`
	DataType    *string          `json:"data_type"`
	Constraints []constraintInfo `json:"constraints"`
	Quote       *bool            `json:"quote"`
	Config      columnConfig     `json:"config"`
	Tags        []string         `json:"tags"`
}

type columnConfig struct {
	Meta map[string]any `json:"meta"`
	Tags []string       `json:"tags"`
}

type constraintInfo struct {
	Type            string   `json:"type"`
	Name            *string  `json:"name"`
	Expression      *string  `json:"expression"`
	WarnUnenforced  bool     `json:"warn_unenforced"`
	WarnUnsupported bool     `json:"warn_unsupported"`
	To              *string  `json:"to"`
	ToColumns       []string `json:"to_columns"`
}

type modelConstraintInfo struct {
	constraintInfo
	Columns []string `json:"columns"`
}

func constraint(k engine.Constraint) constraintInfo {
	return constraintInfo{k.Type, text(k.Name), text(k.Expression), k.WarnUnenforced, k.WarnUnsupported, text(k.To), list(k.ToColumns)}
}

func modelConstraints(all []engine.Constraint) []modelConstraintInfo {
	out := make([]modelConstraintInfo, len(all))
	for i, k := range all {
		out[i] = modelConstraintInfo{constraint(k), list(k.Columns)}
	}
	return out
}

func columns(all []engine.Column) map[string]columnInfo {
	out := make(map[string]columnInfo, len(all))
	for _, c := range all {
		info := columnInfo{
			Name: c.Name, Description: c.Description, Meta: object(c.Meta), DataType: text(c.DataType), Constraints: []constraintInfo{},
			Config: columnConfig{object(c.Meta), list(c.Tags)}, Tags: list(c.Tags),
		}
		if c.Quote {
			info.Quote = &c.Quote
		}
		for _, k := range c.Constraints {
			info.Constraints = append(info.Constraints, constraint(k))
		}
		out[c.Name] = info
	}
	return out
}

// config is a node's config: everything that was set, under dbt's names and in dbt's
// types where dbt has the setting.
func config(h *engine.Header) map[string]any {
	c := h.Config
	out := maps.Clone(object(c.Values))
	maps.Copy(out, map[string]any{
		"enabled": true, "materialized": materialized(h), "database": text(c.Database), "schema": text(c.Schema), "alias": text(c.Alias),
		"tags": list(c.Tags), "meta": object(c.Meta), "group": text(c.Group),
	})
	delete(out, "contract")
	switch h.Kind {
	case engine.KindTest:
		testConfig(out, c)
		return out
	case engine.KindSource, engine.KindExposure:
		return map[string]any{"enabled": true, "meta": object(c.Meta), "tags": list(c.Tags)}
	}
	for _, hook := range []struct {
		key  string
		list []string
	}{{"pre-hook", c.PreHook}, {"post-hook", c.PostHook}} {
		delete(out, strings.ReplaceAll(hook.key, "-", "_"))
		hooks := []any{}
		for _, sql := range hook.list {
			hooks = append(hooks, map[string]any{"sql": sql, "transaction": true, "index": nil})
		}
		out[hook.key] = hooks
	}
	maps.Copy(out, map[string]any{
		"incremental_strategy": text(c.IncrementalStrategy), "on_schema_change": cmpOr(c.OnSchemaChange, "ignore"), "full_refresh": c.FullRefresh,
		"unique_key": uniqueKey(c.UniqueKey), "grants": grants(c.Grants), "persist_docs": persistDocs(c.PersistDocs), "column_types": columnTypes(c.ColumnTypes),
		"docs": docsOf(h), "contract": map[string]any{"enforced": c.ContractEnforced, "alias_types": !c.ContractExact}, "quoting": map[string]any{}, "packages": []any{},
	})
	if h.Kind == engine.KindModel {
		out["access"] = cmpOr(c.Access, "protected")
	}
	return out
}

func testConfig(out map[string]any, c engine.Config) {
	maps.Copy(out, map[string]any{
		"severity": cmpOr(c.Severity, "ERROR"), "warn_if": cmpOr(c.WarnIf, "!= 0"), "error_if": cmpOr(c.ErrorIf, "!= 0"),
		"fail_calc": cmpOr(c.FailCalc, "count(*)"), "where": text(c.Where), "limit": nil, "store_failures": c.StoreFailures,
	})
	if c.Limit > 0 {
		out["limit"] = c.Limit
	}
}

func materialized(h *engine.Header) string {
	if h.Config.Materialized != "" {
		return h.Config.Materialized
	}
	if h.Kind == engine.KindTest || h.Kind == engine.KindSeed {
		return string(h.Kind)
	}
	return engine.MaterializedView
}

// uniqueKey is a text for one column, as dbt's readers expect, else a list, else null.
func uniqueKey(keys []string) any {
	switch len(keys) {
	case 0:
		return nil
	case 1:
		return keys[0]
	}
	return keys
}

func grants(g map[string][]string) map[string]any {
	out := map[string]any{}
	for privilege, to := range g {
		out[privilege] = list(to)
	}
	return out
}

func persistDocs(p map[string]bool) map[string]any {
	out := map[string]any{}
	for what, on := range p {
		out[what] = on
	}
	return out
}

func columnTypes(t map[string]string) map[string]any {
	out := map[string]any{}
	for column, dataType := range t {
		out[column] = dataType
	}
	return out
}

type sourceNode struct {
	Database          string                `json:"database"`
	Schema            string                `json:"schema"`
	Name              string                `json:"name"`
	ResourceType      string                `json:"resource_type"`
	PackageName       string                `json:"package_name"`
	Path              string                `json:"path"`
	OriginalFilePath  string                `json:"original_file_path"`
	UniqueID          engine.NodeID         `json:"unique_id"`
	FQN               []string              `json:"fqn"`
	SourceName        string                `json:"source_name"`
	SourceDescription string                `json:"source_description"`
	Loader            string                `json:"loader"`
	Identifier        string                `json:"identifier"`
	Quoting           map[string]any        `json:"quoting"`
	LoadedAtField     *string               `json:"loaded_at_field"`
	Freshness         *criteria             `json:"freshness"`
	External          *external             `json:"external"`
	Description       string                `json:"description"`
	Columns           map[string]columnInfo `json:"columns"`
	Meta              map[string]any        `json:"meta"`
	SourceMeta        map[string]any        `json:"source_meta"`
	Tags              []string              `json:"tags"`
	Config            map[string]any        `json:"config"`
	UnrenderedConfig  map[string]any        `json:"unrendered_config"`
	RelationName      *string               `json:"relation_name"`
}

// external says where a file source lies.
type external struct {
	Location   string   `json:"location"`
	FileFormat string   `json:"file_format"`
	Globs      []string `json:"globs,omitempty"` // when there is more than one
}

type exposureNode struct {
	Name             string         `json:"name"`
	ResourceType     string         `json:"resource_type"`
	PackageName      string         `json:"package_name"`
	Path             string         `json:"path"`
	OriginalFilePath string         `json:"original_file_path"`
	UniqueID         engine.NodeID  `json:"unique_id"`
	FQN              []string       `json:"fqn"`
	Type             string         `json:"type"`
	Owner            owner          `json:"owner"`
	Description      string         `json:"description"`
	Label            *string        `json:"label"`
	Maturity         *string        `json:"maturity"`
	Meta             map[string]any `json:"meta"`
	Tags             []string       `json:"tags"`
	Config           map[string]any `json:"config"`
	UnrenderedConfig map[string]any `json:"unrendered_config"`
	URL              *string        `json:"url"`
	DependsOn        dependsOn      `json:"depends_on"`
	Refs             []refArgs      `json:"refs"`
	Sources          [][]string     `json:"sources"`
	Metrics          []any          `json:"metrics"`
}

type owner struct {
	Email *string `json:"email"`
	Name  *string `json:"name"`
}

type macroNode struct {
	Name             string         `json:"name"`
	ResourceType     string         `json:"resource_type"`
	PackageName      string         `json:"package_name"`
	Path             string         `json:"path"`
	OriginalFilePath string         `json:"original_file_path"`
	UniqueID         string         `json:"unique_id"`
	MacroSQL         string         `json:"macro_sql"`
	DependsOn        macrosOnly     `json:"depends_on"`
	Description      string         `json:"description"`
	Meta             map[string]any `json:"meta"`
	Docs             docs           `json:"docs"`
	Arguments        []any          `json:"arguments"`
}

// macro gives a macro dbt's spelling: test_not_null for "test not_null", and
// snowflake__days_between for "snowflake.days_between".
func (w writer) macro(m engine.Macro) macroNode {
	id := func(name string) string { return "macro." + w.m.Project.Name + "." + macroName(name) }
	out := macroNode{
		Name: macroName(m.Name), ResourceType: "macro", PackageName: w.m.Project.Name, Path: m.File, OriginalFilePath: m.File,
		UniqueID: id(m.Name), MacroSQL: m.Signature, DependsOn: macrosOnly{Macros: []string{}}, Description: m.Description,
		Meta: map[string]any{}, Docs: docs{Show: true}, Arguments: []any{},
	}
	for _, used := range m.Uses {
		out.DependsOn.Macros = append(out.DependsOn.Macros, id(used))
	}
	return out
}

// macros are all macros by their ids.
func (w writer) macros() map[string]macroNode {
	out := make(map[string]macroNode, len(w.m.Macros))
	for _, m := range w.m.Macros {
		n := w.macro(m)
		out[n.UniqueID] = n
	}
	return out
}

func macroName(name string) string {
	return strings.NewReplacer(" ", "_", ".", "__").Replace(name)
}
