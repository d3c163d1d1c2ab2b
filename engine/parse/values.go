package parse

import (
	"fmt"
	"strings"

	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/template"
)

// renderValue renders the template in a YAML value: vars and environment variables.
func (l *loader) renderValue(text string, span diag.Span) (string, error) {
	file, problems := template.Parse(span.File, text)
	if file == nil {
		return "", moved(problems, span)
	}
	lib := l.project.Library
	if lib == nil {
		lib = template.NewLibrary()
	}
	if scanned := file.Scan(lib, l.project.Dialect).Problems; scanned.HasErrors() {
		return "", moved(scanned, span)
	}
	out, problems := lib.NewRenderer(l.project.Dialect).Render(file, &template.Context{Var: l.project.Var, EnvVar: l.project.EnvVar})
	if problems.HasErrors() {
		return "", moved(problems, span)
	}
	return out.SQL, nil
}

// moved puts diagnostics of a text inside a file at the place of that text: the offsets
// within a YAML value mean nothing to its reader.
func moved(list diag.List, span diag.Span) diag.List {
	out := make(diag.List, len(list))
	for i, d := range list {
		d.Span = span
		out[i] = d
	}
	return out
}

// Var answers {{ var "name" }}.
func (p *Project) Var(name string, fallback ...any) (any, error) {
	if v, ok := p.Vars[name]; ok {
		return v, nil
	}
	if len(fallback) > 0 {
		return fallback[0], nil
	}
	hint := diag.DidYouMean(name, keys(p.Vars))
	if hint == "" {
		hint = fmt.Sprintf("set it under vars: in mart.yml, or with  --vars '%s: ...', or give a default:  {{ var \"%s\" \"default\" }}", name, name)
	}
	return nil, diag.Diagnostic{Code: "unknown-var", Summary: fmt.Sprintf("no variable is named %q", name), Hint: hint}
}

// EnvVar answers {{ env_var "NAME" }}.
func (p *Project) EnvVar(name string, fallback ...string) (string, error) {
	if p.Env != nil {
		if v, ok := p.Env(name); ok {
			return v, nil
		}
	}
	if len(fallback) > 0 {
		return fallback[0], nil
	}
	return "", diag.Diagnostic{Code: "unset-env", Summary: fmt.Sprintf("the environment variable %s is not set", name),
		Hint: fmt.Sprintf("set it, or give a default:  {{ env_var \"%s\" \"default\" }}", name)}
}

// readDocs reads the doc blocks of *.md files: {{ define "name" }} text {{ end }}.
func (l *loader) readDocBlocks(file, text string) {
	rest, offset := text, 0
	for {
		i := strings.Index(rest, "{{ define \"")
		if i < 0 {
			return
		}
		start := offset + i
		head := rest[i+len("{{ define \""):]
		name, after, ok := strings.Cut(head, "\" }}")
		body, tail, closed := strings.Cut(after, "{{ end }}")
		if !ok || !closed {
			l.problems.Add(diag.Errorf(diag.SpanAt(file, text, start, start+2), "doc-syntax", "this doc block is not closed").
				WithHint("write  {{ define \"name\" }} text {{ end }}"))
			return
		}
		if _, taken := l.project.Docs[name]; taken {
			l.problems.Add(diag.Errorf(diag.SpanAt(file, text, start, start+2), "duplicate-name", "two doc blocks are named %q", name))
		}
		l.project.Docs[name] = strings.TrimSpace(body)
		offset += len(rest) - len(tail)
		rest = tail
	}
}

// describe puts doc blocks into a description.
func (l *loader) describe(text string, span diag.Span) string {
	if !strings.Contains(text, "{{") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		action, after, _ := strings.Cut(rest, "}}")
		fields := strings.Fields(action)
		if len(fields) == 2 && fields[0] == "doc" {
			name := strings.Trim(fields[1], `"'`)
			if doc, ok := l.project.Docs[name]; ok {
				b.WriteString(doc)
			} else {
				l.problems.Add(diag.Errorf(span, "unknown-doc", "no doc block is named %q", name).
					WithHint("%s", diag.DidYouMean(name, keys(l.project.Docs))))
			}
		} else {
			l.problems.Add(diag.Errorf(span, "doc-syntax", "a description may have {{ doc \"name\" }} only, not {{%s}}", action))
		}
		text = after
	}
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	return out
}
