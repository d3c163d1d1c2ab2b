package gen_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/martsql/mart/cmd/lakegen/internal/gen"
)

func config(t *testing.T) gen.Config {
	t.Helper()
	return gen.Config{
		Out: t.TempDir(), Shops: 8, Products: 400, Days: 5, Seed: 7, Faults: true, Workers: 2,
		End: time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC),
	}
}

func run(t *testing.T, c gen.Config) gen.Report {
	t.Helper()
	report, err := gen.Run(context.Background(), c, func(int, int, int64) {})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// contents reads every file below a folder.
func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestSameFlagsGiveSameBytes(t *testing.T) {
	one, two := config(t), config(t)
	two.Workers = 5
	run(t, one)
	run(t, two)
	first, second := contents(t, one.Out), contents(t, two.Out)
	if len(first) != len(second) {
		t.Fatalf("%d files and %d files", len(first), len(second))
	}
	for name, data := range first {
		if !bytes.Equal(data, second[name]) {
			t.Errorf("%s differs between two runs", name)
		}
	}
	other := config(t)
	other.Seed = 8
	run(t, other)
	if bytes.Equal(first["crawl_date=2026-03-09/polder.json.gz"], contents(t, other.Out)["crawl_date=2026-03-09/polder.json.gz"]) {
		t.Error("another seed gave the same file")
	}
}

// A lake that grows by a day keeps its files, so that a test can add a day.
func TestADayDoesNotDependOnTheOthers(t *testing.T) {
	short, long := config(t), config(t)
	short.Days = 2
	long.End = long.End.AddDate(0, 0, 1)
	long.Days = 4
	run(t, short)
	run(t, long)
	all := contents(t, long.Out)
	for name, data := range contents(t, short.Out) {
		if !bytes.Equal(data, all[name]) {
			t.Errorf("%s changed when days were added", name)
		}
	}
}

// The sample in lake/ is what the command writes when it is given no flags.
func TestCommittedSampleIsWhatTheCommandWrites(t *testing.T) {
	c := config(t)
	c.Products, c.Days, c.Seed = 500, 4, 1
	c.End = time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	run(t, c)
	sample := contents(t, "../../../../lake/retail/raw")
	written := contents(t, c.Out)
	days := map[string]bool{} // the folders that the command writes
	for name := range written {
		days[path.Dir(filepath.ToSlash(name))] = true
	}
	more := false // somebody made further days, as the README shows; late files come with them
	for name := range sample {
		more = more || !days[path.Dir(filepath.ToSlash(name))]
	}
	for name := range sample {
		late := more && strings.HasSuffix(name, "-late.json.gz")
		if day := path.Dir(filepath.ToSlash(name)); days[day] && written[name] == nil && !late {
			t.Errorf("%s is in the sample, and the command does not write it", name)
		}
	}
	for name, data := range written {
		if !bytes.Equal(sample[name], data) {
			t.Errorf("%s in the sample is not what the command writes", name)
		}
	}
}

// skuKey is where each shop has its product code.
var skuKey = map[string]string{
	"appelmarkt": "sku", "quatrevents": "reference", "kaufgut": "artikelnummer", "highfield": "productId",
	"boerhof": "id", "soleado": "codigo", "polder": "code", "alpenkorb": "art_nr",
}

// readable says whether a line is a record whose price has the type that the shop's prices have.
func readable(shop string, line []byte) (map[string]any, bool) {
	var record map[string]any
	if json.Unmarshal(line, &record) != nil {
		return nil, false
	}
	isText := func(v any) bool { _, ok := v.(string); return ok }
	switch shop {
	case "appelmarkt":
		return record, !isText(record["price"])
	case "boerhof":
		return record, !isText(record["price_cents"])
	case "polder":
		return record, !isText(record["price_eur"])
	case "alpenkorb":
		prices := record["preise"].([]any)
		return record, len(prices) == 0 || !isText(prices[0])
	}
	return record, true
}

func TestReportCountsWhatTheFilesHold(t *testing.T) {
	c := config(t)
	report := run(t, c)
	seen := map[string]bool{}
	var total gen.Counts
	late := 0
	for _, file := range report.Files {
		var got gen.Counts
		for _, line := range lines(t, filepath.Join(c.Out, file.Path)) {
			got.Lines++
			record, ok := readable(file.Shop, line)
			if !ok {
				got.Malformed++
				continue
			}
			sku, _ := json.Marshal(record[skuKey[file.Shop]])
			key := file.CrawlDate + file.Shop + string(sku)
			if seen[key] {
				got.Duplicates++
			}
			seen[key] = true
		}
		if got != file.Counts {
			t.Errorf("%s holds %+v, reported %+v", file.Path, got, file.Counts)
		}
		if strings.Contains(file.Path, "-late") {
			late++
		}
		total.Lines += got.Lines
		total.Malformed += got.Malformed
		total.Duplicates += got.Duplicates
	}
	if total != report.Total {
		t.Errorf("sum of files is %+v, reported total %+v", total, report.Total)
	}
	if total.Malformed == 0 || total.Duplicates == 0 || late == 0 {
		t.Errorf("no faults in %+v with %d late files", total, late)
	}
	if total.Malformed*50 > total.Lines {
		t.Errorf("%d of %d lines are malformed: more than a build accepts", total.Malformed, total.Lines)
	}
}

func TestNoFaultsOnRequest(t *testing.T) {
	c := config(t)
	c.Faults = false
	report := run(t, c)
	if report.Total.Malformed != 0 || report.Total.Duplicates != 0 {
		t.Errorf("faults in %+v", report.Total)
	}
	if want := c.Shops * c.Days; len(report.Files) != want {
		t.Errorf("%d files, want %d and no late ones", len(report.Files), want)
	}
}

// The heap in use must not follow the size of the lake: a hundred times the products
// may not need more than a few buffers.
func TestMemoryDoesNotGrowWithTheLake(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 200,000 lines")
	}
	c := config(t)
	c.Shops, c.Days, c.Products = 4, 1, 50_000
	var highest uint64
	var stats runtime.MemStats
	_, err := gen.Run(context.Background(), c, func(int, int, int64) {
		runtime.GC()
		runtime.ReadMemStats(&stats)
		highest = max(highest, stats.HeapInuse)
	})
	if err != nil {
		t.Fatal(err)
	}
	if limit := uint64(32 << 20); highest > limit {
		t.Errorf("heap of %d bytes in use, limit %d", highest, limit)
	}
}

