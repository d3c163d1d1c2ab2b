package template

import (
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// A Context is what a template is rendered with: the answers to the functions it calls.
// The caller fills it per node. A nil function is "not available here" to the template.
// Errors come back to the caller of Render at the place of the call: a diag.Diagnostic
// or diag.List keeps its code, hint and cause, and gets the span of the call unless it
// has one of its own; any other error becomes a diagnostic with code "raised".
// The span that a function is told is that of the action it is called in.
type Context struct {
	// Ref answers {{ ref "name" }} and {{ ref "package" "name" }} with SQL.
	Ref func(at diag.Span, pkg, name string) (string, error)
	// Source answers {{ source "source" "table" }} with SQL.
	Source func(at diag.Span, source, table string) (string, error)
	// UDF answers {{ udf "name" "arg" ... }}; arguments are SQL expressions.
	UDF func(at diag.Span, name string, args []string) (string, error)
	// Rejects answers {{ rejects "model" }} with the SQL of its table of rejects.
	Rejects func(at diag.Span, model string) (string, error)
	// Config is told each pair of {{ config "key" value ... }}, as it is rendered.
	Config func(at diag.Span, key string, value any) error
	// ConfigGet answers {{ config.get "key" fallback }}; ok is false for "not set".
	ConfigGet func(key string) (value any, ok bool)
	// Var answers {{ var "name" }} and {{ var "name" fallback }}.
	Var func(name string, fallback ...any) (any, error)
	// EnvVar answers {{ env_var "NAME" }} and {{ env_var "NAME" "fallback" }}.
	EnvVar func(name string, fallback ...string) (string, error)
	// Query runs SQL while the template is rendered; a row is column -> value.
	Query func(sql string) ([]map[string]any, error)
	// Doc answers {{ doc "name" }}.
	Doc func(name string) (string, error)
	// Literal prints a value as SQL; nil: as standard SQL.
	Literal func(v any) string
	// Log is told what {{ log "message" }} says.
	Log func(message string)

	This          *This          // nil: not available here
	Target        map[string]any // {{ target.name }}: name, schema, adapter, ...; never secrets
	IsIncremental bool
	Execute       bool // false while the project is only parsed
}

// This is the relation that a node stands in: {{ this }} prints SQL, {{ this.schema }},
// {{ this.name }} and {{ this.database }} are its parts.
type This struct {
	SQL      string
	Relation engine.Relation
}
