package duckdb

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/martsql/mart/engine"
)

var lockHolder = regexp.MustCompile(`Conflicting lock is held in (.*?) ?\(PID (\d+)\)`)

// openError says why a database file cannot be opened.
func openError(s settings, err error) error {
	var e *engine.DatabaseError
	if !errors.As(fault(context.Background(), err), &e) {
		return err
	}
	name := s.path
	text := err.Error()
	switch {
	case e.Kind == engine.LockedError:
		e.Message = name + " is held by another process"
		if m := lockHolder.FindStringSubmatch(text); m != nil {
			e.Message = fmt.Sprintf("%s is held by another process (pid %s, %s)", name, m[2], filepath.Base(m[1]))
		}
	case strings.Contains(text, "not a valid DuckDB database file"):
		e.Kind, e.Message = engine.UnreachableError, name+" is not a DuckDB database"
	case strings.Contains(text, "database does not exist"):
		e.Kind, e.Message = engine.UnreachableError, name+" does not exist"
	case strings.Contains(text, "Is a directory"):
		e.Kind, e.Message = engine.UnreachableError, name+" is a folder, not a database file"
	case strings.Contains(text, "Permission denied"), strings.Contains(text, "Read-only file system"):
		e.Kind, e.Message = engine.UnreachableError, name+" may not be opened: "+e.Message
		if readable(s.file) {
			e.Kind = engine.ReadOnlyError
			e.Message = name + " may be read but not written to; set read_only: true on the target to only read it"
		}
	case e.Kind == engine.OtherError:
		e.Kind, e.Message = engine.UnreachableError, name+" cannot be opened: "+e.Message
	default:
		e.Message = name + " cannot be opened: " + e.Message
	}
	return e
}

func readable(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	return f.Close() == nil
}

// folderError says why the folder of a database file cannot be made.
func folderError(s settings, err error) error {
	cause := err
	var at *os.PathError
	if errors.As(err, &at) {
		cause = at.Err
	}
	return &engine.DatabaseError{
		Kind: engine.UnreachableError, Adapter: "duckdb", Offset: -1, Err: err,
		Message: fmt.Sprintf("the folder of %s cannot be made: %v", s.path, cause),
	}
}

// secretError names the secret and hides its values, in the driver's error too.
func secretError(ctx context.Context, err error, s secret) error {
	err = reword(ctx, err, "secret %s: ", s.name)
	var e *engine.DatabaseError
	if errors.As(err, &e) {
		e.Err = nil
		e.Candidates = nil
		for _, p := range s.params {
			e.Message = hide(e.Message, p.value)
		}
	}
	return err
}

func hide(text string, value any) string {
	switch v := value.(type) {
	case map[string]any:
		for _, e := range v {
			text = hide(text, e)
		}
		return text
	case []any:
		for _, e := range v {
			text = hide(text, e)
		}
		return text
	}
	if _, flag := value.(bool); flag || textOf(value) == "" {
		return text // use_ssl: true is no secret
	}
	return strings.ReplaceAll(text, textOf(value), "***")
}
