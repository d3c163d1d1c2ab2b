package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/martsql/mart/cmd/mart/internal/view"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
)

func (s *shell) showCommand() *cli.Command {
	return &cli.Command{
		Name: "show", Usage: "print rows of a model, seed, source, test or of SQL", ArgsUsage: "NAME",
		Description: "A model that stands in the target is read from there; --preview runs its SQL instead. A test shows its failing rows.\nExamples:\n" +
			"  mart show price_index_daily\n  mart show price_index_daily --limit 50 --output csv > index.csv\n" +
			"  mart show --inline 'select shop, count(*) from {{ ref \"offers\" }} group by 1'",
		Flags: flags(projectFlags(), []cli.Flag{
			text("inline", "SQL to run instead of a node's; it may use templates"),
			number("limit", "how many rows; 0 is all", 10),
			text("output", "table, csv, json, jsonl, markdown or vertical", "o"),
			yes("rejected", "look at the build that its tests refused: of a model, or by one of its tests"),
			yes("preview", "run the model's SQL, even where its table stands"),
			&cli.StringSliceFlag{Name: "select", Aliases: []string{"s"}, Usage: "the node to show"},
		}),
		Action: func(c *cli.Context) error {
			session, err := s.open(c)
			if err != nil {
				return err
			}
			return session.show(c.Context)
		},
	}
}

func (s *session) show(ctx context.Context) error {
	output, err := view.ParseOutput(s.c.String("output"))
	if err != nil {
		return usageError{err.Error(), ""}
	}
	open := &opened{session: s}
	defer open.close()
	header, compiled, err := s.shown(ctx, open)
	if err != nil {
		return err
	}
	adapter, err := open.side(ctx, compiled.Lake)
	if err != nil {
		return err
	}
	session, err := adapter.Session(ctx)
	if err != nil {
		return err
	}
	defer session.Close()
	limit := s.c.Int("limit")
	statement := limited(compiled, limit)
	columns, rows, err := fetch(ctx, session, statement)
	var database *engine.DatabaseError
	if errors.As(err, &database) && ctx.Err() == nil {
		s.view.Faults(diag.List{compile.Database(header, database, statement, s.sources())}, "")
		return told{exitFailed}
	}
	if err != nil {
		return err
	}
	more := limit > 0 && len(rows) > limit
	if more {
		rows = rows[:limit]
	}
	return s.view.Table(columns, rows, view.TableOptions{Output: output, More: more})
}

// sources gives the texts of files, and that of --inline.
func (s *session) sources() diag.Sources {
	inline := s.c.String("inline")
	return func(file string) (string, bool) {
		if file == "--inline" {
			return inline, true
		}
		return s.project.Source(file)
	}
}

// limited asks for one row more than is shown, to know whether there are more.
func limited(c engine.Compiled, limit int) engine.Statement {
	if limit <= 0 {
		return engine.Statement{SQL: c.SQL, Map: c.Map, Tag: "show"}
	}
	const open = "select * from (\n"
	return engine.Statement{SQL: fmt.Sprintf("%s%s\n) limit %d", open, c.SQL, limit+1), Offset: len(open), Map: c.Map, Tag: "show"}
}

// shown is the SQL whose rows are asked for.
func (s *session) shown(ctx context.Context, open *opened) (*engine.Header, engine.Compiled, error) {
	compiler := s.compiler(compile.Options{})
	if inline := s.c.String("inline"); inline != "" {
		s.view.SetSources(s.sources())
		compiled, problems := compiler.Inline("--inline", inline)
		return &engine.Header{Name: "inline", File: "--inline"}, compiled, s.faulty(problems)
	}
	names := append(s.c.StringSlice("select"), s.c.Args().Slice()...)
	if len(names) != 1 {
		return nil, engine.Compiled{}, usageError{"show takes one name", "write  mart show NAME,  or  mart show --inline 'select ...'"}
	}
	n, err := s.named(names[0])
	if err != nil {
		return nil, engine.Compiled{}, err
	}
	if e, ok := n.(*engine.Exposure); ok {
		return nil, engine.Compiled{}, usageError{"the exposure " + e.Name + " has no rows: it is a use of the data", s.usedBy(e)}
	}
	if s.c.Bool("rejected") {
		return s.rejected(ctx, open, compiler, n)
	}
	if sql, ok, err := s.standing(ctx, open, n); ok || err != nil {
		return n.Head(), engine.Compiled{SQL: sql}, err
	}
	if r, ok := n.(engine.Relational); ok && n.Head().Kind != engine.KindModel || ok && readsDirectly(n) {
		compiled, problems := compiler.Inline("show", "select * from "+reference(r))
		return n.Head(), compiled, s.faulty(problems)
	}
	compiled, problems := compiler.Node(n.Head().ID)
	return n.Head(), compiled, s.faulty(problems)
}

