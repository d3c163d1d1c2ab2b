package main_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
)

// startAccount starts a test server that takes no DDL within a transaction, as Snowflake
// would commit there.
func startAccount(t *testing.T, o snowtest.Options) *snowtest.Server {
	t.Helper()
	o.RefuseDDLInTransaction = true
	server, err := snowtest.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	return server
}

// addAccount adds the target "account" to a project's targets, which must stand at the end of its
// mart.yml. It waits less for what fails than a person would.
func addAccount(t *testing.T, dir string, server *snowtest.Server, threads int) {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(dir, "mart.yml"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	_, err = fmt.Fprintf(f, `  account: {adapter: snowflake, account: test, user: %s, password: %s, warehouse: %s, database: %s, host: %s, port: %d, protocol: http,
    threads: %d, max_retries: 1, request_timeout: 5s, login_timeout: 5s, lake: {memory_limit: 2GB}}
`, snowtest.DefaultUser, snowtest.DefaultPassword, snowtest.DefaultWarehouse, snowtest.DefaultDatabase, server.Host(), server.Port(), threads)
	if err != nil {
		t.Fatal(err)
	}
}

// buildAccount builds the target of addAccount and gives the exit code and all that was told.
func buildAccount(t *testing.T, dir, now string, args ...string) (int, string) {
	t.Helper()
	c := martCommand(t.Context(), dir, append([]string{"build", "--target", "account", "--log-format", "plain"}, args...)...)
	c.Env = append(c.Env, "MART_NOW="+now)
	out, err := c.CombinedOutput()
	return codeOf(t, err), string(out)
}

// mustBuildAccount is buildAccount where all must be well.
func mustBuildAccount(t *testing.T, dir, now string, args ...string) {
	t.Helper()
	if code, out := buildAccount(t, dir, now, args...); code != 0 {
		t.Fatalf("build on %s: exit code %d\n%s", now, code, out)
	}
}

// published is the rows of all tables that readers may see, by the table's name, with the
// columns in the order of their names, and the ledger of loaded files: of a DuckDB file,
// or of what stands behind a test server. Numbers, times and lists are written alike for
// both. Columns may be left out.
func published(t *testing.T, db *sql.DB, account bool, without ...string) map[string][]string {
	t.Helper()
	// The table T of the schema S stands as "MART.S"."T" behind the server.
	schema := "table_schema"
	if account {
		schema = "split_part(table_schema, '.', 2)"
	}
	columns, err := rowsOf(db, fmt.Sprintf(`select lower(%s || '.' || table_name), table_schema, table_name, column_name, data_type from information_schema.columns
		where lower(%s) not in ('_mart', 'information_schema') and table_schema not in ('pg_catalog', '_account') order by 1, lower(column_name)`, schema, schema))
	if err != nil {
		t.Fatal(err)
	}
	from, parts := map[string]string{}, map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(columns), "\n") {
		c := strings.Split(line, "|")
		if slices.Contains(without, strings.ToLower(c[3])) {
			continue
		}
		from[c[0]] = fmt.Sprintf("%q.%q", c[1], c[2])
		parts[c[0]] = append(parts[c[0]], fmt.Sprintf("'%s=' || coalesce(%s, 'NULL')", strings.ToLower(c[3]), alike(fmt.Sprintf("%q", c[3]), c[4])))
	}
	out := map[string][]string{}
	ledger := "_mart.loads"
	if account {
		ledger = `"MART._MART".loads`
	}
	loads, err := rowsOf(db, "select model, path, hash, row_count, reject_count from "+ledger+" order by all")
	if err != nil {
		t.Fatal(err)
	}
	out["the ledger"] = strings.Split(loads, "\n")
	for name, columns := range parts {
		rows, err := rowsOf(db, fmt.Sprintf("select %s from %s", strings.Join(columns, ` || ' ' || `), from[name]))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out[name] = strings.Split(strings.TrimSuffix(rows, "\n"), "\n")
		slices.Sort(out[name])
	}
	return out
}

// alike writes a column so that both databases write it alike.
func alike(column, kind string) string {
	text := "cast(" + column + " as varchar)"
	switch {
	case strings.HasPrefix(kind, "DECIMAL"): // a NUMBER may have another scale
		return fmt.Sprintf(`regexp_replace(regexp_replace(%s, '(\.\d*?)0+$', '\1'), '\.$', '')`, text)
	case kind == "JSON" || strings.HasSuffix(kind, "[]") || strings.HasPrefix(kind, "STRUCT"):
		return "cast(to_json(" + column + ") as varchar)"
	case strings.HasPrefix(kind, "TIMESTAMP"):
		return "cast(cast(" + column + " as timestamp) as varchar)"
	}
	return text
}
