package state

import (
	"time"

	"github.com/martsql/mart/engine"
)

// Missing makes what is not there yet of the schema and the tables of a warehouse that
// several runs can write to at once. stands tells what there is: each statement would
// take a warehouse's time, and commit.
func Missing(d engine.Dialect, stands func(engine.Relation) bool) []engine.Statement {
	var out []engine.Statement
	for _, t := range []table{loads, runs, results, builds, locks, commits} {
		if !stands(engine.Relation{Schema: Schema, Name: t.name}) {
			out = append(out, t.create(d))
		}
	}
	if len(out) == 6 {
		out = append([]engine.Statement{statement("create schema if not exists " + d.Quote(Schema))}, out...)
	}
	return out
}

// Lock makes the row of a node that TakeLock changes. It comes before the transaction:
// a row that two transactions insert would keep neither from going on.
func Lock(d engine.Dialect, node engine.NodeID) engine.Statement {
	return statement("merge into " + locks.in(d) + " as l using (select " + d.Literal(string(node)) +
		" as node) as n on l.node = n.node\nwhen not matched then insert (node) values (n.node)")
}

// TakeLock is the first statement of a transaction that must not meet another one of the
// same node: the second waits for the end of the first.
func TakeLock(d engine.Dialect, node engine.NodeID, runID string, now time.Time) engine.Statement {
	return statement("update " + locks.in(d) + " set run_id = " + d.Literal(runID) + ", locked_at = " + literal(d, now) +
		" where node = " + d.Literal(string(node)))
}

// KeepLock takes a lock again that this run took before. It changes no row when another
// run has taken it since.
func KeepLock(d engine.Dialect, node engine.NodeID, runID string, now time.Time) engine.Statement {
	s := TakeLock(d, node, runID, now)
	s.SQL += " and run_id = " + d.Literal(runID)
	return s
}

// RecordCommit is the last statement of a transaction whose fate must be known though
// the answer to its commit may be lost.
func RecordCommit(d engine.Dialect, o engine.Origin, now time.Time) engine.Statement {
	return commits.insert(d, [][]any{{o.RunID, string(o.Node), int64(o.Attempt), now}})[0]
}

// Committed asks whether that transaction was applied: a row when it was.
func Committed(d engine.Dialect, o engine.Origin) engine.Statement {
	return statement("select committed_at from " + commits.in(d) + " where run_id = " + d.Literal(o.RunID) +
		" and node = " + d.Literal(string(o.Node)) + " and attempt = " + d.Literal(o.Attempt))
}

// ForgetCommits drops what RecordCommit wrote in a run, when the run has ended.
func ForgetCommits(d engine.Dialect, runID string) engine.Statement {
	return statement("delete from " + commits.in(d) + " where run_id = " + d.Literal(runID))
}

// CreateStage makes the internal stage that files are put to before a warehouse copies
// them into a table.
func CreateStage(d engine.Dialect) engine.Statement {
	return statement("create stage if not exists " + d.Relation(engine.Relation{Schema: Schema, Name: Stage}))
}

// Stage is the name of that stage, in Schema.
const Stage = "preload"
