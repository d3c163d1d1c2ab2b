package materialize

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// A DynamicTable is the settings of a dynamic table, as its model or Snowflake has them.
type DynamicTable struct {
	TargetLag, Warehouse, RefreshMode string
}

// planDynamicTable has nothing to do before Publish: Snowflake fills the table. A database
// without dynamic tables gets a table.
func planDynamicTable(b Build) (Steps, diag.List) {
	if !b.snowflake() {
		return planTable(b)
	}
	if problems := b.checkDynamic(); problems.HasErrors() {
		return Steps{}, problems
	}
	return Steps{Prepare: b.prepare()}, nil
}

// onConfigurationChange are the values of on_configuration_change, the default first.
var onConfigurationChange = []string{"apply", "continue", "fail"}

// checkDynamic tells settings that are missing or cannot be.
func (b Build) checkDynamic() diag.List {
	var problems diag.List
	d := b.dynamicTable()
	if d.TargetLag == "" {
		problems.Add(diag.Errorf(b.span(), "missing-key", "the dynamic table %s has no target_lag", b.Relation.Name).
			WithHint("say how old its rows may become:  target_lag: 1 hour  or  target_lag: downstream"))
	}
	if d.Warehouse == "" {
		problems.Add(diag.Errorf(b.span(), "missing-key", "the dynamic table %s has no snowflake_warehouse, and the target has no warehouse", b.Relation.Name).
			WithHint("name the warehouse that is to refresh it:  snowflake_warehouse: REFRESHING"))
	}
	if v := b.onConfigurationChange(); !slices.Contains(onConfigurationChange, v) {
		problems.Add(diag.Errorf(b.span(), "wrong-value", "there is no on_configuration_change %q", v).
			WithHint("the values are %s", join(onConfigurationChange)))
	}
	return problems
}

func (b Build) onConfigurationChange() string {
	if v := b.word("on_configuration_change"); v != "" {
		return v
	}
	return onConfigurationChange[0]
}

// word reads a setting of one text that only an adapter knows.
func (b Build) word(key string) string {
	if v := b.Config.Values[key]; v != nil {
		return strings.TrimSpace(fmt.Sprint(v))
	}
	return ""
}

// dynamicTable is the settings that the model asks for.
func (b Build) dynamicTable() DynamicTable {
	d := DynamicTable{TargetLag: b.word("target_lag"), Warehouse: b.word("snowflake_warehouse"), RefreshMode: strings.ToUpper(b.word("refresh_mode"))}
	if d.Warehouse == "" {
		d.Warehouse = b.Warehouse
	}
	return d
}

// ShowDynamicTable asks for the settings of the dynamic table that stands at the target.
// Decode its rows with DecodeDynamicTable.
func ShowDynamicTable(b Build) engine.Statement {
	in := b.Dialect.Quote(b.Relation.Schema)
	if b.Relation.Database != "" {
		in = b.Dialect.Quote(b.Relation.Database) + "." + in
	}
	return own(TagPrepare, "show dynamic tables like ", b.Dialect.Literal(strings.ReplaceAll(strings.Trim(b.Relation.Name, `"`), "_", `\_`)), " in schema ", in)
}

// DecodeDynamicTable finds the target among the rows of ShowDynamicTable; nil when it is
// not there.
func DecodeDynamicTable(b Build, columns []engine.Column, rows [][]any) *DynamicTable {
	for _, row := range rows {
		text := func(name string) string {
			i := slices.IndexFunc(columns, func(c engine.Column) bool { return strings.EqualFold(c.Name, name) })
			if i < 0 || i >= len(row) || row[i] == nil {
				return ""
			}
			return fmt.Sprint(row[i])
		}
		if sameName(text("name"), b.Relation.Name) {
			return &DynamicTable{TargetLag: text("target_lag"), Warehouse: text("warehouse"), RefreshMode: strings.ToUpper(text("refresh_mode"))}
		}
	}
	return nil
}

