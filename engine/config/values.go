package config

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// A valueType says what a setting's value must be.
type valueType uint8

const (
	anyValue     valueType = iota
	truth                  // true or false
	number                 // a whole number, 0 or more
	word                   // a text
	anyCase                // a text, in capitals or not
	words                  // a text or a list of texts
	hooks                  // as words; or maps with sql
	mapping                // a map of anything
	textMap                // a map of texts
	truthMap               // a map of true and false
	grants                 // a map of a text or a list of texts
	contract               // a map with enforced
	countOrShare           // 100 or 5%
)

// typeWords says what a value must be, and gives an example.
var typeWords = map[valueType][2]string{
	anyValue:     {"anything", "..."},
	truth:        {"true or false", "true"},
	number:       {"a whole number", "100"},
	word:         {"a text", "some_text"},
	anyCase:      {"a text", "some_text"},
	words:        {"a text or a list of texts", "[one, two]"},
	hooks:        {"SQL or a list of SQL", "[\"select 1\"]"},
	mapping:      {"a map", "{key: value}"},
	textMap:      {"a map of texts", "{column: text}"},
	truthMap:     {"a map of true and false", "{relation: true, columns: true}"},
	grants:       {"a map of roles", "{select: [role]}"},
	contract:     {"a map with enforced in it", "{enforced: true}"},
	countOrShare: {"a count or a share", "5%"},
}

// convert brings a value into the form that its setting stores: bool, int64, string,
// []any of texts, map[string]any. It returns false when the value does not fit.
func convert(t valueType, v any) (any, bool) {
	switch t {
	case truth:
		return asTruth(v)
	case number:
		return asNumber(v)
	case word:
		return asText(v)
	case anyCase:
		s, ok := asText(v)
		if ok {
			s = strings.ToLower(s.(string))
		}
		return s, ok
	case words:
		return asTexts(v, asText)
	case hooks:
		return asTexts(v, asHook)
	case countOrShare:
		return asShare(v)
	case mapping:
		m, ok := v.(map[string]any)
		return m, ok
	case textMap:
		return asMap(v, asText)
	case truthMap:
		return asMap(v, asTruth)
	case grants:
		return asMap(v, func(v any) (any, bool) { return asTexts(v, asText) })
	case contract:
		m, ok := v.(map[string]any)
		if e, has := m["enforced"]; has && ok {
			_, ok = e.(bool)
		}
		return m, ok
	}
	return v, true
}

func asTruth(v any) (any, bool) {
	switch v := v.(type) {
	case bool:
		return v, true
	case string:
		return truthOf(v)
	}
	return nil, false
}

func asNumber(v any) (any, bool) {
	switch v := v.(type) {
	case int:
		return int64(v), v >= 0
	case int64:
		return v, v >= 0
	case float64:
		return int64(v), v >= 0 && v == float64(int64(v))
	case string:
		i, err := strconv.ParseInt(v, 10, 64)
		return i, err == nil && i >= 0
	}
	return nil, false
}

func asText(v any) (any, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case int, int64, float64:
		return fmt.Sprint(v), true
	}
	return nil, false
}

func asHook(v any) (any, bool) {
	if m, ok := v.(map[string]any); ok {
		return asText(m["sql"])
	}
	return asText(v)
}

func asTexts(v any, item func(any) (any, bool)) (any, bool) {
	switch list := v.(type) {
	case []string:
		v = anyList(list)
	case []any:
	default:
		v = []any{v}
	}
	list := v.([]any)
	out := make([]any, len(list))
	for i, e := range list {
		s, ok := item(e)
		if !ok {
			return nil, false
		}
		out[i] = s
	}
	return out, true
}

func asMap(v any, item func(any) (any, bool)) (any, bool) {
	m, ok := v.(map[string]any)
	if !ok {
		return nil, false
	}
	out := make(map[string]any, len(m))
	for k, e := range m {
		if out[k], ok = item(e); !ok {
			return nil, false
		}
	}
	return out, true
}

var share = regexp.MustCompile(`^[0-9]+$|^([0-9]{1,2}(\.[0-9]+)?|100)\s*%$`)

// asShare reads 100, "100" and "5%".
func asShare(v any) (any, bool) {
	switch n := v.(type) {
	case int, int64:
		v = fmt.Sprint(n)
	case float64:
		if n != float64(int64(n)) {
			return nil, false
		}
		v = strconv.FormatInt(int64(n), 10)
	}
	s, ok := v.(string)
	s = strings.ReplaceAll(strings.TrimSpace(s), " ", "")
	return s, ok && share.MatchString(s)
}

func anyList(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

// textsOf turns a converted list into texts.
func textsOf(v any) []string {
	list, _ := v.([]any)
	out := make([]string, len(list))
	for i, e := range list {
		out[i], _ = e.(string)
	}
	return out
}

func text(v any) string { s, _ := v.(string); return s }

func distinct(list []string) []string {
	out := make([]string, 0, len(list))
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func grantLists(m map[string]any) map[string][]string {
	out := make(map[string][]string, len(m))
	for k, v := range m {
		out[k] = textsOf(v)
	}
	return out
}

func boolMap(m map[string]any) map[string]bool {
	out := make(map[string]bool, len(m))
	for k, v := range m {
		out[k], _ = v.(bool)
	}
	return out
}

func textMapOf(m map[string]any) map[string]string {
	out := make(map[string]string, len(m))
	for k, v := range m {
		out[k], _ = v.(string)
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
