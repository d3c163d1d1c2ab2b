package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/martsql/mart/engine"
)

func (s *shell) lsCommand() *cli.Command {
	return &cli.Command{
		Name: "ls", Aliases: []string{"list"}, Usage: "list the nodes of a selection", ArgsUsage: "[SELECTOR ...]",
		Description: "Examples:\n  mart ls\n  mart ls +price_index_daily --resource-type model\n  mart ls tag:daily --output json",
		Flags:       flags(projectFlags(), selectionFlags(), []cli.Flag{text("output", "selector, name, path or json", "o"), text("output-keys", "json: only these keys, separated by blanks")}),
		Action: func(c *cli.Context) error {
			session, err := s.open(c)
			if err != nil {
				return err
			}
			return session.ls()
		},
	}
}

func (s *session) ls() error {
	selected, err := s.selection(false)
	if err != nil {
		return err
	}
	keys := strings.Fields(strings.ReplaceAll(s.c.String("output-keys"), ",", " "))
	for _, k := range keys {
		if err := oneOf("--output-keys", k, slices.Clone(jsonKeys)...); err != nil {
			return err
		}
	}
	form, err := lsForm(s.c.String("output"), keys)
	if err != nil {
		return err
	}
	ids := make([]engine.NodeID, 0, len(selected))
	for id := range selected {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var b strings.Builder
	for _, id := range ids {
		b.WriteString(form(s.project.Manifest.Nodes[id]))
		b.WriteByte('\n')
	}
	_, err = fmt.Fprint(s.out, b.String())
	return err
}

// lsForm is how a node is printed.
func lsForm(output string, keys []string) (func(engine.Node) string, error) {
	switch output {
	case "", "selector", "text":
		return selectorForm, nil
	case "name":
		return func(n engine.Node) string { return n.Head().Name }, nil
	case "path":
		return func(n engine.Node) string { return n.Head().File }, nil
	case "json":
		return func(n engine.Node) string { return jsonForm(n, keys) }, nil
	}
	return nil, usageError{fmt.Sprintf("unknown output %q", output), "write selector, name, path or json"}
}

func selectorForm(n engine.Node) string {
	h := n.Head()
	switch n := n.(type) {
	case *engine.Source:
		return "source:" + h.Package + "." + n.SourceName + "." + h.Name
	case *engine.Exposure:
		return "exposure:" + h.Package + "." + h.Name
	}
	return strings.Join(h.FQN, ".")
}

// jsonKeys are the keys of jsonForm; the last three not for every kind of node.
var jsonKeys = []string{
	"name", "resource_type", "package_name", "original_file_path", "unique_id", "alias", "tags", "config",
	"depends_on", "description", "fqn", "schema", "database", "source_name",
}

// jsonForm has dbt's keys, so that what reads `dbt ls --output json` reads ours.
func jsonForm(n engine.Node, keys []string) string {
	h := n.Head()
	parents := make([]engine.NodeID, 0, len(h.Uses))
	for _, u := range h.Uses {
		parents = append(parents, u.Target)
	}
	slices.Sort(parents)
	all := map[string]any{
		"name": h.Name, "resource_type": h.Kind, "package_name": h.Package, "original_file_path": h.File,
		"unique_id": h.ID, "alias": h.Name, "tags": nonNil(h.Config.Tags), "config": h.Config.Values,
		"depends_on": map[string]any{"nodes": slices.Compact(parents)}, "description": h.Description, "fqn": h.FQN,
	}
	if r, ok := n.(engine.Relational); ok {
		all["alias"], all["schema"], all["database"] = r.Rel().Name, r.Rel().Schema, r.Rel().Database
	}
	if src, ok := n.(*engine.Source); ok {
		all["source_name"] = src.SourceName
	}
	if len(keys) > 0 {
		for k := range all {
			if !slices.Contains(keys, k) {
				delete(all, k)
			}
		}
	}
	text, err := json.Marshal(all)
	if err != nil {
		return fmt.Sprintf(`{"unique_id": %q, "error": %q}`, h.ID, err)
	}
	return string(text)
}

func nonNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
