package macros_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/martsql/mart/engine/template"
)

var (
	sqlBlock = regexp.MustCompile("(?s)```sql\n(.*?)```")
	action   = regexp.MustCompile("`({{ [^`]*}})`")
)

// The SQL of the page on portable SQL, and every macro that it says to write, renders on
// both databases.
func TestPortabilityPage(t *testing.T) {
	page, err := os.ReadFile("../docs/portability.md")
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, m := range sqlBlock.FindAllStringSubmatch(string(page), -1) {
		texts = append(texts, m[1])
	}
	for _, m := range action.FindAllStringSubmatch(string(page), -1) {
		texts = append(texts, m[1])
	}
	if len(texts) < 25 {
		t.Fatalf("only %d examples were found", len(texts))
	}
	for _, dialect := range []string{"duckdb", "snowflake"} {
		lib := library(t, dialect)
		r := lib.NewRenderer(dialect)
		for _, text := range texts {
			text = strings.NewReplacer(`{{ ref "orders" }}`, "orders", `(ref "t")`, `"t"`).Replace(text)
			f, list := template.Parse("page.md", text)
			if len(list) > 0 {
				t.Errorf("%s: %v", text, list)
				continue
			}
			_, list = r.Render(f, &template.Context{Literal: literalIn(dialect)})
			if list = append(list, f.Scan(lib, dialect).Problems...); len(list) > 0 {
				t.Errorf("%s on %s: %v", text, dialect, list)
			}
		}
	}
}
