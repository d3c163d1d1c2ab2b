package artifact

import (
	"fmt"
	"maps"
	"slices"

	"github.com/martsql/mart/engine"
)

// unitTest is the entry of a unit test. Rows are given as they were read: those of a file
// stand in the entry, too.
type unitTest struct {
	Model            string             `json:"model"`
	Given            []givenRows        `json:"given"`
	Expect           fixtureRows        `json:"expect"`
	Name             string             `json:"name"`
	ResourceType     string             `json:"resource_type"`
	PackageName      string             `json:"package_name"`
	Path             string             `json:"path"`
	OriginalFilePath string             `json:"original_file_path"`
	UniqueID         engine.NodeID      `json:"unique_id"`
	FQN              []string           `json:"fqn"`
	Description      string             `json:"description"`
	Overrides        *unitTestOverrides `json:"overrides"`
	DependsOn        dependsOn          `json:"depends_on"`
	Config           unitTestConfig     `json:"config"`
}

type givenRows struct {
	Input string `json:"input"`
	fixtureRows
}

type fixtureRows struct {
	Rows   any    `json:"rows"`
	Format string `json:"format"`
}

type unitTestOverrides struct {
	Macros  map[string]any    `json:"macros"`
	Vars    map[string]any    `json:"vars"`
	EnvVars map[string]string `json:"env_vars"`
}

type unitTestConfig struct {
	Tags    []string       `json:"tags"`
	Meta    map[string]any `json:"meta"`
	Enabled bool           `json:"enabled"`
}

func (w writer) unitTest(n *engine.UnitTest) unitTest {
	out := unitTest{
		Model: w.m.Nodes[n.Model].Head().Name, Given: []givenRows{}, Expect: fixtureRows{Rows: []any{}, Format: "dict"},
		Name: n.Name, ResourceType: string(n.Kind), PackageName: n.Package, Path: n.File, OriginalFilePath: n.File, UniqueID: n.ID, FQN: n.FQN,
		Description: n.Description, DependsOn: dependsOn{Macros: []string{}, Nodes: []engine.NodeID{n.Model}},
		Config: unitTestConfig{Tags: list(n.Config.Tags), Meta: object(n.Config.Meta), Enabled: true},
	}
	for _, f := range n.Given {
		out.Given = append(out.Given, givenRows{Input: w.inputText(n, f.Input), fixtureRows: rowsOf(f)})
	}
	for _, e := range n.Expect {
		if e.CTE == "" {
			out.Expect = rowsOf(e.Fixture)
		}
	}
	if o := n.Overrides; len(o.Macros)+len(o.Vars)+len(o.Env) > 0 || o.Incremental != nil {
		out.Overrides = &unitTestOverrides{Macros: map[string]any{}, Vars: object(o.Vars), EnvVars: map[string]string{}}
		maps.Copy(out.Overrides.EnvVars, o.Env)
		for name, text := range o.Macros {
			out.Overrides.Macros[name] = text
		}
		if o.Incremental != nil {
			out.Overrides.Macros["is_incremental"] = *o.Incremental
		}
	}
	return out
}

// inputText names an input as dbt writes it.
func (w writer) inputText(n *engine.UnitTest, id engine.NodeID) string {
	switch input := w.m.Nodes[id].(type) {
	case *engine.Source:
		return fmt.Sprintf("source('%s', '%s')", input.SourceName, input.Name)
	case *engine.Model:
		if id == n.Model {
			return "this"
		}
		return fmt.Sprintf("ref('%s')", input.Name)
	case engine.Node:
		return fmt.Sprintf("ref('%s')", input.Head().Name)
	}
	return string(id)
}

func rowsOf(f engine.Fixture) fixtureRows {
	if f.SQL != "" {
		return fixtureRows{Rows: f.SQL, Format: "sql"}
	}
	rows := slices.Clone(f.Rows)
	if rows == nil {
		rows = []map[string]any{}
	}
	return fixtureRows{Rows: rows, Format: "dict"}
}
