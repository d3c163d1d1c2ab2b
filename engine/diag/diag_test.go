package diag_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/martsql/mart/engine/diag"
)

const model = "select o.customer_id, sum(o.amount) as revenue\n  from {{ ref \"ordrs\" }} as o\n group by 1\n"

func sources(text string) diag.Sources {
	return func(string) (string, bool) { return text, true }
}

func at(text, part string) diag.Span {
	i := strings.Index(text, part)
	return diag.SpanAt("models/marts/revenue.sql", text, i, i+len(part))
}

func TestCaretShowsTheFaultBetweenItsNeighbours(t *testing.T) {
	d := diag.Errorf(at(model, `"ordrs"`), "unknown-ref", `no model, seed or snapshot is named "ordrs"`).
		WithHint("%s", diag.DidYouMean("ordrs", []string{"orders", "customers"}))
	d.Related = []diag.Related{{Span: diag.SpanAt("models/staging/orders.sql", "x", 0, 1), Message: "orders is here"}}
	want := `models/marts/revenue.sql:2:15: error: no model, seed or snapshot is named "ordrs" [unknown-ref]
    1 | select o.customer_id, sum(o.amount) as revenue
  > 2 |   from {{ ref "ordrs" }} as o
      |               ^~~~~~~
    3 |  group by 1
    models/staging/orders.sql:1:1: orders is here
    hint: did you mean "orders"?
`
	if diff := cmp.Diff(want, diag.Caret(d, sources(model), diag.Style{})); diff != "" {
		t.Error(diff)
	}
}

func TestCaretCountsRunesAndTabs(t *testing.T) {
	text := "\tselect 'é', amont from x"
	d := diag.Errorf(at(text, "amont"), "database", "no such column")
	got := diag.Caret(d, sources(text), diag.Style{})
	lines := strings.Split(got, "\n")
	if i, j := strings.Index(lines[1], "amont"), strings.Index(lines[2], "^"); i-1 != j {
		// é is two bytes, so the text stands one byte further right than its column
		t.Errorf("caret in column %d, text in column %d:\n%s", j, i-1, got)
	}
}

func TestCaretWithoutSource(t *testing.T) {
	d := diag.Warnf(diag.Span{File: "--select"}, "no-match", "nothing is named %q", "x")
	if got, want := diag.Caret(d, nil, diag.Style{}), "--select: warning: nothing is named \"x\" [no-match]\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestListSortsAndDropsRepeats(t *testing.T) {
	late, early := diag.Errorf(at(model, "group"), "b", "later"), diag.Errorf(at(model, "select"), "a", "earlier")
	l := diag.List{late, early, late}
	l.Sort()
	if len(l) != 2 || l[0].Code != "a" || l[1].Code != "b" {
		t.Errorf("sorted to %v", l)
	}
	if n, _, files := l.Counts(); n != 2 || files != 1 {
		t.Errorf("%d errors in %d files", n, files)
	}
}

func TestErrIsNilForWarningsOnly(t *testing.T) {
	l := diag.List{diag.Warnf(diag.Span{}, "w", "careful")}
	if err := l.Err(); err != nil {
		t.Errorf("a warning became an error: %v", err)
	}
	cause := errors.New("cause")
	l.Add(diag.Diagnostic{Summary: "broken", Cause: cause})
	var d diag.Diagnostic
	if err := l.Err(); err == nil || errors.As(err, &d) && !errors.Is(d, cause) {
		t.Errorf("got %v", err)
	}
}

func TestJSONHasPlaceAndCode(t *testing.T) {
	text, err := json.Marshal(diag.Errorf(at(model, `"ordrs"`), "unknown-ref", "no such model"))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"file":"models/marts/revenue.sql","line":2,"column":15,"end_line":2,"end_column":22,"severity":"error","code":"unknown-ref","summary":"no such model"}`
	if string(text) != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
}

func TestSuggest(t *testing.T) {
	names := []string{"orders", "customers", "order_items", "materialized", "pricing", "price_index_daily", "id", "unique"}
	for typo, want := range map[string]string{
		"ordrs": "orders", "Orders": "orders", "materialised": "materialized",
		"cusotmers": "customers", "completely_else": "", "x": "", "zz": "", "uniq": "unique", "mate": "", "cust": "", "ordreds": "orders", "nosuch": "", "idd": "id", "identity": "", "ID": "id", "cu": "customers", "ix": "", "abc": "",
		"price_indx_dayly": "price_index_daily", "prising": "pricing", "": "",
	} {
		if got := diag.Suggest(typo, names); got != want {
			t.Errorf("Suggest(%q) = %q, want %q", typo, got, want)
		}
	}
}

func TestPosAtIsInverseOfOffsets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("ab\né\t"))).Draw(t, "text")
		offset := rapid.IntRange(0, len(text)).Draw(t, "offset")
		for offset > 0 && offset < len(text) && text[offset]&0xC0 == 0x80 {
			offset-- // stay on a rune
		}
		p := diag.PosAt(text, offset)
		lines := strings.Split(text, "\n")
		start := len(strings.Join(lines[:p.Line-1], "\n"))
		if p.Line > 1 {
			start++
		}
		if back := start + len(string([]rune(lines[p.Line-1])[:p.Column-1])); back != offset {
			t.Fatalf("%+v leads to offset %d, not %d, in %q", p, back, offset, text)
		}
	})
}
