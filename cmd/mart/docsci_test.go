package main_test

import (
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// TestDocsCI reads the workflows of the page on CI: they are YAML, and every mart command
// in them is one that TestDocsRun runs.
func TestDocsCI(t *testing.T) {
	page := contentOf(t, "../../docs/ci.md")
	run, commands := map[string]bool{}, 0
	for line := range strings.Lines(pageScript(page)) {
		run[strings.TrimSpace(line)] = true
	}
	for _, m := range block.FindAllStringSubmatch(page, -1) {
		if m[2] != "yaml" {
			continue
		}
		var doc any
		if err := yaml.Unmarshal([]byte(m[3]), &doc); err != nil {
			t.Errorf("%v in\n%s", err, m[3])
		}
		for _, text := range textsIn(doc) {
			if !strings.HasPrefix(text, "mart ") {
				continue
			}
			commands++
			if !run[text] {
				t.Errorf("a workflow has  %s,  which no block of commands has", text)
			}
		}
	}
	if commands < 6 {
		t.Errorf("only %d commands were found in the workflows", commands)
	}
}

// textsIn is every text within a YAML document.
func textsIn(v any) []string {
	var out []string
	switch v := v.(type) {
	case string:
		out = append(out, v)
	case []any:
		for _, e := range v {
			out = append(out, textsIn(e)...)
		}
	case map[string]any:
		for _, e := range v {
			out = append(out, textsIn(e)...)
		}
	}
	return out
}
