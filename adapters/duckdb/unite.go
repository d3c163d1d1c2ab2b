package duckdb

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"strings"
)

// uniteParquet copies Parquet files into one, with the compression that they have.
func (a *Adapter) uniteParquet(ctx context.Context, files []string, to string) error {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = quoteText(globbed(f))
	}
	var compression string
	err := a.db.QueryRowContext(ctx, "select compression from parquet_metadata("+names[0]+") limit 1").Scan(&compression)
	if err != nil {
		return fault(ctx, err)
	}
	_, err = a.db.ExecContext(ctx, "copy (select * from read_parquet(["+strings.Join(names, ", ")+
		"], hive_partitioning = false)) to "+quoteText(to)+" (format parquet, compression "+quoteText(compression)+")")
	if err != nil {
		return fault(ctx, err)
	}
	return nil
}

// globbed keeps a name from being read as a glob.
func globbed(name string) string {
	return strings.NewReplacer("*", "[*]", "?", "[?]", "[", "[[]").Replace(name)
}

// uniteCSV puts CSV files one after the other, with the line of names of the first.
func uniteCSV(files []string, to string) error {
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	for i, name := range files {
		if err = appendCSV(w, name, i > 0); err != nil {
			break
		}
	}
	return errors.Join(err, w.Flush(), out.Close())
}

// appendCSV copies a CSV file, with its line of names or without it.
func appendCSV(w io.Writer, name string, headless bool) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if headless {
		header := csv.NewReader(f)
		if _, err := header.Read(); err != nil && err != io.EOF {
			return err
		}
		if _, err := f.Seek(header.InputOffset(), io.SeekStart); err != nil {
			return err
		}
	}
	_, err = io.Copy(w, f)
	return err
}
