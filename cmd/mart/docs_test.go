package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
)

// TestDocsRun runs the commands of the README, the quickstart and the page on CI, a page
// from top to bottom, each in a copy of its own. `go run ./cmd/...` runs what is tested here;
// `go test` is what is running.
func TestDocsRun(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("needs bash to run the commands of the docs; apt install bash")
	}
	bin := docsCommands(t)
	for _, page := range []string{"../../README.md", "../../docs/quickstart.md", "../../docs/ci.md"} {
		t.Run(filepath.Base(page), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			if !strings.HasSuffix(page, "quickstart.md") {
				copyProject(t, dir)
			}
			script := pageScript(string(text))
			if strings.Count(script, "mart ") < 5 {
				t.Fatalf("only few commands were found:\n%s", script)
			}
			account := startAccount(t, snowtest.Options{}) // go run ./cmd/snowtest
			cmd := exec.CommandContext(t.Context(), bash, "-euc", script)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), asMart+"=1", "NO_COLOR=1",
				"SNOWTEST_PORT="+strconv.Itoa(account.Port()), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// docsCommands is a folder with the commands that the docs use: mart, lakegen, and go,
// which only runs these two.
func docsCommands(t *testing.T) string {
	t.Helper()
	bin := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(bin, "mart")); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(bin, "lakegen"), "../lakegen").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	const run = `#!/bin/sh
case "$1 $2" in
"run ./cmd/mart") shift 2; exec mart "$@" ;;
"run ./cmd/lakegen") shift 2; exec lakegen "$@" ;;
"test ./...") exit 0 ;;
"run ./cmd/snowtest") exit 0 ;; # the test serves it
esac
echo "the docs use go in a way that no test runs: go $*" >&2
exit 1
`
	if err := os.WriteFile(filepath.Join(bin, "go"), []byte(run), 0o755); err != nil {
		t.Fatal(err)
	}
	return bin
}

// copyProject copies the project at the root, as a clone has it.
func copyProject(t *testing.T, dir string) {
	t.Helper()
	out, err := exec.Command("cp", "-r", "../../mart.yml", "../../models", "../../macros", "../../seeds", "../../tests", dir).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := os.CopyFS(filepath.Join(dir, "lake/retail/raw"), os.DirFS("../../lake/retail/raw")); err != nil {
		t.Fatal(err)
	}
}

var (
	block  = regexp.MustCompile("(?ms)^( *)```(sh|sql|yaml)\n(.*?)^ *```$")
	inFile = regexp.MustCompile("into `(models/[^`]+)`")
	inline = regexp.MustCompile("`(mart [^`]+)`")
)

// pageScript is the commands of a page. A block of SQL or YAML that the text says to
// write into a file is written there, or beside the last one; the commands in the text
// after it are run.
func pageScript(text string) string {
	var b strings.Builder
	file, end := "", 0
	for _, m := range block.FindAllStringSubmatchIndex(text, -1) {
		before, indent, kind, body := text[end:m[0]], text[m[2]:m[3]], text[m[4]:m[5]], text[m[6]:m[7]]
		if file != "" {
			for _, c := range inline.FindAllStringSubmatch(before, -1) {
				b.WriteString(c[1] + "\n")
			}
		}
		if named := inFile.FindStringSubmatch(before); named != nil {
			file = named[1]
		}
		body = strings.TrimPrefix(strings.ReplaceAll("\n"+body, "\n"+indent, "\n"), "\n")
		switch {
		case kind == "sh":
			b.WriteString(body)
		case file != "":
			name := strings.TrimSuffix(file, filepath.Ext(file)) + map[string]string{"sql": ".sql", "yaml": ".yml"}[kind]
			b.WriteString("cat > " + name + " <<'END_OF_FILE'\n" + body + "END_OF_FILE\n")
		}
		end = m[1]
	}
	if file != "" {
		b.WriteString("mart build " + strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)) + "\n")
	}
	return b.String()
}

// TestDocsLinks checks that every relative link of the docs leads to a file.
func TestDocsLinks(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(pages) < 5 {
		t.Fatalf("no docs: %v %v", pages, err)
	}
	link := regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	for _, page := range append(pages, "../../README.md", "../../CHANGELOG.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), m[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", page, m[1])
			}
		}
	}
}
