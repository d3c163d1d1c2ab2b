// Command martbench measures mart against raw DuckDB, and against other engines that are
// installed, on projects and data that it makes itself. See docs/benchmarks.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/martsql/mart/cmd/martbench/internal/raw"
	"github.com/martsql/mart/engine/enginetest"
	"github.com/martsql/mart/udfs/standard"
)

const usage = `usage:
  martbench run [flags]               measure; see  martbench run --help
  martbench gen [flags] FOLDER        write a generated project
  martbench raw --db FILE FILE.sql... send SQL files to DuckDB as a bare script does
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := dispatch(ctx, os.Args[1:], os.Stdout, os.Stderr)
	var wrong usageError
	switch {
	case err == nil || errors.Is(err, flag.ErrHelp):
	case errors.As(err, &wrong):
		fmt.Fprintln(os.Stderr, "martbench:", err)
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "martbench:", err)
		os.Exit(1)
	}
}

// A usageError is a wrong call of martbench.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

// dispatch is martbench as a function of its arguments and streams.
func dispatch(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) == 0 {
		return usageError{"no command\n" + usage}
	}
	switch args[0] {
	case "run":
		return runCommand(ctx, args[1:], stdout, stderr)
	case "gen":
		return genCommand(args[1:], stderr)
	case "raw":
		return rawCommand(ctx, args[1:], stderr)
	case "help", "-h", "--help":
		_, err := io.WriteString(stdout, usage)
		return err
	}
	return usageError{fmt.Sprintf("there is no command %q\n%s", args[0], usage)}
}

func newFlags(name string, stderr io.Writer) *flag.FlagSet {
	flags := flag.NewFlagSet("martbench "+name, flag.ContinueOnError)
	flags.SetOutput(stderr)
	return flags
}

func genCommand(args []string, stderr io.Writer) error {
	flags := newFlags("gen", stderr)
	format := flags.String("format", "mart", "mart, dbt, sqlmesh or raw")
	shape := flags.String("shape", "layered", "simple or layered")
	n := flags.Int("n", 1000, "how many models")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return usageError{"gen wants one folder to write to"}
	}
	spec := enginetest.Spec{Format: enginetest.Format(*format), Shape: enginetest.Shape(*shape), Models: *n}
	return spec.Write(flags.Arg(0))
}

func rawCommand(ctx context.Context, args []string, stderr io.Writer) error {
	flags := newFlags("raw", stderr)
	database := flags.String("db", enginetest.Database, "the database file")
	functions := flags.Bool("functions", false, "with mart's Go functions")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return usageError{"raw wants SQL files"}
	}
	if !*functions {
		return raw.Run(ctx, *database, flags.Args())
	}
	registry, err := standard.Registry()
	if err != nil {
		return err
	}
	return raw.RunWithFunctions(ctx, *database, flags.Args(), registry)
}
