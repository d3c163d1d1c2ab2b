package view

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// An Output is a form for rows.
type Output string

// The outputs, as --output names them.
const (
	TableOutput    Output = "table"
	CSVOutput      Output = "csv"      // by RFC 4180, with a header; NULL is empty, the empty text is ""
	JSONOutput     Output = "json"     // an array of objects
	JSONLOutput    Output = "jsonl"    // one object a line
	MarkdownOutput Output = "markdown" // a table
	VerticalOutput Output = "vertical" // one value a line, for wide rows
)

// ParseOutput reads the value of --output. Empty is TableOutput.
func ParseOutput(s string) (Output, error) {
	switch o := Output(strings.ToLower(s)); o {
	case "", "text":
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
	Output Output // empty: TableOutput
	// More: there are further rows that were not fetched; a last line says so (table only).
	More bool
	Note string // below the table (table only)
}

// table reports that the output is the one for people.
func (o TableOptions) table() bool { return o.Output == "" || o.Output == TableOutput }

// csv cannot be left to encoding/csv alone, which writes the empty text as it does
// NULL: a field that is empty and not NULL is quoted.
func (g grid) csv(w io.Writer) error {
	b := bufio.NewWriter(w)
	fields := make([]string, len(g.names))
	for i, name := range g.names {
		fields[i] = csvField(name)
	}
	fmt.Fprintln(b, strings.Join(fields, ","))
	for _, row := range g.rows {
		for i, v := range row {
			switch {
			case v != nil:
				fields[i] = csvField(cellText(v, g.families[i]))
			case len(row) == 1:
				fields[i] = `""` // readers skip empty lines: better an empty text than a lost row
			default:
				fields[i] = ""
			}
		}
		fmt.Fprintln(b, strings.Join(fields, ","))
	}
	return b.Flush()
}

// csvField quotes a field when it must be.
func csvField(s string) string {
	if s == "" {
		return `""`
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write([]string{s}) // a Builder takes everything
	w.Flush()
	return strings.TrimSuffix(b.String(), "\n")
}

func (g grid) json(w io.Writer) error {
	b := bufio.NewWriter(w)
	b.WriteString("[")
	for r, row := range g.rows {
		if r > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n  ")
		b.Write(g.object(row))
	}
	if len(g.rows) > 0 {
		b.WriteString("\n")
	}
	b.WriteString("]\n")
	return b.Flush()
}

func (g grid) jsonl(w io.Writer) error {
	b := bufio.NewWriter(w)
	for _, row := range g.rows {
		b.Write(append(g.object(row), '\n'))
	}
	return b.Flush()
}

// object is a row as JSON, its columns in their order.
func (g grid) object(row []any) []byte {
	b := []byte{'{'}
	for i, v := range row {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(appendString(b, g.names[i]), ": "...)
		b = appendJSON(b, v, g.families[i])
	}
	return append(b, '}')
}

// markdown writes a pipe table, padded so that it reads well as text too.
func (g grid) markdown(w io.Writer) error {
	escape := func(s string) string { return strings.ReplaceAll(inOneLine(s), "|", `\|`) }
	lines := make([][]string, len(g.rows)+1)
	widths := make([]int, len(g.names))
	for i, name := range g.names {
		lines[0] = append(lines[0], escape(name))
		widths[i] = max(4, text.StringWidth(lines[0][i]))
	}
	cells, _ := g.cells()
	for r := range g.rows {
		for i, s := range cells[r] {
			lines[r+1] = append(lines[r+1], escape(s))
			widths[i] = max(widths[i], text.StringWidth(lines[r+1][i]))
		}
	}
	b := bufio.NewWriter(w)
	for r, line := range lines {
		for i, s := range line {
			align := text.AlignLeft
			if g.families[i] == numeric {
				align = text.AlignRight
			}
			fmt.Fprintf(b, "| %s ", align.Apply(s, widths[i]))
		}
		b.WriteString("|\n")
		if r == 0 {
			b.WriteString(g.rule(widths) + "\n")
		}
	}
	return b.Flush()
}

// rule is the line below a Markdown header; a colon at the right aligns numbers.
func (g grid) rule(widths []int) string {
	var b strings.Builder
	for i, w := range widths {
		if g.families[i] == numeric {
			b.WriteString("| " + strings.Repeat("-", w-1) + ": ")
		} else {
			b.WriteString("| " + strings.Repeat("-", w) + " ")
		}
	}
	return b.String() + "|"
}

// vertical writes a value a line, whole, under a line that numbers the row.
func (g grid) vertical(w io.Writer, st style) error {
	b := bufio.NewWriter(w)
	widest := 0
	for _, name := range g.names {
		widest = max(widest, text.StringWidth(inOneLine(name)))
	}
	cells, _ := g.cells()
	for r, row := range g.rows {
		b.WriteString(st.dim(fmt.Sprintf("-- row %d --", r+1)) + "\n")
		for i, name := range g.names {
			value := cells[r][i]
			if row[i] == nil {
				value = st.dim(value)
			}
			fmt.Fprintf(b, "%s  %s\n", st.bold(pad(inOneLine(name), widest)), value)
		}
	}
	if len(g.rows) == 0 {
		b.WriteString(st.dim("no rows") + "\n")
	}
	return b.Flush()
}
