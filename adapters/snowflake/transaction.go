package snowflake

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/martsql/mart/engine"
)

// rollbackPatience is how long a rollback may take, and commitPatience a commit: neither
// is canceled with the run.
const (
	rollbackPatience = 30 * time.Second
	commitPatience   = 5 * time.Minute
)

// Begin opens a transaction.
func (s *session) Begin(ctx context.Context) error {
	if s.open {
		return &engine.DatabaseError{Adapter: "snowflake", Message: "a transaction is open already", Offset: -1}
	}
	_, id, err := s.send(ctx, "begin", nil, s.transactionTag(engine.Origin{}))
	if err != nil {
		if s.link != nil && ctx.Err() != nil {
			// The server may have opened it all the same.
			s.open = true
			err = errors.Join(err, s.Rollback())
		}
		return withID(err, id)
	}
	s.open, s.failed = true, nil
	return nil
}

// Commit makes the transaction last. After a failed statement it rolls back and says so.
// When the answer does not come, the error is an UnknownOutcomeError: the transaction
// may have been applied.
func (s *session) Commit(ctx context.Context) error {
	switch {
	case !s.open:
		return &engine.DatabaseError{Adapter: "snowflake", Message: "there is no transaction to commit", Offset: -1}
	case s.failed != nil:
		err := fmt.Errorf("the transaction is rolled back because a statement in it failed: %w", s.failed)
		return errors.Join(err, s.Rollback())
	case ctx.Err() != nil:
		return errors.Join(s.adapter.fault(ctx, ctx.Err(), ""), s.Rollback())
	}
	// Once it is sent, a commit is waited for: canceled half-way nobody knows what it did.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), commitPatience)
	defer cancel()
	_, id, err := s.link.send(ctx, "commit", nil, s.transactionTag(s.origin))
	if err == nil {
		s.open = false
		return nil
	}
	if refused(err) {
		return errors.Join(withID(s.adapter.fault(ctx, err, ""), id), s.Rollback())
	}
	// The session is ended before anybody asks what became of the transaction: whatever
	// of it is still under way is then decided.
	s.open = false
	l := s.link
	s.link = nil
	return errors.Join(s.adapter.unknownOutcome(err, id), l.Close())
}

// Rollback undoes the open transaction; without one it does nothing. It is not
// canceled: an interrupted run must be able to clean up. Where it does not get through,
// the session is ended, which undoes the transaction too.
func (s *session) Rollback() error {
	if !s.open {
		return nil
	}
	s.open, s.failed = false, nil
	if s.link == nil {
		return nil // lost with its session
	}
	ctx, cancel := context.WithTimeout(context.Background(), rollbackPatience)
	defer cancel()
	_, id, err := s.link.send(ctx, "rollback", nil, s.transactionTag(s.origin))
	if err == nil {
		return nil
	}
	fault := s.adapter.fault(ctx, err, "")
	s.drop()
	if lost(fault) {
		return nil
	}
	return withID(fault, id)
}

// transactionTag is the query tag of begin, commit and rollback.
func (s *session) transactionTag(origin engine.Origin) string {
	return tagOf(engine.Statement{Tag: "transaction", Origin: origin}, s.adapter.settings.queryTag)
}
