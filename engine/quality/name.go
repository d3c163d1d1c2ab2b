package quality

import (
	"crypto/md5" // a short name, no secret: dbt's names carry it too
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// The longest name of a generic test, and what is kept of a longer one.
const (
	maxName  = 63
	keptName = 30
)

var notWord = regexp.MustCompile(`[^0-9a-zA-Z_]+`)

// Name is the name of a generic test without one of its own, as dbt makes it:
// not_null_orders_id, accepted_values_orders_status__open__paid. A long one is cut and
// gets a hash of the whole.
func Name(macro, node, column string, args map[string]any) string {
	all := maps.Clone(args)
	if all == nil {
		all = map[string]any{}
	}
	delete(all, "model")
	if column != "" {
		all["column_name"] = column
	}
	var flat []string
	for _, key := range slices.Sorted(maps.Keys(all)) {
		flat = append(flat, flatten(all[key])...)
	}
	for i, part := range flat {
		flat[i] = notWord.ReplaceAllString(part, "_")
	}
	identifier := macro + "_" + node
	full := identifier + "_" + strings.Join(flat, "__")
	if len(flat) == 0 {
		full = identifier + "_"
	}
	if len(full) <= maxName {
		return full
	}
	sum := md5.Sum([]byte(full))
	return identifier[:min(keptName, len(identifier))] + "_" + hex.EncodeToString(sum[:])
}

// flatten gives the texts of an argument: its own, or its parts'.
func flatten(v any) []string {
	var out []string
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			out = append(out, text(v[key]))
		}
	case []any:
		for _, item := range v {
			out = append(out, text(item))
		}
	case []string:
		out = append(out, v...)
	default:
		out = append(out, text(v))
	}
	return out
}

// text prints a value as dbt, which is Python, prints it: names stay the same for
// those who move from it.
func text(v any) string {
	switch v := v.(type) {
	case nil:
		return "None"
	case bool:
		if v {
			return "True"
		}
		return "False"
	}
	return fmt.Sprint(v)
}
