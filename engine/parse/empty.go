package parse

import (
	"regexp"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// checkEmpty tells of a model or test without SQL: a file that was saved too early, or
// whose SQL is commented out.
func (l *loader) checkEmpty(h *engine.Header, text string) {
	if !h.Config.Enabled || hasSQL(text) {
		return
	}
	l.problems.Add(diag.Errorf(h.Span, "empty-model", "%s has no SQL", h.Name).
		WithHint("write a select, or remove the file, or keep it for later with  {{ config \"enabled\" false }}"))
}

// blanks match what may stand in a template and gives no SQL.
var blanks = regexp.MustCompile(`(?s)^(?:[\s;\x{feff}]+|--[^\n]*|/\*.*?\*/|\{\{(?:-\s)?\s*/\*.*?\*/\s*(?:\s-)?\}\}|\{\{(?:-\s)?\s*config\s.*?\}\})`)

// hasSQL reports whether a template has something besides comments and config.
func hasSQL(text string) bool {
	for text != "" {
		blank := blanks.FindString(text)
		if blank == "" {
			return true
		}
		text = text[len(blank):]
	}
	return false
}
