package cli

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"
)

// helpWidth is the columns that help takes: those of the narrowest usual terminal.
const helpWidth = 80

// help writes the help of a command, or of mart itself. The library's own writes a line
// of any length for a flag, and "(default: false)" behind it.
func help(w io.Writer, _ string, data any) {
	var b strings.Builder
	switch about := data.(type) {
	case *cli.App:
		fmt.Fprintf(&b, "mart: %s\n\n%s\nCommands:\n", about.Usage, filled(about.Description))
		for _, c := range about.VisibleCommands() {
			b.WriteString(entry(c.Name, 14, c.Usage))
		}
		b.WriteString("\nmart COMMAND --help tells of a command and its flags.\n")
	case *cli.Command:
		name := cmp.Or(about.UsageText, "mart "+about.Name) // the text is set where a command is part of another
		fmt.Fprintf(&b, "%s\nUsage:\n  %s [FLAG ...] %s\n", filled(name+": "+about.Usage), name, about.ArgsUsage)
		if about.Description != "" {
			b.WriteString("\n" + filled(about.Description))
		}
		b.WriteString("\nFlags:\n")
		for _, f := range about.VisibleFlags() {
			b.WriteString(flagEntry(f))
		}
	}
	_, _ = io.WriteString(w, b.String()) // a closed pipe wants no help
}

// filled breaks the lines of a text that are too long. Examples, which are indented, stay.
func filled(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, "\n"); strings.HasPrefix(line, " ") {
			b.WriteString(line + "\n")
			continue
		}
		length := 0
		for i, w := range strings.Fields(line) {
			if i > 0 && length+1+len([]rune(w)) > helpWidth {
				b.WriteByte('\n')
				length = 0
			} else if i > 0 {
				b.WriteByte(' ')
				length++
			}
			b.WriteString(w)
			length += len([]rune(w))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// flagEntry is a flag as help shows it: its letter, its name, what it is for.
func flagEntry(f cli.Flag) string {
	letter := "    "
	for _, n := range f.Names() {
		if len(n) == 1 {
			letter = "-" + n + ", "
		}
	}
	usage := ""
	if d, ok := f.(cli.DocGenerationFlag); ok {
		usage = d.GetUsage()
	}
	if n, ok := f.(*cli.IntFlag); ok && n.Value != 0 {
		usage += fmt.Sprintf(" (default: %d)", n.Value)
	}
	if d, ok := f.(cli.DocGenerationFlag); ok && len(d.GetEnvVars()) > 0 {
		usage += " [$" + d.GetEnvVars()[0] + "]"
	}
	return entry(letter+"--"+f.Names()[0], 28, usage)
}

// entry is a word and its meaning, wrapped in a column of its own.
func entry(word string, column int, meaning string) string {
	line := fmt.Sprintf("  %-*s ", column-3, word)
	var b strings.Builder
	for _, w := range strings.Fields(meaning) {
		if len([]rune(line))+1+len([]rune(w)) > helpWidth && strings.TrimSpace(line) != "" {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = strings.Repeat(" ", column)
		}
		if !strings.HasSuffix(line, " ") {
			line += " "
		}
		line += w
	}
	return b.String() + line + "\n"
}
