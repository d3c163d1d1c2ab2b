package promo

import (
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/promo/promotest"
)

// texts reads the labelled texts, each as often as it was seen in its feed, at most cap.
func texts(b testing.TB, limit int) []string {
	f, err := os.Open("testdata/labels.csv")
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	var out []string
	for _, r := range rows[1:] {
		n, _ := strconv.Atoi(r[len(r)-1])
		for range max(1, min(n, limit)) {
			out = append(out, r[0])
		}
	}
	return out
}

// distinct are n texts that differ, made of the labelled ones with other numbers.
func distinct(b testing.TB, n int) []string {
	base := texts(b, 1)
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%s %d", base[i%len(base)], 10_000+i)
	}
	return out
}

func batch(f *udfs.Func, list []string) *udfs.Batch {
	b := &udfs.Batch{Rows: len(list), Args: []udfs.Column{udfs.NewColumn(f.Args[0].Type, len(list))}}
	for i, s := range list {
		b.Args[0].SetText(i, s)
	}
	for _, r := range f.Returns {
		b.Out = append(b.Out, udfs.NewColumn(r.Type, len(list)))
	}
	return b
}

// BenchmarkParse reads texts that differ: "numbered" have a number of their own behind a
// labelled text, "varied" other prices, percentages and names.
func BenchmarkParse(b *testing.B) {
	for _, texts := range []struct {
		name string
		list []string
	}{{"numbered", distinct(b, 20_000)}, {"varied", promotest.Distinct(texts(b, 1), 20_000, 1)}} {
		run := func(name string, parse func(text string)) {
			b.Run(texts.name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					parse(texts.list[i])
					if i++; i == len(texts.list) {
						i = 0
					}
				}
			})
		}
		p, plain, e := newParser(), newParser(), newEvaluator()
		plain.plain = true
		run("plans", func(text string) { p.parse(text, Number{}, home{}) })
		run("plain", func(text string) { plain.parse(text, Number{}, home{}) })
		run("eval", func(text string) { e.parse(text, Number{}, home{}) }) // with the search for a text that came before
	}
}

func BenchmarkLabelled(b *testing.B) {
	list := texts(b, 1)
	p := newParser()
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		p.parse(list[i], Number{}, home{})
		if i++; i == len(list) {
			i = 0
		}
	}
}

func BenchmarkRealFrequencies(b *testing.B) {
	list := texts(b, 2000)
	e := newEvaluator()
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		e.parse(list[i], Number{}, home{})
		if i++; i == len(list) {
			i = 0
		}
	}
}

// A text seen before costs no memory.
func TestNoAllocation(t *testing.T) {
	e := newEvaluator()
	list := texts(t, 1)
	run := func() {
		for _, s := range list {
			e.parse(s, Number{}, home{})
		}
	}
	for range 8 { // a text is kept from its second time on, and some share a slot
		run()
	}
	if n := testing.AllocsPerRun(5, run); n > 0 {
		t.Errorf("%v allocations over %d texts seen before", n, len(list))
	}
	p := newParser()
	parse := func() {
		for _, s := range list {
			p.parse(s, Number{}, home{})
		}
	}
	for range 8 { // a form is learned from its second time on, that with the values of percentages later
		parse()
	}
	if n := testing.AllocsPerRun(5, parse); n > float64(len(list))/50 {
		t.Errorf("%v allocations over %d texts", n, len(list))
	}
}

func TestRulesCompile(t *testing.T) {
	if _, err := compileRules(ruleTable()); err != nil {
		t.Fatal(err)
	}
	if len(theTierShapes) != len(tierShapes()) {
		t.Fatal("a shape of tiers does not compile")
	}
}

func TestEvaluatorKeepsCallsApart(t *testing.T) {
	f := Func()
	list := []string{"3 voor €5", "3 voor €5", "1+1 gratis", "3 voor €5"}
	b := batch(f, list)
	b.Args = append(b.Args, udfs.NewColumn(f.Args[1].Type, len(list)))
	for i, unit := range []string{"2.25", "2", "1", "2.25"} {
		if err := b.Args[1].Set(i, unit); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.New().Eval(b); err != nil {
		t.Fatal(err)
	}
	depth := b.Out[12]
	for i, want := range []string{"25.93", "16.67", "50.00", "25.93"} {
		if got := depth.Value(i); got != want {
			t.Errorf("row %d: depth %v, want %s", i, got, want)
		}
	}
}