func TestPricesMoveAndProductsComeAndGo(t *testing.T) {
	c := config(t)
	c.Faults = false
	run(t, c)
	days := []map[string]map[string]any{}
	for day := range c.Days {
		date := c.End.AddDate(0, 0, day-c.Days+1).Format(time.DateOnly)
		bySKU := map[string]map[string]any{}
		for _, line := range lines(t, filepath.Join(c.Out, "crawl_date="+date, "polder.json.gz")) {
			record, ok := readable("polder", line)
			if !ok {
				t.Fatalf("unreadable line %s", line)
			}
			bySKU[record["code"].(string)] = record
		}
		days = append(days, bySKU)
	}
	var moved, gone, came, renamed int
	first, last := days[0], days[len(days)-1]
	for sku, before := range first {
		after, ok := last[sku]
		switch {
		case !ok:
			gone++
		case before["name"].(map[string]any)["nl"] != after["name"].(map[string]any)["nl"]:
			renamed++
		case before["price_eur"] != after["price_eur"]:
			moved++
		}
	}
	for sku := range last {
		if _, ok := first[sku]; !ok {
			came++
		}
	}
	if moved == 0 || gone == 0 || came == 0 || renamed == 0 {
		t.Errorf("in %d days: %d prices moved, %d products gone, %d new, %d renamed", c.Days, moved, gone, came, renamed)
	}
}

func TestCheckNamesTheFlag(t *testing.T) {
	for flag, spoil := range map[string]func(*gen.Config){
		"--shops":    func(c *gen.Config) { c.Shops = 3 },
		"--products": func(c *gen.Config) { c.Products = 0 },
		"--days":     func(c *gen.Config) { c.Days = 0 },
		"--workers":  func(c *gen.Config) { c.Workers = 0 },
		"--out":      func(c *gen.Config) { c.Out = "" },
	} {
		c := config(t)
		spoil(&c)
		if _, err := gen.Run(context.Background(), c, nil); err == nil || !strings.Contains(err.Error(), flag) {
			t.Errorf("bad %s: error is %v", flag, err)
		}
	}
}

// The project maps every place in a shop's tree to a category; a tree that grows here
// must grow there.
func TestEveryShopCategoryIsMapped(t *testing.T) {
	file, err := os.Open("../../../../seeds/retail/category_map.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	mapped := map[string]bool{}
	for _, row := range rows[1:] {
		mapped[row[0]+"|"+row[1]] = true
	}
	for _, place := range gen.Categories() {
		if !mapped[place.Shop+"|"+place.Path] {
			t.Errorf("%s has %q, which the seed does not map", place.Shop, place.Path)
		}
	}
	if len(mapped) != len(gen.Categories()) {
		t.Errorf("the seed maps %d places, the shops have %d", len(mapped), len(gen.Categories()))
	}
}

func lines(t *testing.T, path string) [][]byte {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	zip, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	if !zip.ModTime.IsZero() || zip.Name != "" {
		t.Errorf("%s: the gzip header has time %v and name %q", path, zip.ModTime, zip.Name)
	}
	var list [][]byte
	for scanner := bufio.NewScanner(zip); scanner.Scan(); {
		list = append(list, bytes.Clone(scanner.Bytes()))
	}
	return list
}

func BenchmarkLines(b *testing.B) {
	c := gen.Config{
		Out: b.TempDir(), Shops: 4, Products: 2000, Days: 1, Seed: 1, Faults: true, Workers: 1,
		End: time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC),
	}
	var written int64
	for b.Loop() {
		report, err := gen.Run(context.Background(), c, func(int, int, int64) {})
		if err != nil {
			b.Fatal(err)
		}
		written += report.Total.Lines
	}
	b.ReportMetric(float64(written)/b.Elapsed().Seconds(), "lines/s")
}
