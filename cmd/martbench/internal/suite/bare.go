package suite

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A node is what the bare script of a project needs to know of a node in manifest.json.
type node struct {
	ID           string
	ResourceType string                   `json:"resource_type"`
	Name         string                   `json:"name"`
	Schema       string                   `json:"schema"`
	Path         string                   `json:"original_file_path"`
	Package      string                   `json:"package_name"`
	Relation     string                   `json:"relation_name"`
	DependsOn    struct{ Nodes []string } `json:"depends_on"`
	Config       struct {
		Materialized string
		Location     string
		PartitionBy  []string `json:"partition_by"`
		OrderBy      []string `json:"order_by"`
	}
}

// bareScript is what a person would write who wants the tables of a project and no engine:
// mart's own compiled SQL in the order of the graph, each after a create or a copy. There
// are no tests, no ledger of files, and no swap.
func (s *Suite) bareScript(ctx context.Context, dir string) (string, error) {
	for _, command := range []string{"parse", "compile"} {
		if err := s.do(ctx, dir, s.Mart, command); err != nil {
			return "", err
		}
	}
	return bareOf(dir)
}

// bareOf puts together the script of a project that is parsed and compiled.
func bareOf(dir string) (string, error) {
	nodes, err := readNodes(filepath.Join(dir, "target", "manifest.json"))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	schemas := map[string]bool{}
	for _, n := range ordered(nodes) {
		if n.ResourceType != "model" && n.ResourceType != "seed" || n.Config.Materialized == "ephemeral" {
			continue
		}
		if !schemas[n.Schema] {
			schemas[n.Schema] = true
			fmt.Fprintf(&b, "create schema if not exists %s;\n", n.Schema)
		}
		statement, err := bareStatement(dir, n)
		if err != nil {
			return "", err
		}
		b.WriteString(statement + ";\n")
		if n.Config.Materialized == "external" || n.Config.Materialized == "load" {
			fmt.Fprintf(&b, noRejects, n.Schema, n.Name)
		}
	}
	return b.String(), nil
}

// noRejects is the table that a script without an engine has no rows for: models may
// name it.
const noRejects = "create table if not exists %s.%s__rejects (_file varchar, _row bigint, line varchar, reason varchar, source varchar, _loaded_at timestamp);\n"

// bareStatement is the statement that makes a node's relation, or its files.
func bareStatement(dir string, n node) (string, error) {
	if n.ResourceType == "seed" {
		return fmt.Sprintf("create or replace table %s as from read_csv('%s')", n.Relation, n.Path), nil
	}
	sql, err := os.ReadFile(filepath.Join(dir, "target", "compiled", n.Package, filepath.FromSlash(n.Path)))
	if err != nil {
		return "", err
	}
	body := strings.TrimSpace(string(sql))
	switch n.Config.Materialized {
	case "view":
		return fmt.Sprintf("create or replace view %s as %s", n.Relation, body), nil
	case "external":
		location := cmp.Or(n.Config.Location, "lake/"+n.Schema+"/"+n.Name)
		if len(n.Config.OrderBy) > 0 {
			body = fmt.Sprintf("from (%s\n) order by %s", body, strings.Join(n.Config.OrderBy, ", "))
		}
		return fmt.Sprintf("copy (%s\n) to '%s' (format parquet, partition_by (%s), overwrite)", body, location, strings.Join(n.Config.PartitionBy, ", ")), nil
	}
	return fmt.Sprintf("create or replace table %s as %s", n.Relation, body), nil
}

func readNodes(file string) (map[string]node, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var manifest struct{ Nodes map[string]json.RawMessage }
	if err := json.Unmarshal(text, &manifest); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	out := map[string]node{}
	for id, raw := range manifest.Nodes {
		if strings.HasPrefix(id, "test.") {
			continue
		}
		n := node{ID: id}
		if err := json.Unmarshal(raw, &n); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", file, id, err)
		}
		out[id] = n
	}
	return out, nil
}

// ordered puts every node after those that it depends on.
func ordered(nodes map[string]node) []node {
	var out []node
	done := map[string]bool{}
	var visit func(id string)
	visit = func(id string) {
		n, ok := nodes[id]
		if !ok || done[id] {
			return
		}
		done[id] = true
		for _, parent := range slices.Sorted(slices.Values(n.DependsOn.Nodes)) {
			visit(parent)
		}
		out = append(out, n)
	}
	var ids []string
	for id := range nodes {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		visit(id)
	}
	return out
}
