package config

import (
	"os"
	"path/filepath"
	"testing"

	"go.yaml.in/yaml/v4"
)

// same compares two trees in all that config looks at.
func same(t *testing.T, text string, want, got *yaml.Node) bool {
	if want.Kind != got.Kind || want.Tag != got.Tag || want.Value != got.Value || want.Style != got.Style ||
		want.Line != got.Line || want.Column != got.Column || len(want.Content) != len(got.Content) {
		t.Errorf("in %q the library reads\n%+v\nand the quick parser\n%+v", text, *want, *got)
		return false
	}
	for i := range want.Content {
		if !same(t, text, want.Content[i], got.Content[i]) {
			return false
		}
	}
	return true
}

// compare checks that the quick parser gives what the library gives, or gives up. It
// reports whether it gave something.
func compare(t *testing.T, text string) bool {
	root := quickParse(newPlaces("m.yml", text))
	if root == nil {
		return false
	}
	var document yaml.Node
	if err := yaml.Load([]byte(text), &document); err != nil {
		t.Errorf("the quick parser takes %q, and the library says %v", text, err)
		return true
	}
	same(t, text, document.Content[0], root)
	return true
}

func TestQuick(t *testing.T) {
	for text, taken := range map[string]bool{
		"a: 1\nb: [x, 'y', \"z\", {k: v, l: []}] # c\nc:\n- 1\n-   d: e\n    f:\n    g: ~\nh:\n  - - x\n": false, // - -
		"a: 1\nb: [x, 'y', \"z\", {k: v, l: []}] # c\nc:\n- 1\n-   d: e\n    f:\n    g: ~\nh:\n":          true,
		"---\nversion: 2\n\n# models\nmodels:\n  - name: a\n    x: ref \"y\"\n  -\n    name: b\n  - c\n":  true,
		"# c\n---\na: b\n":            true,
		"a: größe\nb: {ä: ö, ü: x}\n": true,
		"a: it's\nb: 'it''s'\nc: https://x.y/z?a#b\nd: {u: http://x, v: a:b}\n":            true,
		"yes: no\nTrue: FALSE\nnull: .inf\n1: 0777\nd: 2024-01-01\n<<: 0x1F\n-1: +2.5e3\n": true,
		"\"a b\" : x\n'c': 5%\n": true,
		"a: &x 1\n":              false, "a: *x\n": false, "a: !t x\n": false, "a: |\n  x\n": true, "a: >-\n  x\n  y: z # no\n\n\n  w\n\nb: |-\n  x\n\n   y\n# c\nc:\n  - |\n   x\n  - >\n    y\n": true,
		"a: >\n  x\n   y\n": false, "a: |\n": false, "a: |+\n  x\n": false, "a: |\n  x\n y\n": false, "a: |\n  x": false, "a: |2\n   x\n": false, "a: b\n  c\n": false,
		"a: \"x\\n\"\n": false, "a: [1,\n 2]\n": false, "a: {b}\n": false, "a: [b: c]\n": false, "a: b: c\n": false, "a\n": false,
		"- a\n- b\n": true, "": false, "a: 1\n---\nb: 2\n": false, "? a\n": false, "a: @x\n": false, "a: {{ x }}\n": false,
		"a: x #y\nb: x#y\nc: x # y: z\n": true, "a:\n  b: 1\n c: 2\n": false, "a:\n - x\n - y\nb:\n": true,
	} {
		if got := compare(t, text); got != taken {
			t.Errorf("%q: taken %v", text, got)
		}
	}
}

func FuzzQuick(f *testing.F) {
	files, _ := filepath.Glob("testdata/errors/*.yml")
	for _, file := range files {
		if text, err := os.ReadFile(file); err == nil && len(text) < 400 {
			f.Add(string(text))
		}
	}
	for _, s := range []string{"a: [b, {c: d}]\ne:\n- f\n- g: h\n  i: 'j'\n", "a: x y  # z\n", "---\na: \"b\"\n", "ä: ö\n", "a: -\n", "- \n- a:\n", "a: >\n  x\n  y\n\n  z\nb: |\n  x\n\n   y\n", "a:\n- |-\n  x\n- >\n y\n", "a: {b: c:d, e: 'f'}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { compare(t, text) })
}
