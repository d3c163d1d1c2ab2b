package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

func (s *shell) completionCommand() *cli.Command {
	return &cli.Command{
		Name: "completion", Usage: "print a script that completes mart's commands in a shell", ArgsUsage: "bash|zsh|fish",
		Description: "Examples:\n  source <(mart completion bash)\n  mart completion zsh > \"${fpath[1]}/_mart\"\n  mart completion fish | source",
		Action: func(c *cli.Context) error {
			if c.Args().First() == "targets" { // the scripts ask
				session, err := s.open(c)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintln(s.out, strings.Join(session.project.Targets, "\n"))
				return err
			}
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
		for _, name := range c.Names() {
			names = append(names, name)
			usage[name] = c.Usage
			all := c.Flags
			for _, sub := range c.Subcommands {
				all = append(all, sub.Flags...)
			}
			for _, f := range all {
				flags[name] = append(flags[name], "--"+f.Names()[0])
			}
		}
	}
	return names, flags, usage
}

// valuesOf are the values of flags that are words of a few, by flag; those of --output
// differ by command.
func valuesOf(command string) map[string]string {
	output := "table csv json jsonl markdown vertical"
	if command == "ls" || command == "list" {
		output = "selector name path json"
	}
	return map[string]string{
		"--output|-o": output, "--log-format": "text plain json", "--log-level": "debug info warn error",
		"--resource-type": "model seed source test exposure", "--indirect-selection": "eager cautious buildable empty",
	}
}

// The shells ask mart for what only the project knows.
const (
	nodeNames   = "mart ls --output name --quiet 2>/dev/null"
	targetNames = "mart completion targets 2>/dev/null"
)

// takesNodes reports whether the arguments of a command are names of nodes.
func takesNodes(c *cli.Command) bool {
	return strings.HasPrefix(c.ArgsUsage, "[SELECTOR") || c.ArgsUsage == "NAME" && c.Name == "show"
}

func completionScript(shell string, app *cli.App) (string, error) {
	names, flags, usage := commandsOf(app)
	var b strings.Builder
	switch shell {
	case "bash":
		writeBash(&b, app, names, flags)
	case "zsh":
		b.WriteString("#compdef mart\nautoload -U +X bashcompinit && bashcompinit\n")
		writeBash(&b, app, names, flags)
	case "fish":
		for _, n := range names {
			fmt.Fprintf(&b, "complete -c mart -n __fish_use_subcommand -f -a %s -d '%s'\n", n, strings.ReplaceAll(usage[n], "'", "\\'"))
			seen := fmt.Sprintf("complete -c mart -n '__fish_seen_subcommand_from %s' ", n)
			if takesNodes(app.Command(n)) {
				fmt.Fprintf(&b, "%s-f -a '(%s)'\n", seen, nodeNames)
			}
			for _, f := range flags[n] {
				values := ""
				for key, words := range valuesOf(n) {
					if first, _, _ := strings.Cut(key, "|"); first == f {
						values = " -x -a '" + words + "'"
					}
				}
				if f == "--target" {
					values = " -x -a '(" + targetNames + ")'"
				}
				fmt.Fprintf(&b, "%s-l %s%s\n", seen, strings.TrimPrefix(f, "--"), values)
			}
		}
		b.WriteString("complete -c mart -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'\n")
	default:
		return "", usageError{fmt.Sprintf("there is no completion for %q", shell), "write bash, zsh or fish"}
	}
	return b.String(), nil
}

// writeBash writes the script for bash, which zsh can run, too. The command is the first
// word that is one, wherever it stands: flags may come before it.
func writeBash(b *strings.Builder, app *cli.App, names []string, flags map[string][]string) {
	fmt.Fprintf(b, "_mart() {\n  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= words= i\n"+
		"  for ((i = 1; i < COMP_CWORD; i++)); do\n    case ${COMP_WORDS[i]} in %s) command=${COMP_WORDS[i]}; break;; esac\n  done\n", strings.Join(names, "|"))
	b.WriteString("  case $before in\n")
	fmt.Fprintf(b, "    --target|-t) COMPREPLY=($(compgen -W \"$(%s)\" -- \"$word\")); return;;\n", targetNames)
	fmt.Fprintf(b, "    --select|-s|--exclude) COMPREPLY=($(compgen -W \"$(%s)\" -- \"$word\")); return;;\n", nodeNames)
	b.WriteString("  esac\n  case $command:$before in\n")
	for _, n := range append([]string{"ls", "list"}, "*") {
		for _, key := range slices.Sorted(maps.Keys(valuesOf(n))) {
			patterns := n + ":" + strings.ReplaceAll(key, "|", "|"+n+":")
			fmt.Fprintf(b, "    %s) COMPREPLY=($(compgen -W '%s' -- \"$word\")); return;;\n", patterns, valuesOf(n)[key])
		}
	}
	b.WriteString("  esac\n  case $command in\n")
	for _, n := range names {
		c := app.Command(n)
		more := ""
		switch {
		case takesNodes(c):
			more = fmt.Sprintf("; [[ $word == -* ]] || words+=\" $(%s)\"", nodeNames)
		case n == "completion":
			more = "; words='bash zsh fish'"
		}
		fmt.Fprintf(b, "    %s) words='%s'%s;;\n", n, strings.Join(flags[n], " "), more)
	}
	fmt.Fprintf(b, "    *) words='%s';;\n  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\ncomplete -o default -F _mart mart\n", strings.Join(names, " "))
}
