package snowtest

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// bind is the driver's execBindParameter (query.go): a value is a text, null, or an array of
// them.
type bind struct {
	Type   string          `json:"type"`
	Value  json.RawMessage `json:"value"`
	Format string          `json:"fmt"`
}

// binds puts the values of a request into order.
func (s *Server) binds(ses *session, q queryRequest) ([]account.Bind, error) {
	if q.BindStage != "" {
		return s.stagedBinds(ses, q.BindStage)
	}
	out := make([]account.Bind, len(q.Bindings))
	for name, b := range q.Bindings {
		n, err := strconv.Atoi(name)
		if err != nil || n < 1 || n > len(out) {
			return nil, unsupported("a bind variable named " + name)
		}
		if out[n-1], err = b.account(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (b bind) account() (account.Bind, error) {
	if b.Format != "" {
		return account.Bind{}, unsupported("a bind in the format " + b.Format)
	}
	out := account.Bind{Type: b.Type}
	if err := json.Unmarshal(b.Value, &out.Value); err == nil {
		return out, nil
	}
	if err := json.Unmarshal(b.Value, &out.Array); err != nil {
		return account.Bind{}, unsupported("a bind of the type " + b.Type)
	}
	return out, nil
}

// stagedBinds reads the values that the driver uploaded: CSV files, compressed, one line for
// each row, an empty field for NULL, quotes around an empty text (bind_uploader.go).
func (s *Server) stagedBinds(ses *session, stage string) ([]account.Bind, error) {
	folder := s.uploads.folderOf(ses, stage)
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || folder == "" || len(files) == 0 {
		return nil, &account.Error{Number: 2003, SQLState: "02000", Message: fmt.Sprintf("Stage '%s' does not exist or not authorized.", stage)}
	}
	// The files are numbered: 1.gz, 2.gz, ... 10.gz.
	slices.SortFunc(files, func(a, b string) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
	var columns []account.Bind
	for _, f := range files {
		if columns, err = appendCSV(columns, f); err != nil {
			return nil, internal(err)
		}
	}
	return columns, nil
}

func appendCSV(columns []account.Bind, path string) ([]account.Bind, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, err
		}
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	for len(text) > 0 {
		var row []*string
		if row, text, err = csvRow(text); err != nil {
			return nil, err
		}
		if columns == nil {
			columns = make([]account.Bind, len(row))
			for i := range columns {
				columns[i].Type = "TEXT"
			}
		}
		if len(row) != len(columns) {
			return nil, fmt.Errorf("a line of the bound values has %d fields, not %d", len(row), len(columns))
		}
		for i := range row {
			columns[i].Array = append(columns[i].Array, row[i])
		}
	}
	return columns, nil
}

// csvRow takes one line. The package encoding/csv tells neither NULL from an empty text
// nor keeps a line that is one NULL.
func csvRow(text []byte) (row []*string, rest []byte, err error) {
	for {
		var field *string
		if len(text) > 0 && text[0] == '"' {
			var s strings.Builder
			text = text[1:]
			for {
				end := bytes.IndexByte(text, '"')
				if end < 0 {
					return nil, nil, errors.New("a quote of the bound values does not end")
				}
				s.Write(text[:end])
				text = text[end+1:]
				if len(text) == 0 || text[0] != '"' {
					break
				}
				s.WriteByte('"')
				text = text[1:]
			}
			v := s.String()
			field = &v
		} else {
			end := bytes.IndexAny(text, ",\n")
			if end < 0 {
				end = len(text)
			}
			if end > 0 {
				v := string(text[:end])
				field = &v
			}
			text = text[end:]
		}
		row = append(row, field)
		if len(text) == 0 {
			return row, nil, nil
		}
		last := text[0] == '\n'
		text = text[1:]
		if last {
			return row, text, nil
		}
	}
}
