// Package cli is mart's command line: one file a command, and the only place where the
// engine and the adapters meet. Main is a function of arguments and streams, so that a
// test can call it.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/cmd/mart/internal/view"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/udfs"
)

// A shell is what the commands get from outside.
type shell struct {
	in        io.Reader
	out, err  io.Writer
	lookup    func(string) (string, bool) // environment variables
	adapters  adapters.Set
	functions func() (*udfs.Registry, error)
	current   atomic.Pointer[view.View] // the command's, for a signal
}

// Main runs mart and returns its exit code. own are Go functions besides the standard ones.
func Main(ctx context.Context, args []string, in io.Reader, out, errs io.Writer, own ...*udfs.Func) int {
	s := &shell{in: in, out: out, err: errs, lookup: os.LookupEnv, adapters: known(), functions: with(own)}
	ctx, stop := interruptible(ctx, s.leave)
	defer stop()
	cli.HelpPrinter = help // the library asks a variable of its own
	app := s.app()
	err := app.RunContext(ctx, append([]string{"mart"}, arrange(app, args)...))
	s.tell(err)
	return exitCode(err)
}

// interruptible makes the first ctrl-C cancel the work, which then rolls back and says
// what was done, and the second end the process at once, after leave.
func interruptible(ctx context.Context, leave func()) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		if _, ok := <-signals; !ok {
			return
		}
		cancel()
		if _, ok := <-signals; ok {
			leave()
			os.Exit(exitInterrupted)
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(signals)
		cancel()
	}
}

// leave takes the live list off the screen before the process ends at once. It waits for
// that only a moment: whoever holds the view's lock may be what hangs.
func (s *shell) leave() {
	v := s.current.Load()
	if v == nil {
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		v.Close()
		v.Say("left at once; what was not finished is not published")
	}()
	select {
	case <-done:
	case <-time.After(500 * time.Millisecond):
		fmt.Fprintln(s.err)
	}
}

// tell prints an error that no command has told of.
func (s *shell) tell(err error) {
	var already told
	if err == nil || errors.As(err, &already) || errors.Is(err, context.Canceled) {
		return
	}
	o := view.Options{Out: s.out, Err: s.err}
	o.Detect(false, s.lookup)
	v := view.New(o)
	var usage usageError
	if errors.As(err, &usage) {
		v.Problems(diag.List{{Code: "usage", Summary: usage.message, Hint: usage.hint}})
		return
	}
	v.Fail(err)
}

func (s *shell) app() *cli.App {
	app := &cli.App{
		Name:  "mart",
		Usage: "templated SQL models in, warehouse and data-mart tables out",
		Description: "Run it in a project's folder (the one with mart.yml).\n\n" +
			"  mart init shop && cd shop && mart build    a project that builds at once\n" +
			"  mart build                                 build and test everything\n" +
			"  mart build +customer_revenue               one model and all it needs\n" +
			"  mart show customer_revenue                 look at its rows",
		Writer: s.out, ErrWriter: s.err, Reader: s.in,
		HideVersion:               true, // mart's own flag prints it
		Flags:                     []cli.Flag{&cli.BoolFlag{Name: "version", Aliases: []string{"v"}, Usage: "print the version"}},
		DisableSliceFlagSeparator: true, // a comma in a selector means "and"
		Suggest:                   true,
		ExitErrHandler:            func(*cli.Context, error) {}, // Main decides how to exit
		OnUsageError:              usageFault,
		CommandNotFound:           nil,
		Action:                    s.noCommand,
		Commands: []*cli.Command{
			s.initCommand(), s.debugCommand(), s.parseCommand(), s.compileCommand(), s.checkCommand(), s.lsCommand(), s.showCommand(),
			s.buildCommand(), s.runCommand(), s.testCommand(), s.seedCommand(), s.loadCommand(),
			s.sourceCommand(), s.udfCommand(), s.cleanCommand(), s.completionCommand(), s.versionCommand(),
		},
	}
	for _, c := range app.Commands {
		c.OnUsageError = usageFault
	}
	return app
}

// noCommand runs when the first argument is no command.
func (s *shell) noCommand(c *cli.Context) error {
	if c.Bool("version") && c.NArg() == 0 {
		return s.printVersion()
	}
	if c.NArg() == 0 {
		return cli.ShowAppHelp(c)
	}
	var names []string
	for _, command := range c.App.Commands {
		names = append(names, command.Name)
	}
	hint := diag.DidYouMean(c.Args().First(), names)
	if hint == "" {
		hint = "the commands are " + strings.Join(names, ", ")
	}
	return usageError{fmt.Sprintf("there is no command %q", c.Args().First()), hint}
}

// The flag parser's own words for a value that does not fit.
var (
	badValue    = regexp.MustCompile(`^invalid (?:boolean )?value (".*") for (?:flag )?-+([\w-]+): `)
	badVariable = regexp.MustCompile(`^could not parse (".*") as \w+ value from environment variable "(\w+)" for flag ([\w-]+): `)
)

// valueHint says what the value of a flag may be.
func valueHint(c *cli.Context, name string) string {
	for _, f := range c.Command.Flags {
		if !slices.Contains(f.Names(), name) {
			continue
		}
		switch f.(type) {
		case *cli.IntFlag:
			return "write a whole number"
		case *cli.BoolFlag:
			return "write true or false"
		}
	}
	return "see  mart " + c.Command.Name + " --help"
}

// usageFault tells of a fault that the flag parser found.
func usageFault(c *cli.Context, err error, _ bool) error {
	message := err.Error()
	hint := "see  mart --help"
	if c.Command != nil && c.Command.Name != "" && c.Command.Name != "mart" {
		hint = "see  mart " + c.Command.Name + " --help"
	}
	if m := badValue.FindStringSubmatch(message); m != nil {
		message, hint = fmt.Sprintf("%s cannot be %s", dashes(m[2]), m[1]), valueHint(c, m[2])
	} else if m := badVariable.FindStringSubmatch(message); m != nil {
		message, hint = fmt.Sprintf("%s cannot be %s", m[2], m[1]), valueHint(c, m[3])
	} else if name, ok := strings.CutPrefix(message, "flag needs an argument: "); ok {
		message = dashes(name) + " needs a value"
	} else if name, ok := strings.CutPrefix(message, "flag provided but not defined: "); ok {
		message = "there is no flag " + dashes(name)
		if near := diag.Suggest(strings.TrimLeft(name, "-"), flagNames(c)); near != "" {
			hint = "did you mean  --" + near + "?"
		}
	}
	return usageError{message, hint}
}

func dashes(name string) string {
	name = strings.TrimLeft(name, "-")
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

func flagNames(c *cli.Context) []string {
	var names []string
	if c.Command != nil {
		for _, f := range c.Command.Flags {
			names = append(names, f.Names()...)
		}
	}
	return slices.DeleteFunc(names, func(n string) bool { return len(n) < 2 })
}
