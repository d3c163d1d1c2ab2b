package artifact

import (
	"maps"
	"slices"

	"github.com/martsql/mart/engine"
)

// manifest is manifest.json. dbt's readers want all maps, even empty ones.
type manifest struct {
	Metadata       manifestMetadata                  `json:"metadata"`
	Nodes          map[engine.NodeID]any             `json:"nodes"`
	Sources        map[engine.NodeID]sourceNode      `json:"sources"`
	Macros         map[string]macroNode              `json:"macros"`
	Docs           empty                             `json:"docs"`
	Exposures      map[engine.NodeID]exposureNode    `json:"exposures"`
	Metrics        empty                             `json:"metrics"`
	Groups         empty                             `json:"groups"`
	Selectors      empty                             `json:"selectors"`
	Disabled       empty                             `json:"disabled"`
	ParentMap      map[engine.NodeID][]engine.NodeID `json:"parent_map"`
	ChildMap       map[engine.NodeID][]engine.NodeID `json:"child_map"`
	GroupMap       empty                             `json:"group_map"`
	SavedQueries   empty                             `json:"saved_queries"`
	SemanticModels empty                             `json:"semantic_models"`
	UnitTests      empty                             `json:"unit_tests"`
}

type empty struct{}

type manifestMetadata struct {
	metadata
	ProjectName string `json:"project_name"`
	AdapterType string `json:"adapter_type"`
	Telemetry   bool   `json:"send_anonymous_usage_stats"` // mart sends none
}

// WriteManifest writes manifest.json into dir, a project's target folder.
func WriteManifest(dir string, info RunInfo, m *engine.Manifest) error {
	out := manifest{
		Metadata: manifestMetadata{metadata: info.metadata(manifestSchema), ProjectName: m.Project.Name, AdapterType: m.Target.Adapter},
		Nodes:    map[engine.NodeID]any{}, Sources: map[engine.NodeID]sourceNode{}, Macros: map[string]macroNode{},
		Exposures: map[engine.NodeID]exposureNode{},
		ParentMap: map[engine.NodeID][]engine.NodeID{}, ChildMap: map[engine.NodeID][]engine.NodeID{},
	}
	w := writer{info: info, m: m}
	for id, node := range m.Nodes {
		switch n := node.(type) {
		case *engine.Model:
			out.Nodes[id] = w.model(n)
		case *engine.Seed:
			out.Nodes[id] = w.seed(n)
		case *engine.Test:
			out.Nodes[id] = w.test(n)
		case *engine.Source:
			out.Sources[id] = w.source(n)
		case *engine.Exposure:
			out.Exposures[id] = w.exposure(n)
		}
		out.ParentMap[id] = ids(m.Graph.Parents(id))
		out.ChildMap[id] = ids(m.Graph.Children(id))
	}
	for _, name := range slices.Sorted(maps.Keys(m.Macros)) {
		n := w.macro(m.Macros[name])
		out.Macros[n.UniqueID] = n
	}
	return writeJSON(dir, "manifest.json", out)
}

// ids is a list that JSON has as [] when it is empty.
func ids(list []engine.NodeID) []engine.NodeID {
	return append(make([]engine.NodeID, 0, len(list)), list...)
}

// writer turns nodes into their entries.
type writer struct {
	info RunInfo
	m    *engine.Manifest
}

func (w writer) model(n *engine.Model) modelNode {
	out := modelNode{
		common: w.common(n, n.Relation), compiledPart: w.compiled(&n.Header),
		Access: cmpOr(n.Config.Access, "protected"), Constraints: []any{}, PrimaryKey: primaryKey(n.Columns),
	}
	out.RawCode, out.Columns = n.Raw, columns(n.Columns)
	out.Contract.Enforced = n.Config.ContractEnforced
	if n.Config.Materialized != engine.MaterializedEphemeral {
		out.RelationName = text(w.info.relationName(n.Relation))
	}
	return out
}

func (w writer) seed(n *engine.Seed) seedNode {
	out := seedNode{common: w.common(n, n.Relation), DependsOn: macrosOnly{Macros: []string{}}}
	out.Columns, out.RelationName = columns(n.Columns), text(w.info.relationName(n.Relation))
	if w.info.Sources != nil {
		if csv, ok := w.info.Sources(n.File); ok {
			out.Checksum = checksum{"sha256", sum(csv)}
		}
	}
	return out
}

func (w writer) test(n *engine.Test) testNode {
	out := testNode{common: w.common(n, engine.Relation{Schema: w.m.Target.Schema, Name: n.Name}), compiledPart: w.compiled(&n.Header)}
	out.RawCode = n.Raw
	if !n.Generic() {
		return out
	}
	out.Path, out.RawCode = n.Name+".sql", genericCode(n)
	kwargs := map[string]any{}
	maps.Copy(kwargs, n.Args)
	if attached := w.m.Node(n.Attached); attached != nil {
		kwargs["model"] = refText(attached)
	}
	if n.Column != "" {
		kwargs["column_name"] = n.Column
	}
	out.Metadata = &testMetadata{Name: n.Macro, Kwargs: kwargs}
	out.ColumnName, out.AttachedNode = text(n.Column), text(string(n.Attached))
	// dbt names the tested node last, after those it is compared with.
	out.DependsOn.Nodes = slices.DeleteFunc(out.DependsOn.Nodes, func(id engine.NodeID) bool { return id == n.Attached })
	if n.Attached != "" {
		out.DependsOn.Nodes = append(out.DependsOn.Nodes, n.Attached)
	}
	return out
}

func (w writer) source(n *engine.Source) sourceNode {
	h := &n.Header
	out := sourceNode{
		Database: database(n.Relation, w.m.Target), Schema: n.Relation.Schema, Name: n.Name, ResourceType: "source", PackageName: h.Package,
		Path: h.File, OriginalFilePath: h.File, UniqueID: h.ID, FQN: list(h.FQN), SourceName: n.SourceName, Identifier: n.Relation.Name,
		Quoting: map[string]any{}, Description: h.Description, Columns: columns(n.Columns), Meta: object(h.Config.Meta), SourceMeta: map[string]any{},
		Tags: list(h.Config.Tags), Config: config(h), UnrenderedConfig: map[string]any{}, RelationName: text(w.info.relationName(n.Relation)),
	}
	if n.Files != nil && len(n.Files.Globs) > 0 {
		out.External = &external{Location: n.Files.Globs[0], FileFormat: n.Files.Format}
		if len(n.Files.Globs) > 1 {
			out.External.Globs = n.Files.Globs
		}
	}
	return out
}

func (w writer) exposure(n *engine.Exposure) exposureNode {
	h := &n.Header
	refs, sources := w.mentions(h)
	return exposureNode{
		Name: n.Name, ResourceType: "exposure", PackageName: h.Package, Path: NodePath(w.m.Project.Paths, h.File), OriginalFilePath: h.File,
		UniqueID: h.ID, FQN: list(h.FQN), Type: cmpOr(n.Type, "application"), Owner: owner{text(n.OwnerEmail), text(n.OwnerName)},
		Description: h.Description, Label: text(n.Label), Maturity: text(n.Maturity), Meta: object(h.Config.Meta), Tags: list(h.Config.Tags),
		Config: config(h), UnrenderedConfig: map[string]any{}, URL: text(n.URL),
		DependsOn: dependsOn{[]string{}, targets(h)}, Refs: refs, Sources: sources, Metrics: []any{},
	}
}

func cmpOr(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
