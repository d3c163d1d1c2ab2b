package materialize

import (
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// own makes a statement that mart wrote itself.
func own(tag string, parts ...string) engine.Statement {
	return engine.Statement{SQL: strings.Join(parts, ""), Tag: tag}
}

// around puts text before and after the compiled SQL. The compiled SQL stands on lines
// of its own, so that a comment at its end does not swallow what follows.
func (b Build) around(tag, before, after string) engine.Statement {
	sql := before + "\n"
	offset := len(sql)
	sql += Body(b.Compiled.SQL)
	if after != "" {
		sql += "\n" + after
	}
	return engine.Statement{SQL: sql, Tag: tag, Offset: offset, Map: b.Compiled.Map}
}

// Body is compiled SQL without the semicolons and blanks at its end. Text in front is
// kept, so that a source map still fits.
func Body(sql string) string { return strings.TrimRight(sql, "; \t\r\n") }

// rel prints a relation.
func (b Build) rel(r engine.Relation) string { return b.Dialect.Relation(r) }

// target prints the relation that the node becomes.
func (b Build) target() string { return b.rel(b.Relation) }

// aside prints the relation that the build is made in.
func (b Build) aside() string { return b.rel(AsideName(b.Relation)) }

// columns prints column names as a list.
func (b Build) columns(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = b.Dialect.Quote(n)
	}
	return strings.Join(quoted, ", ")
}

// snowflake reports whether the target speaks Snowflake; else it speaks DuckDB.
func (b Build) snowflake() bool { return b.Dialect.Name() == "snowflake" }

// span is where the node is defined, for faults of its configuration.
func (b Build) span() diag.Span {
	if b.Node == nil {
		return diag.Span{}
	}
	return b.Node.Head().Span
}

// fullRefresh is the model's own setting, or else the flag.
func (b Build) fullRefresh() bool {
	if b.Config.FullRefresh != nil {
		return *b.Config.FullRefresh
	}
	return b.FullRefresh
}

// flag reads a yes-or-no setting that only an adapter knows.
func (b Build) flag(key string) bool {
	on, _ := b.Config.Values[key].(bool)
	return on
}

// setting reads a setting that is one text or a list of texts.
func (b Build) setting(key string) []string { return texts(b.Config.Values[key]) }

// texts reads a value that is one text or a list of texts.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []string:
		return v
	case []any:
		var out []string
		for _, item := range v {
			if s, ok := item.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

// drop removes a relation of a known type.
func (b Build) drop(tag string, e engine.Existing) engine.Statement {
	kind := "table"
	if e.Type == engine.ViewType {
		kind = "view"
	}
	return own(tag, "drop ", kind, " if exists ", b.rel(e.Relation))
}

// prepare is what every build begins with: what a killed run left goes, then the
// pre-hooks run.
func (b Build) prepare() []engine.Statement {
	var out []engine.Statement
	if b.ExistingAside != nil {
		out = append(out, b.drop(TagPrepare, *b.ExistingAside))
	}
	return append(out, b.PreHooks...)
}

// stands reports whether a relation of the given type stands at the target.
func (b Build) stands(t engine.RelationType) bool {
	return b.Existing != nil && b.Existing.Type == t
}

// comments writes the descriptions of the node and of its columns into the catalog, as
// far as persist_docs asks for them.
func (b Build) comments(kind string) []engine.Statement {
	if b.Node == nil {
		return nil
	}
	var out []engine.Statement
	if text := b.Node.Head().Description; b.Config.PersistDocs["relation"] && text != "" {
		out = append(out, own(TagPublish, "comment on ", kind, " ", b.target(), " is ", b.Dialect.Literal(text)))
	}
	if !b.Config.PersistDocs["columns"] || b.snowflake() && kind == "view" {
		return out
	}
	for _, c := range b.Node.Cols() {
		if c.Description != "" {
			out = append(out, own(TagPublish, "comment on column ", b.target(), ".", b.Dialect.Quote(c.Name),
				" is ", b.Dialect.Literal(c.Description)))
		}
	}
	return out
}

// join writes a list with commas.
func join(s []string) string { return strings.Join(s, ", ") }
