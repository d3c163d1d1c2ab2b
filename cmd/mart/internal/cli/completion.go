package cli

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"
)

func (s *shell) completionCommand() *cli.Command {
	return &cli.Command{
		Name: "completion", Usage: "print a script that completes mart's commands in a shell", ArgsUsage: "bash|zsh|fish",
		Description: "Examples:\n  source <(mart completion bash)\n  mart completion zsh > \"${fpath[1]}/_mart\"\n  mart completion fish | source",
		Action: func(c *cli.Context) error {
			script, err := completionScript(c.Args().First(), c.App)
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(s.out, script)
			return err
		},
	}
}

// commandsOf is every command's name with the long flags that it takes.
func commandsOf(app *cli.App) (names []string, flags map[string][]string, usage map[string]string) {
	flags, usage = map[string][]string{}, map[string]string{}
	for _, c := range app.VisibleCommands() {
		names = append(names, c.Name)
		usage[c.Name] = c.Usage
		for _, f := range c.Flags {
			flags[c.Name] = append(flags[c.Name], "--"+f.Names()[0])
		}
	}
	return names, flags, usage
}

func completionScript(shell string, app *cli.App) (string, error) {
	names, flags, usage := commandsOf(app)
	var b strings.Builder
	switch shell {
	case "bash":
		b.WriteString("_mart() {\n  local word=${COMP_WORDS[COMP_CWORD]}\n  case ${COMP_WORDS[1]} in\n")
		for _, n := range names {
			fmt.Fprintf(&b, "    %s) COMPREPLY=($(compgen -W '%s' -- \"$word\"));;\n", n, strings.Join(flags[n], " "))
		}
		fmt.Fprintf(&b, "    *) COMPREPLY=($(compgen -W '%s' -- \"$word\"));;\n  esac\n}\ncomplete -o default -F _mart mart\n", strings.Join(names, " "))
	case "zsh":
		b.WriteString("#compdef mart\n_mart() {\n  local -a commands\n  commands=(\n")
		for _, n := range names {
			fmt.Fprintf(&b, "    '%s:%s'\n", n, strings.ReplaceAll(usage[n], "'", "'\\''"))
		}
		b.WriteString("  )\n  if (( CURRENT == 2 )); then _describe command commands; return; fi\n  case ${words[2]} in\n")
		for _, n := range names {
			fmt.Fprintf(&b, "    %s) compadd -- %s;;\n", n, strings.Join(flags[n], " "))
		}
		b.WriteString("  esac\n  _files\n}\n_mart \"$@\"\n")
	case "fish":
		for _, n := range names {
			fmt.Fprintf(&b, "complete -c mart -n __fish_use_subcommand -a %s -d '%s'\n", n, strings.ReplaceAll(usage[n], "'", "\\'"))
			for _, f := range flags[n] {
				fmt.Fprintf(&b, "complete -c mart -n '__fish_seen_subcommand_from %s' -l %s\n", n, strings.TrimPrefix(f, "--"))
			}
		}
	default:
		return "", usageError{fmt.Sprintf("there is no completion for %q", shell), "write bash, zsh or fish"}
	}
	return b.String(), nil
}
