package account

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/duckdb/duckdb-go/v2"
)

// Some of Snowflake's rules depend on types: what 5/2 is, whether TRY_CAST is allowed,
// whether DATE_TRUNC keeps a DATE. The printer has no types of its own, so DuckDB is asked:
// the query is explained with typeof() of the operands inside a function of ours, which
// DuckDB evaluates while it plans. As a type may depend on how another expression is
// written, that is repeated until nothing changes.

// An inference is what is known about the types in one statement.
type inference struct {
	probing bool
	id      string
	keys    []string
	index   map[string]int
	types   map[string][]string
}

// maxPasses bounds the repetition.
const maxPasses = 12

// typed writes an expression that depends on the types of its operands. write gets the
// DuckDB types, or nil as long as they are not known, and must then write something that
// any types fit.
func (w *printer) typed(kind string, s span, operands []string, write func(types []string) string) string {
	key := strconv.Itoa(w.core) + "|" + kind + "|" + w.source(s)
	types := w.infer.types[key]
	sql := write(types)
	if !w.infer.probing {
		return sql
	}
	n, ok := w.infer.index[key]
	if !ok {
		n = len(w.infer.keys)
		w.infer.keys = append(w.infer.keys, key)
		w.infer.index[key] = n
	}
	ofs := make([]string, len(operands))
	for i, o := range operands {
		ofs[i] = "typeof(" + o + ")"
	}
	return fmt.Sprintf("CASE WHEN sf_seen('%s:%d', %s) THEN %s END", w.infer.id, n, strings.Join(ofs, " || ';' || "), sql)
}

// resolve prints a statement until its types are settled, and gives the final text.
func (w *printer) resolve(ctx context.Context, conn *sql.Conn, write func() string) (string, *Error) {
	var text string
	for pass := 0; pass < maxPasses; pass++ {
		id := w.s.account.probes.open()
		w.infer.probing, w.infer.id, w.infer.keys, w.infer.index = true, id, nil, map[string]int{}
		err := w.p.parse(func() { text = write() })
		if err != nil {
			w.s.account.probes.close(id)
			return "", err
		}
		if len(w.infer.keys) == 0 {
			break
		}
		failure := explain(ctx, conn, text)
		seen := w.s.account.probes.close(id)
		if failure != nil {
			return "", w.translate(failure)
		}
		if !w.learn(seen) {
			break
		}
	}
	w.infer.probing = false
	err := w.p.parse(func() {
		text = write()
		w.expand(ctx)
	})
	return text, err
}

// expand checks the views that are read: what a view's query gives must still be as wide
// as it was, and its tables must be there. Source: reference 2.2; 002037 as Snowflake's
// community pages quote it.
func (w *printer) expand(ctx context.Context) {
	for _, v := range w.relies {
		if v.Kind != viewKind {
			continue
		}
		rows, err := w.s.fetch(ctx, "DESCRIBE "+v.body)
		if err != nil {
			w.s.intact(ctx)
			panic(compilation(2037, "42601", "Failure during expansion of view '%s': %s", v.Name, firstLine(err)))
		}
		if len(rows) != len(v.Columns) {
			panic(compilation(2057, "42601", "View definition for '%s' declared %d column(s), but view query produces %d column(s).", v.full(), len(v.Columns), len(rows)))
		}
	}
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// learn takes over what was seen, and tells whether it is news.
func (w *printer) learn(seen map[int]string) (news bool) {
	for n, types := range seen {
		key := w.infer.keys[n]
		if strings.Join(w.infer.types[key], ";") != types {
			w.infer.types[key] = strings.Split(types, ";")
			news = true
		}
	}
	return news
}

func explain(ctx context.Context, conn *sql.Conn, query string) error {
	rows, err := conn.QueryContext(ctx, "EXPLAIN "+query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}

// probes collects what sf_seen is told, for each statement that is being translated.
type probes struct {
	mu   sync.Mutex
	last int
	seen map[string]map[int]string
}

func (s *probes) open() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	id := strconv.Itoa(s.last)
	s.seen[id] = map[int]string{}
	return id
}

func (s *probes) close(id string) map[int]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	seen := s.seen[id]
	delete(s.seen, id)
	return seen
}

// Config makes sf_seen(text, text) a boolean function.
func (s *probes) Config() duckdb.ScalarFuncConfig {
	text, _ := duckdb.NewTypeInfo(duckdb.TYPE_VARCHAR)
	truth, _ := duckdb.NewTypeInfo(duckdb.TYPE_BOOLEAN)
	return duckdb.ScalarFuncConfig{InputTypeInfos: []duckdb.TypeInfo{text, text}, ResultTypeInfo: truth}
}

// Executor notes the types and is true.
func (s *probes) Executor() duckdb.ScalarFuncExecutor {
	return duckdb.ScalarFuncExecutor{RowExecutor: func(args []driver.Value) (any, error) {
		id, index, _ := strings.Cut(args[0].(string), ":")
		n, err := strconv.Atoi(index)
		if err != nil {
			return nil, err
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		if seen := s.seen[id]; seen != nil {
			seen[n] = args[1].(string)
		}
		return true, nil
	}}
}
