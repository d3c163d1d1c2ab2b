package view

import (
	"github.com/martsql/mart/engine/event"
)

type live struct{ v *View }

func newLive(v *View) *live { return nil }
func (l *live) write(text string) bool        { return false }
func (l *live) start(e event.NodeStarted)     {}
func (l *live) progress(e event.NodeProgress) {}
func (l *live) finish(e event.NodeFinished)   {}
func (l *live) stop()                         {}
