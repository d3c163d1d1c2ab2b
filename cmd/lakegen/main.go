// Command lakegen writes a synthetic lake of scraped shop offers, of any size, from a
// seed number. See lake/README.md for what it holds.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"time"

	"golang.org/x/term"

	"github.com/martsql/mart/cmd/lakegen/internal/gen"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if err != flag.ErrHelp {
			fmt.Fprintln(os.Stderr, "lakegen:", err)
		}
		os.Exit(2)
	}
}

// run is the command as a function of its arguments and streams.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("lakegen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	out := flags.String("out", "lake/retail/raw", "folder that gets the crawl_date=... folders")
	shops := flags.Int("shops", 8, "how many shops, 4 to 8")
	products := flags.Int("products", 500, "products in the assortment of each shop")
	days := flags.Int("days", 4, "how many crawl dates")
	end := flags.String("end", "2026-11-20", "last crawl date, YYYY-MM-DD")
	seed := flags.Uint64("seed", 1, "another seed is another world")
	faults := flags.Bool("faults", true, "broken lines, duplicates, late files, missing and wrong codes")
	workers := flags.Int("workers", runtime.GOMAXPROCS(0), "files written at a time")
	asJSON := flags.Bool("json", false, "print what was written as JSON")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q: lakegen takes only flags", flags.Arg(0))
	}
	last, err := time.Parse(time.DateOnly, *end)
	if err != nil {
		return fmt.Errorf("--end %q: give a date as YYYY-MM-DD", *end)
	}
	report, err := gen.Run(ctx, gen.Config{
		Out: *out, Shops: *shops, Products: *products, Days: *days, End: last,
		Seed: *seed, Faults: *faults, Workers: *workers,
	}, progressOn(stderr))
	if err != nil {
		return err
	}
	if *asJSON {
		encoder := json.NewEncoder(stdout)
		encoder.SetIndent("", "  ")
		return encoder.Encode(report)
	}
	return printReport(stdout, report)
}

func printReport(w io.Writer, report gen.Report) error {
	const row = "%-48s %10d lines %6d malformed %7d duplicates\n"
	for _, f := range report.Files {
		if _, err := fmt.Fprintf(w, row, f.Path, f.Lines, f.Malformed, f.Duplicates); err != nil {
			return err
		}
	}
	t := report.Total
	_, err := fmt.Fprintf(w, row, fmt.Sprintf("%d files", len(report.Files)), t.Lines, t.Malformed, t.Duplicates)
	return err
}

// progressOn rewrites one line on a terminal, and says nothing elsewhere.
func progressOn(w io.Writer) gen.Progress {
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return func(int, int, int64) {}
	}
	started := time.Now()
	return func(done, of int, lines int64) {
		rate := float64(lines) / time.Since(started).Seconds()
		fmt.Fprintf(w, "\r%d of %d files, %d lines, %.0f lines/s ", done, of, lines, rate)
		if done == of {
			fmt.Fprintln(w)
		}
	}
}
