package promo

import (
	"encoding/csv"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// corpus is every text of testdata.
func corpus(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/rounds/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, name := range append(files, "testdata/labels.csv", "testdata/variations.csv") {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			t.Fatal(name, err)
		}
		at := 0
		for i, column := range rows[0] {
			if column == "text" {
				at = i
			}
		}
		for _, r := range rows[1:] {
			out = append(out, r[at])
		}
	}
	return out
}

var (
	numbersOf = regexp.MustCompile(`\d+(?:[.,]\d+)*`)
	wordsOf   = regexp.MustCompile(`\p{L}{4,}`)
)

// edges are numbers around the limits that the stages know.
var edges = strings.Fields(`0 1 2 3 4 5 6 7 8 10 12 13 20 21 25 30 31 32 50 70 99 100 101 150 199 250 300 500 750 999 1000 1299 2026 9999 10000 10001
	12345 123456 1234567890 01 007 00 0.5 0.50 1.5 1.50 1,99 2.00 2,00 4.50 0.99 0,99 31.12 32.12 12.13 7.5 99.99 100.00 100,5 150.00 1.299 1.299,00 1,299.00 10.000 999.99 1000.00 31.12.2026 19.90 0.00`)

// names are words that are unknown, that stick to numbers, and those that other stages ask for.
var names = []string{"Robijn", "Zwx", "x", "Coca", "Coca-Cola", "pack", "4pack", "us", "שקל", "é", "free", "WD-40", "WDXX-40", "WDX-7", "SPF 50", "SPX 50", "spf",
	"E27", "(E27)", "A 4", "z", "z-2", "La Vache qui Rit", "de", "25% zwx vol", "vol", "cotton", "until", "12.5", "Zwx-", "%20", "procent", "R$ 5", "% katoen", "l'oréal", "Dr. Zwx", "2, het", "two (2)", "fifty 50%", "circa", "2 ème", ".99", "2:a", "een +",
	"b2g1", "c2g1", "l'", "20 to", "15.00 to", "to 22.5%", "between 10 and", "->", "1/", "fifty", "2.e", "2. e", "bis 31.12. 2026", "bis 31.12. 20261", "over", "1 %50", "Zwx 12.5%, 2", "12.5% 2", "48+", "11.26-ig", "11.26", "75p coupon", "75p, coupon", "on 12/09/24,", "on, 12/09/24",
	"2f£1.80", "2h£1.80", "pour/for", "2+ $3.49", "2 wijnflessen + 1 bierflessen gratis", "2 wijnflessen + 1 flessen gratis", "2 wijnflessen + 1 wijnflessen gratis"}

// vary puts other numbers and other unknown words into a text.
func vary(r *rand.Rand, text string) string {
	text = numbersOf.ReplaceAllStringFunc(text, func(old string) string {
		switch r.IntN(4) {
		case 0:
			return edges[r.IntN(len(edges))]
		case 1:
			return digits(r, old)
		case 2:
			return fmt.Sprintf("%d.%02d", r.IntN(40), r.IntN(100))
		}
		return old
	})
	if r.IntN(3) == 0 {
		text = wordsOf.ReplaceAllStringFunc(text, func(old string) string {
			if r.IntN(6) == 0 {
				return strings.Repeat("Zwx ", r.IntN(5)) + names[r.IntN(len(names))]
			}
			return old
		})
	}
	if r.IntN(4) == 0 {
		text = strings.Repeat("Zwx ", r.IntN(4)) + names[r.IntN(len(names))] + " " + text
	}
	if r.IntN(6) == 0 { // a byte too many or another one
		at := r.IntN(len(text) + 1)
		text = text[:at] + string(",':.-/(>%+bgel x2"[r.IntN(16)]) + text[min(len(text), at+r.IntN(2)):]
	}
	switch r.IntN(12) {
	case 0:
		text += fmt.Sprintf(" %d", r.IntN(20_000))
	case 1:
		text += " " + edges[r.IntN(len(edges))]
	case 2:
		text = edges[r.IntN(len(edges))] + " " + text
	}
	return text
}

// digits puts other digits into the long numbers of a text; its form mostly stays.
func digits(r *rand.Rand, text string) string {
	return numbersOf.ReplaceAllStringFunc(text, func(old string) string {
		b := []byte(old)
		for i := range b {
			if len(b) > 2 && b[i] >= '1' && b[i] <= '9' {
				b[i] = byte('1' + r.IntN(9))
			}
		}
		return string(b)
	})
}

// everything prints all that a parse says.
func everything(p *parser) string {
	return fmt.Sprintf("%+v %s|%s|%s", *p.answer, p.norm, p.residue, p.second)
}

// What a parser remembers of the texts before makes it faster and changes nothing.
func TestPlansChangeNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	list := corpus(t)
	with, without := newParser(), newParser()
	without.plain = true
	followed, whole, all := 0, 0, 0
	rounds := 20_000
	if testing.Short() {
		rounds = 3000
	}
	for range rounds {
		text := vary(r, list[r.IntN(len(list))])
		for i := range 8 {
			if i > 0 {
				text = digits(r, text)
			}
			unit, home := Number{}, ""
			if r.IntN(4) == 0 {
				unit = Num(int64(r.IntN(20 * scale)))
			}
			if i > 6 {
				home = []string{"EUR", "USD", "SEK", "XXX"}[r.IntN(4)]
			}
			with.parse(text, unit, newHome(home))
			without.parse(text, unit, newHome(home))
			if got, want := everything(with), everything(without); got != want {
				t.Fatalf("%q %v %s:\n got %s\nwant %s", text, unit, home, got, want)
			}
			all++
			if with.answer != &with.out {
				whole++
			} else if with.known != nil && with.known.composed {
				followed++
			}
		}
	}
	t.Logf("%d texts, %d with composed tokens, %d with a whole plan", all, followed, whole)
	if followed < all/10 || whole < all/10 {
		t.Errorf("plans are hardly used: %d and %d of %d", followed, whole, all)
	}
}

// The words of phrases are such that the code of a token tells which one it is.
func TestPhrasesAreCoded(t *testing.T) {
	known := regexp.MustCompile(`^(\pL+|\d|[1-9]\d|100|[^\pL\d])$`)
	for word, s := range theLexicon().words {
		for _, ph := range s.phrases {
			for _, w := range ph.rest {
				if !known.MatchString(w) {
					t.Errorf("phrase %s %v: %q is neither a word nor a whole number up to 100 nor a sign", word, ph.rest, w)
				}
			}
		}
	}
}

// TestDigest prints a digest of all results over the corpus and variations of it, to
// compare two versions of the parser by hand: go test -run Digest -v.
func TestDigest(t *testing.T) {
	if os.Getenv("PROMO_DIGEST") == "" {
		t.Skip("set PROMO_DIGEST=1 to print the digest")
	}
	r := rand.New(rand.NewPCG(3, 4))
	h := fnv.New64a()
	list := corpus(t)
	for range 60 {
		for _, text := range list {
			text = vary(r, text)
			fmt.Fprintf(h, "%q %+v\n", text, Parse(text, Number{}, ""))
			fmt.Fprintf(h, "%+v\n", Parse(text, Num(int64(r.IntN(20*scale))), "SEK"))
		}
	}
	t.Logf("%d texts, digest %016x", 60*len(list), h.Sum64())
}
