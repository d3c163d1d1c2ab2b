package cli

import (
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"
)

func (s *shell) cleanCommand() *cli.Command {
	return &cli.Command{
		Name: "clean", Usage: "remove what mart wrote under target/, except databases",
		Description: "Removes target/compiled, target/runs and the artifacts. A database file stays unless --all is given.",
		Flags:       flags(projectFlags(), []cli.Flag{yes("all", "remove the whole folder target/, databases too")}),
		Action: func(c *cli.Context) error {
			session, err := s.open(c)
			if err != nil {
				return err
			}
			return session.clean(c.Bool("all"))
		},
	}
}

func (s *session) clean(all bool) error {
	entries, err := os.ReadDir(s.targetDir())
	if os.IsNotExist(err) {
		s.view.Say("nothing to clean")
		return nil
	}
	if info, errStat := os.Stat(s.targetDir()); errStat == nil && !info.IsDir() {
		return usageError{"target is a file, and mart writes into a folder of that name", "move the file away"}
	}
	if err != nil {
		return err
	}
	removed := 0
	for _, e := range entries {
		switch ext := filepath.Ext(e.Name()); {
		case !all && (ext == ".duckdb" || ext == ".wal" || ext == ".tmp"):
			continue
		default:
			if err := os.RemoveAll(filepath.Join(s.targetDir(), e.Name())); err != nil {
				return err
			}
			removed++
		}
	}
	switch removed {
	case 0:
		s.view.Say("nothing to clean")
	case 1:
		s.view.Say("removed 1 entry of target/")
	default:
		s.view.Say("removed %d entries of target/", removed)
	}
	return nil
}
