package snowflake

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/snowflakedb/gosnowflake/v2"

	"github.com/martsql/mart/engine"
)

// rows is an open result. It reads the driver's raw result, in whichever of the two
// formats the server chose: the driver's own conversion rounds long decimals of the one,
// and misreads times before 1970 of the other.
type rows struct {
	ctx     context.Context //nolint:containedctx // chunks are fetched while reading
	adapter *Adapter
	id      string
	columns []engine.Column
	names   []string // as the server gives them
	source  source
	values  []any
	err     error
}

var _ engine.Identified = (*rows)(nil)

// A source gives the rows of a result one after the other, and io.EOF after the last.
type source interface {
	next(ctx context.Context) ([]any, error)
	close() error
}

// newRows opens a result. The names of a query's columns are identifiers, and given as
// mart writes them; those of a command such as SHOW or COPY are given as they are.
func newRows(ctx context.Context, a *Adapter, loader gosnowflake.ArrowStreamLoader, id string, query bool) (*rows, error) {
	r := &rows{ctx: ctx, adapter: a, id: id}
	var fields []field
	for _, t := range loader.RowTypes() {
		f := field{kind: strings.ToLower(t.Type), precision: t.Precision, scale: t.Scale}
		c := engine.Column{Name: t.Name, DataType: f.name()}
		if query {
			c.Name = logical(t.Name)
		}
		if !t.Nullable {
			c.Constraints = []engine.Constraint{{Type: "not_null"}}
		}
		fields, r.columns, r.names = append(fields, f), append(r.columns, c), append(r.names, t.Name)
	}
	batches, err := loader.GetBatches()
	if err != nil {
		return nil, err
	}
	if format, ok := loader.(gosnowflake.QueryResultFormatProvider); ok && format.QueryResultFormat() == "arrow" {
		r.source = &arrowSource{fields: fields, batches: batches}
	} else {
		r.source = &jsonSource{fields: fields, inline: loader.JSONData(), batches: batches}
	}
	return r, nil
}

// QueryID is Snowflake's id of the query.
func (r *rows) QueryID() string { return r.id }

func (r *rows) Columns() []engine.Column { return r.columns }

func (r *rows) Next() bool {
	if r.err != nil {
		return false
	}
	r.values, r.err = r.source.next(r.ctx)
	return r.err == nil
}

func (r *rows) Values() ([]any, error) { return r.values, nil }

func (r *rows) Err() error {
	if r.err == nil || errors.Is(r.err, io.EOF) {
		return nil
	}
	return withID(r.adapter.fault(r.ctx, r.err, ""), r.id)
}

func (r *rows) Close() error { return r.source.close() }
