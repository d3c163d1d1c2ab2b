package main_test

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/martsql/mart/cmd/mart/internal/cli"
)

// update rewrites the expected output in the scripts: go test ./cmd/mart -update.
var update = flag.Bool("update", false, "rewrite the expected files of the scripts")

// asMart makes the test binary be mart: for tests that start it as a process.
const asMart = "MART_TEST_BINARY_IS_MART"

func TestMain(m *testing.M) {
	if os.Getenv(asMart) != "" {
		os.Exit(cli.Main(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr, touchy()))
	}
	testscript.Main(m, map[string]func(){
		"mart": func() {
			os.Exit(cli.Main(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr, touchy()))
		},
	})
}

// TestScript runs the stories of testdata/script: each is a user at a terminal. The
// first word of a file's name is the command it is about.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			env.Setenv("MART_NOW", "2026-11-20T09:00:00Z")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"duck":   duck,
			"exits":  exits,
			"steady": steady,
		},
	})
}

// duck asks a DuckDB file and writes the rows, one a line, values separated by "|", to
// the standard output of the script: duck FILE SQL. Compare it with stdout or cmp.
func duck(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: duck FILE SQL")
	}
	out, err := ask(ts.MkAbs(args[0]), args[1])
	if neg != (err != nil) {
		ts.Fatalf("duck: %v", err)
	}
	_, _ = fmt.Fprint(ts.Stdout(), out)
}

// exits runs a command that must end with an exit code: exits 2 mart build.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARGUMENT ...]")
	}
	got := 0
	var ended *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &ended):
		got = ended.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("%s ended with exit code %d, not %s", args[1], got, args[0])
	}
}

var (
	elapsed = regexp.MustCompile(`\b\d+(\.\d+)?(s|ms|µs)\b`)
	padding = regexp.MustCompile(`(?m) +$`)
	gaps    = regexp.MustCompile(`(\S)  +T\b`)
)

// steady writes stdout, stderr or a file to the standard output of the script, with
// what differs from run to run made the same: durations become T, the folder of the
// script $WORK. Compare it with cmp.
func steady(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: steady stdout|stderr|FILE")
	}
	text := strings.ReplaceAll(ts.ReadFile(args[0]), ts.Getenv("WORK"), "$WORK")
	_, _ = fmt.Fprint(ts.Stdout(), steadied(text))
}

// steadied is a text without durations, and without the blanks that align them.
func steadied(text string) string {
	text = gaps.ReplaceAllString(elapsed.ReplaceAllString(text, "T"), "$1  T")
	return padding.ReplaceAllString(text, "")
}

func ask(file, query string) (string, error) {
	db, err := open(file)
	if err != nil {
		return "", err
	}
	defer db.Close()
	return rowsOf(db, query)
}

// open opens a database file that is there, to read.
func open(file string) (*sql.DB, error) {
	if _, err := os.Stat(file); err != nil {
		return nil, err
	}
	return sql.Open("duckdb", file+"?access_mode=read_only")
}

// rowsOf is the rows of a query, one a line, values separated by "|".
func rowsOf(db *sql.DB, query string) (string, error) {
	rows, err := db.Query(query)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for rows.Next() {
		values, places := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			places[i] = &values[i]
		}
		if err := rows.Scan(places...); err != nil {
			return "", err
		}
		for i, v := range values {
			if i > 0 {
				b.WriteByte('|')
			}
			fmt.Fprint(&b, v)
		}
		b.WriteByte('\n')
	}
	return b.String(), rows.Err()
}
