package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The folders whose code tells users of faults, seen from here.
var telling = []string{"../../engine", "../../adapters", "../../udfs", "internal"}

// unsampled are codes that no story can show, with the reason.
var unsampled = map[string]string{
	"internal":       "a fault of mart itself: it would be mended",
	"conflict":       "two transactions have to meet, and mart tries again first",
	"no-lake":        "this binary has a lake side",
	"no-columns":     "a database that does not tell the columns of its own table",
	"no-seed":        "a guard behind the reading of seeds",
	"not-files":      "a guard behind the planning of loads",
	"unknown-format": "config tells first that it is a bad value",
}

// TestErrorCodes reads the code for every error code, and checks that docs/errors.md
// explains each, and no other, and that a golden file of some test shows it.
func TestErrorCodes(t *testing.T) {
	t.Parallel()
	codes := errorCodes(t)
	if len(codes) < 50 {
		t.Fatalf("only %d codes were found: the search is at fault", len(codes))
	}
	documented := documentedCodes(t)
	samples := sampledCodes(t)
	for code, where := range codes {
		if !documented[code] {
			t.Errorf("%s (%s) is not in docs/errors.md", code, where)
		}
		if _, none := unsampled[code]; !samples[code] && !none {
			t.Errorf("%s (%s) is in no golden file", code, where)
		}
	}
	for code := range documented {
		if codes[code] == "" {
			t.Errorf("docs/errors.md explains %s, which nothing tells any more", code)
		}
	}
}

// documentedCodes are the codes that begin a row of a table in docs/errors.md.
func documentedCodes(t *testing.T) map[string]bool {
	t.Helper()
	text, err := os.ReadFile("../../docs/errors.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|").FindAllStringSubmatch(string(text), -1) {
		if out[m[1]] {
			t.Errorf("docs/errors.md explains %s twice", m[1])
		}
		out[m[1]] = true
	}
	return out
}

// sampledCodes are the codes that stand at the end of a line of a golden file, as mart
// prints them.
func sampledCodes(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	printed := regexp.MustCompile(`(?m)(?:error|warning): .*\[([a-z-]+)\\?\]'?$`)
	for _, root := range []string{"../../engine", "testdata", "../../adapters"} {
		walk(t, root, func(path string) bool { return strings.Contains(path, "testdata") }, func(_, text string) {
			for _, m := range printed.FindAllStringSubmatch(text, -1) {
				out[m[1]] = true
			}
		})
	}
	// What differs from machine to machine is looked for in tests with processes.
	wanted := regexp.MustCompile(`wantTold\(.*"\[([a-z-]+)\]"`)
	walk(t, ".", func(path string) bool { return strings.HasSuffix(path, "_test.go") }, func(_, text string) {
		for _, m := range wanted.FindAllStringSubmatch(text, -1) {
			out[m[1]] = true
		}
	})
	return out
}

// errorCodes finds every code that is written in the code, and where.
func errorCodes(t *testing.T) map[string]string {
	t.Helper()
	files := token.NewFileSet()
	parsed := map[string]*ast.File{}
	for _, root := range telling {
		source := func(path string) bool {
			// What the Snowflake test server tells are Snowflake's codes, not ours.
			return strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") && !strings.Contains(path, "/snowtest/")
		}
		walk(t, root, source, func(path, text string) {
			f, err := parser.ParseFile(files, path, text, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			parsed[path] = f
		})
	}
	takers := codeTakers(parsed)
	out := map[string]string{}
	found := func(e ast.Expr) {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if code, err := strconv.Unquote(lit.Value); err == nil && code != "" {
				out[code] = files.Position(lit.Pos()).String()
			}
		}
	}
	for path, f := range parsed {
		local := map[string]int{} // variables that hold a function with a code
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				name, ok := n.Fun.(*ast.Ident)
				if ok {
					if at := local[name.Name]; at > 0 && at < len(n.Args) {
						found(n.Args[at])
					}
				}
				if at, ok := takers[called(path, n.Fun)]; ok && at < len(n.Args) {
					found(n.Args[at])
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Code" {
					found(n.Value)
				}
			case *ast.AssignStmt:
				for i, left := range n.Lhs {
					right := n.Rhs[min(i, len(n.Rhs)-1)]
					if v, ok := left.(*ast.Ident); ok {
						local[v.Name] = max(local[v.Name], takers[called(path, right)])
					}
					if s, ok := left.(*ast.SelectorExpr); ok && s.Sel.Name == "Code" {
						found(right)
					}
				}
			case *ast.FuncDecl: // a function that chooses a code
				if n.Name.Name == "code" && n.Body != nil {
					ast.Inspect(n.Body, func(n ast.Node) bool {
						if r, ok := n.(*ast.ReturnStmt); ok {
							for _, e := range r.Results {
								found(e)
							}
						}
						return true
					})
				}
			}
			return true
		})
	}
	return out
}

// codeTakers are the functions with a parameter named code, and which one it is: by
// folder and name.
func codeTakers(parsed map[string]*ast.File) map[string]int {
	out := map[string]int{}
	for path, f := range parsed {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || f.Name.Name == "promo" {
				continue // a promo's currency has a code, too
			}
			at := 0
			for _, field := range fn.Type.Params.List {
				for _, name := range field.Names {
					if name.Name == "code" {
						out[filepath.Dir(path)+" "+fn.Name.Name] = at
					}
					at++
				}
			}
		}
	}
	return out
}

// called is the folder and name of a called function: diag.Errorf, or one of the
// caller's own package.
func called(path string, e ast.Expr) string {
	switch f := e.(type) {
	case *ast.Ident:
		return filepath.Dir(path) + " " + f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok && x.Name == "diag" {
			return filepath.Join(telling[0], "diag") + " " + f.Sel.Name
		}
		return filepath.Dir(path) + " " + f.Sel.Name
	}
	return ""
}

// walk reads the files below a folder that are wanted.
func walk(t *testing.T, root string, wanted func(path string) bool, read func(path, text string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !wanted(path) {
			return err
		}
		text, err := os.ReadFile(path)
		read(path, string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
