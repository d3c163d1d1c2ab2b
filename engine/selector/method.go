package selector

import (
	"path"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// A method decides which nodes a criterion matches.
type method struct {
	// fits makes the decision for one criterion; nil: needs or never says why.
	fits  func(x *Index, c *Criterion) func(engine.Node) bool
	needs string // what Options.State must bring
	never string // why mart has no such method
	// values are the words that may be written; nil: anything.
	values []string
	args   bool // takes arguments after dots
}

var kinds = []string{"exposure", "model", "seed", "snapshot", "source", "test", "unit_test"}

var methods = map[string]method{
	"fqn":            {fits: byFQN},
	"tag":            {fits: byTag},
	"group":          {fits: byGroup},
	"access":         {fits: byAccess, values: []string{"private", "protected", "public"}},
	"source":         {fits: bySource},
	"path":           {fits: byPath},
	"file":           {fits: byFile},
	"package":        {fits: byPackage},
	"config":         {fits: byConfig, args: true},
	"resource_type":  {fits: byKind, values: kinds},
	"test_name":      {fits: byTestName},
	"test_type":      {fits: byTestType, values: []string{"generic", "schema", "singular", "data", "unit"}},
	"exposure":       {fits: named(engine.KindExposure)},
	"unit_test":      {fits: named(engine.KindUnitTest)},
	"state":          {needs: "an earlier manifest, which a later version of mart compares with", args: true},
	"result":         {needs: "the results of an earlier run, which a later version of mart reads"},
	"source_status":  {needs: "earlier source freshness, which a later version of mart reads"},
	"selector":       {needs: "selectors by name, and none are defined"},
	"version":        {fits: byVersion, values: []string{"latest", "prerelease", "old", "none"}},
	"metric":         {never: "there are no metrics in mart"},
	"semantic_model": {never: "there are no semantic models in mart"},
	"saved_query":    {never: "there are no saved queries in mart"},
	"function":       {never: "functions are written in Go and are not nodes"},
}

// Methods lists the names of the methods that can be used without a State, sorted.
func Methods() []string {
	var names []string
	for name, m := range methods {
		if m.fits != nil {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// known checks the method of a criterion; start and end are where its name stands.
func (p *parser) known(c *Criterion, start, end int) bool {
	m, ok := methods[c.Method]
	if !ok {
		hint := "methods: " + strings.Join(Methods(), ", ")
		if near := diag.DidYouMean(c.Method, Methods()); near != "" {
			hint = near
		}
		p.fault(start, end, "selector-method", hint, "there is no selector method %q", c.Method)
		return false
	}
	switch {
	case m.never != "":
		p.fault(start, end, "selector-method", "methods: "+strings.Join(Methods(), ", "), "%s: %s", c.Method, m.never)
		return false
	case !m.args && len(c.Args) > 0:
		p.fault(start+len(c.Method), end, "selector-method", "write  "+c.Method+":"+c.Value, "%s takes nothing after a dot", c.Method)
		return false
	case c.Method == "config" && (len(c.Args) == 0 || slices.Contains(c.Args, "")):
		p.fault(start, end, "selector-method", "write  config.materialized:table", "config needs the name of a setting")
		return false
	case m.values != nil && c.Value != "" && !slices.Contains(m.values, c.Value):
		at := end + 1
		p.fault(at, at+len(c.Value), "selector-method", "allowed: "+strings.Join(m.values, ", "), "%s cannot be %q", c.Method, c.Value)
		return false
	}
	return true
}

// matcher returns what decides about nodes for a criterion.
func (e *evaluation) matcher(c *Criterion) (func(engine.Node) bool, *diag.Diagnostic) {
	m := methods[c.Method]
	if m.fits != nil {
		return m.fits(e.Index, c), nil
	}
	if e.o.State == nil {
		d := diag.Errorf(c.Span, "selector-method", "%s needs %s", c.Method, m.needs)
		return nil, &d
	}
	fits, err := e.o.State.Match(c.Method, c.Args, c.Value)
	if err != nil {
		d := diag.Errorf(c.Span, "selector-method", "%s: %v", c.Method, err)
		d.Cause = err
		return nil, &d
	}
	return fits, nil
}

func byTag(_ *Index, c *Criterion) func(engine.Node) bool {
	return func(n engine.Node) bool {
		return slices.ContainsFunc(n.Head().Config.Tags, func(t string) bool { return match(c.Value, t) })
	}
}

func byGroup(_ *Index, c *Criterion) func(engine.Node) bool {
	return func(n engine.Node) bool {
		switch h := n.Head(); h.Kind {
		case engine.KindModel, engine.KindTest, engine.KindSeed, engine.KindSnapshot:
			return h.Config.Group != "" && match(c.Value, h.Config.Group)
		}
		return false
	}
}

func byAccess(_ *Index, c *Criterion) func(engine.Node) bool {
	return func(n engine.Node) bool {
		h := n.Head()
		return h.Kind == engine.KindModel && or(h.Config.Access, "protected") == c.Value
	}
}

// byVersion matches models by which of their versions they are.
func byVersion(_ *Index, c *Criterion) func(engine.Node) bool {
	return func(n engine.Node) bool {
		m, ok := n.(*engine.Model)
		if !ok {
			return false
		}
		switch {
		case m.Version == "":
			return c.Value == "none"
		case m.Version == m.Latest:
			return c.Value == "latest"
		case engine.CompareVersions(m.Version, m.Latest) > 0:
			return c.Value == "prerelease"
		}
		return c.Value == "old"
	}
}

// bySource matches source, source.table or package.source.table.
func bySource(_ *Index, c *Criterion) func(engine.Node) bool {
	parts := strings.Split(c.Value, ".")
	return func(n engine.Node) bool {
		s, ok := n.(*engine.Source)
		if !ok {
			return false
		}
		switch len(parts) {
		case 1:
			return match(parts[0], s.SourceName)
		case 2:
			return match(parts[0], s.SourceName) && match(parts[1], s.Name)
		case 3:
			return match(parts[0], s.Package) && match(parts[1], s.SourceName) && match(parts[2], s.Name)
		}
		return false
	}
}

// byPath matches a node's file, the property file that describes it, and the folders
// that its file lies in.
func byPath(_ *Index, c *Criterion) func(engine.Node) bool {
	clean := path.Clean(strings.ReplaceAll(c.Value, `\`, "/"))
	pattern := strings.Split(clean, "/")
	if !hasWildcard(clean) {
		return func(n engine.Node) bool {
			h := n.Head()
			return clean == "." || h.File == clean || h.PatchFile == clean || strings.HasPrefix(h.File, clean+"/")
		}
	}
	return func(n engine.Node) bool {
		h := n.Head()
		if h.PatchFile != "" && matchPath(pattern, strings.Split(h.PatchFile, "/")) {
			return true
		}
		parts := strings.Split(h.File, "/")
		for i := len(parts); i > 0; i-- {
			if matchPath(pattern, parts[:i]) {
				return true
			}
		}
		return false
	}
}

// byFile matches the name of a node's file, with or without its extension.
func byFile(_ *Index, c *Criterion) func(engine.Node) bool {
	return func(n engine.Node) bool {
		base := path.Base(n.Head().File)
		return match(c.Value, base) || match(c.Value, strings.TrimSuffix(base, path.Ext(base)))
	}
}

func byPackage(x *Index, c *Criterion) func(engine.Node) bool {
	pattern := c.Value
	if pattern == "this" {
		pattern = x.manifest.Project.Name
	}
	return func(n engine.Node) bool { return match(pattern, n.Head().Package) }
}

func byKind(_ *Index, c *Criterion) func(engine.Node) bool {
	return func(n engine.Node) bool { return string(n.Head().Kind) == c.Value }
}

// byTestName matches the macro of a generic test, or the name of a unit test.
func byTestName(_ *Index, c *Criterion) func(engine.Node) bool {
	return func(n engine.Node) bool {
		if t, ok := n.(*engine.Test); ok && t.Generic() {
			return match(c.Value, t.Macro) || match(c.Value, t.Macro[strings.LastIndexByte(t.Macro, '.')+1:])
		}
		return n.Head().Kind == engine.KindUnitTest && match(c.Value, n.Head().Name)
	}
}

func byTestType(_ *Index, c *Criterion) func(engine.Node) bool {
	return func(n engine.Node) bool {
		t, ok := n.(*engine.Test)
		switch {
		case !ok:
			return c.Value == "unit" && n.Head().Kind == engine.KindUnitTest
		case c.Value == "data":
			return true
		case c.Value == "singular":
			return !t.Generic()
		}
		return c.Value != "unit" && t.Generic()
	}
}

// named matches nodes of one kind by name, or by package.name.
func named(kind engine.Kind) func(*Index, *Criterion) func(engine.Node) bool {
	return func(_ *Index, c *Criterion) func(engine.Node) bool {
		return func(n engine.Node) bool {
			h := n.Head()
			return h.Kind == kind && (match(c.Value, h.Name) || match(c.Value, h.Package+"."+h.Name))
		}
	}
}
