package suite

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/martsql/mart/cmd/martbench/internal/report"
	"github.com/martsql/mart/engine/enginetest"
)

// A Peer is another engine that is installed here.
type Peer struct {
	Name   string // with its version: dbt 1.11.16
	Path   string // the program
	Format enginetest.Format
	Env    []string
}

// commands are what each kind of peer calls what mart does. A peer without a command for
// some work does not take part in it.
var commands = map[enginetest.Format]map[string][]string{
	enginetest.DBT: {
		"version": {"--version"}, "parse": {"parse"}, "ls": {"ls"}, "compile": {"compile"}, "run": {"run"}, "build": {"build"},
	},
	enginetest.SQLMesh: {
		"version": {"--version"}, "compile": {"info"}, "run": {"plan", "--auto-apply", "--no-prompts"},
	},
}

// leftovers are what peers keep in a project's folder from one command to the next.
var leftovers = map[enginetest.Format][]string{
	enginetest.Mart:    {"target"},
	enginetest.DBT:     {"target", "logs", ".user.yml"},
	enginetest.SQLMesh: {".cache", "logs"},
}

// NewPeer looks at the program at a path, or of a name on PATH. libraries is a folder with
// DuckDB's shared library, which dbt 2 wants; it may be empty. The peer is nil when there
// is no such program, or when it does not start.
func NewPeer(ctx context.Context, format enginetest.Format, program, libraries string) *Peer {
	path, err := exec.LookPath(program)
	if err != nil {
		return nil
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil
	}
	p := &Peer{Path: path, Format: format, Env: []string{
		"DBT_SEND_ANONYMOUS_USAGE_STATS=false", "DO_NOT_TRACK=1", "SQLMESH__DISABLE_ANONYMIZED_ANALYTICS=true", "DBT_PROFILES_DIR=.",
	}}
	if libraries != "" {
		p.Env = append(p.Env, "LD_LIBRARY_PATH="+libraries)
	}
	cmd := exec.CommandContext(ctx, path, "--version")
	cmd.Env = append(os.Environ(), p.Env...)
	text, err := cmd.CombinedOutput()
	if err != nil {
		return nil
	}
	p.Name = nameOf(format, string(text))
	return p
}

var versionPattern = regexp.MustCompile(`(?:(dbt[a-z-]*) |installed: )?(\d+\.\d+\.\d+\S*)`)

// nameOf makes a name out of what a program prints as its version: the first version
// number, and the product before it where dbt names one.
func nameOf(format enginetest.Format, text string) string {
	m := versionPattern.FindStringSubmatch(text)
	if m == nil {
		return string(format)
	}
	product := string(format)
	if m[1] != "" {
		product = m[1]
	}
	return product + " " + m[2]
}

// Versions lists the contenders with what they call themselves.
func (s *Suite) Versions(ctx context.Context) []report.Version {
	text, err := exec.CommandContext(ctx, s.Mart, "version").Output()
	if err != nil {
		text = []byte(err.Error())
	}
	out := []report.Version{{Name: "mart", Version: strings.TrimSpace(string(text))}}
	for _, p := range s.Peers {
		out = append(out, report.Version{Name: p.Name, Version: p.Path})
	}
	return out
}

// command is a peer's command line for some work; false when it has none.
func (p Peer) command(work string) ([]string, bool) {
	args, ok := commands[p.Format][work]
	return append([]string{p.Path}, args...), ok
}
