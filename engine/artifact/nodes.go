package artifact

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/martsql/mart/engine"
)

// common is what models, seeds and tests have alike.
type common struct {
	Database         string                `json:"database"`
	Schema           string                `json:"schema"`
	Name             string                `json:"name"`
	ResourceType     string                `json:"resource_type"`
	PackageName      string                `json:"package_name"`
	Path             string                `json:"path"`
	OriginalFilePath string                `json:"original_file_path"`
	UniqueID         engine.NodeID         `json:"unique_id"`
	FQN              []string              `json:"fqn"`
	Alias            string                `json:"alias"`
	Checksum         checksum              `json:"checksum"`
	Config           map[string]any        `json:"config"`
	Tags             []string              `json:"tags"`
	Description      string                `json:"description"`
	Columns          map[string]columnInfo `json:"columns"`
	Meta             map[string]any        `json:"meta"`
	Group            *string               `json:"group"`
	Docs             docs                  `json:"docs"`
	PatchPath        *string               `json:"patch_path"`
	UnrenderedConfig map[string]any        `json:"unrendered_config"`
	RelationName     *string               `json:"relation_name"`
	RawCode          string                `json:"raw_code"`
}

type checksum struct {
	Name     string `json:"name"`
	Checksum string `json:"checksum"`
}

type docs struct {
	Show      bool    `json:"show"`
	NodeColor *string `json:"node_color"`
}

// compiledPart is what is compiled: models and tests.
type compiledPart struct {
	Language          string     `json:"language"`
	Refs              []refArgs  `json:"refs"`
	Sources           [][]string `json:"sources"`
	Metrics           []any      `json:"metrics"`
	DependsOn         dependsOn  `json:"depends_on"`
	CompiledPath      *string    `json:"compiled_path"`
	Compiled          bool       `json:"compiled"`
	CompiledCode      *string    `json:"compiled_code,omitempty"`
	ExtraCTEsInjected bool       `json:"extra_ctes_injected"`
	ExtraCTEs         []any      `json:"extra_ctes"`
	Contract          contract   `json:"contract"`
}

type refArgs struct {
	Name    string  `json:"name"`
	Package *string `json:"package"`
	Version any     `json:"version"`
}

type dependsOn struct {
	Macros []string        `json:"macros"`
	Nodes  []engine.NodeID `json:"nodes"`
}

type contract struct {
	Enforced   bool    `json:"enforced"`
	AliasTypes bool    `json:"alias_types"`
	Checksum   *string `json:"checksum"`
}

type modelNode struct {
	common
	compiledPart
	Access          string                `json:"access"`
	Constraints     []modelConstraintInfo `json:"constraints"`
	PrimaryKey      []string              `json:"primary_key"`
	Version         any                   `json:"version"`
	LatestVersion   any                   `json:"latest_version"`
	DeprecationDate *string               `json:"deprecation_date"`
}

type seedNode struct {
	common
	DependsOn macrosOnly `json:"depends_on"`
}

type macrosOnly struct {
	Macros []string `json:"macros"`
}

type testNode struct {
	common
	compiledPart
	Metadata     *testMetadata `json:"test_metadata,omitempty"`
	ColumnName   *string       `json:"column_name,omitempty"`
	AttachedNode *string       `json:"attached_node,omitempty"`
}

type testMetadata struct {
	Name      string         `json:"name"`
	Kwargs    map[string]any `json:"kwargs"`
	Namespace *string        `json:"namespace"`
}

func (w writer) common(n engine.Node, r engine.Relation) common {
	h := n.Head()
	out := common{
		Database: database(r, w.m.Target), Schema: r.Schema, Name: h.Name, ResourceType: string(h.Kind), PackageName: h.Package,
		Path: NodePath(w.m.Project.Paths, h.File), OriginalFilePath: h.File, UniqueID: h.ID, FQN: list(h.FQN), Alias: r.Name,
		Checksum: checksum{"none", ""}, Config: config(h), Tags: list(h.Config.Tags), Description: h.Description,
		Columns: map[string]columnInfo{}, Meta: object(h.Config.Meta), Group: text(h.Config.Group), Docs: docsOf(h),
		UnrenderedConfig: map[string]any{},
	}
	if s := Checksum(n); s != "" {
		out.Checksum = checksum{"sha256", s}
	}
	if h.PatchFile != "" {
		out.PatchPath = text(h.Package + "://" + h.PatchFile)
	}
	return out
}

