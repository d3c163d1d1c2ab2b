package selector_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/martsql/mart/engine/selector"
)

const page = "../../docs/selection.md"

var (
	commands = regexp.MustCompile("(?s)```sh\n(.*?)```")
	word     = regexp.MustCompile(`"[^"]*"|\S+`)
	example  = regexp.MustCompile("(?m)^\\| `([^`]+)` \\|.*\\| `([^`]+)` \\|$")
	graph    = regexp.MustCompile("(?m)^\\| `([^` ]*orders[^` ]*)` \\|")
)

// Every selection on the page can be read, and every method is on it.
func TestDocsParse(t *testing.T) {
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	parsed := 0
	parse := func(s string) {
		parsed++
		if _, problems := selector.Parse(s, "--select"); problems != nil {
			t.Errorf("%s: %v", s, problems)
		}
	}
	for _, block := range commands.FindAllStringSubmatch(text, -1) {
		for line := range strings.Lines(block[1]) {
			for _, arg := range word.FindAllString(line, -1)[2:] {
				if !strings.HasPrefix(arg, "-") {
					parse(strings.Trim(arg, `"`))
				}
			}
		}
	}
	documented := map[string]bool{}
	for _, row := range example.FindAllStringSubmatch(text, -1) {
		documented[row[1]] = true
		parse(row[2])
	}
	for _, row := range graph.FindAllStringSubmatch(text, -1) {
		parse(row[1])
	}
	for _, m := range selector.Methods() {
		if !documented[m] {
			t.Errorf("method %s is not on the page", m)
		}
	}
	if parsed < 30 {
		t.Errorf("only %d selections were found", parsed)
	}
}
