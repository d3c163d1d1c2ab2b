package quiet_test

import (
	"os"
	"testing"

	"github.com/martsql/mart/adapters/snowflake/quiet"
)

func TestVariablesAreSet(t *testing.T) {
	for name, value := range quiet.Variables {
		if got := os.Getenv(name); got != value {
			t.Errorf("%s is %q, want %q", name, got, value)
		}
	}
}
