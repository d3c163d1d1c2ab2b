package account

import (
	"strings"
	"testing"
)

func TestTokens(t *testing.T) {
	for src, want := range map[string]string{
		`select "a""b", c -- x`:                        `SELECT a"b , C`,
		"'it''s\\t' || $$x'y$$":                        "it's\t || x'y",
		"/* a\n */ @~/x/y.csv.gz, @\"D\".s/q 'z' // e": `~/x/y.csv.gz , "D".s/q z`,
		"1.5e-3 $1::int a:b.c":                         "1.5e-3 1 :: INT A : B . C",
		"put file:///a/b*.csv @s":                      "PUT file:///a/b*.csv s",
		"select 1;;":                                   "SELECT 1",
	} {
		tokens, err := tokenize(src)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range tokens[:len(tokens)-1] {
			if x.value == "" {
				x.value = x.text
			}
			got = append(got, x.value)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s\n got %q\nwant %q", src, strings.Join(got, " "), want)
		}
	}
}

// FuzzParse: no text takes the parser down, and what it says is an error of Snowflake.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"select 1", "select a:b[0]::int from t, lateral flatten(input => x) f", "with a as (select 1) select * from a", "((select 1) union all select 2)", "$1", `"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		p, err := newParser(src)
		if err != nil {
			return
		}
		if err := p.parse(func() { p.query(); p.end() }); err != nil && err.Number == 603 {
			t.Fatal(err)
		}
	})
}
