package selector

import (
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// nearest is a hint for a criterion that matches nothing.
func (e *evaluation) nearest(expr Expr) string {
	c, ok := expr.(*Criterion)
	if !ok {
		return ""
	}
	if c.Method == "fqn" && hasWildcard(c.Value) {
		if !strings.HasPrefix(c.Value, "*") {
			return "a wildcard is matched against folders and name together: write  *." + c.Value
		}
		return ""
	}
	return diag.DidYouMean(c.Value, e.candidates(c))
}

// candidates are the values that a method could have been given.
func (e *evaluation) candidates(c *Criterion) []string {
	seen := map[string]bool{}
	for i, h := range e.heads {
		switch n := e.nodes[i].(type) {
		case *engine.Source:
			if c.Method == "source" {
				seen[n.SourceName], seen[n.SourceName+"."+n.Name] = true, true
			}
		case *engine.Test:
			if c.Method == "test_name" && n.Generic() {
				seen[n.Macro] = true
			}
		}
		switch c.Method {
		case "fqn":
			if !isTest(h.Kind) && h.Kind != engine.KindSource {
				seen[h.Name] = true
				for _, folder := range h.FQN {
					seen[folder] = true
				}
			}
		case "tag":
			for _, t := range h.Config.Tags {
				seen[t] = true
			}
		case "group":
			seen[h.Config.Group] = true
		case "package":
			seen[h.Package] = true
		case "exposure":
			if h.Kind == engine.KindExposure {
				seen[h.Name] = true
			}
		case "path":
			for p := h.File; strings.Contains(p, "/"); p = p[:strings.LastIndexByte(p, '/')] {
				seen[p] = true
			}
		case "file":
			seen[h.File[strings.LastIndexByte(h.File, '/')+1:]] = true
		}
	}
	names := make([]string, 0, len(seen))
	for n := range seen {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}
