package template

import (
	"sort"
	"unicode/utf8"

	"github.com/martsql/mart/engine/diag"
)

// A lineTable holds the byte offset of each line's start.
type lineTable []int32

func newLineTable(text string) lineTable {
	lines := make(lineTable, 1, 1+len(text)/32)
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			lines = append(lines, int32(i+1))
		}
	}
	return lines
}

func (t lineTable) pos(text string, offset int) diag.Pos {
	offset = max(0, min(offset, len(text)))
	line := sort.Search(len(t), func(i int) bool { return int(t[i]) > offset })
	column := utf8.RuneCountInString(text[t[line-1]:offset]) + 1
	return diag.Pos{Line: line, Column: column, Offset: offset}
}
