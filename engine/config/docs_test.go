package config_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/martsql/mart/engine/config"
)

const page = "../../docs/project.md"

var yamlBlock = regexp.MustCompile("(?s)```yaml\n# (\\S+)\n(.*?)```")

// Every example of the page parses without a fault.
func TestDocsParse(t *testing.T) {
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	blocks := yamlBlock.FindAllStringSubmatch(string(text), -1)
	if len(blocks) != strings.Count(string(text), "```yaml") {
		t.Error("an example does not begin with the name of its file")
	}
	for _, b := range blocks {
		file, yaml := b[1], b[2]
		if file != "mart.yml" {
			_, problems := config.ParseProperties(file, yaml, config.Options{})
			if problems != nil {
				t.Error(told(file, yaml, problems))
			}
			continue
		}
		f, problems := config.ParseProject(file, yaml, config.Options{TargetKeys: targetKeys})
		for _, name := range f.TargetNames() {
			_, more := f.Target(name, nil)
			problems.Add(more...)
		}
		if problems != nil {
			t.Error(told(file, yaml, problems))
		}
	}
}

// The table of config keys is the one that the code has.
func TestDocsKeys(t *testing.T) {
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	want := between(string(text), "<!-- keys -->\n", "<!-- /keys -->", keysTable())
	want = between(want, "<!-- adapter-keys -->", "<!-- /adapter-keys -->", "`"+strings.Join(config.AdapterKeys(), "` `")+"`")
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("go test ./engine/config -update writes the table anew:\n%s", diff)
	}
}

func between(text, open, close, with string) string {
	before, rest, _ := strings.Cut(text, open)
	_, after, _ := strings.Cut(rest, close)
	return before + open + with + close + after
}

func keysTable() string {
	var b strings.Builder
	b.WriteString("| key | for | value | default | meaning |\n| --- | --- | --- | --- | --- |\n")
	for _, d := range config.KeyDocs() {
		value, preset := d.Type, d.Default
		if d.Allowed != nil {
			value = "`" + strings.Join(d.Allowed, "` `") + "`"
		}
		if preset != "" {
			preset = "`" + preset + "`"
		}
		if d.Merge != "replaces" {
			value += "; a stronger place " + d.Merge
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", d.Key, d.Kinds, value, preset, d.Meaning)
	}
	return b.String()
}
