// Package config reads mart.yml and property files: YAML in, structs with spans out.
// It tells every fault of a file at once, and knows all config keys (see KeyDocs).
// It reads no files and renders no templates itself; see Options.
package config

import "github.com/martsql/mart/engine/diag"

// Render renders the template in a YAML value. text has "{{" in it; span is where it
// stands. The error's message is told to the user at span, unless it is a
// diag.Diagnostic or a diag.List, which are told as they are.
type Render func(text string, span diag.Span) (string, error)

// Options says what a file is read with.
type Options struct {
	// Render renders templates in values. nil leaves them as they are written.
	// Descriptions, hooks, data tests and unit tests are never rendered here: they
	// are when they are used.
	Render Render
	// Offline lets environment variables be unset that only the adapter's own settings of a
	// target ask for: no connection is to be made.
	Offline bool
	// TargetKeys lists for each adapter the target keys of its own. An adapter that
	// is not in it is an error. nil: neither is checked.
	TargetKeys map[string][]string
}

// A Text is a text and where it stands.
type Text struct {
	Value string
	Span  diag.Span
}

// A Setting is one config key with its value, as one place says it.
type Setting struct {
	Key       string // as written; Resolve reads "pre-hook" as "pre_hook"
	Value     any    // nil, bool, int64, float64, string, []any, map[string]any
	Span      diag.Span
	ValueSpan diag.Span
	def       *setting // set when the value has been checked
	good      any      // the value, converted
}

// A Layer is what one place says about config, in the order written.
type Layer []Setting
