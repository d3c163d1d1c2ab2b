package compile_test

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/parse"
)

// TestDefinition: what may differ from run to run is no change of a definition, and what
// changes the rows of a full refresh is.
func TestDefinition(t *testing.T) {
	const model = `{{ config "materialized" "incremental" }}
select {{ udf "shout" "txt" }} as loud, {{ var "size" }} as size, '{{ var "day" "none" }}' as day, '{{ env_var "HOST" }}' as host,
    {{ if execute }}{{ len (query "select 1") }}{{ else }}0{{ end }} as n, 'a  -- b' as txt
from {{ ref "thin" }}{{ if is_incremental }} where txt > (select max(txt) from {{ this }}){{ end }}`
	host := "one"
	of := func(text, thin string, vars map[string]any, o compile.Options) engine.Definition {
		t.Helper()
		p := loadWith(t, &txtar.Archive{Files: []txtar.File{
			{Name: "mart.yml", Data: []byte("name: p\nvars: {size: 3}\n")},
			{Name: "models/m.sql", Data: []byte(text)},
			{Name: "models/thin.sql", Data: []byte(`{{ config "materialized" "ephemeral" }}` + thin)},
		}}, parse.Options{Vars: vars, Env: func(string) (string, bool) { return host, true }})
		d := compile.New(p, dialect{}, o).Definition("model.p.m")
		if !d.Known() || d.Functions["shout"] != 1 {
			t.Fatalf("the definition is %+v", d)
		}
		return d
	}
	const thin = "select 'x' as txt"
	first := of(model, thin, nil, compile.Options{})
	host = "two"
	for name, same := range map[string]engine.Definition{
		"a second run": of(model, thin, nil, compile.Options{
			Existing: func(r engine.Relation) (engine.Existing, bool) {
				return engine.Existing{Relation: r, Type: engine.TableType}, true
			},
			Query: func(string) ([]map[string]any, error) { t.Error("the database was asked"); return nil, nil },
		}),
		"--vars":      of(model, thin, map[string]any{"size": 4, "day": "monday"}, compile.Options{}),
		"comments":    of(strings.Replace(model, "\nfrom ", " -- here\n  /* there */ from\n\n ", 1), thin, nil, compile.Options{}),
		"increment":   of(strings.Replace(model, "max(txt)", "min(txt)", 1), thin, nil, compile.Options{}),
		"white space": of(model, "select 'x'\n  as txt\n", nil, compile.Options{}),
	} {
		if changes := same.ChangesSince(first); changes != "" {
			t.Errorf("%s: %s", name, changes)
		}
	}
	for name, other := range map[string]engine.Definition{
		"SQL":       of(strings.Replace(model, "as host", "as box", 1), thin, nil, compile.Options{}),
		"text":      of(strings.Replace(model, "a  -- b", "a -- b", 1), thin, nil, compile.Options{}),
		"ephemeral": of(model, "select 'y' as txt", nil, compile.Options{}),
	} {
		if other.ChangesSince(first) != "its SQL changed" {
			t.Errorf("%s: it is not seen", name)
		}
	}
}
