package standard_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/standard"
)

// The tables of the guide say what the functions return. Each stands below the heading of
// its function; fields are in backquotes in its header ("result" for a plain value), the
// other columns are arguments in their order. An empty cell is NULL.
func TestGuide(t *testing.T) {
	page, err := os.ReadFile("../../docs/udfs.md")
	if err != nil {
		t.Fatal(err)
	}
	registry, err := standard.Registry()
	if err != nil {
		t.Fatal(err)
	}
	checked := map[string]int{}
	var f *udfs.Func
	var header []string
	for line := range strings.SplitSeq(string(page), "\n") {
		switch {
		case strings.HasPrefix(line, "## "):
			f, _ = registry.Lookup(strings.TrimPrefix(line, "## "))
			header = nil
		case !strings.HasPrefix(line, "| ") || f == nil:
			if !strings.HasPrefix(line, "|--") {
				header = nil
			}
		case header == nil:
			header = cells(line)
		case strings.Contains(strings.Join(header, ""), "`"):
			checkRow(t, f, header, cells(line))
			checked[f.Name]++
		}
	}
	for _, f := range standard.Funcs() {
		if !strings.Contains(string(page), "`"+f.Name+"(") {
			t.Errorf("%s is not in the table at the top of docs/udfs.md", f.Name)
		}
		if checked[f.Name] < 4 {
			t.Errorf("docs/udfs.md shows %d calls of %s, want 4", checked[f.Name], f.Name)
		}
	}
}

// cells are those of a line of a Markdown table.
func cells(line string) []string {
	list := strings.Split(strings.ReplaceAll(line, `\|`, "\x00"), "|")
	list = list[1 : len(list)-1]
	for i := range list {
		list[i] = strings.TrimSpace(strings.ReplaceAll(list[i], "\x00", "|"))
	}
	return list
}

func checkRow(t *testing.T, f *udfs.Func, header, row []string) {
	t.Helper()
	var args []any
	for i, name := range header {
		switch {
		case strings.HasPrefix(name, "`"):
		case row[i] == "":
			args = append(args, nil)
		default:
			args = append(args, row[i])
		}
	}
	got, err := udfs.Call(f, args...)
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range header {
		field, ok := strings.CutPrefix(name, "`")
		if !ok {
			continue
		}
		if field = strings.TrimSuffix(field, "`"); field == "result" {
			field = ""
		}
		v := got[field]
		said, want := "", row[i]
		if v != nil {
			said = fmt.Sprint(v)
		}
		if _, isNumber := udfs.ParseDecimal(said, 4); isNumber && strings.Contains(said, ".") {
			said, want = short(said), short(want)
		}
		if said != want {
			t.Errorf("%s(%v): %s is %q, the guide says %q", f.Name, args, name, said, row[i])
		}
	}
}

// short drops zeros behind the point.
func short(decimal string) string {
	if !strings.Contains(decimal, ".") {
		return decimal
	}
	return strings.TrimSuffix(strings.TrimRight(decimal, "0"), ".")
}
