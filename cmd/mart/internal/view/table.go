package view

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/martsql/mart/engine"
)

// Table writes rows to Out. Values are those of engine.Rows; column types steer the
// alignment and the form of dates and decimals.
func (v *View) Table(columns []engine.Column, rows [][]any, o TableOptions) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	g := newGrid(columns, rows)
	switch o.Output {
	case CSVOutput:
		return g.csv(v.o.Out)
	case JSONOutput:
		return g.json(v.o.Out)
	case JSONLOutput:
		return g.jsonl(v.o.Out)
	case MarkdownOutput:
		return g.markdown(v.o.Out)
	case VerticalOutput:
		return g.vertical(v.o.Out, v.outStyle)
	}
	_, err := fmt.Fprint(v.o.Out, g.table(v.outStyle, v.o.OutWidth, o))
	return err
}

// A grid is rows with what is known of their columns.
type grid struct {
	names    []string // unique
	families []family
	rows     [][]any
}

func newGrid(columns []engine.Column, rows [][]any) grid {
	g := grid{rows: rows}
	seen := map[string]int{}
	for i, c := range columns {
		name := c.Name
		for seen[name]++; seen[name] > 1; seen[name]++ {
			name = fmt.Sprintf("%s_%d", c.Name, seen[c.Name])
		}
		g.names = append(g.names, name)
		g.families = append(g.families, familyOf(c, rows, i))
	}
	return g
}

// smallest is the fewest columns of the screen that a cut text gets.
const smallest = 16

// table draws the grid. width 0 is as wide as it takes, otherwise long texts are cut,
// and columns left out and told, until it fits.
func (g grid) table(st style, width int, o TableOptions) string {
	cells, widths := g.cells()
	shown, most := fit(widths, g.families, width)
	w := table.NewWriter()
	w.SetStyle(table.StyleLight)
	w.Style().Format = table.FormatOptions{}
	w.Style().Options.DrawBorder = false
	w.SuppressTrailingSpaces()
	header := make(table.Row, shown)
	configs := make([]table.ColumnConfig, shown)
	for i := range shown {
		header[i] = st.bold(cut(inOneLine(g.names[i]), most))
		configs[i] = table.ColumnConfig{Number: i + 1, Align: text.AlignLeft, AlignHeader: text.AlignLeft}
		if g.families[i] == numeric {
			configs[i].Align, configs[i].AlignHeader = text.AlignRight, text.AlignRight
		}
	}
	w.AppendHeader(header)
	w.SetColumnConfigs(configs)
	for r, row := range g.rows {
		line := make(table.Row, shown)
		for i := range shown {
			switch {
			case row[i] == nil:
				line[i] = st.dim("null")
			case g.families[i] != textual:
				line[i] = cells[r][i]
			default:
				line[i] = cut(cells[r][i], most)
			}
		}
		w.AppendRow(line)
	}
	return w.Render() + "\n" + g.foot(st, shown, o)
}

// foot tells what the table does not show.
func (g grid) foot(st style, shown int, o TableOptions) string {
	var b strings.Builder
	if len(g.rows) == 0 {
		b.WriteString(st.dim("no rows") + "\n")
	}
	if o.More {
		b.WriteString(st.dim(fmt.Sprintf("first %s; there are more (--limit)", count(len(g.rows), "row"))) + "\n")
	}
	if hidden := len(g.names) - shown; hidden > 0 {
		b.WriteString(st.dim(fmt.Sprintf("%s did not fit; --output vertical, json, csv or markdown shows all: %s",
			count(hidden, "more column"), strings.Join(g.names[shown:], ", "))) + "\n")
	}
	if o.Note != "" {
		b.WriteString(st.dim(o.Note) + "\n")
	}
	return b.String()
}

// cells writes all values, and measures the columns, names included.
func (g grid) cells() (cells [][]string, widths []int) {
	widths = make([]int, len(g.names))
	days := make([]bool, len(g.names))
	for i, name := range g.names {
		widths[i] = text.StringWidth(inOneLine(name))
		days[i] = g.families[i] == timestamp && midnights(g.rows, i)
	}
	cells = make([][]string, len(g.rows))
	for r, row := range g.rows {
		cells[r] = make([]string, len(g.names))
		for i := range g.names {
			s := "null"
			if row[i] != nil {
				f := g.families[i]
				if days[i] {
					f = date
				}
				s = inOneLine(cellText(row[i], f))
			}
			cells[r][i] = s
			widths[i] = max(widths[i], text.StringWidth(s))
		}
	}
	return cells, widths
}

// fit finds how many columns a width holds, and the most that a text may take so that
// they do. It cuts texts as long as that brings all columns on the screen; if none of
// that helps, columns at the end are left out.
func fit(widths []int, families []family, width int) (shown, most int) {
	if width <= 0 {
		return len(widths), 1 << 30
	}
	size := func(n, most int) int {
		total := -1 // the last has no separator
		for i := range n {
			w := widths[i]
			if families[i] == textual {
				w = min(w, most)
			}
			total += w + 3
		}
		return total
	}
	for most = width; most > smallest; most-- {
		if size(len(widths), most) <= width {
			return len(widths), most
		}
	}
	most = smallest * 3 / 2 // columns are lost anyway: let the rest be readable
	for shown = len(widths); shown > 1 && size(shown, most) > width; shown-- {
	}
	for most < width && size(shown, most+1) <= width {
		most++
	}
	return shown, most
}

// cut shortens a text to a number of columns of the screen, marking the cut.
func cut(s string, most int) string {
	if text.StringWidth(s) <= most {
		return s
	}
	width := 0
	for i, r := range s {
		if width += text.RuneWidth(r); width > most-1 {
			return s[:i] + "…"
		}
	}
	return s
}
