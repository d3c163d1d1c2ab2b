package snowtest_test

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	sf "github.com/snowflakedb/gosnowflake/v2"
	"pgregory.net/rapid"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// every has a column of each kind, and the texts the driver should give for its row.
func every() ([]account.Column, [][]any, [][]string) {
	at := time.Date(2024, 2, 29, 23, 59, 58, 123456789, time.UTC)
	old := time.Date(1931, 5, 6, 7, 8, 9, 0, time.UTC)
	zoned := time.Date(2024, 2, 29, 23, 59, 58, 123000000, time.FixedZone("", -9000))
	large, _ := new(big.Int).SetString("-12345678901234567890123456789012345678", 10)
	columns := []account.Column{
		{Name: "TINY", Type: "FIXED", Precision: 38, Nullable: true}, {Name: "WIDE", Type: "FIXED", Precision: 38, Nullable: true},
		{Name: "MONEY", Type: "FIXED", Precision: 12, Scale: 2, Nullable: true}, {Name: "LONGMONEY", Type: "FIXED", Precision: 38, Scale: 10, Nullable: true},
		{Name: "F", Type: "REAL", Nullable: true}, {Name: "B", Type: "BOOLEAN", Nullable: true}, {Name: "T", Type: "TEXT", Length: 20, Nullable: true},
		{Name: "D", Type: "DATE", Nullable: true}, {Name: "C", Type: "TIME", Scale: 9, Nullable: true}, {Name: "C0", Type: "TIME", Nullable: true},
		{Name: "NTZ", Type: "TIMESTAMP_NTZ", Scale: 9, Nullable: true}, {Name: "NTZ3", Type: "TIMESTAMP_NTZ", Scale: 3, Nullable: true},
		{Name: "LTZ", Type: "TIMESTAMP_LTZ", Scale: 6, Nullable: true}, {Name: "TZ", Type: "TIMESTAMP_TZ", Scale: 9, Nullable: true},
		{Name: "TZ3", Type: "TIMESTAMP_TZ", Scale: 3, Nullable: true}, {Name: "BIN", Type: "BINARY", Length: 8, Nullable: true}, {Name: "V", Type: "VARIANT", Nullable: true},
		{Name: "O", Type: "OBJECT", Nullable: true}, {Name: "A", Type: "ARRAY", Nullable: true},
	}
	rows := [][]any{
		{int64(5), large, "-12.34", "12345678901234567890.0123456789", 1.5e-300, true, "a\"b,\nc", at, at, at, at, at, at, zoned, zoned, []byte{0, 255, 1}, `{"a":1}`, `{"b":[1]}`, "[1,2]"},
		make([]any, len(columns)),
		{int64(-70000), int64(0), "0.05", "-0.0000000001", -2.0, false, "", old, old, old, old, old, old, old, old, []byte{7}, "null", "{}", "[]"},
	}
	want := [][]string{
		{"5", "-12345678901234567890123456789012345678", "-12.34", "12345678901234567890.0123456789", "1.5e-300", "true", "a\"b,\nc", "2024-02-29",
			"23:59:58.123456789", "23:59:58", "2024-02-29T23:59:58.123456789Z", "2024-02-29T23:59:58.123Z", "2024-02-29T23:59:58.123456Z",
			"2024-02-29T23:59:58.123-02:30", "2024-02-29T23:59:58.123-02:30", "00ff01", `{"a":1}`, `{"b":[1]}`, "[1,2]"},
		{"-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"},
		{"-70000", "0", "0.05", "-0.0000000001", "-2", "false", "", "1931-05-06", "07:08:09", "07:08:09", "1931-05-06T07:08:09Z",
			"1931-05-06T07:08:09Z", "1931-05-06T07:08:09Z", "1931-05-06T07:08:09Z", "1931-05-06T07:08:09Z", "07", "null", "{}", "[]"},
	}
	return columns, rows, want
}

