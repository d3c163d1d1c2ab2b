package snowtest

import (
	"encoding/base64"
	"maps"
	"strings"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// rowType describes a column to the driver (internal/query of the driver).
type rowType struct {
	Name       string  `json:"name"`
	Database   string  `json:"database"`
	Schema     string  `json:"schema"`
	Table      string  `json:"table"`
	Nullable   bool    `json:"nullable"`
	Length     int     `json:"length"`
	ByteLength int     `json:"byteLength"`
	Type       string  `json:"type"` // in lower case: stringToValue of converter.go compares so
	Scale      int     `json:"scale"`
	Precision  int     `json:"precision"`
	Collation  *string `json:"collation"`
}

func rowTypes(columns []account.Column) []rowType {
	out := make([]rowType, len(columns))
	for i, c := range columns {
		out[i] = rowType{Name: c.Name, Nullable: c.Nullable, Length: c.Length, ByteLength: byteLength(c), Type: strings.ToLower(c.Type), Scale: c.Scale, Precision: c.Precision}
	}
	return out
}

// byteLength is what a text may take in UTF-8, at most 16 MiB.
func byteLength(c account.Column) int {
	if c.Type == "TEXT" {
		return min(4*c.Length, 16777216)
	}
	return c.Length
}

// answer is the reply to a statement that succeeded.
func (s *Server) answer(e *execution, r *account.Result) (reply, error) {
	ses := e.session
	ses.mu.Lock()
	at, params := ses.at, maps.Clone(ses.parameters)
	ses.mu.Unlock()
	q := queryReply{
		Parameters: params.list(), RowType: rowTypes(r.Columns), QueryID: e.queryID, Database: orNull(at.Database), Schema: orNull(at.Schema),
		Warehouse: orNull(at.Warehouse), Role: orNull(at.Role), StatementTypeID: r.Kind, Version: 1, NumberOfBinds: len(e.request.Bindings),
		QueryResultFormat: resultFormat(params, r),
	}
	if r.Transfer != nil {
		t, err := s.transfer(e, *r.Transfer)
		if err != nil {
			return reply{}, err
		}
		q.RowType, q.transferReply = nil, t
		return success(q), nil
	}
	q.Total = len(r.Rows)
	if err := s.rows(e, r, &q); err != nil {
		return reply{}, err
	}
	return success(q), nil
}

// resultFormat is Arrow for queries if the session wants it. What DML, DDL and SHOW give
// is JSON always: updateRows of connection_util.go reads the counts of DML from it.
func resultFormat(p parameters, r *account.Result) string {
	if r.Kind == account.Select && strings.HasPrefix(strings.ToLower(p.text(formatParameter)), formatArrow) {
		return formatArrow
	}
	return formatJSON
}

// rows puts the first rows into the reply and the rest into chunks.
func (s *Server) rows(e *execution, r *account.Result, q *queryReply) error {
	inline, rest := r.Rows, [][]any(nil)
	if len(inline) > s.options.InlineRows && r.Kind == account.Select {
		inline, rest = inline[:s.options.InlineRows], inline[s.options.InlineRows:]
	}
	q.Returned = len(inline)
	if q.QueryResultFormat == formatArrow {
		if len(inline) > 0 {
			b, err := arrowRows(r.Columns, inline)
			if err != nil {
				return err
			}
			q.RowSetBase64 = base64.StdEncoding.EncodeToString(b)
		}
	} else {
		set, err := jsonRows(r.Columns, inline)
		if err != nil {
			return err
		}
		q.RowSet = set
	}
	return s.split(e, r.Columns, rest, q)
}
