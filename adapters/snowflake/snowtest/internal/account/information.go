package account

import (
	"fmt"
	"strings"
	"time"
)

// systemView writes a view of INFORMATION_SCHEMA or SNOWFLAKE.ACCOUNT_USAGE as its rows.
// Sources: docs sql-reference/info-schema/<view>, account-usage/query_history.
func (s *Session) systemView(w *printer, parts []token) (string, bool) {
	if len(parts) < 2 {
		return "", false
	}
	name, sch, db := parts[len(parts)-1].value, parts[len(parts)-2].value, s.database
	if len(parts) == 3 {
		db = parts[0].value
	}
	if db == "SNOWFLAKE" && sch == "ACCOUNT_USAGE" && name == "QUERY_HISTORY" {
		return s.queryHistory(), true
	}
	if sch != "INFORMATION_SCHEMA" {
		return "", false
	}
	in := showing{database: db}
	switch name {
	case "TABLES":
		t := newRows("TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME", "TABLE_TYPE", "IS_TRANSIENT", "CLUSTERING_KEY", "COMMENT", "CREATED", "IS_DYNAMIC")
		for _, r := range s.relations(in, tableKind, viewKind, dynamicKind) {
			kind := map[relationKind]string{tableKind: "BASE TABLE", viewKind: "VIEW", dynamicKind: "BASE TABLE"}[r.Kind]
			if r.Temporary {
				kind = "LOCAL TEMPORARY"
			}
			t.add(r.Database, r.Schema, r.Name, kind, map[bool]string{true: "YES", false: "NO"}[r.Transient], null(r.ClusterBy), null(r.Comment), r.Created, map[bool]string{true: "YES", false: "NO"}[r.Kind == dynamicKind])
		}
		return t.sql(), true
	case "VIEWS":
		t := newRows("TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME", "VIEW_DEFINITION", "IS_SECURE", "COMMENT", "CREATED")
		for _, r := range s.relations(in, viewKind) {
			t.add(r.Database, r.Schema, r.Name, r.Text, map[bool]string{true: "YES", false: "NO"}[r.Secure], null(r.Comment), r.Created)
		}
		return t.sql(), true
	case "COLUMNS":
		t := newRows("TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME", "COLUMN_NAME", "ORDINAL_POSITION", "COLUMN_DEFAULT", "IS_NULLABLE", "DATA_TYPE", "CHARACTER_MAXIMUM_LENGTH", "NUMERIC_PRECISION", "NUMERIC_SCALE", "COMMENT")
		for _, r := range s.relations(in, tableKind, viewKind, dynamicKind) {
			for i, c := range r.Columns {
				var length, precision, scale any
				if c.Type.kind == "TEXT" || c.Type.kind == "BINARY" {
					length = c.Type.length
				}
				if c.Type.kind == "FIXED" {
					precision, scale = c.Type.precision, c.Type.scale
				}
				t.add(r.Database, r.Schema, r.Name, c.Name, i+1, null(c.Default), map[bool]string{true: "NO", false: "YES"}[c.NotNull], c.Type.word(), length, precision, scale, null(c.Comment))
			}
		}
		return t.sql(), true
	case "SCHEMATA":
		t := newRows("CATALOG_NAME", "SCHEMA_NAME", "COMMENT", "CREATED")
		s.account.mu.Lock()
		defer s.account.mu.Unlock()
		d := s.account.catalog.databases[db]
		if d == nil {
			panic(missing("Database", db))
		}
		for _, n := range sorted(d.schemas) {
			t.add(db, n, null(d.schemas[n].Comment), d.schemas[n].Created)
		}
		return t.sql(), true
	case "QUERY_HISTORY":
		return s.queryHistory(), true
	}
	panic(unsupported("INFORMATION_SCHEMA.%s", name))
}

func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// rowsText is rows written as a VALUES list.
type rowsText struct {
	names []string
	lines []string
}

func newRows(names ...string) *rowsText { return &rowsText{names: names} }

func (t *rowsText) add(values ...any) {
	cells := make([]string, len(values))
	for i, v := range values {
		switch v := v.(type) {
		case nil:
			cells[i] = "NULL"
		case string:
			cells[i] = literalText(v)
		case time.Time:
			cells[i] = "TIMESTAMPTZ " + literalText(v.UTC().Format("2006-01-02 15:04:05.000000+00"))
		default:
			cells[i] = fmt.Sprint(v)
		}
	}
	t.lines = append(t.lines, "("+strings.Join(cells, ", ")+")")
}

// sql is a subquery in brackets. A first line gives the columns without rows.
func (t *rowsText) sql() string {
	names, nulls := make([]string, len(t.names)), make([]string, len(t.names))
	for i, n := range t.names {
		names[i], nulls[i] = quote(n), "NULL"
	}
	lines := append([]string{"(" + strings.Join(nulls, ", ") + ")"}, t.lines...)
	return fmt.Sprintf("(SELECT * FROM (VALUES %s) AS v(%s) WHERE %s IS NOT NULL)", strings.Join(lines, ", "), strings.Join(names, ", "), names[0])
}

// queryHistory has a row for each statement of the account so far.
func (s *Session) queryHistory() string {
	t := newRows("QUERY_ID", "QUERY_TEXT", "QUERY_TAG", "SESSION_ID", "USER_NAME", "ROLE_NAME", "WAREHOUSE_NAME", "WAREHOUSE_SIZE", "DATABASE_NAME", "SCHEMA_NAME",
		"EXECUTION_STATUS", "ERROR_CODE", "ERROR_MESSAGE", "START_TIME", "END_TIME", "TOTAL_ELAPSED_TIME", "ROWS_PRODUCED", "BYTES_SCANNED", "CREDITS_USED_CLOUD_SERVICES")
	s.account.mu.Lock()
	defer s.account.mu.Unlock()
	for _, r := range s.account.history {
		status, size := "RUNNING", any(nil)
		var code, message, ended any
		if !r.Ended.IsZero() {
			status, ended = "SUCCESS", r.Ended
		}
		if r.Err != nil {
			status, code, message = "FAIL", fmt.Sprintf("%06d", r.Err.Number), r.Err.Message
		}
		if x := s.account.catalog.warehouses[r.Warehouse]; x != nil {
			size = x.Size
		}
		elapsed := int64(0)
		if !r.Ended.IsZero() {
			elapsed = r.Ended.Sub(r.Started).Milliseconds()
		}
		t.add(r.QueryID, r.SQL, r.Tag, r.Session, r.User, r.Role, null(r.Warehouse), size, null(r.Database), null(r.Schema), status, code, message, r.Started, ended, elapsed, r.Rows, 0, 0)
	}
	return t.sql()
}
