// Package artifact writes the files that other tools read about a project and its runs:
// manifest.json and run_results.json in the form of dbt (manifest v12, run-results v6).
// They are dbt-compatible, not made by dbt: dbt_version names the line of dbt whose form
// they have, and metadata.env names mart.
package artifact

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/martsql/mart/engine"
)

// DBTVersion is the dbt whose artifacts ours look like. Readers compare it.
const DBTVersion = "1.11.2"

// The schemas that the files follow.
const (
	manifestSchema   = "https://schemas.getdbt.com/dbt/manifest/v12.json"
	runResultsSchema = "https://schemas.getdbt.com/dbt/run-results/v6.json"
)

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
	text := raw(n)
	if text == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
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

// metadata is the head of each file.
type metadata struct {
	SchemaVersion string            `json:"dbt_schema_version"`
	DBTVersion    string            `json:"dbt_version"`
	GeneratedAt   string            `json:"generated_at"`
	InvocationID  string            `json:"invocation_id"`
	InvokedAt     string            `json:"invocation_started_at,omitempty"`
	Env           map[string]string `json:"env"`
}
