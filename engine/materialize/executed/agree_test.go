package executed_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/materialize"
)

// lines that a scraper may write: good ones, and bad ones of every kind, some cut where
// DuckDB's JSON reader would read on into the next line.
var lines = []string{
	`{"id":1,"price":2.5,"seen":"2026-11-01"}`, `{"id":"7"}`, ` {"id":2} `, `{"id":3,"tags":["x"],"shop":{"nr":null}}`, "",
	"  ", "\t", `{"id":4,"Größe":"ä€😀"}`, `{"price":1e2}`, `{"id":5,"id":6}`, `{"id":null,"price":1}`, `{"shop":{"nr":1}}`,
	`bad`, `{}`, `{"id":null}`, `[1]`, `"text"`, `12`, `null`, `{"id":1}{"id":2}`, `{"id":"x"}`, `{"price":"zz"}`, `{"shop":[]}`,
	`{"tags":[1,{"a":2}]}`, `{"shop":{"nr":"one"}}`, "{\"Größe\":\"\xff\"}", `{"id":9,"pri`, `{"other":1}`, "{\"Größe\":\"\x01\"}", `{"seen":""}`,
	`{"id":10,"price":`, `{"id":11,"tags":[`, `{"id":12,`, `"id":13}`,
}

// Lines that are numbered while they are read, and lines of which only the bad ones are
// counted afterwards: the same rows and the same rejects, and every line is either.
func TestReadersAgree(t *testing.T) {
	h := newHouse(t)
	n := 0
	rapid.Check(t, func(r *rapid.T) {
		n++
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(r, "end")
		var files []engine.File
		written := 0
		for i := range rapid.IntRange(1, 3).Draw(r, "files") {
			drawn := rapid.SliceOfN(rapid.SampledFrom(lines), 1, 12).Draw(r, "lines")
			for _, line := range drawn {
				if strings.TrimSpace(line) != "" {
					written++
				}
			}
			text := strings.Join(drawn, end)
			if rapid.Bool().Draw(r, "last line ends") {
				text += end
			}
			files = append(files, h.write(fmt.Sprintf("lake/d=2026-11-%02d/%d.json", i+1, n), text))
		}
		var rows, rejects []string
		for _, numbered := range []bool{false, true} {
			b := h.model("m", engine.MaterializedLoad, "select id, price, seen, tags, shop, \"Größe\", d, _file from stage_offers")
			b.Feeds = []materialize.Feed{feed(offers(), numbered, files...)}
			b.FullRefresh = true
			_, counts := h.must(b)
			var good, bad int64
			for _, c := range counts {
				good, bad = good+c.Rows, bad+c.Bad
			}
			rows = append(rows, h.rows("from m order by all"))
			rejects = append(rejects, h.rows("select _file, _row, line, reason from m__rejects order by all"))
			if got := h.rows("select count(*) from m"); got != fmt.Sprint(good) {
				r.Fatalf("%s rows, but %d were counted", got, good)
			}
			if got := h.rows("select count(*) from m__rejects"); got != fmt.Sprint(bad) {
				r.Fatalf("numbered %v: %s rejects, but %d were counted:\n%s", numbered, got, bad, rejects[len(rejects)-1])
			}
			if good+bad != int64(written) {
				r.Fatalf("numbered %v: %d lines that are not blank, but %d rows and %d rejects", numbered, written, good, bad)
			}
		}
		if rows[0] != rows[1] {
			r.Fatalf("counted later:\n%s\nnumbered:\n%s", rows[0], rows[1])
		}
		if rejects[0] != rejects[1] {
			r.Fatalf("counted later:\n%s\nnumbered:\n%s", rejects[0], rejects[1])
		}
	})
}
