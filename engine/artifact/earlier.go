package artifact

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
)

// An Earlier is what a manifest.json of some time ago says of models under a contract, and
// of who relied on them.
type Earlier struct {
	Adapter string // of the target that it was made for
	// Models are those under an enforced contract, by id.
	Models map[engine.NodeID]*engine.Model
	nodes  map[engine.NodeID]earlierNode
	below  map[engine.NodeID][]engine.NodeID
}

// earlierNode is the parts of an entry that are looked at; mart's manifests and dbt's have
// them alike.
type earlierNode struct {
	Name         string `json:"name"`
	ResourceType string `json:"resource_type"`
	File         string `json:"original_file_path"`
	Config       struct {
		Materialized string `json:"materialized"`
	} `json:"config"`
	Contract struct {
		Enforced bool `json:"enforced"`
	} `json:"contract"`
	Columns         map[string]earlierColumn `json:"columns"`
	Constraints     []earlierConstraint      `json:"constraints"`
	Version         any                      `json:"version"`
	DeprecationDate string                   `json:"deprecation_date"`
	Owner           struct {
		Name, Email string
	} `json:"owner"`
}

type earlierColumn struct {
	Name        string              `json:"name"`
	DataType    string              `json:"data_type"`
	Constraints []earlierConstraint `json:"constraints"`
}

type earlierConstraint struct {
	Type       string   `json:"type"`
	Name       string   `json:"name"`
	Expression string   `json:"expression"`
	To         string   `json:"to"`
	ToColumns  []string `json:"to_columns"`
	Columns    []string `json:"columns"`
}

// ReadEarlier reads the manifest.json of a folder, or of the file itself.
func ReadEarlier(path string) (*Earlier, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, "manifest.json")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var file struct {
		Metadata struct {
			Adapter string `json:"adapter_type"`
		} `json:"metadata"`
		Nodes     map[engine.NodeID]earlierNode     `json:"nodes"`
		Exposures map[engine.NodeID]earlierNode     `json:"exposures"`
		Children  map[engine.NodeID][]engine.NodeID `json:"child_map"`
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("%s is no manifest: %w", path, err)
	}
	if file.Nodes == nil {
		return nil, fmt.Errorf("%s is no manifest: it has no nodes", path)
	}
	e := &Earlier{Adapter: file.Metadata.Adapter, Models: map[engine.NodeID]*engine.Model{}, nodes: file.Nodes, below: file.Children}
	for id, n := range file.Nodes {
		if n.ResourceType == string(engine.KindModel) && n.Contract.Enforced {
			e.Models[id] = n.model(id)
		}
	}
	for id, n := range file.Exposures {
		e.nodes[id] = n
	}
	return e, nil
}

// model is an entry as a model.
func (n earlierNode) model(id engine.NodeID) *engine.Model {
	m := &engine.Model{Header: engine.Header{ID: id, Kind: engine.KindModel, Name: n.Name, File: n.File}}
	m.Config.Materialized, m.Config.ContractEnforced = n.Config.Materialized, true
	if n.Version != nil {
		m.Version, m.Base = fmt.Sprint(n.Version), n.Name
		m.Name = n.Name + "_v" + strings.ReplaceAll(m.Version, ".", "_")
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, n.DeprecationDate); err == nil {
			m.Deprecated = t
			break
		}
	}
	for _, c := range n.Columns {
		m.Columns = append(m.Columns, engine.Column{Name: c.Name, DataType: c.DataType, Constraints: constraintsOf(c.Constraints)})
	}
	slices.SortFunc(m.Columns, func(a, b engine.Column) int { return strings.Compare(a.Name, b.Name) })
	m.Constraints = constraintsOf(n.Constraints)
	return m
}

func constraintsOf(all []earlierConstraint) []engine.Constraint {
	var out []engine.Constraint
	for _, c := range all {
		out = append(out, engine.Constraint{
			Type: c.Type, Name: c.Name, Expression: c.Expression, To: c.To, ToColumns: c.ToColumns, Columns: c.Columns,
		})
	}
	return out
}

// Consumers names the exposures and models that were built on a node, exposures with their
// owners first; each sort sorted by name.
func (e *Earlier) Consumers(id engine.NodeID) []string {
	seen := map[engine.NodeID]bool{id: true}
	var exposures, models []string
	for queue := []engine.NodeID{id}; len(queue) > 0; queue = queue[1:] {
		for _, child := range e.below[queue[0]] {
			if seen[child] {
				continue
			}
			seen[child] = true
			queue = append(queue, child)
			switch n := e.nodes[child]; n.ResourceType {
			case string(engine.KindExposure):
				text := "the exposure " + n.Name
				if owner := strings.TrimSpace(n.Owner.Name + " " + n.Owner.Email); owner != "" {
					text += " (" + owner + ")"
				}
				exposures = append(exposures, text)
			case string(engine.KindModel), string(engine.KindSnapshot):
				models = append(models, n.model(child).Name)
			}
		}
	}
	slices.Sort(exposures)
	slices.Sort(models)
	return append(exposures, slices.Compact(models)...)
}
