package diag_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/martsql/mart/engine/diag"
)

// On a narrow terminal prose is broken between words, a command stays whole, and long
// source lines are cut around the fault.
func TestCaretOnANarrowTerminal(t *testing.T) {
	const before = `        columns: [{name: id, data_type: bigint}, {name: at, data_type: timestamp}, {name: place}]`
	const long = `      - {name: inside, files: raw/days/day=*/*.json, loaded_at_field: at, columns: [{name: id}]}`
	text := before + "\n" + long + "\nend\n"
	for _, tt := range []struct { // $: the end of a line
		name, at, want string
	}{
		{"Left", "inside", `m.yml:2:16: error: nothing tells how old the
    place is that is named here [old]
    1 |         columns: [{name: id, data_typ…
  > 2 |       - {name: inside, files: raw/day…
      |                ^~~~~~
    3 | end
    hint: there is no main.orders yet; see it:
          mart show --rejected orders_of_days;
          or leave it be
`},
		{"Right", "[{name: id}]", `m.yml:2:84: error: nothing tells how old the
    place is that is named here [old]
    1 | … data_type: timestamp}, {name: place…
  > 2 | …_at_field: at, columns: [{name: id}]}
      |                          ^~~~~~~~~~~~
    3 | $
    hint: there is no main.orders yet; see it:
          mart show --rejected orders_of_days;
          or leave it be
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			start := len(before) + 1 + strings.Index(long, tt.at)
			d := diag.Errorf(diag.SpanAt("m.yml", text, start, start+len(tt.at)), "old", "nothing tells how old the place is that is named here").
				WithHint("there is no main.orders yet; see it:  mart show --rejected orders_of_days; or leave it be")
			got := diag.Caret(d, func(string) (string, bool) { return text, true }, diag.Style{Width: 46})
			if diff := cmp.Diff(strings.ReplaceAll(tt.want, "$\n", "\n"), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// Whatever the width, no word is lost; and no line is too wide unless a word is.
func TestCaretKeepsAllWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		prose := rapid.StringMatching(`[a-zé;]{1,9}( {1,2}[a-zé;]{1,9}){0,20}`)
		d := diag.Errorf(diag.Span{File: "f.sql"}, "code", "%s", prose.Draw(t, "summary")).WithHint("%s", prose.Draw(t, "hint"))
		width := rapid.IntRange(20, 100).Draw(t, "width")
		wide := diag.Caret(d, nil, diag.Style{})
		if want := "f.sql: error: " + d.Summary + " [code]\n    hint: " + d.Hint + "\n"; wide != want {
			t.Fatalf("got %q, want %q", wide, want)
		}
		narrow := diag.Caret(d, nil, diag.Style{Width: width})
		if got, want := strings.Fields(narrow), strings.Fields(wide); !cmp.Equal(got, want) {
			t.Fatal(cmp.Diff(want, got))
		}
		if strings.Contains(d.Summary+d.Hint, "  ") {
			return // commands stay whole
		}
		for line := range strings.Lines(narrow) {
			if utf8.RuneCountInString(strings.TrimSuffix(line, "\n")) > width {
				t.Fatalf("%q is wider than %d", line, width)
			}
		}
	})
}

// The beginning of a file stands for all of it: its first line says nothing of the fault.
func TestCaretOfAWholeFile(t *testing.T) {
	text := "select 1\n"
	source := func(string) (string, bool) { return text, true }
	d := diag.Errorf(diag.Span{File: "m.sql", Start: diag.Pos{Line: 1, Column: 1}}, "not-published", "m was not published")
	if got, want := diag.Caret(d, source, diag.Style{}), "m.sql:1:1: error: m was not published [not-published]\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	d.Span = diag.SpanAt("m.sql", text, 0, 6)
	if got := diag.Caret(d, source, diag.Style{}); !strings.Contains(got, "^~~~~~") {
		t.Errorf("no caret in %q", got)
	}
}
