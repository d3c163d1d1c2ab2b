// Package compile renders the nodes of a parsed project to SQL: refs become relations or
// file readers, ephemeral models become CTEs, tests become queries for failing rows, and
// every byte keeps its way back to the author's file.
package compile

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/config"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/parse"
	"github.com/martsql/mart/engine/template"
)

// Options says what the compiled SQL is for.
type Options struct {
	Root string // the project's folder, absolute: file readers start there
	// Lake is the dialect of the lake side, where the warehouse cannot read files; nil: the
	// warehouse does everything.
	Lake        engine.Dialect
	FullRefresh bool // no model is incremental
	// Staged makes load and external models read the relations that a run stages the due
	// files in, instead of the files themselves.
	Staged bool
	// Existing tells what stands in the target; nil: nothing is known, so nothing is
	// incremental.
	Existing func(engine.Relation) (engine.Existing, bool)
	// Relation, when set, may say how SQL names a node, or the node itself as this, in place
	// of the target's relations and readers: typed tables of check, rows of unit tests.
	Relation func(engine.Relational) (sql string, ok bool)
	// Query answers {{ query }}; nil: it is an error.
	Query func(sql string) ([]map[string]any, error)
	// Log is told what {{ log }} says, as a note on the file that is rendered; may be nil.
	Log func(note diag.Diagnostic)
}

// A Compiler compiles the nodes of one project for one target: for its warehouse, and for
// the lake side where that is another database. It may be used from several goroutines.
type Compiler struct {
	project   *parse.Project
	dialect   engine.Dialect
	o         Options
	renderers *[2]sync.Pool // of the warehouse, and of the lake side
	lasting   bool          // for Definition: what differs from run to run is left out
	memo      sync.Map      // ephemeral models: memoKey -> compiledOnce
	called    sync.Map      // Go functions of models: engine.NodeID -> []string
}

type compiledOnce struct {
	compiled engine.Compiled
	inside   []engine.NodeID // ephemeral models that it names
	problems diag.List
}

// memoKey: an ephemeral model may be part of nodes of both sides.
type memoKey struct {
	id   engine.NodeID
	lake bool
}

// New makes a Compiler. d is the dialect of the warehouse.
func New(p *parse.Project, d engine.Dialect, o Options) *Compiler {
	if o.Lake == nil && !d.Supports(engine.LakeFiles) {
		o.Lake = d // nothing is compiled for it, but what reads files is known
	}
	c := &Compiler{project: p, dialect: d, o: o, renderers: new([2]sync.Pool)}
	for i := range c.renderers {
		c.renderers[i].New = func() any { return p.Library.NewRenderer(c.speaks(i == 1).Name()) }
	}
	return c
}

// Under is a compiler for which one node stands somewhere else: its build, which tests
// look at before it is published.
func (c *Compiler) Under(id engine.NodeID, at engine.Relation) *Compiler {
	o := c.o
	sql := c.dialect.Relation(at)
	o.Relation = func(n engine.Relational) (string, bool) { return sql, n.Head().ID == id }
	return &Compiler{project: c.project, dialect: c.dialect, o: o, renderers: c.renderers}
}

// Node compiles a model, or a data test: the query whose rows are failures. Other kinds
// have no SQL.
func (c *Compiler) Node(id engine.NodeID) (engine.Compiled, diag.List) {
	switch n := c.project.Manifest.Nodes[id].(type) {
	case *engine.Model:
		return c.finish(c.one(n, c.project.Templates[id], c.onLake(id)))
	case *engine.Test:
		if n.Generic() {
			return c.finish(c.genericTest(n))
		}
		return c.finish(c.one(n, c.project.Templates[id], c.onLake(id)))
	}
	return engine.Compiled{ID: id}, nil
}

// Inline compiles SQL that is not in a file, such as that of `mart show --inline`. Its
// faults name the file as it is called here.
func (c *Compiler) Inline(name, text string) (engine.Compiled, diag.List) {
	file, problems := template.Parse(name, text)
	if file == nil {
		return engine.Compiled{}, problems
	}
	n := &engine.Model{Header: engine.Header{ID: "inline", Name: "this SQL", File: name}}
	lake := c.o.Lake != nil && c.readsOnlyFiles(file)
	if scanned := file.Scan(c.project.Library, c.speaks(lake).Name()).Problems; scanned.HasErrors() {
		return engine.Compiled{}, scanned
	}
	return c.finish(c.one(n, file, lake))
}

