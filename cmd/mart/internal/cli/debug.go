package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/engine"
)

func (s *shell) debugCommand() *cli.Command {
	return &cli.Command{
		Name: "debug", Usage: "tell which files are read, which target is used, and whether it answers",
		Flags: projectFlags(),
		Action: func(c *cli.Context) error {
			session, err := s.open(c)
			if err != nil {
				return err
			}
			return session.debug()
		},
	}
}

func (s *session) debug() error {
	m := s.project.Manifest
	counts := map[engine.Kind]int{}
	for _, n := range m.Nodes {
		counts[n.Head().Kind]++
	}
	line := func(what, format string, args ...any) {
		fmt.Fprintf(s.out, "%-10s %s\n", what, fmt.Sprintf(format, args...))
	}
	line("mart", "%s, %s, %s/%s", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	line("project", "%s in %s", m.Project.Name, s.root)
	line("files", "%d read: mart.yml, %s", len(s.project.Files), folders(s.project.Files))
	line("nodes", "%s", tallyOf(counts))
	line("target", "%s: adapter %s, schema %s, %d threads (of %s)", m.Target.Name, m.Target.Adapter,
		m.Target.SchemaPrefix+m.Target.Schema, s.threads(), strings.Join(s.project.Targets, ", "))
	if path, ok := m.Target.Settings["path"].(string); ok {
		file := path
		if !filepath.IsAbs(path) {
			file = filepath.Join(s.root, path)
		}
		size, there := sizeOf(file)
		if line("database", "%s%s", path, size); !there && m.Target.Adapter == "duckdb" && path != ":memory:" {
			line("answers", "not asked: the first build makes the database")
			return nil
		}
	}
	adapter, err := s.connect(s.c.Context, false)
	if err != nil {
		return err
	}
	defer adapter.Close()
	if d, ok := adapter.(adapters.Describer); ok {
		details, err := d.Describe(s.c.Context)
		if err != nil {
			return err
		}
		for _, detail := range details {
			line(detail.Name, "%s", detail.Value)
		}
	}
	existing, err := adapter.Relations(s.c.Context, nil)
	if err != nil {
		return err
	}
	line("answers", "yes, with %d relations", len(existing))
	return nil
}

// folders lists the top folders that files were read from.
func folders(files []string) string {
	var out []string
	seen := map[string]int{}
	for _, f := range files {
		dir, _, ok := strings.Cut(f, "/")
		if !ok {
			continue
		}
		if seen[dir] == 0 {
			out = append(out, dir)
		}
		seen[dir]++
	}
	for i, dir := range out {
		out[i] = fmt.Sprintf("%s/ (%d)", dir, seen[dir])
	}
	return strings.Join(out, ", ")
}

// sizeOf tells how large a database file is, and whether it is there.
func sizeOf(path string) (text string, there bool) {
	info, err := os.Stat(path)
	switch {
	case filepath.Base(path) == ":memory:":
		return "", false
	case err != nil:
		return " (not there yet)", false
	}
	return fmt.Sprintf(" (%.1f MB)", float64(info.Size())/1e6), true
}
