package template

import (
	"slices"
	"strconv"
	"strings"

	"github.com/martsql/mart/engine/diag"
)

// fits checks the number of arguments by position and the names of the others.
func (s Signature) fits(positional int, named []string) (d diag.Diagnostic, bad bool) {
	d = diag.Diagnostic{Code: "wrong-arguments", Hint: "the macro is  " + s.String()}
	if positional > len(s.Params) {
		d.Summary = s.Name + " takes " + counted(len(s.Params), "argument") + ", and is given " + counted(positional, "")
		return d, true
	}
	given := map[string]bool{}
	for _, p := range s.Params[:positional] {
		given[p.Name] = true
	}
	for _, name := range named {
		switch {
		case !slices.ContainsFunc(s.Params, func(p Param) bool { return p.Name == name }):
			d.Summary = s.Name + " has no argument " + name
			if hint := diag.DidYouMean(name, s.paramNames()); hint != "" {
				d.Hint = hint + " " + d.Hint
			}
			return d, true
		case given[name]:
			d.Summary = s.Name + " is given its argument " + name + " twice"
			return d, true
		}
		given[name] = true
	}
	for _, p := range s.Params {
		if !p.Optional && !given[p.Name] {
			d.Summary = s.Name + " is not given its argument " + p.Name
			return d, true
		}
	}
	return d, false
}

func wrongCount(span diag.Span, name string, want arity, got int) diag.Diagnostic {
	name = strings.ReplaceAll(name, "config_get", "config.get")
	takes := counted(want.least, "argument")
	switch {
	case want.most < 0:
		takes = "at least " + takes
	case want.most > want.least:
		to := " to "
		if want.most == want.least+1 {
			to = " or "
		}
		takes = counted(want.least, "") + to + counted(want.most, "argument")
	}
	return diag.Errorf(span, "wrong-arguments", "%s takes %s, and is given %s", name, takes, counted(got, "")).
		WithHint("%s", usage[name])
}

// usage shows how mart's own functions are called.
var usage = map[string]string{
	"ref":            `write  {{ ref "orders" }}  or, with a version,  {{ ref "orders" (kw "v" 2) }}`,
	"source":         `write  {{ source "scrapers" "offers" }}`,
	"var":            `write  {{ var "name" }}  or  {{ var "name" "fallback" }}`,
	"env_var":        `write  {{ env_var "NAME" }}  or  {{ env_var "NAME" "fallback" }}`,
	"config.get":     `write  {{ config.get "key" }}  or  {{ config.get "key" "fallback" }}`,
	"config":         `write  {{ config "materialized" "table" }}`,
	"udf":            `write  {{ udf "parse_promo" "promo_text" }}`,
	"kw":             `write  (kw "scale" 3)`,
	"fail":           `write  {{ fail "what is wrong" }}`,
	"this":           `write  {{ this }}  or  {{ this.schema }}`,
	"is_incremental": `write  {{ if is_incremental }} ... {{ end }}`,
}

func counted(n int, noun string) string {
	words := []string{"no", "one", "two", "three", "four", "five"}
	word := ""
	if word = strconv.Itoa(n); n < len(words) {
		word = words[n]
	}
	if n == 0 && noun == "" {
		word = "none"
	}
	switch {
	case noun == "":
		return word
	case n == 1:
		return word + " " + noun
	}
	return word + " " + noun + "s"
}
