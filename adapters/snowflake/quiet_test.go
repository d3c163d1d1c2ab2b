package snowflake_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// The driver is initialized after the variables that keep it quiet are set: else it has
// begun to load its library already.
func TestQuietComesFirst(t *testing.T) {
	if os.Getenv("MART_TEST_TRACE") != "" {
		return
	}
	self, err := os.Executable()
	must(t, err)
	c := exec.Command(self, "-test.run", "^TestQuietComesFirst$")
	c.Env = append(os.Environ(), "MART_TEST_TRACE=1", "GODEBUG=inittrace=1")
	out, err := c.CombinedOutput()
	must(t, err)
	quiet := strings.Index(string(out), "init github.com/martsql/mart/adapters/snowflake/quiet ")
	driver := strings.Index(string(out), "init github.com/snowflakedb/gosnowflake/v2 ")
	if quiet < 0 || driver < 0 || quiet > driver {
		t.Errorf("quiet is initialized at %d, the driver at %d of\n%s", quiet, driver, out)
	}
}
