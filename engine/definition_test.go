package engine_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine"
)

func TestDefinitionText(t *testing.T) {
	for text, want := range map[string]engine.Definition{
		"":                          {},
		"ab12":                      {SQL: "ab12", Functions: map[string]int{}},
		"ab12 mixed":                {SQL: "ab12", Functions: map[string]int{}, Mixed: true},
		"ab12 price@4 promo@19":     {SQL: "ab12", Functions: map[string]int{"price": 4, "promo": 19}},
		"ab12 promo@19 mixed":       {SQL: "ab12", Functions: map[string]int{"promo": 19}, Mixed: true},
		"a hash of an earlier mart": {},
		"ab12 promo@nineteen":       {},
	} {
		got := engine.ParseDefinition(text)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
		if want.Known() && got.String() != text {
			t.Errorf("%q is written as %q", text, got)
		}
	}
}

func TestChangesSince(t *testing.T) {
	for _, c := range []struct{ earlier, now, want string }{
		{"a", "a", ""},
		{"", "a", ""},
		{"a p@1", "", ""},
		{"a p@1", "a p@1", ""},
		{"a", "b", "its SQL changed"},
		{"a p@1", "b", "its SQL changed"},
		{"a", "b p@1", "its SQL changed"},
		{"a p@1 q@2", "a p@3 q@2", "p went from version 1 to 3"},
		{"a p@1 q@2 r@1", "b p@3 q@1 r@2", "its SQL changed, p went from version 1 to 3, q went from version 2 to 1 and r went from version 1 to 2"},
		{"a p@1 mixed", "a p@2", "p went from version 1 to 2"},
		{"a p@1 mixed", "a p@1", "its SQL, or a function that it calls, changed and changed back"},
	} {
		if got := engine.ParseDefinition(c.now).ChangesSince(engine.ParseDefinition(c.earlier)); got != c.want {
			t.Errorf("from %q to %q: %q, want %q", c.earlier, c.now, got, c.want)
		}
	}
}
