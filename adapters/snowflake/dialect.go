package snowflake

import (
	"encoding/hex"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
)

// Dialect is how Snowflake spells things.
//
// Snowflake folds names without quotes to upper case and takes quoted ones exactly. mart's
// names are the other way round: they are written in lower case. So a plain name is
// written bare, and stands for the upper-case one; a plain name that is a reserved word is
// quoted in upper case, which is the same object; a name in double quotes is taken as it
// is; and any other is quoted with its case kept.
type Dialect struct{}

var _ engine.Dialect = Dialect{}

// Name is snowflake.
func (Dialect) Name() string { return "snowflake" }

var (
	plainIdentifier  = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_$]*$`)
	quotedIdentifier = regexp.MustCompile(`^"(?:[^"]|"")+"$`)
)

// Quote makes an identifier safe to write.
func (Dialect) Quote(identifier string) string {
	switch {
	case plainIdentifier.MatchString(identifier):
		if _, keyword := slices.BinarySearch(keywords, strings.ToLower(identifier)); keyword {
			return `"` + strings.ToUpper(identifier) + `"`
		}
		return identifier
	case quotedIdentifier.MatchString(identifier):
		return identifier
	}
	return quoteExactly(identifier)
}

func quoteExactly(name string) string {
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

// logical is the way back from a name in Snowflake's catalog: one that a plain name
// stands for is given in lower case, any other in double quotes. Quote of it is the
// same object again.
func logical(name string) string {
	if plainIdentifier.MatchString(name) && name == strings.ToUpper(name) {
		return strings.ToLower(name)
	}
	return quoteExactly(name)
}

// Relation prints database.schema.name, without the parts that are empty.
func (d Dialect) Relation(r engine.Relation) string {
	parts := make([]string, 0, 3)
	for _, p := range []string{r.Database, r.Schema, r.Name} {
		if p != "" {
			parts = append(parts, d.Quote(p))
		}
	}
	return strings.Join(parts, ".")
}

// Literal prints a value. Times are timestamps in UTC without a time zone; floats are
// doubles, not the numbers that Snowflake would read from plain digits with a point.
func (d Dialect) Literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case bool:
		return strconv.FormatBool(v)
	case string:
		return quoteText(v)
	case []byte:
		return "to_binary('" + hex.EncodeToString(v) + "', 'HEX')"
	case time.Time:
		return "'" + v.UTC().Format("2006-01-02 15:04:05.999999999") + "'::timestamp_ntz"
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			parts[i] = d.Literal(e)
		}
		return "array_construct(" + strings.Join(parts, ", ") + ")"
	}
	switch r := reflect.ValueOf(v); {
	case r.CanInt():
		return strconv.FormatInt(r.Int(), 10)
	case r.CanUint():
		return strconv.FormatUint(r.Uint(), 10)
	case r.CanFloat():
		return floatLiteral(r.Float())
	case r.Kind() == reflect.Bool:
		return strconv.FormatBool(r.Bool())
	case r.Kind() == reflect.Slice:
		list := make([]any, r.Len())
		for i := range list {
			list[i] = r.Index(i).Interface()
		}
		return d.Literal(list)
	}
	return quoteText(fmt.Sprint(v))
}

// Supports is true for MERGE only. Snowflake commits at every create, drop and rename,
// knows no Go functions, and reads no files but those of its stages.
func (Dialect) Supports(c engine.Capability) bool { return c == engine.Merge }

// quoteText prints a string literal. A backslash begins an escape in Snowflake's, and a
// NUL byte has one of its own.
func quoteText(s string) string {
	return "'" + textEscapes.Replace(s) + "'"
}

var textEscapes = strings.NewReplacer(`'`, `''`, `\`, `\\`, "\x00", `\0`)

// floatLiteral prints a double by a cast of text: 1.5e300 alone may be read as a number
// with decimals, and the special values have no other form.
func floatLiteral(f float64) string {
	text := strconv.FormatFloat(f, 'e', -1, 64)
	switch {
	case math.IsNaN(f):
		text = "NaN"
	case math.IsInf(f, 1):
		text = "inf"
	case math.IsInf(f, -1):
		text = "-inf"
	}
	return "'" + text + "'::double"
}

// keywords are the words that Snowflake reserves, in some place at least, lower case and
// sorted: those of its own list, of ANSI SQL as far as it follows, and the ones that it
// refuses as the name of a column or in a scalar expression.
var keywords = strings.Fields(`
account all alter and any as asof between by case cast check column connect connection
constraint create cross current current_date current_time current_timestamp current_user
database delete distinct drop else exists false following for from full grant group gscluster
having ilike in increment inner insert intersect into is issue join lateral left like localtime
localtimestamp match_condition minus natural not null of on or order organization qualify regexp
revoke right rlike row rows sample schema select set some start table tablesample then to trigger
true try_cast union unique update using values view when whenever where with`)
