package view

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// frames stands between mpb and the terminal. mpb goes up as many lines as it wrote to
// draw the next frame over the last; but when the window was made narrower meanwhile,
// the terminal has wrapped those lines into more, and their upper parts would stay on
// the screen for good. frames counts the lines as the terminal now shows them.
type frames struct {
	out   io.Writer
	width func() int
	last  []int // widths of the lines written last, the newest at the end
}

// mostLines is how many lines are remembered; a frame has fewer.
const mostLines = 64

var upAndClear = regexp.MustCompile(`^\x1b\[(\d+)A\x1b\[J`)

// Write passes one frame on, its way up corrected.
func (f *frames) Write(p []byte) (int, error) {
	s := string(p)
	if m := upAndClear.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1]) // the pattern has digits only
		s = fmt.Sprintf("\x1b[%dA\r\x1b[J", f.shown(n)) + s[len(m[0]):]
		f.last = f.last[:max(0, len(f.last)-n)]
	}
	body := upAndClear.ReplaceAllString(string(p), "")
	if i := strings.LastIndexByte(body, '\n'); i >= 0 {
		for line := range strings.SplitSeq(body[:i], "\n") {
			f.last = append(f.last, text.StringWidthWithoutEscSequences(line))
		}
		f.last = f.last[max(0, len(f.last)-mostLines):]
	}
	if s == "" {
		return 0, nil
	}
	if _, err := io.WriteString(f.out, s); err != nil {
		return 0, err
	}
	return len(p), nil
}

// shown is how many rows of the screen the last n lines take.
func (f *frames) shown(n int) int {
	width, rows := max(1, f.width()), 0
	for i := range n {
		w := 0
		if at := len(f.last) - 1 - i; at >= 0 {
			w = f.last[at]
		}
		rows += max(1, (w+width-1)/width)
	}
	return rows
}
