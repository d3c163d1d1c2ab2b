package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// The flags that several commands share.

// fromEnvironment are the flags that may also be set by an environment variable, MART_
// and the flag's name in capitals: what holds for a whole shell or a whole CI job. What
// one command does, and to what, is said at that command: no MART_ALL makes every
// `mart clean` delete databases.
var fromEnvironment = []string{
	"project-dir", "target", "vars", "log-format", "no-color", "quiet", "threads", "full-refresh", "fail-fast",
	"select", "exclude", "indirect-selection", "limit",
}

func text(name, usage string, aliases ...string) *cli.StringFlag {
	return &cli.StringFlag{Name: name, Aliases: aliases, Usage: usage, EnvVars: variable(name)}
}

func texts(name, usage string, aliases ...string) *cli.StringSliceFlag {
	return &cli.StringSliceFlag{Name: name, Aliases: aliases, Usage: usage, EnvVars: variable(name)}
}

func yes(name, usage string, aliases ...string) *cli.BoolFlag {
	return &cli.BoolFlag{Name: name, Aliases: aliases, Usage: usage, EnvVars: variable(name)}
}

func number(name, usage string, value int) *cli.IntFlag {
	return &cli.IntFlag{Name: name, Usage: usage, EnvVars: variable(name), Value: value, Action: func(_ *cli.Context, n int) error {
		if n < 0 {
			return usageError{fmt.Sprintf("--%s cannot be %d", name, n), "write a number from 0"}
		}
		return nil
	}}
}

func variable(name string) []string {
	if !slices.Contains(fromEnvironment, name) {
		return nil
	}
	return []string{"MART_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))}
}

// outputFlags are for every command.
func outputFlags() []cli.Flag {
	return []cli.Flag{
		text("log-format", "how progress and problems are written: text, plain or json"),
		text("log-level", "json: the least level written: debug (every statement), info, warn or error"),
		yes("no-color", "no colours (NO_COLOR does the same)"),
		yes("quiet", "tell only what went wrong", "q"),
	}
}

// projectFlags are for every command that reads a project.
func projectFlags() []cli.Flag {
	return append([]cli.Flag{
		text("project-dir", "the folder of mart.yml; default: this folder or one above it"),
		text("target", "the target to use, of those in mart.yml", "t"),
		text("vars", "variables as YAML: '{basket_size: 10}'"),
	}, outputFlags()...)
}

// selectionFlags are for every command that works on a selection of nodes.
func selectionFlags() []cli.Flag {
	return []cli.Flag{
		texts("select", "what to take: names, paths, tag:x, +upstream, downstream+ (bare arguments too)", "s"),
		texts("exclude", "what to leave out of it"),
		texts("resource-type", "only these kinds: model, seed, source, test, exposure"),
		text("indirect-selection", "which tests come along: eager, cautious, buildable or empty"),
	}
}

// runFlags are for every command that changes the target.
func runFlags() []cli.Flag {
	return []cli.Flag{
		yes("fail-fast", "stop at the first failure", "x"),
		number("threads", "how many nodes at once; default: the target's", 0),
	}
}

// rebuildFlags are for the commands that build models, which may go on from what is there.
func rebuildFlags() []cli.Flag {
	return []cli.Flag{yes("full-refresh", "build incremental and load models from nothing", "f")}
}

// freshFlags are for the commands that build from sources.
func freshFlags() []cli.Flag {
	return []cli.Flag{yes("require-fresh", "do not build from sources that are older than their error_after")}
}

// testFlags are for the commands that test.
func testFlags() []cli.Flag {
	return []cli.Flag{yes("store-failures", "keep the failing rows of tests in tables of the schema test_failures")}
}

func flags(groups ...[]cli.Flag) []cli.Flag { return slices.Concat(groups...) }
