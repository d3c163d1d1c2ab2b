package view_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/martsql/mart/cmd/mart/internal/view"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// at is a span of one line.
func at(file string, line, column, end int) diag.Span {
	return diag.Span{File: file, Start: diag.Pos{Line: line, Column: column}, End: diag.Pos{Line: line, Column: end}}
}

// failedTest is a test's verdict with rows that try to break out of every format.
func failedTest() diag.Diagnostic {
	return diag.Errorf(at("models/marts/näme & co.yml", 7, 11, 17), "test-failed", "test unique_offers_id failed: 2 failing rows").
		WithDetail(" id │ name\n────┼─────\n  1 │ a|b ]]> <b> 100%\n  2 │ ```::error::x\x01\n").WithHint("see all of them:  mart show unique_offers_id")
}

// reported is a report with every kind of result.
func reported() view.Report {
	step := func(kind engine.Kind, what, name, file string, r engine.Result, seconds float64) view.Reported {
		r.Started, r.Ended = noon, noon.Add(time.Duration(seconds*float64(time.Second)))
		n := view.Reported{Kind: kind, What: what, Name: name, Result: r}
		if file != "" {
			n.Span = at(file, 1, 1, 1)
		}
		return n
	}
	elsewhere := databaseError()
	elsewhere.Related = []diag.Related{{Span: at("models/orders.sql", 3, 1, 4), Message: "it is made here"}, {Message: "sent as line 4"}}
	stale := diag.Errorf(at("models/sources.yml", 4, 5, 14), "stale-source", "the source raw.orders is 3 days old, and error_after is 2 days")
	return view.Report{
		Command: "build", Version: "1.2.3", Target: "dev", Started: noon, Elapsed: 13 * time.Second, Failed: true,
		Nodes: []view.Reported{
			step(engine.KindModel, "table", "marts.offers", "models/marts/offers.sql", engine.Result{Status: engine.Success, Rows: 12}, 1.25),
			step(engine.KindTest, "test", "offers.id: unique", "models/marts/näme & co.yml", engine.Result{Status: engine.Fail, Rows: 2, Problems: diag.List{failedTest()}}, 0.02),
			step(engine.KindTest, "test", "offers.name: not_null", "models/marts/offers.yml", engine.Result{Status: engine.Warn, Rows: 3, Message: "3 failing rows"}, 0.01),
			step(engine.KindModel, "table", "marts.revenue", "models/marts/revenue.sql", engine.Result{Status: engine.Errored, Rows: -1, Problems: diag.List{elsewhere}}, 0.31),
			step(engine.KindModel, "view", "marts.top", "models/marts/top.sql", engine.Result{Status: engine.Skipped, Message: "skipped because model.revenue failed"}, 0),
			step(engine.KindModel, "incremental", "marts.index", "", engine.Result{Status: engine.NoOp}, 0),
			step(engine.KindUnitTest, "unit_test", "top::two", "models/marts/top.yml", engine.Result{Status: engine.Pass}, 0.003),
			step(engine.KindSource, "freshness", "raw.orders", "models/sources.yml", engine.Result{Status: engine.Errored, Problems: diag.List{stale}}, 0.1),
			step(engine.KindSource, "freshness", "raw.gone", "models/sources.yml", engine.Result{Status: engine.RuntimeError, Message: "no such table"}, 0.1),
		},
		Problems: diag.List{
			diag.Warnf(at("mart.yml", 3, 1, 5), "unused-config", "no model lies in retail/lak"),
			{Code: "unreachable", Summary: "duckdb: the disk is full"},
		},
	}
}

// faulty is what a command tells that finds the project wrong.
func faulty() view.Report {
	return view.Report{Command: "compile", Version: "1.2.3", Started: noon, Elapsed: time.Second, Failed: true, Folder: "data/shop",
		Problems: diag.List{databaseError(), diag.Errorf(diag.Span{File: "--select"}, "no-match", "nothing is named %q", "ofers")}}
}

func good() view.Report {
	return view.Report{Command: "check", Version: "1.2.3", Started: noon, Elapsed: 1500 * time.Millisecond}
}

