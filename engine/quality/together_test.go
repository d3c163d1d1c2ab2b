package quality_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/quality"
)

func TestTogether(t *testing.T) {
	got := quality.TogetherSQL([]engine.Statement{{SQL: "select 1"}, {SQL: "select 2 -- two"}})
	const want = `select 0 as test, failures, should_warn, should_error from (
select 1
) as test_0
union all
select 1 as test, failures, should_warn, should_error from (
select 2 -- two
) as test_1`
	if got.SQL != want || got.Tag != "test" {
		t.Errorf("%s: %s", got.Tag, cmp.Diff(want, got.SQL))
	}
	rows, err := quality.DecodeTogether([][]any{{int64(1), "b", true, true}, {"0", "a", false, false}})
	if err != nil || !cmp.Equal(rows, [][]any{{"a", false, false}, {"b", true, true}}) {
		t.Errorf("%v %v", rows, err)
	}
	for _, bad := range [][][]any{
		{{int64(0), 1, true, true}, {int64(0), 1, true, true}},
		{{int64(1), 1, true, true}},
		{{int64(-1), 1, true, true}},
		{{int64(0), 1, true}},
		{{"x", 1, true, true}},
	} {
		if rows, err := quality.DecodeTogether(bad); err == nil {
			t.Errorf("%v was taken: %v", bad, rows)
		}
	}
}
