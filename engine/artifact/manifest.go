package artifact

import (
	"io"
	"maps"
	"slices"
	"time"

	"github.com/martsql/mart/engine"
)

type manifestMetadata struct {
	metadata
	ProjectName string `json:"project_name"`
	AdapterType string `json:"adapter_type"`
	Telemetry   bool   `json:"send_anonymous_usage_stats"` // mart sends none
}

// WriteManifest writes manifest.json into dir, a project's target folder. dbt's readers
// want all of its maps, even empty ones. Entries are made and written one after the
// other: a project of ten thousand models need not be in memory twice.
func WriteManifest(dir string, info RunInfo, m *engine.Manifest) error {
	w := writer{info: info, m: m}
	head := manifestMetadata{metadata: info.metadata(manifestSchema), ProjectName: m.Project.Name, AdapterType: m.Target.Adapter}
	macros := w.macros()
	all := slices.Sorted(maps.Keys(m.Nodes))
	var nodes, sources, exposures, units []engine.NodeID
	for _, id := range all {
		switch m.Nodes[id].(type) {
		case *engine.Source:
			sources = append(sources, id)
		case *engine.Exposure:
			exposures = append(exposures, id)
		case *engine.UnitTest:
			units = append(units, id)
		default:
			nodes = append(nodes, id)
		}
	}
	return writeFile(dir, "manifest.json", func(out io.Writer) error {
		o := newObject(out)
		o.value("metadata", head)
		section(o, "nodes", nodes, w.node)
		section(o, "sources", sources, w.node)
		section(o, "exposures", exposures, w.node)
		section(o, "unit_tests", units, w.node)
		section(o, "macros", slices.Sorted(maps.Keys(macros)), func(id string) any { return macros[id] })
		section(o, "parent_map", all, func(id engine.NodeID) any { return ids(m.Graph.Parents(id)) })
		section(o, "child_map", all, func(id engine.NodeID) any { return ids(m.Graph.Children(id)) })
		groups := w.groups()
		section(o, "groups", slices.Sorted(maps.Keys(groups)), func(id string) any { return groups[id] })
		o.value("group_map", w.groupMap())
		for _, unused := range []string{"docs", "metrics", "selectors", "disabled", "saved_queries", "semantic_models"} {
			o.value(unused, struct{}{})
		}
		return o.end()
	})
}

// groups is the entries of the groups, by id.
func (w writer) groups() map[string]any {
	out := map[string]any{}
	for name, g := range w.m.Groups {
		id := "group." + w.m.Project.Name + "." + name
		out[id] = groupNode{
			Name: name, ResourceType: "group", PackageName: w.m.Project.Name, Path: NodePath(w.m.Project.Paths, g.File), OriginalFilePath: g.File,
			UniqueID: id, Owner: owner{text(g.OwnerEmail), text(g.OwnerName)}, Description: text(g.Description),
		}
	}
	return out
}

type groupNode struct {
	Name             string  `json:"name"`
	ResourceType     string  `json:"resource_type"`
	PackageName      string  `json:"package_name"`
	Path             string  `json:"path"`
	OriginalFilePath string  `json:"original_file_path"`
	UniqueID         string  `json:"unique_id"`
	Owner            owner   `json:"owner"`
	Description      *string `json:"description"`
}

// groupMap is the members of each group.
func (w writer) groupMap() map[string][]engine.NodeID {
	out := map[string][]engine.NodeID{}
	for name := range w.m.Groups {
		out[name] = []engine.NodeID{}
	}
	for _, id := range slices.Sorted(maps.Keys(w.m.Nodes)) {
		if g := w.m.Nodes[id].Head().Config.Group; g != "" && w.m.Nodes[id].Head().Kind == engine.KindModel {
			out[g] = append(out[g], id)
		}
	}
	return out
}

// node is the entry of any node.
func (w writer) node(id engine.NodeID) any {
	switch n := w.m.Nodes[id].(type) {
	case *engine.Model:
		return w.model(n)
	case *engine.Seed:
		return w.seed(n)
	case *engine.Test:
		return w.test(n)
	case *engine.Source:
		return w.source(n)
	case *engine.Exposure:
		return w.exposure(n)
	case *engine.UnitTest:
		return w.unitTest(n)
	}
	return nil
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
		Access: cmpOr(n.Config.Access, "protected"), Constraints: modelConstraints(n.Constraints), PrimaryKey: primaryKey(n),
		Version: version(n.Version), LatestVersion: version(n.Latest),
	}
	out.Name = cmpOr(n.Base, n.Name)
	if !n.Deprecated.IsZero() {
		out.DeprecationDate = text(n.Deprecated.Format(time.RFC3339))
	}
	out.RawCode, out.Columns = n.Raw, columns(n.Columns)
	out.Contract.Enforced, out.Contract.AliasTypes = n.Config.ContractEnforced, !n.Config.ContractExact
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
		Loader: n.Loader, LoadedAtField: text(n.LoadedAtField),
	}
	if n.Freshness != nil {
		c := criteriaOf(n.Freshness)
		out.Freshness = &c
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
