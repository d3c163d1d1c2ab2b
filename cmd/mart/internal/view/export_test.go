package view

import (
	"io"
	"time"
)

// Tick is a beat of the heartbeat at a moment of the test's choice.
func (v *View) Tick(now time.Time) { v.tick(now) }

// NewFrames is the writer between mpb and a terminal.
func NewFrames(out io.Writer, width func() int) io.Writer { return &frames{out: out, width: width} }
