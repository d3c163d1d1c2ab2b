package enginetest

import (
	"fmt"
	"strings"
)

// A writer puts a graph into the files of one format.
type writer struct {
	spelling
	head       func(m model) string // what a model's file begins with
	properties bool                 // the format reads dbt's property files
	fixed      map[string]string    // files that every project of the format has
}

var writers = map[Format]writer{
	Mart: {
		spelling: spelling{
			ref:    func(m string) string { return fmt.Sprintf(`{{ ref "%s" }}`, m) },
			source: func(t string) string { return fmt.Sprintf(`{{ source "raw" "%s" }}`, t) },
			euros:  func(c string) string { return fmt.Sprintf(`{{ cents_to_euros "%s" }}`, c) },
		},
		head:       func(m model) string { return fmt.Sprintf("{{ config \"materialized\" \"%s\" }}\n", m.kind) },
		properties: true,
		fixed: map[string]string{
			"mart.yml":         "name: bench\ndefault_target: dev\ntargets:\n  dev: {adapter: duckdb, path: " + Database + ", threads: 4}\n",
			"macros/money.sql": `{{ define "cents_to_euros(column, scale=2)" }}cast({{ .column }} / 100.0 as decimal(16, {{ .scale }})){{ end }}` + "\n",
		},
	},
	DBT: {
		spelling: spelling{
			ref:    func(m string) string { return fmt.Sprintf(`{{ ref('%s') }}`, m) },
			source: func(t string) string { return fmt.Sprintf(`{{ source('raw', '%s') }}`, t) },
			euros:  func(c string) string { return fmt.Sprintf(`{{ cents_to_euros('%s') }}`, c) },
		},
		head:       func(m model) string { return fmt.Sprintf("{{ config(materialized='%s') }}\n", m.kind) },
		properties: true,
		fixed: map[string]string{
			"dbt_project.yml":  "name: bench\nversion: '1.0'\nprofile: bench\nmodel-paths: [models]\nmacro-paths: [macros]\n",
			"profiles.yml":     "bench:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: " + Database + ", threads: 4}\n",
			"macros/money.sql": "{% macro cents_to_euros(column, scale=2) %}cast({{ column }} / 100.0 as decimal(16, {{ scale }})){% endmacro %}\n",
		},
	},
	SQLMesh: {
		spelling: plain,
		head: func(m model) string {
			return fmt.Sprintf("MODEL (name main.%s, kind %s);\n\n", m.name, map[string]string{"view": "VIEW", "table": "FULL"}[m.kind])
		},
		fixed: map[string]string{
			"config.yaml": "gateways:\n  dev:\n    connection: {type: duckdb, database: " + Database + "}\n" +
				"default_gateway: dev\nmodel_defaults: {dialect: duckdb, start: 2026-01-01}\n",
		},
	},
	Raw: {spelling: plain},
}

// plain names things as they stand in the database.
var plain = spelling{
	ref:    func(m string) string { return "main." + m },
	source: func(t string) string { return "raw." + t },
	euros:  func(c string) string { return fmt.Sprintf("cast(%s / 100.0 as decimal(16, 2))", c) },
}

func (w writer) files(g graph) map[string]string {
	files := make(map[string]string, len(g.models)+len(g.models)/50+8)
	for name, text := range w.fixed {
		files[name] = text
	}
	if len(g.sources) > 0 {
		files[RawTables] = rawTables(g.sources)
	}
	if w.head == nil {
		files[Script], files[TestScript] = w.scripts(g)
		return files
	}
	for _, m := range g.models {
		files["models/"+m.folder+"/"+m.name+".sql"] = w.head(m) + m.body(w.spelling) + "\n"
	}
	if w.properties && len(g.sources) > 0 {
		addProperties(files, g)
	}
	return files
}

// scripts are the statements that build the graph, in order, and those of its tests.
func (w writer) scripts(g graph) (build, test string) {
	var b, t strings.Builder
	for _, m := range g.models {
		fmt.Fprintf(&b, "create or replace %s main.%s as %s;\n", m.kind, m.name, m.body(w.spelling))
		if m.tested {
			fmt.Fprintf(&t, "select count(*) from main.%s where id is null;\n", m.name)
			fmt.Fprintf(&t, "select count(*) from (select id from main.%s where id is not null group by id having count(*) > 1);\n", m.name)
		}
	}
	return b.String(), t.String()
}

// addProperties describes the sources and every model, in groups.
func addProperties(files map[string]string, g graph) {
	sources := "version: 2\nsources:\n  - name: raw\n    tables:\n"
	for _, t := range g.sources {
		sources += "      - name: " + t + "\n"
	}
	files["models/sources.yml"] = sources
	groups := map[string]*strings.Builder{}
	for _, m := range g.models {
		b := groups[m.group]
		if b == nil {
			b = &strings.Builder{}
			b.WriteString("version: 2\nmodels:\n")
			groups[m.group] = b
		}
		fmt.Fprintf(b, "  - name: %s\n    description: Model %s of folder %s, made to measure with.\n", m.name, m.name, m.folder)
		b.WriteString("    columns:\n      - name: id\n        description: One row per id.\n")
		if m.tested {
			b.WriteString("        data_tests:\n          - not_null\n          - unique\n")
		}
	}
	for name, b := range groups {
		files["models/"+name] = b.String()
	}
}