// TestFormatsAgree reads every type in both formats, inline and from chunks.
func TestFormatsAgree(t *testing.T) {
	columns, rows, want := every()
	account := &script{answer: func(context.Context, account.Request) (*account.Result, error) {
		return &account.Result{Kind: account.Select, Columns: columns, Rows: rows}, nil
	}}
	for _, inline := range []int{1, 100} {
		s := serve(t, snowtest.Options{InlineRows: inline, ChunkRows: 1}, account)
		for _, format := range []string{"JSON", "ARROW"} {
			t.Run(fmt.Sprintf("%s %d inline", format, inline), func(t *testing.T) {
				c := config(s)
				c.Params["GO_QUERY_RESULT_FORMAT"] = &format
				got := read(t, open(t, c), columns, "select *")
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("got\n%q\nwant\n%q", got, want)
				}
			})
		}
	}
}

// read scans rows into values of the columns' kinds and writes them as texts.
func read(t *testing.T, db *sql.DB, columns []account.Column, query string) [][]string {
	t.Helper()
	r, err := db.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var out [][]string
	for r.Next() {
		cells := make([]any, len(columns))
		for i, c := range columns {
			cells[i] = cell(c.Type)
		}
		if err := r.Scan(cells...); err != nil {
			t.Fatal(err)
		}
		row := make([]string, len(cells))
		for i, c := range columns {
			row[i] = spell(c.Type, cells[i])
		}
		out = append(out, row)
	}
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func cell(kind string) any {
	switch {
	case kind == "REAL":
		return new(sql.NullFloat64)
	case kind == "BOOLEAN":
		return new(sql.NullBool)
	case kind == "DATE" || strings.HasPrefix(kind, "TIME"):
		return new(sql.NullTime)
	case kind == "BINARY":
		return new([]byte)
	}
	return new(sql.NullString)
}

func spell(kind string, v any) string {
	if b, ok := v.(*[]byte); ok {
		if *b == nil {
			return "-"
		}
		return fmt.Sprintf("%x", *b)
	}
	value, err := v.(driver.Valuer).Value()
	switch {
	case err != nil || value == nil:
		return "-"
	case kind == "DATE":
		return value.(time.Time).Format("2006-01-02")
	case kind == "TIME":
		return value.(time.Time).Format("15:04:05.999999999")
	case strings.HasPrefix(kind, "TIMESTAMP"):
		return value.(time.Time).Format(time.RFC3339Nano)
	}
	return fmt.Sprint(value)
}

func TestColumnTypes(t *testing.T) {
	columns, _, _ := every()
	account := &script{answer: func(context.Context, account.Request) (*account.Result, error) {
		return &account.Result{Kind: account.Select, Columns: columns}, nil
	}}
	r, err := open(t, config(serve(t, snowtest.Options{}, account))).QueryContext(context.Background(), "select *")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	types, err := r.ColumnTypes()
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range types {
		if c.Name() != columns[i].Name || c.DatabaseTypeName() != columns[i].Type {
			t.Errorf("column %s is %s, want %s", c.Name(), c.DatabaseTypeName(), columns[i].Type)
		}
	}
	if p, s, ok := types[2].DecimalSize(); !ok || p != 12 || s != 2 {
		t.Errorf("the decimal is %d,%d", p, s)
	}
	if n, ok := types[6].Length(); !ok || n != 20 {
		t.Errorf("the length of the text is %d", n)
	}
	if r.Next() {
		t.Error("an empty result has a row")
	}
}

// TestDecimalsOfAnySize writes decimals of any precision in both formats. The Arrow
// stream is read here, because the driver's own conversion of a decimal goes through a
// float (arrowIntToValue) and loses digits.
func TestDecimalsOfAnySize(t *testing.T) {
	var columns []account.Column
	var rows [][]any
	account := &script{answer: func(context.Context, account.Request) (*account.Result, error) {
		return &account.Result{Kind: account.Select, Columns: columns, Rows: rows}, nil
	}}
	s := serve(t, snowtest.Options{}, account)
	c := config(s)
	format := "JSON"
	c.Params["GO_QUERY_RESULT_FORMAT"] = &format
	asJSON, asArrow := open(t, c), one(t, config(s))
	rapid.Check(t, func(r *rapid.T) {
		scale := rapid.IntRange(0, 20).Draw(r, "scale")
		digits := rapid.StringMatching(`[1-9][0-9]{0,17}`)
		if scale > 0 {
			digits = rapid.StringMatching(fmt.Sprintf(`(0|[1-9][0-9]{0,17})\.[0-9]{%d}`, scale))
		}
		columns = number("N")
		columns[0].Scale = scale
		rows = nil
		var want, whole []string
		for range rapid.IntRange(1, 4).Draw(r, "rows") {
			v := digits.Draw(r, "digits")
			if rapid.Bool().Draw(r, "negative") && strings.Trim(v, "0.") != "" {
				v = "-" + v
			}
			n, _ := new(big.Int).SetString(strings.ReplaceAll(v, ".", ""), 10)
			rows, want, whole = append(rows, []any{v}), append(want, v), append(whole, n.String())
		}
		if got := read(t, asJSON, columns, "select n"); fmt.Sprint(got) != fmt.Sprint(boxed(want)) {
			r.Fatalf("JSON gives %q for %q", got, want)
		}
		var got []string
		arrowBatches(t, asArrow, func(b arrow.RecordBatch) {
			for i := range int(b.NumRows()) {
				got = append(got, unscaledText(b.Column(0), i))
			}
		})
		if fmt.Sprint(got) != fmt.Sprint(whole) {
			r.Fatalf("Arrow gives %q for %q", got, whole)
		}
	})
}

// unscaledText is a decimal as the whole number it is sent as.
func unscaledText(a arrow.Array, i int) string {
	if d, ok := a.(*array.Decimal128); ok {
		return d.Value(i).BigInt().String()
	}
	return a.ValueStr(i)
}

func boxed(list []string) [][]string {
	out := make([][]string, len(list))
	for i, v := range list {
		out[i] = []string{v}
	}
	return out
}

// TestArrowStream reads the Arrow stream itself, as the adapter does.
func TestArrowStream(t *testing.T) {
	account := &script{answer: func(context.Context, account.Request) (*account.Result, error) {
		r := &account.Result{Kind: account.Select, Columns: number("N")}
		for i := range 2500 {
			r.Rows = append(r.Rows, []any{int64(i)})
		}
		return r, nil
	}}
	conn := one(t, config(serve(t, snowtest.Options{InlineRows: 100, ChunkRows: 700}, account)))
	next, batches := 0, 0
	arrowBatches(t, conn, func(b arrow.RecordBatch) {
		batches++
		for i := range int(b.NumRows()) {
			if v := b.Column(0).ValueStr(i); v != fmt.Sprint(next) {
				t.Fatalf("row %d is %s", next, v)
			}
			next++
		}
		if v, ok := b.Schema().Field(0).Metadata.GetValue("logicalType"); !ok || v != "FIXED" {
			t.Errorf("the logical type is %q", v)
		}
	})
	if next != 2500 || batches != 5 {
		t.Errorf("%d rows in %d batches", next, batches)
	}
}

// arrowBatches runs a query and gives the batches of its Arrow streams.
func arrowBatches(t *testing.T, conn *sql.Conn, each func(arrow.RecordBatch)) {
	t.Helper()
	ctx := context.Background()
	err := conn.Raw(func(c any) error {
		loader, err := c.(interface {
			QueryArrowStream(context.Context, string, ...driver.NamedValue) (sf.ArrowStreamLoader, error)
		}).QueryArrowStream(ctx, "select n")
		if err != nil {
			return err
		}
		batches, err := loader.GetBatches()
		if err != nil {
			return err
		}
		for _, b := range batches {
			stream, err := b.GetStream(ctx)
			if err != nil {
				return err
			}
			r, err := ipc.NewReader(stream)
			if err != nil {
				return err
			}
			for r.Next() {
				each(r.RecordBatch())
			}
			r.Release()
			if err := errors.Join(r.Err(), stream.Close()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestTimesOfAnyScale compares both formats at every scale.
func TestTimesOfAnyScale(t *testing.T) {
	var columns []account.Column
	var rows [][]any
	account := &script{answer: func(context.Context, account.Request) (*account.Result, error) {
		return &account.Result{Kind: account.Select, Columns: columns, Rows: rows}, nil
	}}
	s := serve(t, snowtest.Options{}, account)
	at := time.Date(1970, 1, 2, 23, 59, 59, 987654321, time.FixedZone("", 5*3600))
	for scale := range 10 {
		columns, rows = nil, [][]any{nil, nil}
		for _, kind := range []string{"TIME", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ"} {
			columns = append(columns, columnOf(kind, scale))
			rows[0], rows[1] = append(rows[0], at), append(rows[1], nil)
		}
		var got []string
		for _, format := range []string{"JSON", "ARROW"} {
			c := config(s)
			c.Params["GO_QUERY_RESULT_FORMAT"] = &format
			got = append(got, fmt.Sprint(read(t, open(t, c), columns, "select *")))
		}
		fraction := at.Truncate(time.Duration(pow(10, 9-scale))).Format(time.RFC3339Nano)
		if got[0] != got[1] || !strings.Contains(got[0], fraction) {
			t.Errorf("scale %d: %s in JSON, %s in Arrow, want %s in it", scale, got[0], got[1], fraction)
		}
	}
}

// TestTimesBefore1970 reads the texts themselves, because the driver misreads them.
func TestTimesBefore1970(t *testing.T) {
	at := time.Date(1969, 12, 31, 23, 59, 58, 250000000, time.UTC)
	account := &script{answer: func(context.Context, account.Request) (*account.Result, error) {
		r := &account.Result{Kind: account.Select, Rows: [][]any{nil}}
		for _, scale := range []int{0, 1, 2, 9} {
			r.Columns, r.Rows[0] = append(r.Columns, columnOf("TIMESTAMP_NTZ", scale)), append(r.Rows[0], at)
		}
		return r, nil
	}}
	s := serve(t, snowtest.Options{ResultFormat: "json"}, account)
	_, tokens := post(t, s, "/session/v1/login-request", "", `{"data": {"LOGIN_NAME": "snowtest", "PASSWORD": "snowtest"}}`)
	token, _, _ := strings.Cut(tokens, " ")
	body := postBody(t, s, "/queries/v1/query-request?requestId=1", token, `{"sqlText": "select *"}`)
	if want := `["-2","-1.8","-1.75","-1.750000000"]`; !strings.Contains(body, want) {
		t.Errorf("%s is not in %s", want, body)
	}
}

func columnOf(kind string, scale int) account.Column {
	return account.Column{Name: kind, Type: kind, Scale: scale, Nullable: true}
}

func pow(a, n int) int {
	p := 1
	for range n {
		p *= a
	}
	return p
}

func TestChunksNeedTheirKey(t *testing.T) {
	columns, rows, _ := every()
	account := &script{answer: func(context.Context, account.Request) (*account.Result, error) {
		return &account.Result{Kind: account.Select, Columns: columns, Rows: rows}, nil
	}}
	s := serve(t, snowtest.Options{InlineRows: 1}, account)
	read(t, open(t, config(s)), columns, "select *")
	url := fmt.Sprintf("http://%s:%d/results/%s/0", s.Host(), s.Port(), s.Statements()[0].QueryID)
	if body, status := fetch(t, url); status != 403 || bytes.Contains(body, []byte("ARROW")) {
		t.Errorf("a chunk without its key answers %d", status)
	}
}
