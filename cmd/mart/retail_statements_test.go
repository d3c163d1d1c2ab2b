package main_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
)

// TestRetailStatements looks at what the server got in two builds of the retail project:
// the text of every statement, their number, and their tags.
func TestRetailStatements(t *testing.T) {
	t.Parallel()
	server := startAccount(t, snowtest.Options{})
	dir := t.TempDir()
	copyProject(t, dir)
	addAccount(t, dir, server, 1) // one after the other, for the golden
	moreLater := moveAside(t, dir)
	mustBuildAccount(t, dir, "2026-11-20")
	first := server.Statements()
	moreLater()
	mustBuildAccount(t, dir, "2026-11-21")
	second := server.Statements()[len(first):]

	for _, build := range [][]snowtest.Statement{first, second} {
		checkTags(t, build)
		checkBudget(t, build)
	}
	checkResultIDs(t, dir, second)
	checkGolden(t, dir, append(first, second...))
}

// A queryTag is what mart says with a statement.
type queryTag struct {
	Run, Node, Step string
	Attempt         int
}

// tagOf reads the tag of a statement.
func tagOf(t *testing.T, s snowtest.Statement) (tag queryTag) {
	t.Helper()
	if s.Presign { // the driver's own
		return tag
	}
	if err := json.Unmarshal([]byte(s.Tag), &tag); err != nil {
		t.Errorf("the tag %q of %.60q: %v", s.Tag, s.SQL, err)
	}
	return tag
}

// checkTags checks that every statement says which run, node and attempt it belongs to.
// A begin does not know yet what for, and a look into the catalogue is nobody's.
func checkTags(t *testing.T, build []snowtest.Statement) {
	t.Helper()
	runs, nodes := map[string]bool{}, map[string]bool{}
	for _, s := range build {
		if s.Presign {
			continue
		}
		tag := tagOf(t, s)
		if tag.Step == "inspect" || s.SQL == "begin" {
			continue
		}
		if tag.Run == "" || tag.Attempt != 1 || tag.Step == "" {
			t.Errorf("the tag of %.60q does not tell its run, attempt and step: %s", s.SQL, s.Tag)
		}
		ofRun := strings.Contains(s.SQL, "_mart.") || strings.HasPrefix(s.SQL, "create schema") || s.SQL == "commit"
		if tag.Node == "" && !ofRun {
			t.Errorf("the tag of %.60q does not tell its node: %s", s.SQL, s.Tag)
		}
		runs[tag.Run], nodes[tag.Node] = true, true
	}
	if len(runs) != 1 || len(nodes) < 24 {
		t.Errorf("%d runs and %d nodes are told in the tags", len(runs), len(nodes))
	}
}

// checkBudget counts the statements of each node, the tests of its gate apart: each costs
// a round trip, and on a busy warehouse a place in the queue.
func checkBudget(t *testing.T, build []snowtest.Statement) {
	t.Helper()
	byNode, shows := map[string][]string{}, 0
	for _, s := range build {
		switch tag := tagOf(t, s); {
		case s.Presign || tag.Step == "test":
		case strings.HasPrefix(s.SQL, "show "):
			shows++
		case tag.Node != "":
			byNode[tag.Node] = append(byNode[tag.Node], s.SQL)
		}
	}
	if shows != 4 { // one for each of the project's schemas, and mart's own
		t.Errorf("the catalogue was asked %d times, not once for each of 4 schemas", shows)
	}
	for node, most := range map[string]int{
		"model.retail_analytics.daily_prices":      1, // view
		"model.retail_analytics.rejects":           3, // view with tests: aside, in place, drop
		"model.retail_analytics.products":          3, // table with tests: aside, clone, drop
		"model.retail_analytics.cheapest_shop":     3,
		"model.retail_analytics.price_index_daily": 7, // delete+insert with tests
		"seed.retail_analytics.shops":              4,
		"model.retail_analytics.offers":            26, // load
		"model.retail_analytics.offers_lake":       20, // external: its files are on the lake side
	} {
		if sent := byNode[node]; len(sent) > most || len(sent) == 0 {
			t.Errorf("%s took %d statements, and %d are its budget:\n%s", node, len(sent), most, strings.Join(sent, "\n--\n"))
		}
	}
}

// checkResultIDs looks for the query ids of run_results.json on the server: those of a
// node are its own.
func checkResultIDs(t *testing.T, dir string, build []snowtest.Statement) {
	t.Helper()
	nodes := map[string]string{}
	for _, s := range build {
		nodes[s.QueryID] = tagOf(t, s).Node
	}
	for _, r := range readResults(t, dir) {
		id, _ := r.Response["query_id"].(string)
		// A gate's tests go with the model; those of files, and unit tests, ask DuckDB.
		if strings.HasPrefix(r.ID, "test.") || strings.HasPrefix(r.ID, "unit_test.") {
			continue
		}
		if node, ran := nodes[id]; !ran || node != r.ID {
			t.Errorf("%s says that its query is %q, which the server knows as one of %q", r.ID, id, node)
		}
	}
}