func (s *session) faulty(problems diag.List) error {
	if !problems.HasErrors() {
		return nil
	}
	s.view.Faults(problems, "nothing was run")
	return told{exitProject}
}

// readsDirectly reports whether a model is shown by reading what it wrote: its files.
func readsDirectly(n engine.Node) bool {
	return n.Head().Config.Materialized == engine.MaterializedExternal
}

// reference is the template that names a node.
func reference(r engine.Relational) string {
	if src, ok := r.(*engine.Source); ok {
		return fmt.Sprintf("{{ source %q %q }}", src.SourceName, src.Name)
	}
	return fmt.Sprintf("{{ ref %q }}", r.Head().Name)
}

// standing is SQL over a node's relation, where it stands in the target.
func (s *session) standing(ctx context.Context, open *opened, n engine.Node) (string, bool, error) {
	r, ok := n.(engine.Relational)
	if !ok || s.c.Bool("preview") || engine.InFiles(r) {
		return "", false, nil
	}
	adapter, err := open.side(ctx, false)
	if err != nil {
		return "", false, err
	}
	columns, err := adapter.Columns(ctx, r.Rel())
	if err != nil || len(columns) == 0 {
		return "", false, err
	}
	return "select * from " + adapter.Dialect().Relation(r.Rel()), true, nil
}

// usedBy is a hint that names what an exposure reads.
func (s *session) usedBy(e *engine.Exposure) string {
	for _, u := range e.Uses {
		if n, ok := s.project.Manifest.Nodes[u.Target].(engine.Relational); ok {
			return "look at what it reads:  mart show " + n.Head().Name
		}
	}
	return "see  mart ls"
}

// named finds a node by name, by source.table, by a table's name that only one source
// has, by its id, or as mart ls prints it.
func (s *session) named(name string) (engine.Node, error) {
	if n, ok := s.project.Ref("", name); ok {
		return n, nil
	}
	var names []string
	var tables []*engine.Source
	for id, n := range s.project.Manifest.Nodes {
		h := n.Head()
		full := h.Name
		if src, ok := n.(*engine.Source); ok {
			full = src.SourceName + "." + h.Name
			if h.Name == name {
				tables = append(tables, src)
			}
		}
		if string(id) == name || full == name || string(h.Kind)+":"+full == name || selectorForm(n) == name {
			return n, nil
		}
		names = append(names, full)
	}
	if len(tables) == 1 {
		return tables[0], nil
	}
	slices.Sort(names)
	hint := diag.DidYouMean(name, names)
	if len(tables) > 1 {
		slices.SortFunc(tables, func(a, b *engine.Source) int { return strings.Compare(a.SourceName, b.SourceName) })
		hint = fmt.Sprintf("several sources have such a table: write  mart show %s.%s", tables[0].SourceName, name)
	}
	if hint == "" {
		hint = "see  mart ls"
	}
	return nil, usageError{fmt.Sprintf("no node is named %q", name), hint}
}

func fetch(ctx context.Context, session engine.Session, st engine.Statement) ([]engine.Column, [][]any, error) {
	rows, err := session.Query(ctx, st)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	var out [][]any
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return nil, nil, err
		}
		out = append(out, slices.Clone(values))
	}
	return rows.Columns(), out, rows.Err()
}
