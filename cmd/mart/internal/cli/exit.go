package cli

import (
	"context"
	"errors"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// The exit codes: see docs/errors.md.
const (
	exitOK          = 0
	exitFailed      = 1 // the command ran and something in it failed
	exitProject     = 2 // the project, or the command line, is wrong; nothing was run
	exitUnreachable = 3 // the target is not there, or another process holds it
	exitInterrupted = 130
)

// errFailed ends a command whose failures were told already.
var errFailed = errors.New("failed")

// exitCode is what a process that ended with err returns to its caller.
func exitCode(err error) int {
	var list diag.List
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.Is(err, errFailed):
		return exitFailed
	case errors.As(err, &list):
		for _, d := range list {
			if code := exitCode(d.Cause); d.Cause != nil && code == exitUnreachable {
				return code
			}
		}
		return exitProject
	}
	switch engine.DatabaseErrorKind(err) {
	case engine.LockedError, engine.UnreachableError:
		return exitUnreachable
	case engine.OtherError:
		return exitProject
	case engine.CanceledError:
		return exitInterrupted
	}
	return exitFailed
}
