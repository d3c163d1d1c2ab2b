package cli

import (
	"bytes"
	"strings"
	"testing"
)

func TestHelpFits(t *testing.T) {
	app := (&shell{}).app()
	about := map[string]any{"mart": app}
	for _, c := range app.Commands {
		about[c.Name] = c
	}
	for name, data := range about {
		var b bytes.Buffer
		help(&b, "", data)
		for line := range strings.Lines(b.String()) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > helpWidth {
				t.Errorf("%s: %d columns: %s", name, n, line)
			}
		}
		if strings.Contains(b.String(), "default: false") {
			t.Errorf("%s: a switch needs no default:\n%s", name, b.String())
		}
	}
}

// Flags that mean nothing for a command are refused by it.
func TestFlagsOfCommands(t *testing.T) {
	has := map[string]bool{}
	for _, c := range (&shell{}).app().Commands {
		for _, f := range c.Flags {
			has[c.Name+" --"+f.Names()[0]] = true
		}
	}
	for flag, want := range map[string]bool{
		"build --full-refresh": true, "run --full-refresh": true, "load --full-refresh": true, "test --full-refresh": false, "seed --full-refresh": false,
		"build --store-failures": true, "test --store-failures": true, "run --store-failures": false, "load --store-failures": false,
	} {
		if has[flag] != want {
			t.Errorf("mart %s: %v, want %v", flag, has[flag], want)
		}
	}
}
