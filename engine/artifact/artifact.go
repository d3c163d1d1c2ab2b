// Package artifact writes the files that other tools read about a project and its runs:
// manifest.json and run_results.json in the form of dbt (manifest v12, run-results v6).
// They are dbt-compatible, not made by dbt: dbt_version names the line of dbt whose form
// they have, and metadata.env names mart.
package artifact

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// DBTVersion is the dbt whose artifacts ours look like. Readers compare it.
const DBTVersion = "1.11.2"

// The schemas that the files follow.
const (
	manifestSchema   = "https://schemas.getdbt.com/dbt/manifest/v12.json"
	runResultsSchema = "https://schemas.getdbt.com/dbt/run-results/v6.json"
)

// RunInfo is what a run says of itself. The last four are optional.
type RunInfo struct {
	InvocationID string // a UUID, the same in all artifacts and log lines of a run
	Command      string // build, run, test, seed, load, compile: becomes args.which
	Args         map[string]any
	Version      string // mart's
	Started      time.Time
	Elapsed      time.Duration

	// Dialect spells relation names; without it every part is in double quotes.
	Dialect engine.Dialect
	// Sources gives the texts of seeds, for their checksums.
	Sources diag.Sources
	// Compiled has the SQL of the nodes that were compiled.
	Compiled map[engine.NodeID]string
	// Env is added to metadata.env.
	Env map[string]string
}

// metadata is the head of each file.
type metadata struct {
	SchemaVersion string            `json:"dbt_schema_version"`
	DBTVersion    string            `json:"dbt_version"`
	GeneratedAt   string            `json:"generated_at"`
	InvocationID  string            `json:"invocation_id"`
	InvokedAt     string            `json:"invocation_started_at"`
	Env           map[string]string `json:"env"`
}

// metadata says the moment of writing by the run's own clock, so that a run with a set
// clock writes the same bytes again.
func (i RunInfo) metadata(schema string) metadata {
	env := map[string]string{"mart_version": i.Version}
	maps.Copy(env, i.Env)
	return metadata{
		SchemaVersion: schema, DBTVersion: DBTVersion, GeneratedAt: Time(i.Started.Add(i.Elapsed)),
		InvocationID: i.InvocationID, InvokedAt: Time(i.Started), Env: env,
	}
}

// Time writes a moment as all artifacts and logs do: UTC, six digits, Z. More or fewer
// digits break readers. The zero time is empty.
func Time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000000Z")
}

// Checksum is the sha256, in hex, of what the author wrote: the template of a model or
// a singular test. It is empty for nodes without a text in the manifest.
func Checksum(n engine.Node) string {
	if text := raw(n); text != "" {
		return sum(text)
	}
	return ""
}

func sum(text string) string {
	s := sha256.Sum256([]byte(text))
	return hex.EncodeToString(s[:])
}

// raw is the template of a node.
func raw(n engine.Node) string {
	switch n := n.(type) {
	case *engine.Model:
		return n.Raw
	case *engine.Test:
		return n.Raw
	}
	return ""
}

// NodePath is a file's path below the resource folder that it lies in: marts/a.sql for
// models/marts/a.sql. dbt calls it path, and the whole original_file_path.
func NodePath(p engine.Paths, file string) string {
	for _, folder := range slices.Concat(p.Models, p.Seeds, p.Snapshots, p.Tests, p.Macros) {
		if rest, ok := strings.CutPrefix(file, strings.TrimSuffix(folder, "/")+"/"); ok {
			return rest
		}
	}
	return file
}

// relationName spells a relation as SQL.
func (i RunInfo) relationName(r engine.Relation) string {
	if i.Dialect != nil {
		return i.Dialect.Relation(r)
	}
	var parts []string
	for _, p := range []string{r.Database, r.Schema, r.Name} {
		if p != "" {
			parts = append(parts, `"`+strings.ReplaceAll(p, `"`, `""`)+`"`)
		}
	}
	return strings.Join(parts, ".")
}

// database is the database of a relation, which is never empty: readers refuse null. A
// DuckDB database is named after its file.
func database(r engine.Relation, t engine.Target) string {
	if r.Database != "" {
		return r.Database
	}
	if t.Database != "" {
		return t.Database
	}
	file, _ := t.Settings["path"].(string)
	if t.Adapter != "duckdb" {
		return t.Name
	}
	if file == "" || file == ":memory:" {
		return "memory"
	}
	base := path.Base(filepath.ToSlash(file))
	return strings.TrimSuffix(base, path.Ext(base))
}
