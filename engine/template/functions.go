package template

import (
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	gotemplate "text/template"
	"time"

	"github.com/Masterminds/sprig/v3"
)

// withheld are sprig's functions whose result differs between machines or runs, or that
// make keys: a project compiles to the same bytes everywhere.
var withheld = strings.Fields(`
	ago date date_in_zone date_modify dateInZone dateModify must_date_modify mustDateModify
	now htmlDate htmlDateInZone durationRound
	randAlphaNum randAlpha randAscii randNumeric randBytes randInt shuffle uuidv4
	env expandenv getHostByName osBase osClean osDir osExt osIsAbs hello
	genPrivateKey genCA genCAWithKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert
	genSignedCertWithKey buildCustomCert derivePassword bcrypt htpasswd encryptAES decryptAES`)

// builtins are text/template's own functions.
var builtins = map[string]arity{
	"and": {1, -1}, "or": {1, -1}, "not": {1, 1}, "call": {1, -1}, "html": {1, -1}, "js": {1, -1},
	"urlquery": {1, -1}, "index": {1, -1}, "slice": {1, -1}, "len": {1, 1}, "print": {0, -1},
	"printf": {1, -1}, "println": {0, -1}, "eq": {2, -1}, "ne": {2, 2}, "lt": {2, 2}, "le": {2, 2},
	"gt": {2, 2}, "ge": {2, 2},
}

// An arity says how many arguments a function takes; most -1: any number.
type arity struct{ least, most int }

// sprigFunctions are the functions of sprig that mart offers, some in a repeatable form.
var sprigFunctions = sync.OnceValue(func() gotemplate.FuncMap {
	m := sprig.TxtFuncMap()
	for _, name := range withheld {
		delete(m, name)
	}
	delete(m, "fail")
	m["keys"] = sortedKeys
	m["values"] = sortedValues
	m["toString"] = printed
	m["toDate"] = toDate
	m["mustToDate"] = func(layout, s string) (time.Time, error) { return time.ParseInLocation(layout, s, time.UTC) }
	return m
})

// sortedKeys is sprig's keys in order.
func sortedKeys(dicts ...map[string]any) []string {
	var out []string
	for _, d := range dicts {
		out = append(out, slices.Sorted(maps.Keys(d))...)
	}
	return out
}

// sortedValues is sprig's values in the order of their keys.
func sortedValues(d map[string]any) []any {
	out := make([]any, 0, len(d))
	for _, key := range slices.Sorted(maps.Keys(d)) {
		out = append(out, d[key])
	}
	return out
}

// toDate is sprig's toDate in UTC, whatever zone the machine is in.
func toDate(layout, s string) time.Time {
	t, _ := time.ParseInLocation(layout, s, time.UTC)
	return t
}

// ownFunctions are mart's functions besides macros.
var ownFunctions = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for name := range (&Renderer{}).functions() {
		out[name] = true
	}
	return out
})

// arities are the numbers of arguments of all functions but macros.
var arities = sync.OnceValue(func() map[string]arity {
	out := maps.Clone(builtins)
	for name, f := range sprigFunctions() {
		out[name] = arityOf(f)
	}
	for name, f := range (&Renderer{}).functions() {
		out[name] = arityOf(f)
	}
	maps.Copy(out, map[string]arity{
		"ref": {1, 3}, "var": {1, 2}, "env_var": {1, 2}, "config_get": {1, 2}, "udf": {1, -1}, "kw": {2, -1}, "config": {1, -1},
	})
	return out
})

func arityOf(f any) arity {
	t := reflect.TypeOf(f)
	if t.IsVariadic() {
		return arity{t.NumIn() - 1, -1}
	}
	return arity{t.NumIn(), t.NumIn()}
}

// reserved reports whether a macro cannot have the name.
func reserved(name string) bool {
	_, ok := arities()[name]
	return ok || name == "mart" || strings.HasPrefix(name, standardPrefix)
}

// literal prints a value as standard SQL, for a Context that has no Literal.
func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return "cast('" + strconv.FormatFloat(v, 'g', -1, 64) + "' as double)"
		}
		return printedFloat(v)
	case time.Time:
		return "timestamp '" + v.Format("2006-01-02 15:04:05.999999") + "'"
	case string:
		return "'" + strings.ReplaceAll(v, "'", "''") + "'"
	}
	s, err := printed(v)
	if err != nil {
		return "null"
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}