func TestReports(t *testing.T) {
	for _, tt := range []struct {
		golden string
		write  func(io.Writer, view.Report) error
		report view.Report
	}{
		{"report_build.junit.golden", view.JUnit, reported()},
		{"report_faults.junit.golden", view.JUnit, faulty()},
		{"report_good.junit.golden", view.JUnit, good()},
		{"report_build.sarif.golden", view.SARIF, reported()},
		{"report_faults.sarif.golden", view.SARIF, faulty()},
		{"report_build.markdown.golden", view.WriteMarkdown, reported()},
		{"report_faults.markdown.golden", view.WriteMarkdown, faulty()},
		{"report_good.markdown.golden", view.WriteMarkdown, good()},
		{"report_build.github.golden", annotated, reported()},
		{"report_faults.github.golden", annotated, faulty()},
	} {
		t.Run(tt.golden, func(t *testing.T) {
			var b bytes.Buffer
			if err := tt.write(&b, tt.report); err != nil {
				t.Fatal(err)
			}
			golden(t, tt.golden, b.String())
		})
	}
}

func annotated(w io.Writer, r view.Report) error {
	_, err := fmt.Fprintln(w, strings.Join(view.Annotations(r), "\n"))
	return err
}

// A SARIF file has what the specification and GitHub want, and every result its rule.
func TestSARIFEssentials(t *testing.T) {
	f, err := os.Open("testdata/sarif_essentials.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("mem://sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("mem://sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]view.Report{"build": reported(), "faults": faulty(), "good": good()} {
		var b bytes.Buffer
		if err := view.SARIF(&b, r); err != nil {
			t.Fatal(err)
		}
		got, err := jsonschema.UnmarshalJSON(&b)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(got); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		run := got.(map[string]any)["runs"].([]any)[0].(map[string]any)
		rules := run["tool"].(map[string]any)["driver"].(map[string]any)["rules"].([]any)
		for _, result := range run["results"].([]any) {
			result := result.(map[string]any)
			i := 0
			fmt.Sscan(fmt.Sprint(result["ruleIndex"]), &i)
			if rules[i].(map[string]any)["id"] != result["ruleId"] {
				t.Errorf("%s: the rule of %v is %v", name, result, rules[i])
			}
		}
	}
}

// The totals of a JUnit file are those of its cases, whatever stands in the texts.
func TestJUnitCounts(t *testing.T) {
	var b bytes.Buffer
	if err := view.JUnit(&b, reported()); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
		Skipped  int `xml:"skipped,attr"`
		Suites   []struct {
			Tests int `xml:"tests,attr"`
			Cases []struct {
				Failure, Error, Skipped *struct{}
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, s := range got.Suites {
		if len(s.Cases) != s.Tests {
			t.Errorf("a suite of %d tests has %d cases", s.Tests, len(s.Cases))
		}
		cases += len(s.Cases)
	}
	if cases != 10 || got.Tests != 10 || got.Failures != 2 || got.Errors != 3 || got.Skipped != 1 {
		t.Errorf("%d cases: %+v", cases, got)
	}
}

// GitHub shows ten annotations of a kind: the tenth says how many there are more.
func TestAnnotationsAreFew(t *testing.T) {
	for _, n := range []int{0, 1, 10, 11, 500} {
		r := view.Report{Command: "check"}
		for i := range n {
			r.Problems.Add(diag.Errorf(at("a.sql", i+1, 1, 2), "type-check", "wrong %d", i), diag.Warnf(at("a.sql", i+1, 1, 2), "unchecked", "odd %d", i))
		}
		lines := view.Annotations(r)
		if want := 2 * min(n, 10); len(lines) != want {
			t.Errorf("%d of each: %d lines, want %d", n, len(lines), want)
		}
		if more := fmt.Sprintf("::error title=mart check::%d more errors: see the log of this step", n-9); n > 10 && lines[9] != more {
			t.Errorf("%d: the tenth is %q", n, lines[9])
		}
		for _, l := range lines {
			if !strings.HasPrefix(l, "::error ") && !strings.HasPrefix(l, "::warning ") {
				t.Errorf("%q", l)
			}
		}
	}
}

// A View keeps for the report what it tells, each problem once.
func TestViewReports(t *testing.T) {
	v := view.New(view.Options{Now: func() time.Time { return noon.Add(time.Second) }, Version: "1.2.3"})
	v.Problems(diag.List{diag.Warnf(diag.Span{}, "not-yet", "later")})
	play(v, nil)
	v.Fail(io.ErrUnexpectedEOF)
	v.Faults(diag.List{databaseError()}, "nothing was run")
	r := v.Report()
	if len(r.Nodes) != len(steps()) || len(r.Problems) != 3 || r.Target != "dev" || r.Elapsed != 13*time.Second || !r.Started.Equal(noon) || r.Version != "1.2.3" {
		t.Errorf("%d nodes, problems %v, %+v", len(r.Nodes), r.Problems, r)
	}
	if got := r.Nodes[7].Result.Message; got != "skipped because model.revenue failed" {
		t.Errorf("skipped: %q", got)
	}
}
