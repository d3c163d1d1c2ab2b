package view_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/martsql/mart/cmd/mart/internal/view"
)

func TestDetectWithoutATerminal(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, tt := range []struct {
		name    string
		env     map[string]string
		noColor bool
		color   bool
	}{
		{"nothing said", nil, false, false},
		{"forced", map[string]string{"CLICOLOR_FORCE": "1"}, false, true},
		{"forced the other way", map[string]string{"FORCE_COLOR": "3"}, false, true},
		{"force switched off", map[string]string{"FORCE_COLOR": "0", "CLICOLOR_FORCE": "0"}, false, false},
		{"NO_COLOR beats it", map[string]string{"FORCE_COLOR": "1", "NO_COLOR": "0"}, false, false},
		{"an empty NO_COLOR does not", map[string]string{"FORCE_COLOR": "1", "NO_COLOR": ""}, false, true},
		{"the flag beats it", map[string]string{"FORCE_COLOR": "1"}, true, false},
	} {
		o := view.Options{Out: file, Err: &bytes.Buffer{}}
		o.Detect(tt.noColor, func(name string) (string, bool) { v, ok := tt.env[name]; return v, ok })
		if o.Color != tt.color || o.OutColor != tt.color || o.Terminal || o.OutWidth != 0 {
			t.Errorf("%s: %+v", tt.name, o)
		}
	}
}

func TestParse(t *testing.T) {
	for in, want := range map[string]view.Format{"": view.Text, "TEXT": view.Text, "default": view.Text, "plain": view.Plain, "json": view.JSON} {
		if got, err := view.ParseFormat(in); got != want || err != nil {
			t.Errorf("%q: %q, %v", in, got, err)
		}
	}
	for in, want := range map[string]view.Output{"": view.TableOutput, "md": view.MarkdownOutput, "CSV": view.CSVOutput, "vertical": view.VerticalOutput} {
		if got, err := view.ParseOutput(in); got != want || err != nil {
			t.Errorf("%q: %q, %v", in, got, err)
		}
	}
	if _, err := view.ParseFormat("xml"); err == nil {
		t.Error("xml is no log format")
	}
	if _, err := view.ParseOutput("xml"); err == nil {
		t.Error("xml is no output")
	}
}
