package report_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/cmd/martbench/internal/measure"
	"github.com/martsql/mart/cmd/martbench/internal/report"
)

func sample(wall time.Duration) measure.Sample {
	return measure.Sample{Wall: wall, CPU: wall * 3 / 2, PeakRSS: 120_000_000}
}

var measured = report.Report{
	Date:     time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC),
	Machine:  report.Machine{OS: "linux", Arch: "amd64", Cores: 2, RAM: 24 << 30},
	Versions: []report.Version{{Name: "mart", Version: "mart 0.1.0"}},
	Missing:  []string{"sqlmesh is not installed: pip install sqlmesh"},
	Comparisons: []report.Comparison{{
		What: "run", Work: "layered 1000", Base: "raw", Budget: "at most 1.5x raw", Notes: []string{"no tests"},
		Series: []measure.Series{
			{Contender: "raw", Samples: []measure.Sample{sample(2 * time.Second), sample(2200 * time.Millisecond), sample(4 * time.Second)}},
			{Contender: "mart", Samples: []measure.Sample{sample(2800 * time.Millisecond), sample(2500 * time.Millisecond)}},
			{Contender: "dbt", Fault: "exit status 2: no profile"},
		},
	}},
}

func TestText(t *testing.T) {
	var b strings.Builder
	if err := measured.Text(&b); err != nil {
		t.Fatal(err)
	}
	want := `2026-11-21, linux/amd64, 2 cores, 24 GB
- mart: mart 0.1.0
- sqlmesh is not installed: pip install sqlmesh

run: layered 1000
Budget: at most 1.5x raw

┌───────────┬────────┬──────────┬───────┬───────┬───────┬─────────┐
│ CONTENDER │ BEST S │ MEDIAN S │ X RAW │ CPU S │ CPU X │ PEAK MB │
├───────────┼────────┼──────────┼───────┼───────┼───────┼─────────┤
│ raw       │ 2.00   │ 2.20     │ 1.00  │ 3.30  │ 1.00  │ 120     │
│ mart      │ 2.50   │ 2.50     │ 1.25  │ 3.75  │ 1.14  │ 120     │
│ dbt       │ failed │          │       │       │       │         │
└───────────┴────────┴──────────┴───────┴───────┴───────┴─────────┘
- dbt failed: exit status 2: no profile
- no tests
`
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
}

func TestJSONHoldsEverySample(t *testing.T) {
	var b strings.Builder
	if err := measured.JSON(&b); err != nil {
		t.Fatal(err)
	}
	var back report.Report
	if err := json.Unmarshal([]byte(b.String()), &back); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(measured, back); d != "" {
		t.Error(d)
	}
}

func TestMarkdown(t *testing.T) {
	var b strings.Builder
	if err := measured.Markdown(&b); err != nil {
		t.Fatal(err)
	}
	if row := "| mart | 2.50 | 2.50 | 1.25 | 3.75 | 1.14 | 120 |\n"; !strings.Contains(b.String(), row) {
		t.Errorf("no row %q in\n%s", row, b.String())
	}
}
