package gen

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/klauspost/compress/gzip"
)

// A job is one file of the lake.
type job struct {
	shop *shop
	day  int
	late bool
}

// path is the place of the file within the lake.
func (j *job) path() string {
	name := j.shop.id
	if j.late {
		name += "-late"
	}
	return filepath.Join("crawl_date="+dateOf(j.day), name+".json.gz")
}

// jobs lists the files of the lake, oldest day first. A late file arrives on the day
// after its crawl date, so the last day has none yet.
func jobs(c *Config) []job {
	var list []job
	for day := c.endDay() - c.Days + 1; day <= c.endDay(); day++ {
		for i := range shops[:c.Shops] {
			list = append(list, job{&shops[i], day, false})
			if day < c.endDay() && isLateDay(c, &shops[i], day) {
				list = append(list, job{&shops[i], day, true})
			}
		}
	}
	return list
}

// flushAt is how many bytes are gathered before they are compressed.
const flushAt = 256 << 10

// write makes one file. It appears under its name only when it is whole.
func (j *job) write(ctx context.Context, c *Config) (File, error) {
	path := filepath.Join(c.Out, j.path())
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return File{}, err
	}
	out, err := os.CreateTemp(filepath.Dir(path), ".lakegen-*")
	if err != nil {
		return File{}, err
	}
	defer os.Remove(out.Name()) // fails after the rename, as it should
	counts, err := j.fill(ctx, c, out)
	if err == nil {
		err = out.Chmod(0o644)
	}
	if closed := out.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(out.Name(), path)
	}
	if err != nil {
		return File{}, fmt.Errorf("writing %s: %w", path, err)
	}
	return File{
		Path: filepath.ToSlash(j.path()), Shop: j.shop.id, CrawlDate: dateOf(j.day), Counts: counts,
	}, nil
}

// fill streams the lines of the file through gzip. The gzip header has no time and no
// name, so equal lines give equal bytes.
func (j *job) fill(ctx context.Context, c *Config, out *os.File) (Counts, error) {
	zip, err := gzip.NewWriterLevel(out, gzip.DefaultCompression)
	if err != nil {
		return Counts{}, err
	}
	zip.ModTime = time.Unix(0, 0) // "no time" in the format; Go's zero time would be a date
	s := sheet{buf: make([]byte, 0, flushAt+64<<10)}
	for index := range c.Products {
		if j.late {
			s.addLate(c, j.shop, index, j.day)
		} else {
			s.addMain(c, j.shop, index, j.day)
		}
		if len(s.buf) < flushAt {
			continue
		}
		if _, err := zip.Write(s.buf); err != nil {
			return Counts{}, err
		}
		s.buf = s.buf[:0]
		if err := ctx.Err(); err != nil {
			return Counts{}, err
		}
	}
	if _, err := zip.Write(s.buf); err != nil {
		return Counts{}, err
	}
	return s.counts, zip.Close()
}