// Hooks renders hook texts of a node, each a statement for the warehouse.
func (c *Compiler) Hooks(n engine.Node, texts []string) ([]engine.Statement, diag.List) {
	var out []engine.Statement
	var problems diag.List
	for _, text := range texts {
		file, faults := template.Parse(n.Head().File, text)
		if file == nil {
			problems.Add(faults...)
			continue
		}
		r, faults := c.render(n, file, false)
		problems.Add(faults...)
		out = append(out, engine.Statement{SQL: r.SQL, Tag: "hook"})
	}
	return out, problems
}

// RunHooks renders the hooks around a run, each a statement. Faults are at the place of
// the hook in mart.yml.
func (c *Compiler) RunHooks(texts []config.Text) ([]engine.Statement, diag.List) {
	var out []engine.Statement
	var problems diag.List
	for _, text := range texts {
		sql, err := c.textOf(&engine.Header{Name: "run", File: text.Span.File}, text.Value)
		if err != nil {
			problems = append(problems, faultsAt(text.Span, err)...)
		}
		out = append(out, engine.Statement{SQL: sql, Tag: "hook"})
	}
	return out, problems
}

// finish inlines ephemeral models and seals the result.
func (c *Compiler) finish(r rendered, problems diag.List) (engine.Compiled, diag.List) {
	if problems.HasErrors() {
		return engine.Compiled{ID: r.ID, SQL: r.SQL, Map: r.Map}, problems
	}
	out, faults := c.withEphemerals(r)
	problems = append(problems, faults...)
	problems = append(problems, c.plainCalls(out)...)
	slices.Sort(out.UDFs)
	out.UDFs = slices.Compact(out.UDFs)
	out.Hash = c.hash(out)
	return out, problems
}

// hash is of the SQL and of the versions of the Go functions that it calls: a function
// whose results change changes it as well.
func (c *Compiler) hash(out engine.Compiled) string {
	h := sha256.New()
	h.Write([]byte(out.SQL))
	for _, name := range out.UDFs {
		if f, ok := c.project.Functions.Lookup(name); ok {
			fmt.Fprintf(h, "\n%s version %d", name, f.Version)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// rendered is SQL with what the template named on the way.
type rendered struct {
	engine.Compiled
	ephemerals []engine.NodeID // in order of first mention
	wantsRow   bool            // the template mentions _row
}

// one renders a template that gives one statement.
func (c *Compiler) one(n engine.Node, file *template.File, lake bool) (rendered, diag.List) {
	r, problems := c.render(n, file, lake)
	return c.single(n, r, problems)
}

// render renders one template in the place of a node, for the lake side or the warehouse.
func (c *Compiler) render(n engine.Node, file *template.File, lake bool) (rendered, diag.List) {
	out := rendered{Compiled: engine.Compiled{ID: n.Head().ID, Lake: lake}}
	if file == nil {
		return out, diag.List{diag.Errorf(n.Head().Span, "template-syntax", "this template could not be read")}
	}
	out.wantsRow = mentions(file.Text, "_row")
	renderer, free := c.renderer(lake)
	defer free()
	r, problems := renderer.Render(file, c.context(n, &out))
	out.SQL, out.Map = withoutLead(trimmed(r.SQL), r.Map, file)
	return out, problems
}

// trimmed drops white space and semicolons at the end: the SQL goes into statements of
// our own.
func trimmed(sql string) string { return strings.TrimRight(sql, " \t\r\n;") }

// withoutLead drops the empty lines that config and comments leave at the beginning.
func withoutLead(sql string, m engine.SourceMap, file *template.File) (string, engine.SourceMap) {
	blank := len(sql) - len(strings.TrimLeft(sql, " \t\r\n"))
	cut := strings.LastIndexByte(sql[:blank], '\n') + 1
	if cut == 0 {
		return sql, m
	}
	out := make(engine.SourceMap, 0, len(m))
	for i, s := range m {
		if i+1 < len(m) && m[i+1].Out <= cut {
			continue
		}
		if s.Out < cut {
			if s.Literal {
				s.Span = file.Span(s.Span.Start.Offset+cut-s.Out, s.Span.End.Offset)
			}
			s.Out = cut
		}
		s.Out -= cut
		out = append(out, s)
	}
	return sql[cut:], out
}

// mentions reports whether a name stands in SQL as a word of its own.
func mentions(sql, name string) bool {
	for from := 0; ; {
		i := strings.Index(sql[from:], name)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(name)
		if (i == 0 || !wordByte(sql[i-1])) && (end == len(sql) || !wordByte(sql[end])) {
			return true
		}
		from = end
	}
}

func wordByte(b byte) bool {
	return b == '_' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}
