package duckdb

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

// Dialect is how DuckDB spells things.
type Dialect struct{}

var _ engine.Dialect = Dialect{}

// Name is duckdb.
func (Dialect) Name() string { return "duckdb" }

var plainIdentifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// Quote quotes an identifier unless it is a plain word that no keyword list has.
// DuckDB keeps the case of unquoted names, so capitals need no quotes.
func (Dialect) Quote(identifier string) string {
	if plainIdentifier.MatchString(identifier) {
		if _, keyword := slices.BinarySearch(keywords, strings.ToLower(identifier)); !keyword {
			return identifier
		}
	}
	return `"` + strings.ReplaceAll(identifier, `"`, `""`) + `"`
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

// Literal prints a value. Times are timestamps in UTC; floats are doubles, not the
// decimals that DuckDB would read from plain digits with a point.
func (d Dialect) Literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case bool:
		return strconv.FormatBool(v)
	case string:
		return quoteText(v)
	case []byte:
		return blobLiteral(v)
	case time.Time:
		return "TIMESTAMP '" + v.UTC().Format("2006-01-02 15:04:05.999999") + "'"
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			parts[i] = d.Literal(e)
		}
		return "[" + strings.Join(parts, ", ") + "]"
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

// Supports is true for all that mart asks about: DuckDB is mart's home.
func (Dialect) Supports(c engine.Capability) bool {
	switch c {
	case engine.GoUDFs, engine.LakeFiles, engine.TransactionalDDL, engine.Merge, engine.ByName:
		return true
	}
	return false
}

// quoteText prints a string literal. A NUL byte would end the SQL text, so it is
// written as a call.
func quoteText(s string) string {
	if strings.ContainsRune(s, 0) {
		parts := strings.Split(s, "\x00")
		for i, p := range parts {
			parts[i] = quoteText(p)
		}
		return "(" + strings.Join(parts, " || chr(0) || ") + ")"
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

func blobLiteral(b []byte) string { return "from_hex('" + hex.EncodeToString(b) + "')" }

func floatLiteral(f float64) string {
	switch {
	case math.IsNaN(f):
		return "'nan'::DOUBLE"
	case math.IsInf(f, 1):
		return "'inf'::DOUBLE"
	case math.IsInf(f, -1):
		return "'-inf'::DOUBLE"
	}
	return strconv.FormatFloat(f, 'e', -1, 64)
}

// keywords are the words of duckdb_keywords() that cannot stand everywhere as a name:
// all but the unreserved ones. Sorted; a test compares it with the database.
var keywords = strings.Fields(`
all analyse analyze and anti any array as asc asof asymmetric at authorization between bigint
binary bit boolean both by case cast char character check coalesce collate collation column
columns concurrently constraint create cross dec decimal default deferrable desc describe
distinct do else end except exists extract false fetch float for foreign freeze from full
generated glob group grouping grouping_id having ilike in initially inner inout int integer
intersect interval into is isnull join lambda lateral leading left like limit map national
natural nchar none not notnull null nullif numeric offset on only or order out outer overlaps
overlay pivot pivot_longer pivot_wider placing position positional precision primary qualify
real references returning right row select semi setof show similar smallint some struct
substring summarize symmetric table tablesample then time timestamp to trailing treat trim true
try_cast union unique unpack unpivot using values varchar variadic verbose when where window
with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi
xmlroot xmlserialize xmltable`)