// publishDynamicTable makes the table, changes its settings, or leaves it as it is: it
// refreshes itself, and making it anew would compute all of it.
func publishDynamicTable(b Build) ([]engine.Statement, diag.List) {
	if !b.snowflake() {
		return publishTable(b)
	}
	if b.Standing == nil || !b.SameQuery || b.fullRefresh() {
		return b.createDynamic(), nil
	}
	want := b.dynamicTable()
	lag, warehouse := !sameLag(want.TargetLag, b.Standing.TargetLag), !strings.EqualFold(bareName(want.Warehouse), b.Standing.Warehouse)
	// AUTO is shown as what Snowflake chose.
	mode := want.RefreshMode != "" && want.RefreshMode != "AUTO" && want.RefreshMode != b.Standing.RefreshMode
	if !lag && !warehouse && !mode {
		return nil, nil
	}
	switch b.onConfigurationChange() {
	case "continue":
		return nil, diag.List{b.settingsChanged(want, diag.Warning)}
	case "fail":
		return nil, diag.List{b.settingsChanged(want, diag.Error)}
	}
	if mode {
		return b.createDynamic(), nil
	}
	var out []engine.Statement
	if lag {
		out = append(out, own(TagPublish, "alter dynamic table ", b.target(), " set target_lag = ", b.lag(want.TargetLag)))
	}
	if warehouse {
		out = append(out, own(TagPublish, "alter dynamic table ", b.target(), " set warehouse = ", b.Dialect.Quote(want.Warehouse)))
	}
	return append(out, b.PostHooks...), nil
}

func (b Build) settingsChanged(want DynamicTable, severity diag.Severity) diag.Diagnostic {
	d := diag.Errorf(b.span(), "configuration-change", "the dynamic table %s stands with target_lag %s and warehouse %s, and its model asks for %s and %s",
		b.Relation.Name, b.Standing.TargetLag, b.Standing.Warehouse, want.TargetLag, want.Warehouse)
	d.Severity = severity
	return d.WithHint("on_configuration_change is %s: set it to apply, or run with --full-refresh", b.onConfigurationChange())
}

// createDynamic replaces the dynamic table in one statement; a table or view of another
// kind goes first.
func (b Build) createDynamic() []engine.Statement {
	var out []engine.Statement
	if b.Existing != nil && b.Standing == nil {
		out = append(out, b.drop(TagPublish, *b.Existing))
	}
	want := b.dynamicTable()
	kind := "dynamic table "
	if b.flag("transient") {
		kind = "transient dynamic table "
	}
	head := "create or replace " + kind + b.target() + "\ntarget_lag = " + b.lag(want.TargetLag) + "\nwarehouse = " + b.Dialect.Quote(want.Warehouse)
	if want.RefreshMode != "" {
		head += "\nrefresh_mode = " + want.RefreshMode
	}
	if v := b.word("initialize"); v != "" {
		head += "\ninitialize = " + strings.ToUpper(v)
	}
	if by := b.setting("cluster_by"); len(by) > 0 {
		head += "\ncluster by (" + join(by) + ")"
	}
	if text := b.Node.Head().Description; b.Config.PersistDocs["relation"] && text != "" {
		head += "\ncomment = " + b.Dialect.Literal(text)
	}
	out = append(out, b.around(TagBuild, head+"\nas", ""))
	return append(out, b.PostHooks...)
}

// lag prints a target lag: a time in quotes, or the word DOWNSTREAM.
func (b Build) lag(text string) string {
	if strings.EqualFold(text, "downstream") {
		return "downstream"
	}
	return b.Dialect.Literal(text)
}

// bareName is a name without its quotes.
func bareName(name string) string { return strings.Trim(name, `"`) }

// sameLag compares target lags: "60 minutes" is "1 hour".
func sameLag(a, b string) bool {
	x, okX := lagSeconds(a)
	y, okY := lagSeconds(b)
	if okX && okY {
		return x == y
	}
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}

func lagSeconds(text string) (int64, bool) {
	fields := strings.Fields(strings.ToLower(text))
	if len(fields) != 2 {
		return 0, false
	}
	n, err := strconv.ParseInt(fields[0], 10, 64)
	unit, known := map[string]int64{"second": 1, "minute": 60, "hour": 3600, "day": 86400}[strings.TrimSuffix(fields[1], "s")]
	return n * unit, err == nil && known
}
