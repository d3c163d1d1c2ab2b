package config

import "github.com/martsql/mart/engine"

// A setting is all that is known about one config key: its spellings, type, allowed
// values, default, how layers merge, and where it goes in engine.Config.
type setting struct {
	key     string
	also    []string // other spellings
	is      valueType
	allowed []string
	merge   mergeRule
	late    bool   // holds SQL: its templates are rendered when it is used
	kinds   string // who heeds it, for the docs: "models", "tests", ...
	preset  string // the default, for the docs
	meaning string // one line, for the docs
	set     func(c *engine.Config, v any)
}

// A mergeRule says what a stronger layer does to the value of a weaker one.
type mergeRule uint8

const (
	clobber   mergeRule = iota // replaces it
	appends                    // adds to the list
	mergeMaps                  // adds to the map, key by key
	mergePlus                  // as mergeMaps; a key with + in front adds to its list
)

var (
	materializations = []string{
		engine.MaterializedView, engine.MaterializedTable, engine.MaterializedIncremental, engine.MaterializedEphemeral,
		engine.MaterializedLoad, engine.MaterializedExternal, engine.MaterializedSeed, "snapshot", "test", engine.MaterializedDynamicTable,
	}
	strategies = []string{"append", "merge", "delete+insert", "insert_overwrite", "microbatch"}
	onChange   = []string{"ignore", "fail", "append_new_columns", "sync_all_columns"}
)

