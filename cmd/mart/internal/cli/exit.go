package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// The exit codes: see docs/errors.md.
const (
	exitOK          = 0
	exitFailed      = 1 // the command ran and something in it failed
	exitProject     = 2 // the project, or the command line, is wrong; nothing was run
	exitUnreachable = 3 // the target does not open: it is not there, or another process holds it
	exitInterrupted = 130
)

// told is an error that the user has been told of already.
type told struct{ code int }

// Error names the exit code.
func (t told) Error() string { return fmt.Sprintf("exit code %d", t.code) }

// usageError is a fault of the command line.
type usageError struct{ message, hint string }

// Error gives the message and the hint.
func (u usageError) Error() string { return u.message }

// exitCode is what a process that ended with err returns to its caller.
func exitCode(err error) int {
	var t told
	var list diag.List
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &t):
		return t.code
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &list):
		for _, d := range list {
			if d.Cause != nil && exitCode(d.Cause) == exitUnreachable {
				return exitUnreachable
			}
		}
		return exitProject
	}
	switch engine.DatabaseErrorKind(err) {
	case engine.LockedError, engine.UnreachableError, engine.ReadOnlyError:
		return exitUnreachable
	case engine.OtherError:
		return exitProject
	case engine.CanceledError:
		return exitInterrupted
	}
	return exitFailed
}
