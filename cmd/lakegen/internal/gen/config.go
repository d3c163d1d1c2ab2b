package gen

import (
	"fmt"
	"time"
)

// Config says which lake to write. The same Config gives the same bytes.
type Config struct {
	Out      string    // the folder that gets crawl_date=YYYY-MM-DD folders
	Shops    int       // how many shops, 4 to 8
	Products int       // products in the assortment of one shop; a few are absent on any day
	Days     int       // how many crawl dates
	End      time.Time // the last crawl date
	Seed     uint64    // another seed is another world
	Faults   bool      // broken lines, duplicates, late files, missing and wrong codes
	Workers  int       // files written at a time; does not change any byte
}

// productLimit keeps item numbers of all shops within the nine digits of a code.
const productLimit = 100_000_000

// Check says what is wrong with a Config, in the words of the command's flags.
func (c *Config) Check() error {
	switch {
	case c.Shops < 4 || c.Shops > len(shops):
		return fmt.Errorf("--shops %d: give a number from 4 to %d", c.Shops, len(shops))
	case c.Products < 1 || c.Products > productLimit:
		return fmt.Errorf("--products %d: give a number from 1 to %d", c.Products, productLimit)
	case c.Days < 1 || c.Days > 10_000:
		return fmt.Errorf("--days %d: give a number from 1 to 10000", c.Days)
	case c.Workers < 1:
		return fmt.Errorf("--workers %d: give at least 1", c.Workers)
	case c.Out == "":
		return fmt.Errorf("--out is empty: name the folder to write to")
	}
	return nil
}

// endDay is the last crawl date as days since 1970-01-01.
func (c *Config) endDay() int { return int(c.End.Unix() / secondsPerDay) }

func dateOf(day int) string {
	return time.Unix(int64(day)*secondsPerDay, 0).UTC().Format(time.DateOnly)
}
