package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/urfave/cli/v2"
)

// release is mart's version between releases; a release build sets it by
// -ldflags "-X ...cli.release=1.2.3".
var release = "0.1.0-dev"

func version() string { return release }

func (s *shell) versionCommand() *cli.Command {
	return &cli.Command{
		Name: "version", Usage: "print the version",
		Action: func(*cli.Context) error { return s.printVersion() },
	}
}

func (s *shell) printVersion() error {
	text := "mart " + version()
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" && len(setting.Value) >= 12 {
				text += " (" + setting.Value[:12] + ")"
			}
		}
	}
	_, err := fmt.Fprintln(s.out, text)
	return err
}
