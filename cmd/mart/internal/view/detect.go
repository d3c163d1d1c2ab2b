package view

import (
	"io"
	"os"

	"golang.org/x/term"
)

// Detect fills in Terminal, Color, OutColor, Width, OutWidth and Size from the streams
// and the environment. noColor is the flag of that name. lookup is os.LookupEnv.
//
// NO_COLOR (any value) forbids colour; CLICOLOR_FORCE or FORCE_COLOR (other than 0) ask
// for it even where there is no terminal; TERM=dumb has neither colour nor redrawing;
// under CI nothing is redrawn, since build logs keep every frame.
func (o *Options) Detect(noColor bool, lookup func(string) (string, bool)) {
	set := func(name string) bool {
		value, ok := lookup(name)
		return ok && value != ""
	}
	on := func(name string) bool {
		value, _ := lookup(name)
		return value != "" && value != "0" && value != "false"
	}
	name, _ := lookup("TERM")
	dumb := name == "dumb"
	forced := on("CLICOLOR_FORCE") || on("FORCE_COLOR")
	color := func(terminal bool) bool {
		return !noColor && !set("NO_COLOR") && (forced || terminal && !dumb)
	}

	log := o.Log
	if log == nil {
		log = o.Err
	}
	logWidth, logTerminal := terminal(log)
	outWidth, outTerminal := terminal(o.Out)
	o.Terminal = logTerminal && !dumb && !on("CI")
	o.Color, o.OutColor = color(logTerminal), color(outTerminal)
	o.Width, o.OutWidth = logWidth, outWidth
	if logTerminal {
		o.Size = func() int { width, _ := terminal(log); return width }
	}
}

// terminal tells whether a writer is a terminal, and how many columns it has.
func terminal(w io.Writer) (width int, ok bool) {
	f, isFile := w.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		width = 80 // a serial line, an editor's shell: it does not know
	}
	return width, true
}
