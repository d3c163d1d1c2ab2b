package selector

import (
	"fmt"
	"strings"

	"github.com/martsql/mart/engine"
)

// byConfig matches a setting: config.materialized:table, config.meta.owner:ada. A list
// matches when it has the value, a map when it has the key.
func byConfig(_ *Index, c *Criterion) func(engine.Node) bool {
	return func(n engine.Node) bool {
		h := n.Head()
		switch h.Kind {
		case engine.KindModel, engine.KindTest, engine.KindSeed, engine.KindSnapshot, engine.KindSource:
		default:
			return false
		}
		v, ok := setting(&h.Config, c.Args[0])
		for _, key := range c.Args[1:] {
			if !ok {
				return false
			}
			v, ok = member(v, key)
		}
		return ok && says(v, c.Value, strings.EqualFold(c.Args[0], "severity"))
	}
}

// setting is the value of a config key: as written, or the default.
func setting(c *engine.Config, key string) (any, bool) {
	if v, ok := c.Values[key]; ok {
		return v, true
	}
	switch key {
	case "enabled":
		return c.Enabled, true
	case "meta":
		return c.Meta, c.Meta != nil
	case "tags":
		return c.Tags, true
	}
	v := preset(c, key)
	return v, v != ""
}

// preset is the text of a setting that may have a default.
func preset(c *engine.Config, key string) string {
	switch key {
	case "materialized":
		return c.Materialized
	case "access":
		return c.Access
	case "group":
		return c.Group
	case "schema":
		return c.Schema
	case "database":
		return c.Database
	case "alias":
		return c.Alias
	case "on_schema_change":
		return c.OnSchemaChange
	case "publish":
		return c.Publish
	case "severity":
		return c.Severity
	case "fail_calc":
		return c.FailCalc
	case "warn_if":
		return c.WarnIf
	case "error_if":
		return c.ErrorIf
	case "format":
		return c.Format
	case "read":
		return c.Read
	case "overwrite":
		return c.Overwrite
	case "max_rejects":
		return c.MaxRejects
	case "on_changed_file":
		return c.OnChangedFile
	}
	return ""
}

func member(v any, key string) (any, bool) {
	switch m := v.(type) {
	case map[string]any:
		v, ok := m[key]
		return v, ok
	case map[string]string:
		v, ok := m[key]
		return v, ok
	}
	return nil, false
}

// says compares a setting with a word of a selector.
func says(v any, want string, anyCase bool) bool {
	switch v := v.(type) {
	case nil:
		return false
	case []any:
		for _, e := range v {
			if says(e, want, anyCase) {
				return true
			}
		}
		return false
	case []string:
		for _, e := range v {
			if says(e, want, anyCase) {
				return true
			}
		}
		return false
	case map[string]any:
		_, ok := v[want]
		return ok
	case bool:
		return strings.EqualFold(want, fmt.Sprint(v))
	case string:
		return v == want || anyCase && strings.EqualFold(v, want)
	}
	return fmt.Sprint(v) == want
}
