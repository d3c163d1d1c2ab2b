package promo_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/martsql/mart/udfs/promo"
)

// patterns are left out of the golden file: rules learn new ones all the time.
var patterns = regexp.MustCompile(`pattern: (?:.*\n)+?(values)`)

var update = flag.Bool("update", false, "write the golden files anew")

// An explanation tells where in the text as given every part of it comes from, on 80
// columns, whatever the text.
func TestExplain(t *testing.T) {
	var all strings.Builder
	for _, call := range []struct{ text, unit string }{
		{"Alleen online\n2e HALVE prijs, zzgl. Pfand 0,25", ""},
		{"Rabatt 20&nbsp;% ab 6 Flaschen", ""},
		{"Alle Sensodyne Répare et Protège 75 ml en andere tandpasta van dit merk in de hele winkel 1+1 gratis, geldig van 3 t/m 9 maart", ""},
		{"2 voor €5", ""},
		{"2 voor €5", "2.99"},
		{"Le 2ème à -50% 7", ""},
		{"10% versés sur la carte", ""},
		{"", ""},
	} {
		fmt.Fprintf(&all, "parse_promo(%q, %q)\n%s\n", call.text, call.unit, promo.Explain(call.text, promo.ParseNumber(call.unit), ""))
	}
	got := patterns.ReplaceAllString(all.String(), "pattern: ...\n$1")
	golden := "testdata/explain.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("explanations changed (go test ./udfs/promo -run Explain -update):\n%s", diff)
	}
}

// No line is wider than 80 columns, and every token is quoted from the text.
func TestExplainFits(t *testing.T) {
	for _, r := range append(readRows(t, "testdata/labels.csv"), readRows(t, "testdata/rounds/7.csv")...) {
		text := r["text"] + " " + strings.Repeat("x", len(r["text"])%90)
		for line := range strings.SplitSeq(promo.Explain(text, promo.Number{}, "").String(), "\n") {
			if utf8.RuneCountInString(line) > 80 {
				t.Errorf("%q: a line of %d characters: %s", text, utf8.RuneCountInString(line), line)
			}
		}
	}
}

// Any text can be explained, and what is quoted of it is in it.
func TestExplainAnything(t *testing.T) {
	quote := regexp.MustCompile(`(?m)^ *(?:masked|tokens)? +(?:\d+|\d+-\d+) +"(.*?)"`)
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{"2e", "halve prijs", " ", "&euro;", "&", "Ã¨", "Ã", "€5", "°P", "°", "50%", "\u200b", "e\u0301", "牛", "\x00", "\xff", "½", "kcal", "t/m 9 mei 2026",
			"Robijn", "\n", "12⁹⁹", "&nbsp;", "gratis", "+", "1", "…", "x", "²"}), 0, 12).Draw(t, "parts")
		text := strings.Join(parts, rapid.SampledFrom([]string{"", " "}).Draw(t, "between"))
		plain := strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) || unicode.IsControl(r) {
				return ' '
			}
			return r
		}, text)
		for _, m := range quote.FindAllStringSubmatch(promo.Explain(text, promo.Number{}, "").String(), -1) {
			found := strings.Contains(plain, m[1])
			for i := range m[1] { // the mark of what was left out may stand in the text, too
				after, cut := strings.CutPrefix(m[1][i:], "…")
				found = found || cut && strings.Contains(plain, m[1][:i]) && strings.Contains(plain, after)
			}
			if !found {
				t.Fatalf("%q is not in %q", m[1], plain)
			}
		}
	})
	long := promo.Explain(strings.Repeat("é", promo.MaxBytes)+" 1+1 gratis", promo.Number{}, "").String()
	if !strings.Contains(long, "not read") || strings.Contains(long, "gratis") {
		t.Errorf("a long text: %.200s", long)
	}
}

// Columns count the characters of the text as it was given: entities, invisible
// characters and accents that were set apart too.
func TestExplainColumns(t *testing.T) {
	for text, want := range map[string]string{
		"2e halve prijs":                      `4-8    "halve"`,
		"2e&nbsp;halve prijs":                 `9-13   "halve"`,
		"  2e \u200b halve prijs":             `8-12   "halve"`,
		"2Ã¨me gratuit":                       `1-5   "2Ã¨me"`,
		"re\u0301duction imme\u0301diate 25%": `23-25  "25%"`,
		"２５％ korting":                         `1-3   "２５％"`,
		"20 °P extra":                         `4-5   "°P"`,
	} {
		if got := promo.Explain(text, promo.Number{}, "").String(); !strings.Contains(got, want) {
			t.Errorf("%q: no %s in\n%s", text, want, got)
		}
	}
}

func TestExplainDepths(t *testing.T) {
	for text, want := range map[string]string{
		"tot 50% korting":                "the text states a bound, or leaves open",
		"3 voor €5":                      "5 instead of 6.75 = 25.93%",
		"€10,00 €5,00 35%":               "the prices say 50%, the text 35%: they contradict each other, no depth",
		"50% más gratis":                 "50% more content: 100 x 50 / (100 + 50) = 33.33%",
		"2+1 gratis":                     "1 of 3 units are free = 33.33%",
		"2 = -20% | 3 = -25%":            "the best step of the ladder, from 3 units = 25%",
		"2e 30% korting, 3e 50% korting": "the best step of the ladder, from 3 units: (30 + 50) / 3 = 26.67%",
		"2 voor €4, 3 voor €5":           "the best step of the ladder, from 3 units: 5 instead of 6.75 = 25.93%",
		"voor €9,99":                     "not between 0 and 100",
		"van 4,00 voor 3,00":             "3 instead of 4 = 25%",
		"Sale Price: $4 Save: $1":        "1 saved on 5 = 20%",
		"2e voor €1,00":                  "1.25 saved on 2 units of 2.25 = 27.78%",
		"€1 korting":                     "1 off 2.25 = 44.44%",
		"5 kaufen, 4 bezahlen":           "1 of 5 units are free = 20%",
		"Buy 2 Get 1 50% Off":            "50% off 1 of 3 units = 16.67%",
		"25% Rabatt ab 3 Flaschen":       "25% off every unit = 25%",
		"8+2 FREE Drinks":                "2 of 10 pieces in the pack are free = 20%",
		"Was £11.00 Now £7.50":           "7.5 instead of 11 = 31.82%",
		"2 voor €4 i.p.v. €5,98":         "4 instead of 5.98 = 33.11%",
		"Half price – Was £2, now £1":    "1 instead of 2 = 50%",
	} {
		got := strings.ReplaceAll(promo.Explain(text, promo.ParseNumber("2.25"), "").String(), "\n              ", " ")
		if !strings.Contains(got, want) {
			t.Errorf("%q: the explanation lacks %q:\n%s", text, want, got)
		}
	}
}
