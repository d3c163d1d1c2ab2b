package run

import (
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/event"
)

// Progress is asked for only of nodes that take longer than a person notices.
const (
	patience = time.Second
	interval = 250 * time.Millisecond
)

// watch tells the sink how far the worker's running statement is, until the returned
// function is called.
func (w *worker) watch(id engine.NodeID) (stop func()) {
	session := w.session
	if w.project.Manifest.OnLake(id) && w.lake != nil {
		session = w.lake
	}
	progressor, ok := session.Session.(engine.Progressor)
	if !ok {
		return func() {}
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		next := time.NewTimer(patience)
		defer next.Stop()
		for {
			select {
			case <-done:
				return
			case <-next.C:
			}
			if percent, known := progressor.Progress(); known {
				w.sink.Emit(event.NodeProgress{ID: id, Done: int64(percent), Total: 100, Unit: "percent"})
			}
			next.Reset(interval)
		}
	}()
	return func() {
		close(done)
		<-ended // the session may be closed after this
	}
}