// settings is the table of config keys. Resolve, the checks, the documentation and the
// JSON schema come from it.
var settings = []setting{
	{key: "enabled", is: truth, kinds: "all", preset: "true", meaning: "false takes the node out of the project",
		set: func(c *engine.Config, v any) { c.Enabled = v.(bool) }},
	{key: "materialized", is: word, allowed: materializations, kinds: "models", preset: "view", meaning: "what the model becomes in the target; a dynamic_table is a table on DuckDB; snapshot is not carried out yet",
		set: func(c *engine.Config, v any) { c.Materialized = v.(string) }},
	{key: "database", is: word, kinds: "all", meaning: "the database it stands in, instead of the target's",
		set: func(c *engine.Config, v any) { c.Database = v.(string) }},
	{key: "schema", is: word, kinds: "all", meaning: "the schema it stands in, as written, instead of the target's",
		set: func(c *engine.Config, v any) { c.Schema = v.(string) }},
	{key: "alias", is: word, kinds: "all", meaning: "its name in the database, instead of the file's",
		set: func(c *engine.Config, v any) { c.Alias = v.(string) }},
	{key: "tags", is: words, merge: appends, kinds: "all", meaning: "words to select it by; folder, property file and model add up",
		set: func(c *engine.Config, v any) { c.Tags = distinct(textsOf(v)) }},
	{key: "meta", is: mapping, merge: mergeMaps, kinds: "all", meaning: "anything you like; merged key by key",
		set: func(c *engine.Config, v any) { c.Meta = v.(map[string]any) }},
	{key: "docs", is: mapping, merge: mergeMaps, kinds: "all", meaning: "show: false hides it from the documentation; node_color paints it",
		set: func(c *engine.Config, v any) { c.Docs = v.(map[string]any) }},
	{key: "group", is: word, kinds: "all", meaning: "the group that owns it",
		set: func(c *engine.Config, v any) { c.Group = v.(string) }},
	{key: "access", is: word, allowed: []string{"private", "protected", "public"}, kinds: "models", preset: "protected", meaning: "who may refer to it: private, its group only",
		set: func(c *engine.Config, v any) { c.Access = v.(string) }},
	{key: "grants", is: grants, merge: mergePlus, kinds: "models, seeds, snapshots", meaning: "privilege: a role or a list; +privilege adds to what the folder says; on Snowflake, since DuckDB has no roles",
		set: func(c *engine.Config, v any) { c.Grants = grantLists(v.(map[string]any)) }},
	{key: "persist_docs", is: truthMap, merge: mergeMaps, kinds: "models, seeds, snapshots", meaning: "relation: true and columns: true write descriptions into the database",
		set: func(c *engine.Config, v any) { c.PersistDocs = boolMap(v.(map[string]any)) }},
	{key: "pre_hook", also: []string{"pre-hook"}, is: hooks, merge: appends, late: true, kinds: "models, seeds, snapshots", meaning: "SQL to run before it is built",
		set: func(c *engine.Config, v any) { c.PreHook = textsOf(v) }},
	{key: "post_hook", also: []string{"post-hook"}, is: hooks, merge: appends, late: true, kinds: "models, seeds, snapshots", meaning: "SQL to run after it is built",
		set: func(c *engine.Config, v any) { c.PostHook = textsOf(v) }},
	{key: "full_refresh", is: truth, kinds: "incremental models, seeds", meaning: "true or false beats the --full-refresh flag",
		set: func(c *engine.Config, v any) { b := v.(bool); c.FullRefresh = &b }},
	{key: "publish", is: word, allowed: []string{"gated", "immediate"}, kinds: "models, seeds", preset: "gated", meaning: "gated: in `mart build`, contract and tests look at the new build before it replaces the old one; immediate: they run after it",
		set: func(c *engine.Config, v any) { c.Publish = v.(string) }},
	{key: "require_fresh", is: truth, kinds: "models", meaning: "true: it is not built while a source that it is built from, however far back, is older than its `error_after`; false beats the --require-fresh flag",
		set: func(c *engine.Config, v any) { b := v.(bool); c.RequireFresh = &b }},
	{key: "contract", is: contract, merge: mergeMaps, kinds: "models", meaning: "enforced: true: a build whose columns or types differ from those declared is not published, and constraints are applied; alias_types: false: only the very names of types fit",
		set: func(c *engine.Config, v any) {
			m, _ := v.(map[string]any)
			c.ContractEnforced, _ = m["enforced"].(bool)
			alias, said := m["alias_types"].(bool)
			c.ContractExact = said && !alias
		}},

	{key: "unique_key", is: words, kinds: "incremental models, snapshots", meaning: "the columns that name a row",
		set: func(c *engine.Config, v any) { c.UniqueKey = textsOf(v) }},
	{key: "incremental_strategy", is: word, allowed: strategies, kinds: "incremental models", meaning: "how new rows go in; the adapter has a default; microbatch is not carried out yet",
		set: func(c *engine.Config, v any) { c.IncrementalStrategy = v.(string) }},
	{key: "incremental_predicates", also: []string{"predicates"}, is: words, late: true, kinds: "incremental models", meaning: "SQL conditions that narrow the rows of the target to look at",
		set: func(c *engine.Config, v any) { c.IncrementalPredicate = textsOf(v) }},
	{key: "on_schema_change", is: word, allowed: onChange, kinds: "incremental models", preset: "ignore", meaning: "what to do when the query's columns are no longer the table's",
		set: func(c *engine.Config, v any) { c.OnSchemaChange = v.(string) }},
	{key: "merge_update_columns", is: words, kinds: "incremental models", meaning: "update only these columns of a row that is there",
		set: func(c *engine.Config, v any) { c.MergeUpdateColumns = textsOf(v) }},
	{key: "merge_exclude_columns", is: words, kinds: "incremental models", meaning: "update all columns but these",
		set: func(c *engine.Config, v any) { c.MergeExcludeColumns = textsOf(v) }},

	{key: "location", is: word, kinds: "external models", preset: "lake/<schema>/<name>", meaning: "the folder or URL that the files go to",
		set: func(c *engine.Config, v any) { c.Location = v.(string) }},
	{key: "format", is: word, allowed: []string{"parquet", "csv", "json"}, kinds: "external models", preset: "parquet", meaning: "the format of the files",
		set: func(c *engine.Config, v any) { c.Format = v.(string) }},
	{key: "partition_by", is: words, kinds: "external models", meaning: "columns that become key=value folders",
		set: func(c *engine.Config, v any) { c.PartitionBy = textsOf(v) }},
	{key: "order_by", is: words, kinds: "external models", meaning: "the order of rows in the files",
		set: func(c *engine.Config, v any) { c.OrderBy = textsOf(v) }},
	{key: "overwrite", is: word, allowed: []string{"partitions", "all"}, kinds: "external models", preset: "partitions", meaning: "all: partitions that the query no longer gives go away",
		set: func(c *engine.Config, v any) { c.Overwrite = v.(string) }},
	{key: "read", is: word, allowed: []string{"all", "changed_folders"}, kinds: "external models", preset: "all", meaning: "changed_folders: read only folders of the sources with new files",
		set: func(c *engine.Config, v any) { c.Read = v.(string) }},

	{key: "max_rejects", is: countOrShare, kinds: "load models", preset: "5%", meaning: "how many unreadable records a run takes: a count (100) or a share (5%)",
		set: func(c *engine.Config, v any) { c.MaxRejects = text(v) }},
	{key: "on_changed_file", is: word, allowed: []string{"replace", "refuse", "ignore"}, kinds: "load models", preset: "replace", meaning: "what to do with a file that was loaded before and has other content now",
		set: func(c *engine.Config, v any) { c.OnChangedFile = v.(string) }},

	{key: "column_types", is: textMap, merge: mergeMaps, kinds: "seeds", meaning: "column: type, instead of the guessed one",
		set: func(c *engine.Config, v any) { c.ColumnTypes = textMapOf(v.(map[string]any)) }},
	{key: "delimiter", is: word, kinds: "seeds", preset: ",", meaning: "the letter between two values of a CSV line",
		set: func(c *engine.Config, v any) { c.Delimiter = v.(string) }},
	{key: "quote_columns", is: truth, kinds: "seeds", preset: "false", meaning: "true keeps the letter case of the CSV header",
		set: func(c *engine.Config, v any) { c.QuoteColumns = v.(bool) }},

	{key: "portability", is: word, allowed: []string{"on", "off"}, kinds: "models, tests", meaning: "off: `mart compile` does not tell what SQL means one thing on DuckDB and another on Snowflake",
		set: func(*engine.Config, any) {}}, // read from Values
	{key: "strict", is: truth, kinds: "models, tests", meaning: "true: `mart check` takes SQL that DuckDB does not know for a fault, on every target",
		set: func(*engine.Config, any) {}}, // read from Values

	{key: "severity", is: anyCase, allowed: []string{"error", "warn"}, kinds: "tests", preset: "error", meaning: "warn: failures are told and stop nothing",
		set: func(c *engine.Config, v any) { c.Severity = v.(string) }},
	{key: "warn_if", is: word, late: true, kinds: "tests", preset: "!= 0", meaning: "the number of failures to warn at, as an SQL comparison",
		set: func(c *engine.Config, v any) { c.WarnIf = v.(string) }},
	{key: "error_if", is: word, late: true, kinds: "tests", preset: "!= 0", meaning: "the number of failures to fail at, as an SQL comparison",
		set: func(c *engine.Config, v any) { c.ErrorIf = v.(string) }},
	{key: "fail_calc", is: word, late: true, kinds: "tests", preset: "count(*)", meaning: "SQL that counts the failures",
		set: func(c *engine.Config, v any) { c.FailCalc = v.(string) }},
	{key: "where", is: word, late: true, kinds: "tests", meaning: "SQL condition on the rows to test",
		set: func(c *engine.Config, v any) { c.Where = v.(string) }},
	{key: "limit", is: number, kinds: "tests", meaning: "stop at so many failures",
		set: func(c *engine.Config, v any) { c.Limit = int(v.(int64)) }},
	{key: "store_failures", is: truth, kinds: "tests", meaning: "true keeps the failing rows in a table",
		set: func(c *engine.Config, v any) { b := v.(bool); c.StoreFailures = &b }},
	{key: "store_failures_as", is: word, allowed: []string{"table", "view", "ephemeral"}, kinds: "tests", meaning: "where failing rows are kept; ephemeral: nowhere; beats store_failures"},
}

// others are keys that are known but live in Config.Values only: those of dbt that come
// with later features, and those that only an adapter knows.
var others = []string{
	"batch_size", "begin", "check_cols", "concurrent_batches", "dbt_valid_to_current", "event_time", "freshness", "hard_deletes",
	"invalidate_hard_deletes", "loaded_at_field", "loaded_at_query", "lookback", "on_configuration_change", "on_error", "quoting",
	"snapshot_meta_column_names", "sql_header", "static_analysis", "strategy", "target_database", "target_schema", "updated_at",
	"merge_clauses", "merge_insert_condition", "merge_on_using_columns", "merge_returning_columns", "merge_update_condition",
	"merge_update_set_expressions", "options", "description",
	"automatic_clustering", "base_location_root", "base_location_subpath", "catalog", "catalog_name", "change_tracking", "cluster_by",
	"copy_grants", "copy_tags", "data_retention_time_in_days", "dist", "external_location", "external_volume", "file_format",
	"formatter", "immutable_where", "indexes", "initialize", "max_data_extension_time_in_days", "primary_key", "query_tag",
	"refresh_mode", "refresh_warehouse", "row_access_policy", "scheduler", "secure", "snowflake_initialization_warehouse",
	"snowflake_warehouse", "sort", "sort_type", "storage_serialization_policy", "table_format", "table_tag", "table_type",
	"target_file_size", "target_lag", "tmp_relation_type", "transient", "use_anonymous_sproc",
}
