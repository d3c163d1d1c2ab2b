// Package adaptertest is the conformance suite that every adapter passes. It uses only
// what DuckDB and Snowflake both understand.
package adaptertest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/martsql/mart/engine"
)

// schema is where the suite works. A target that is opened twice has it already.
const schema = "MART_CONFORMANCE"

// An Exception is a subtest that a server cannot pass, and why: it is skipped by name.
type Exception struct{ Test, Reason string }

// Run checks an adapter. open gives a target whose schema MART_CONFORMANCE the suite may
// make, fill and drop; it is called once a subtest, and closes the target in a cleanup.
func Run(t *testing.T, open func(t *testing.T) engine.Adapter, except ...Exception) {
	for _, test := range []struct {
		name string
		run  func(*suite)
	}{
		{"relations", (*suite).relations},
		{"columns", (*suite).columns},
		{"quoting", (*suite).quoting},
		{"literals", (*suite).literals},
		{"types", (*suite).types},
		{"rows", (*suite).rows},
		{"transaction", (*suite).transaction},
		{"failed transaction", (*suite).failedTransaction},
		{"sessions", (*suite).sessions},
		{"cancel", (*suite).cancel},
		{"concurrency", (*suite).concurrency},
		{"errors", (*suite).errors},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, e := range except {
				if e.Test == test.name {
					t.Skip(e.Reason)
				}
			}
			a := open(t)
			s := &suite{T: t, adapter: a, session: newSession(t, a)}
			s.exec("drop schema if exists " + s.quote(schema) + " cascade")
			s.exec("create schema " + s.quote(schema))
			t.Cleanup(func() { s.exec("drop schema if exists " + s.quote(schema) + " cascade") })
			test.run(s)
		})
	}
}

// A suite is one subtest on an open target, with a session of its own.
type suite struct {
	*testing.T
	adapter engine.Adapter
	session engine.Session
}

func newSession(t *testing.T, a engine.Adapter) engine.Session {
	t.Helper()
	s, err := a.Session(context.Background())
	if err != nil {
		t.Fatalf("session: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close the session: %v", err)
		}
	})
	return s
}

func (s *suite) quote(identifier string) string { return s.adapter.Dialect().Quote(identifier) }

func (s *suite) relation(name string) engine.Relation {
	return engine.Relation{Schema: schema, Name: name}
}

// rel prints a relation of the suite's schema.
func (s *suite) rel(name string) string { return s.adapter.Dialect().Relation(s.relation(name)) }

func (s *suite) exec(sql string) engine.ExecInfo {
	s.Helper()
	info, err := s.session.Exec(context.Background(), engine.Statement{SQL: sql, Tag: "conformance"})
	if err != nil {
		s.Fatalf("%s: %v", sql, err)
	}
	return info
}

// query returns all rows of a query in a session.
func (s *suite) query(in engine.Session, sql string, args ...any) [][]any {
	s.Helper()
	rows, err := read(in, sql, args...)
	if err != nil {
		s.Fatalf("%s: %v", sql, err)
	}
	return rows
}

func read(in engine.Session, sql string, args ...any) (out [][]any, err error) {
	rows, err := in.Query(context.Background(), engine.Statement{SQL: sql, Args: args, Tag: "conformance"})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return nil, err
		}
		out = append(out, values)
	}
	return out, rows.Err()
}

// equal compares printed values: databases differ in the width of their integers, and
// so in whether one is an int64 or text.
func (s *suite) equal(what string, got, want any) {
	s.Helper()
	if diff := cmp.Diff(fmt.Sprint(want), fmt.Sprint(got)); diff != "" {
		s.Errorf("%s: %s", what, diff)
	}
}
