package main_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/cmd/mart/internal/cli"
)

// mart debug tells what a Snowflake target is connected as, and nothing secret.
func TestSnowflakeDebug(t *testing.T) {
	t.Parallel()
	server, err := snowtest.Start(snowtest.Options{Users: []snowtest.User{{Name: "ANN", Password: "s3cret-one", Role: snowtest.DefaultRole}}})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	dir := t.TempDir()
	debug := func(password string) (int, string) {
		text := fmt.Sprintf("name: shop\ntargets:\n  prod: {adapter: snowflake, account: test, user: ann, password: %s, warehouse: %s, database: %s, host: %s, port: %d, protocol: http}\n",
			"'{{ env_var \"MART_TEST_PASSWORD\" \""+password+"\" }}'", snowtest.DefaultWarehouse, snowtest.DefaultDatabase, server.Host(), server.Port())
		if err := os.WriteFile(filepath.Join(dir, "mart.yml"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		code := cli.Main(t.Context(), []string{"debug", "--project-dir", dir, "--target", "prod", "--no-color"}, os.Stdin, &out, &errs)
		return code, out.String() + errs.String()
	}
	code, text := debug("s3cret-one")
	if code != 0 {
		t.Fatalf("exit %d\n%s", code, text)
	}
	for _, line := range []string{"account    test", "user       ANN, by snowflake", "role       " + snowtest.DefaultRole, "warehouse  " + snowtest.DefaultWarehouse,
		"database   " + snowtest.DefaultDatabase, "latency    ", "answers    yes, with 0 relations"} {
		if !strings.Contains(text, "\n"+line) {
			t.Errorf("there is no line %q in\n%s", line, text)
		}
	}
	if strings.Contains(text, "s3cret-one") {
		t.Errorf("the password is told:\n%s", text)
	}
	// A login that is refused shows the line of mart.yml, in which the password is the
	// default of a variable that this test wrote there; the message must not repeat it.
	code, text = debug("s3cret-two")
	_, message, _ := strings.Cut(text, "error: ")
	message, _, _ = strings.Cut(message, "\n")
	if code != 3 || !strings.Contains(message, "check user and the password") || strings.Contains(message, "s3cret-two") {
		t.Errorf("exit %d\n%s", code, text)
	}
}
