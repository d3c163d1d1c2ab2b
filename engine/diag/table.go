package diag

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// Table sets the cells of rows below each other, for Diagnostic.Detail.
func Table(rows [][]string) string {
	var width []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(width) {
				width = append(width, 0)
			}
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		text := ""
		for i, cell := range row {
			text += cell + strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell)+2)
		}
		b.WriteString(strings.TrimRight(text, " ") + "\n")
	}
	return b.String()
}

// widestCell is how many letters of a value are shown.
const widestCell = 40

// Cell is a value as it stands in a Table: on one line, and not too wide.
func Cell(v any) string {
	var text string
	switch v := v.(type) {
	case nil:
		return "NULL"
	case string:
		if text = v; v == "" {
			return "''"
		}
	case time.Time:
		text = strings.TrimSuffix(v.Format("2006-01-02 15:04:05.999999"), " 00:00:00")
	default:
		text = fmt.Sprint(v)
	}
	text = strings.ReplaceAll(text, "\n", `\n`)
	if letters := []rune(text); len(letters) > widestCell {
		return string(letters[:widestCell-3]) + "..."
	}
	return text
}