// masks make what differs from build to build alike, and long lists short.
var masks = []struct {
	find *regexp.Regexp
	put  string
}{
	{regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`), "11111111-2222-3333-4444-555555555555"},
	{regexp.MustCompile(`__build_[0-9a-f]{8}\b`), "__build_11111111"},
	{regexp.MustCompile(`\b[0-9a-f]{64}\b`), strings.Repeat("0a", 32)},
	{regexp.MustCompile(`'file://[^']*/target/`), "'file:///project/target/"},
	{regexp.MustCompile(`'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?'`), "'2026-11-20 00:00:00'"},
	{regexp.MustCompile(`'[0-9.e+-]+'::double`), "'0.5'::double"},
}

var (
	quoted = regexp.MustCompile(`'[^']*'`)
	list   = regexp.MustCompile(`( in| files =) \('[^']*'(, '[^']*')+\)`)
	figure = regexp.MustCompile(`, \d+(\.\d+)?(e-\d+)?\b`)
	ids    = regexp.MustCompile(`'01[0-9a-f, -]{20,}'`)
)

// masked is a statement fit for a golden. Of a list, and of mart's own rows, the least one
// stands for all, and the figures of such a row for any.
func masked(sql string) string {
	for _, m := range masks {
		sql = m.find.ReplaceAllString(sql, m.put)
	}
	if head, rows, ok := strings.Cut(sql, " values\n"); ok && strings.HasPrefix(sql, "insert into _mart.") {
		row := slices.Min(strings.Split(rows, ",\n"))
		sql = head + " values\n" + ids.ReplaceAllString(figure.ReplaceAllString(row, ", 1"), "'01'")
	}
	return list.ReplaceAllStringFunc(sql, func(l string) string {
		return l[:strings.Index(l, "('")] + "(" + slices.Min(quoted.FindAllString(l, -1)) + ")"
	})
}

// checkGolden compares the statements, each text once, with those that .ci/dialect has a
// grammar of Snowflake read.
func checkGolden(t *testing.T, dir string, statements []snowtest.Statement) {
	t.Helper()
	var out strings.Builder
	seen := map[string]bool{}
	statements = slices.Clone(statements) // a node's statements together: which node is first is of no matter here
	slices.SortStableFunc(statements, func(a, b snowtest.Statement) int {
		return strings.Compare(tagOf(t, a).Node, tagOf(t, b).Node)
	})
	for _, s := range statements {
		text := masked(s.SQL)
		if s.Presign || seen[text] {
			continue
		}
		seen[text] = true
		out.WriteString(text + ";\n\n")
	}
	if strings.Contains(out.String(), dir) {
		t.Error("the folder of the project is told to the warehouse in more places than a PUT")
	}
	file := filepath.Join("testdata", "snowflake", "retail.sql")
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), ";\n\n"), strings.Split(out.String(), ";\n\n")); diff != "" {
		t.Errorf("other statements than in %s (-update writes it):\n%.4000s", file, diff)
	}
}

// TestNoSecretIsTold builds, fails in several ways, and looks for the password in all
// that was written, told or sent.
func TestNoSecretIsTold(t *testing.T) {
	t.Parallel()
	const secret = "correct-horse/battery+staple"
	server := startAccount(t, snowtest.Options{Users: []snowtest.User{{Name: snowtest.DefaultUser, Password: secret, Warehouse: snowtest.DefaultWarehouse}}})
	dir, later := sweepProject(t)
	addAccount(t, dir, server, 2)
	project := filepath.Join(dir, "mart.yml")
	text, err := os.ReadFile(project)
	if err != nil {
		t.Fatal(err)
	}
	text = []byte(strings.Replace(string(text), "password: "+snowtest.DefaultPassword, `password: '{{ env_var "PROOF_PASSWORD" }}'`, 1))
	if err := os.WriteFile(project, text, 0o644); err != nil {
		t.Fatal(err)
	}
	var told []string
	mart := func(want int, password string, args ...string) {
		t.Helper()
		c := martCommand(t.Context(), dir, append(args, "--target", "account")...)
		c.Env = append(c.Env, "PROOF_PASSWORD="+password)
		out, err := c.CombinedOutput()
		if code := codeOf(t, err); code != want {
			t.Errorf("mart %v: exit code %d, not %d\n%s", args, code, want, out)
		}
		told = append(told, string(out))
	}
	debug := []string{"--log-format", "json", "--log-level", "debug"}
	mart(0, secret, append([]string{"build"}, debug...)...)
	later()
	put(t, dir, "models/bad.sql", `select nothing from {{ ref "sales" }}`)
	mart(1, secret, append([]string{"build"}, debug...)...)
	mart(0, secret, "debug")
	mart(0, secret, "compile")
	mart(3, secret+"x", append([]string{"build"}, debug...)...)
	server.SetFaults(snowtest.Fault{Endpoint: snowtest.Login, Kind: snowtest.TruncatedBody, Times: 5})
	mart(3, secret, append([]string{"build"}, debug...)...)
	server.SetFaults(snowtest.Fault{Endpoint: snowtest.Query, Kind: snowtest.DropBefore, Times: 50})
	mart(1, secret, append([]string{"build"}, debug...)...)

	for _, s := range server.Statements() {
		told = append(told, s.SQL, s.Tag, s.ErrorMessage)
	}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		told = append(told, path+"\n"+string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if i := slices.IndexFunc(told, func(s string) bool { return strings.Contains(s, secret) || strings.Contains(s, "correct-horse%2F") }); i >= 0 {
		t.Errorf("the password is told:\n%.2000s", told[i])
	}
	if len(told) < 200 {
		t.Errorf("only %d places were looked at", len(told))
	}
}
