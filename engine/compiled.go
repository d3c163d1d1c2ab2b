package engine

import (
	"sort"

	"github.com/martsql/mart/engine/diag"
)

// Compiled is a node's SQL after its templates are rendered.
type Compiled struct {
	ID  NodeID
	SQL string
	Map SourceMap
	// Inputs are the file sets that a load or external model reads through staged
	// relations, which the SQL names; the run fills them. See Input.
	Inputs []Input
	UDFs   []string // Go functions that the SQL calls, sorted
	// Lake: the SQL is for the lake side, which is another database than the warehouse.
	Lake bool
	Hash string // of the SQL and of the versions of these functions, hex
}

// An Input is a file source, or an external model, that a load or external model
// reads: the compiled SQL names the relation Stage, and the run makes it from the
// files that are due.
type Input struct {
	Node  NodeID
	Stage string // a temporary relation, unique in the model
	Row   bool   // the SQL mentions _row, which costs a numbering
}

// A SourceMap leads from places in compiled SQL back to the author's template.
type SourceMap []Segment

// A Segment is a stretch of compiled SQL that one piece of a template wrote. Segments
// are sorted by Out and cover the text without gaps.
type Segment struct {
	Out     int       // byte offset in the compiled SQL where the stretch begins
	Span    diag.Span // the text, or the action, that wrote it
	Literal bool      // copied letter by letter: an offset within it maps one to one
}

// At gives the template place that wrote the byte at an offset of the compiled SQL.
// sources gives the text of template files. It returns false when nothing is known.
func (m SourceMap) At(offset int, sources diag.Sources) (diag.Span, bool) {
	i := sort.Search(len(m), func(i int) bool { return m[i].Out > offset }) - 1
	if i < 0 || !m[i].Span.Known() {
		return diag.Span{}, false
	}
	seg := m[i]
	if !seg.Literal || sources == nil {
		return seg.Span, true
	}
	text, ok := sources(seg.Span.File)
	if !ok {
		return seg.Span, true
	}
	at := seg.Span.Start.Offset + offset - seg.Out
	return diag.SpanAt(seg.Span.File, text, at, min(len(text), at+1)), true
}

// Shift returns the map for SQL that has n more bytes in front.
func (m SourceMap) Shift(n int) SourceMap {
	out := make(SourceMap, len(m))
	for i, s := range m {
		s.Out += n
		out[i] = s
	}
	return out
}
