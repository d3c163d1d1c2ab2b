package compile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// Database tells of a database error in the words of the author: the place in the
// template that wrote the faulty SQL, what the database proposes, and where the SQL can
// be read as it was sent.
func Database(h *engine.Header, err *engine.DatabaseError, s engine.Statement, sources diag.Sources) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: code(err.Kind), Summary: err.Adapter + ": " + message(err), Span: h.Span, Cause: err,
		Hint: hint(err),
	}
	if s.Map == nil || err.Offset < s.Offset {
		return d
	}
	offset := err.Offset - s.Offset
	if span, ok := s.Map.At(offset, sources); ok {
		d.Span = wordAt(span, sources)
	}
	if h.File != "" && !strings.HasPrefix(h.File, "--") {
		if at := diag.PosAt(s.SQL[s.Offset:], offset); at != d.Span.Start {
			d.Related = []diag.Related{{Message: fmt.Sprintf("sent to %s as line %d, column %d of the compiled SQL (mart compile %s)",
				err.Adapter, at.Line, at.Column, h.Name)}}
		}
	}
	return d
}

// wordAt widens a span of one letter to the word that begins there: a database points
// at the first letter only.
func wordAt(span diag.Span, sources diag.Sources) diag.Span {
	text, ok := sources(span.File)
	if !ok || span.End.Offset-span.Start.Offset > 1 {
		return span
	}
	end := span.Start.Offset
	for end < len(text) && (text[end] == '_' || text[end] == '.' || text[end] >= 0x80 ||
		text[end] >= '0' && text[end] <= '9' || text[end] >= 'a' && text[end] <= 'z' || text[end] >= 'A' && text[end] <= 'Z') {
		end++
	}
	return diag.SpanAt(span.File, text, span.Start.Offset, max(end, span.Start.Offset+1))
}

// code is the error code of a kind of database error: see docs/errors.md.
func code(k engine.ErrorKind) string {
	switch k {
	case engine.LockedError:
		return "locked"
	case engine.UnreachableError:
		return "unreachable"
	case engine.ReadOnlyError:
		return "read-only"
	case engine.SpaceError:
		return "no-space"
	case engine.FunctionError:
		return "udf"
	case engine.DataError:
		return "data"
	case engine.ConflictError:
		return "conflict"
	}
	return "database"
}

func hint(err *engine.DatabaseError) string {
	if names := proposals(err.Candidates); len(names) > 0 {
		return "the database proposes: " + strings.Join(names, ", ")
	}
	switch err.Kind {
	case engine.SpaceError:
		return "free space on the disk, or raise memory_limit or temp_directory of the target; what was published before is untouched"
	case engine.ReadOnlyError:
		return "make the database file writable, or choose another target"
	case engine.LockedError:
		return "end that process, or wait for it, or use another target (--target)"
	case engine.ConflictError, engine.TemporaryError, engine.UnknownOutcomeError:
		return "run the command again: what is built stays, and what was loaded is not loaded twice"
	case engine.CanceledError:
		return "a person or a time limit of the database ended it; run the command again: what is built stays"
	}
	return ""
}

// message is the database's message on one line. DuckDB adds a page of advice to some;
// the hint says what of it can be done here.
func message(err *engine.DatabaseError) string {
	text := err.Message
	if err.Kind == engine.SpaceError {
		for _, advice := range []string{"This limit was set by", "Possible solutions"} {
			text, _, _ = strings.Cut(text, advice)
		}
	}
	return strings.Join(strings.Fields(text), " ")
}

// proposals leaves out what functions return where it is long: a struct's fields fill
// screens, and do not help with the arguments. The database's own catalogue is left out
// too: nobody meant pg_am.
func proposals(candidates []string) []string {
	const most = 100
	out := slices.DeleteFunc(slices.Clone(candidates), func(c string) bool {
		name := strings.Trim(c[strings.LastIndexByte(c, '.')+1:], `"`)
		return strings.HasPrefix(name, "pg_") || strings.HasPrefix(name, "pragma_") || strings.HasPrefix(name, "duckdb_")
	})
	for i, c := range out {
		if call, _, ok := strings.Cut(c, " -> "); ok && len(c) > most {
			out[i] = call
		}
	}
	return out
}
