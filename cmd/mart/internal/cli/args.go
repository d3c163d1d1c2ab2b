package cli

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// arrange puts the arguments into the order that the flag parser wants: the command,
// its flags, then the rest. Users may write flags before the command, after it, or
// after its arguments; left to itself the parser would take a flag behind an argument
// for an argument. Everything after "--" stays as it is.
func arrange(app *cli.App, args []string) []string {
	var command, within *cli.Command
	var flags, rest []string
	for i := 0; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "--":
			rest = append(rest, args[i:]...)
			i = len(args)
		case isFlag(a):
			flags = append(flags, a)
			if !strings.Contains(a, "=") && takesValue(app, command, a) && i+1 < len(args) {
				i++
				flags = append(flags, args[i])
			}
		case command == nil && app.Command(a) != nil:
			command = app.Command(a)
		case command != nil && within == nil && len(rest) == 0 && command.Command(a) != nil:
			within, command = command, command.Command(a)
		default:
			rest = append(rest, a)
		}
	}
	var out []string
	if within != nil {
		out = append(out, within.Name)
	}
	if command != nil {
		out = append(out, command.Name)
	}
	out = append(out, flags...)
	if command != nil && (slices.Contains(flags, "--help") || slices.Contains(flags, "-h")) {
		return out // else the first argument would be taken for a command to tell of
	}
	if slices.ContainsFunc(rest, func(a string) bool { return strings.HasPrefix(a, "-") }) && !slices.Contains(rest, "--") {
		out = append(out, "--")
	}
	return append(out, rest...)
}

// isFlag reports whether an argument is a flag. A dash before anything but a letter is
// a value: mart udf parse_promo "-20%".
func isFlag(arg string) bool {
	name := strings.TrimLeft(arg, "-")
	return len(name) < len(arg) && name != "" && (name[0] >= 'a' && name[0] <= 'z' || name[0] >= 'A' && name[0] <= 'Z')
}

// takesValue reports whether a flag is followed by its value. A flag written before the
// command belongs to whichever command has one of that name.
func takesValue(app *cli.App, command *cli.Command, arg string) bool {
	name := strings.TrimLeft(arg, "-")
	lists := [][]cli.Flag{app.Flags}
	if command != nil {
		lists = append(lists, command.Flags)
	} else {
		for _, c := range app.Commands {
			lists = append(lists, c.Flags)
			for _, sub := range c.Subcommands {
				lists = append(lists, sub.Flags)
			}
		}
	}
	for _, flags := range lists {
		for _, f := range flags {
			for _, n := range f.Names() {
				if n == name {
					_, isBool := f.(*cli.BoolFlag)
					return !isBool
				}
			}
		}
	}
	return false
}
