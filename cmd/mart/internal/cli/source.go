package cli

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/sync/errgroup"

	"github.com/martsql/mart/cmd/mart/internal/view"
	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/artifact"
	"github.com/martsql/mart/engine/compile"
	"github.com/martsql/mart/engine/diag"
	"github.com/martsql/mart/engine/freshness"
)

func (s *shell) sourceCommand() *cli.Command {
	return &cli.Command{
		Name: "source", Usage: "look at sources: their freshness", ArgsUsage: "freshness [SELECTOR ...]",
		Description: "Examples:\n  mart source freshness             how old every source with a threshold is\n  mart source freshness --help",
		Subcommands: []*cli.Command{s.freshnessCommand()},
		Action: func(c *cli.Context) error {
			if c.NArg() == 0 {
				return usageError{"mart source needs to know what to look at", "write  mart source freshness"}
			}
			return usageError{"there is no command source " + c.Args().First(), "write  mart source freshness"}
		},
	}
}

func (s *shell) freshnessCommand() *cli.Command {
	return &cli.Command{
		Name: "freshness", UsageText: "mart source freshness", Usage: "find how old the newest rows and files of sources are", ArgsUsage: "[SELECTOR ...]",
		Description: "A source with freshness thresholds passes, warns, or is an error when it is too old; target/sources.json has the results. Examples:\n" +
			"  mart source freshness                    all sources with thresholds\n  mart source freshness scrapers           the tables of one source\n" +
			"  mart source freshness +price_index_daily what a mart is made from\n  mart source freshness --output json",
		Flags: flags(projectFlags(), selectionFlags(), []cli.Flag{
			text("output", "table, csv, json, jsonl, markdown or vertical", "o"),
			number("threads", "how many sources at once; default: the target's", 0),
		}, reportFlags()),
		OnUsageError: usageFault,
		Action: s.reporting(func(c *cli.Context) error {
			session, err := s.open(c)
			if err != nil {
				return err
			}
			defer session.view.Close()
			return session.freshness(c.Context)
		}),
	}
}

func (s *session) freshness(ctx context.Context) error {
	output, err := view.ParseOutput(s.c.String("output"))
	if err != nil {
		return usageError{err.Error(), ""}
	}
	sources, err := s.judged()
	if err != nil {
		return err
	}
	if len(sources) == 0 {
		s.view.Say("nothing to do: the selection has no source with freshness thresholds")
		return nil
	}
	sides := &lazySides{open: &opened{session: s}}
	defer sides.close()
	ages, err := s.agesOf(ctx, sides, sources)
	if err != nil {
		return err
	}
	errWrite := artifact.WriteSources(s.targetDir(), s.runInfo("freshness"), ages, s.project.Manifest)
	if errWrite != nil {
		s.view.Problems(diag.List{unwritten(errWrite)})
	}
	if err := s.view.Ages(s.project.Manifest, ages, view.TableOptions{Output: output}); err != nil {
		return err
	}
	if errWrite != nil || slices.ContainsFunc(ages, func(a engine.SourceAge) bool { return a.Status.Bad() }) {
		return told{exitFailed}
	}
	return nil
}

// judged is the selected sources that have thresholds, in the order of their names. In
// this command a bare name is that of a source, without the method source:.
func (s *session) judged() ([]*engine.Source, error) {
	s.sourceNames = true
	selected, err := s.selection(true)
	if err != nil {
		return nil, err
	}
	var out []*engine.Source
	for id := range selected {
		if n, ok := s.project.Manifest.Nodes[id].(*engine.Source); ok && n.Judged() && n.Config.Enabled {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b *engine.Source) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out, nil
}

// asSources writes source: before the arguments that are names of sources.
func (s *session) asSources(include []string) []string {
	out := slices.Clone(include)
	for i, word := range out {
		for _, n := range s.project.Manifest.Nodes {
			if src, ok := n.(*engine.Source); ok && (word == src.SourceName || word == src.SourceName+"."+src.Name) {
				out[i] = "source:" + word
				break
			}
		}
	}
	return out
}

// agesOf looks at sources, several at once. A target that does not open ends it.
func (s *session) agesOf(ctx context.Context, sides *lazySides, sources []*engine.Source) ([]engine.SourceAge, error) {
	bench := s.ageBench(sides)
	ages := make([]engine.SourceAge, len(sources))
	var work errgroup.Group
	threads := max(1, min(s.threads(), len(sources)))
	for n := range threads {
		work.Go(func() error {
			for i := n; i < len(sources) && ctx.Err() == nil; i += threads {
				ages[i] = bench.Look(ctx, sources[i])
				ages[i].Worker = n + 1
				if err := sides.failed(); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	return ages, ctx.Err()
}

// ageBench is what the ages of sources are found with.
func (s *session) ageBench(sides *lazySides) *freshness.Bench {
	return &freshness.Bench{
		Project: s.project, Compiler: s.compiler(compile.Options{}), Now: s.now.Truncate(time.Microsecond), RunID: s.id, Side: sides.side,
	}
}

// lazySides opens the sides of a target when somebody needs them, for several workers.
type lazySides struct {
	mu   sync.Mutex
	open *opened
	own  engine.Sides // open already, and closed by others
	err  error
}

// side gives the database of a side.
func (l *lazySides) side(ctx context.Context, lake bool) (engine.Adapter, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case lake && l.own.Lake != nil:
		return l.own.Lake, nil
	case !lake && l.own.Warehouse != nil:
		return l.own.Warehouse, nil
	case l.err != nil:
		return nil, l.err
	}
	var a engine.Adapter
	var err error
	if lake {
		if a = l.open.lake; a == nil {
			if a, err = l.open.session.connectLake(ctx); err == nil {
				l.open.lake = a
			}
		}
	} else {
		a, err = l.open.side(ctx, false)
	}
	l.err = err
	return a, err
}

// failed is why a side did not open, if one did not.
func (l *lazySides) failed() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.err
}

func (l *lazySides) close() { l.open.close() }
