package gen

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Counts is what can be counted in lines. Readable lines are Lines - Malformed; of
// those, Duplicates repeat a product of the same shop and crawl date.
type Counts struct {
	Lines      int64 `json:"lines"`
	Malformed  int64 `json:"malformed"`
	Duplicates int64 `json:"duplicates"`
}

func (c *Counts) add(other Counts) {
	c.Lines += other.Lines
	c.Malformed += other.Malformed
	c.Duplicates += other.Duplicates
}

// A File is one written file. A duplicate across two files counts in the later one.
type File struct {
	Path      string `json:"path"` // within Config.Out, with slashes
	Shop      string `json:"shop"`
	CrawlDate string `json:"crawl_date"`
	Counts
}

// A Report says what was written, in the order of days and shops.
type Report struct {
	Files []File `json:"files"`
	Total Counts `json:"total"`
}

// Progress is told about each file that is done, from one goroutine at a time.
type Progress func(done, of int, lines int64)

// Run writes the lake. Files that stand there already and are not part of it stay.
// An error leaves the files that were complete, and no half ones.
func Run(ctx context.Context, c Config, tell Progress) (Report, error) {
	if err := c.Check(); err != nil {
		return Report{}, err
	}
	list := jobs(&c)
	report := Report{Files: make([]File, len(list))}
	var mu sync.Mutex
	done := 0
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(c.Workers)
	for i := range list {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			file, err := list[i].write(ctx, &c)
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			report.Files[i] = file
			report.Total.add(file.Counts)
			done++
			tell(done, len(list), report.Total.Lines)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return Report{}, err
	}
	return report, nil
}