func (w writer) compiled(h *engine.Header) compiledPart {
	refs, sources := w.mentions(h)
	out := compiledPart{
		Language: "sql", Refs: refs, Sources: sources, Metrics: []any{}, DependsOn: dependsOn{[]string{}, targets(h)},
		ExtraCTEs: []any{}, Contract: contract{AliasTypes: true},
	}
	if sql, ok := w.info.Compiled[h.ID]; ok {
		out.Compiled, out.ExtraCTEsInjected, out.CompiledCode = true, true, &sql
		file := h.File
		if !strings.HasSuffix(file, ".sql") { // a test that stands in a property file
			file += "/" + h.Name + ".sql"
		}
		out.CompiledPath = text("target/compiled/" + h.Package + "/" + file)
	}
	return out
}

// mentions lists what a node refers to, as ref and source take it.
func (w writer) mentions(h *engine.Header) (refs []refArgs, sources [][]string) {
	refs, sources = []refArgs{}, [][]string{}
	for _, id := range targets(h) {
		switch n := w.m.Node(id).(type) {
		case nil:
		case *engine.Source:
			sources = append(sources, []string{n.SourceName, n.Name})
		case *engine.Model:
			refs = append(refs, refArgs{Name: cmpOr(n.Base, n.Name), Version: version(n.Version)})
		default:
			refs = append(refs, refArgs{Name: n.Head().Name})
		}
	}
	return refs, sources
}

// targets lists what a node depends on, each once, in order of appearance.
func targets(h *engine.Header) []engine.NodeID {
	out := make([]engine.NodeID, 0, len(h.Uses))
	for _, u := range h.Uses {
		if !slices.Contains(out, u.Target) {
			out = append(out, u.Target)
		}
	}
	return out
}

// genericCode stands for the template of a generic test, which is its macro's call.
func genericCode(n *engine.Test) string {
	names := slices.Sorted(maps.Keys(n.Args))
	args := []string{"model"}
	if n.Column != "" {
		args = append(args, fmt.Sprintf("column=%q", n.Column))
	}
	for _, name := range names {
		args = append(args, fmt.Sprintf("%s=%v", name, n.Args[name]))
	}
	return fmt.Sprintf("-- test %s(%s)", n.Macro, strings.Join(args, ", "))
}

// refText is a node as dbt writes it in a test's arguments.
func refText(n engine.Node) string {
	if s, ok := n.(*engine.Source); ok {
		return fmt.Sprintf("{{ get_where_subquery(source('%s', '%s')) }}", s.SourceName, s.Name)
	}
	if m, ok := n.(*engine.Model); ok && m.Version != "" {
		return fmt.Sprintf("{{ get_where_subquery(ref('%s', version='%s')) }}", m.Base, m.Version)
	}
	return fmt.Sprintf("{{ get_where_subquery(ref('%s')) }}", n.Head().Name)
}

func docsOf(h *engine.Header) docs {
	out := docs{Show: true}
	if show, ok := h.Config.Docs["show"].(bool); ok {
		out.Show = show
	}
	if color, ok := h.Config.Docs["node_color"].(string); ok {
		out.NodeColor = text(color)
	}
	return out
}

// primaryKey is the columns of the primary key, whether one column says it or the model.
func primaryKey(m *engine.Model) []string {
	out := []string{}
	for _, c := range m.AllConstraints() {
		if c.Type == engine.PrimaryKey {
			out = append(out, c.Columns...)
		}
	}
	return out
}

// version is a version as dbt has it: a number where it is one, null for none.
func version(v string) any {
	if v == "" {
		return nil
	}
	if i, err := strconv.ParseInt(v, 10, 64); err == nil {
		return i
	}
	if f, err := strconv.ParseFloat(v, 64); err == nil {
		return f
	}
	return v
}

// list is a list that JSON has as [] when it is empty.
func list(s []string) []string { return append(make([]string, 0, len(s)), s...) }

// object is a map that JSON has as {} when it is empty.
func object(m map[string]any) map[string]any {
	if m == nil {
		return map[string]any{}
	}
	return m
}
