package portability_test

import (
	"strings"
	"testing"
	"time"

	"github.com/martsql/mart/engine/portability"
)

// Long statements of the same thing do not take for ever.
func TestLongStatements(t *testing.T) {
	for _, part := range []string{"1/", "end ", "case ", "x desc,", "a::", "(", "a[1]", "concat(a,", "count(a)/", ":a", "array_agg(x) x is not null "} {
		sql := "select row_number() over (order by " + strings.Repeat(part, 20_000)
		started := time.Now()
		portability.Check(sql)
		if took := time.Since(started); took > 2*time.Second {
			t.Errorf("20,000 times %q took %s", part, took)
		}
	}
}
