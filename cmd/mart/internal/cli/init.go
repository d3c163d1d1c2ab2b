package cli

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/urfave/cli/v2"
)

// starter is the project that init writes.
//
//go:embed starter
var starter embed.FS

func (s *shell) initCommand() *cli.Command {
	return &cli.Command{
		Name: "init", Usage: "write a small project that builds at once", ArgsUsage: "NAME",
		Description: "Example:\n  mart init shop && cd shop && mart build",
		Action: func(c *cli.Context) error {
			name := c.Args().First()
			if name == "" {
				return usageError{"init needs a name", "write  mart init shop"}
			}
			if c.NArg() > 1 {
				return usageError{"init takes one name", "write  mart init " + name}
			}
			return s.writeStarter(name)
		},
	}
}

var projectName = regexp.MustCompile(`^[a-z_][a-z0-9_]*$`)

// writeStarter writes the starter project into a new folder. It never writes over a
// file that is there.
func (s *shell) writeStarter(dir string) error {
	name := strings.ReplaceAll(strings.ToLower(filepath.Base(dir)), "-", "_")
	if !projectName.MatchString(name) {
		return usageError{fmt.Sprintf("%q cannot name a project", filepath.Base(dir)), "use letters, digits and underscores, a letter first"}
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return usageError{fmt.Sprintf("the folder %s is there and not empty", dir), "choose another name"}
	}
	files, err := fs.Sub(starter, "starter")
	if err != nil {
		return err
	}
	count := 0
	err = fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		count++
		return writeStarterFile(files, path, dir, name)
	})
	if err != nil {
		return fmt.Errorf("the project could not be written: %w", err)
	}
	fmt.Fprintf(s.out, "wrote a project of %d files to %s/\n\nnext:\n  cd %s\n  mart build\n  mart show customer_revenue\n", count, dir, dir)
	return nil
}

func writeStarterFile(files fs.FS, path, dir, name string) error {
	text, err := fs.ReadFile(files, path)
	if err != nil {
		return err
	}
	target := strings.TrimSuffix(path, ".tmpl")
	if target == "gitignore" {
		target = ".gitignore"
	}
	target = filepath.Join(dir, filepath.FromSlash(target))
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	return os.WriteFile(target, []byte(strings.ReplaceAll(string(text), "{{NAME}}", name)), 0o644)
}
