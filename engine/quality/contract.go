package quality

import (
	"regexp"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// Contract compares the columns that a model's query gives with those that its contract
// declares: by name, in any order, both ways. dialect is the name of the database whose
// types found has. Every difference is told, at the declared column or at the model.
func Contract(m *engine.Model, found []engine.Column, dialect string) diag.List {
	if m.Config.ContractExact {
		dialect = "" // no type has another name
	}
	problems := Undeclared(m)
	if len(m.Columns) == 0 {
		return problems
	}
	for _, want := range m.Columns {
		i := slices.IndexFunc(found, func(c engine.Column) bool { return strings.EqualFold(c.Name, want.Name) })
		switch {
		case i < 0:
			problems.Add(missingColumn(m, want, found, "contract"))
		case want.DataType != "" && !SameType(dialect, want.DataType, found[i].DataType):
			problems.Add(diag.Errorf(want.Span, "contract", "the contract of %s declares %s as %s, and its query gives %s",
				m.Name, want.Name, want.DataType, strings.ToLower(found[i].DataType)).
				WithHint("cast it in the query, or change the contract, which others rely on"))
		}
	}
	for _, c := range found {
		if !slices.ContainsFunc(m.Columns, func(want engine.Column) bool { return strings.EqualFold(c.Name, want.Name) }) {
			problems.Add(diag.Errorf(m.Span, "contract", "the query of %s gives the column %s (%s), which its contract does not declare",
				m.Name, c.Name, strings.ToLower(c.DataType)).WithHint("declare it under columns:, or leave it out of the query"))
		}
	}
	return problems
}

// Undeclared tells what a contract leaves out: columns, or the type of one.
func Undeclared(m *engine.Model) diag.List {
	var problems diag.List
	if len(m.Columns) == 0 {
		problems.Add(diag.Errorf(m.Span, "contract", "the contract of %s declares no columns", m.Name).
			WithHint("list them under columns: in its YAML entry, each with name and data_type"))
	}
	for _, c := range m.Columns {
		if c.DataType == "" {
			problems.Add(diag.Errorf(c.Span, "contract", "the contract of %s gives the column %s no data_type", m.Name, c.Name).
				WithHint("every column of an enforced contract needs one"))
		}
	}
	return problems
}

// Described tells the columns that are described and not there: a data dictionary that
// is wrong is worse than none.
func Described(m *engine.Model, found []engine.Column) diag.List {
	var problems diag.List
	for _, c := range m.Columns {
		if !strings.ContainsAny(c.Name, ".[(") && !slices.ContainsFunc(found, func(f engine.Column) bool { return strings.EqualFold(f.Name, c.Name) }) {
			d := missingColumn(m, c, found, "no-such-column")
			d.Severity = diag.Warning
			problems.Add(d)
		}
	}
	return problems
}

func missingColumn(m *engine.Model, want engine.Column, found []engine.Column, code string) diag.Diagnostic {
	names := make([]string, len(found))
	for i, c := range found {
		names[i] = c.Name
	}
	hint := diag.DidYouMean(want.Name, names)
	if hint == "" {
		hint = "its columns are " + strings.Join(names, ", ")
	}
	return diag.Errorf(want.Span, code, "the column %s of %s is declared, and its query does not give it", want.Name, m.Name).WithHint("%s", hint)
}

// sameNames groups the names of one type. Snowflake keeps every whole number as
// NUMBER(38, 0).
var sameNames = map[string][]string{
	"duckdb": {
		"integer int int4 signed", "bigint int8 long", "smallint int2 short", "tinyint int1", "hugeint int128",
		"varchar text string char bpchar character nvarchar", "double float8 double_precision", "real float4 float",
		"decimal numeric number", "boolean bool logical", "timestamp datetime timestamp_ntz timestamp_without_time_zone",
		"timestamp_with_time_zone timestamptz timestamp_tz timestamp_ltz", "blob bytea binary varbinary", "json variant object",
	},
	"snowflake": {
		"number decimal numeric int integer bigint smallint tinyint byteint hugeint", "varchar text string char character nvarchar",
		"float double real float4 float8 double_precision", "boolean bool", "timestamp_ntz timestamp datetime timestamp_without_time_zone",
		"timestamp_tz timestamptz timestamp_with_time_zone", "timestamp_ltz", "binary blob bytea varbinary", "variant json", "object struct",
	},
}

var baseType = regexp.MustCompile(`^\s*"?([A-Za-z_][A-Za-z_0-9 ]*?)"?\s*(?:\(([^)]*)\))?\s*$`)

// SameType reports whether a declared type is the found one in another spelling. What
// the declaration leaves open (a length, a precision) is not compared; the length of a
// text never is, since databases report one of their own.
func SameType(dialect, declared, found string) bool {
	d, f := baseType.FindStringSubmatch(declared), baseType.FindStringSubmatch(found)
	if d == nil || f == nil {
		return squeezed(declared) == squeezed(found)
	}
	dn, fn := typeGroup(dialect, d[1]), typeGroup(dialect, f[1])
	if dn != fn {
		return false
	}
	if d[2] == "" || f[2] == "" || strings.HasPrefix(dn, "varchar") {
		return true
	}
	return digits(d[2]) == digits(f[2])
}

// typeGroup is the first name of the group that a type belongs to.
func typeGroup(dialect, name string) string {
	name = strings.Join(strings.Fields(strings.ToLower(name)), "_")
	for _, group := range sameNames[dialect] {
		names := strings.Fields(group)
		if slices.Contains(names, name) {
			return names[0]
		}
	}
	return name
}

// digits is precision and scale in one spelling; a scale that is not said is 0.
func digits(s string) string {
	s = strings.ToLower(strings.ReplaceAll(s, " ", ""))
	if !strings.Contains(s, ",") {
		s += ",0"
	}
	return s
}

func squeezed(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }
