package engine

// Config is what a node is told to be: the defaults, mart.yml's folders, the property
// file and the model's own config, merged. Zero values mean "not said".
type Config struct {
	Enabled      bool
	Materialized string // view, table, incremental, ephemeral, load, external, seed, test, ...
	Database     string
	Schema       string
	Alias        string
	Tags         []string
	Meta         map[string]any
	Docs         map[string]any
	Group        string
	Access       string
	Grants       map[string][]string
	PersistDocs  map[string]bool // "relation", "columns"
	PreHook      []string
	PostHook     []string
	FullRefresh  *bool  // beats the flag
	Publish      string // gated or immediate
	RequireFresh *bool  // refuse to build from sources that are too old; beats the flag

	// Incremental models.
	UniqueKey            []string
	IncrementalStrategy  string
	IncrementalPredicate []string
	OnSchemaChange       string
	MergeUpdateColumns   []string
	MergeExcludeColumns  []string

	// External models.
	Location    string
	Format      string
	PartitionBy []string
	OrderBy     []string
	Overwrite   string // partitions or all
	Read        string // all, or changed_folders

	// Load models.
	MaxRejects    string // a count ("100") or a share ("5%")
	OnChangedFile string // replace, refuse or ignore

	// Seeds.
	ColumnTypes  map[string]string
	Delimiter    string
	QuoteColumns bool

	// Tests.
	Severity      string // error or warn
	WarnIf        string
	ErrorIf       string
	FailCalc      string
	Where         string
	Limit         int
	StoreFailures *bool

	// Contracts.
	ContractEnforced bool
	ContractExact    bool // alias_types: false: other names of a type are other types

	// Values has every setting by its key, the ones above included, as written: for
	// `config.key:` selectors, for templates, and for settings that only an adapter knows.
	Values map[string]any
}

// The values of Config.Materialized.
const (
	MaterializedView        = "view"
	MaterializedTable       = "table"
	MaterializedIncremental = "incremental"
	MaterializedEphemeral   = "ephemeral"
	MaterializedLoad        = "load"
	MaterializedExternal    = "external"
	MaterializedSeed        = "seed"
	// MaterializedDynamicTable is a table that Snowflake keeps up by itself; elsewhere a
	// table.
	MaterializedDynamicTable = "dynamic_table"
)
