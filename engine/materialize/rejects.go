package materialize

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// A Count is the rows of one file that a load or external model read.
type Count struct {
	Stage string // Input.Stage
	Path  string // File.Path
	Rows  int64  // usable ones
	Bad   int64
}

// tally asks how many rows each file gave.
func (b Build) tally() *engine.Statement {
	var parts []string
	for _, f := range b.Feeds {
		if len(readable(f.Files)) == 0 {
			continue
		}
		from, usable, bad := "temp.main."+ident(allTable(f.Input.Stage)), "count(*) filter (_reason is null)", "count(*) filter ("+isBad+")"
		if r, _ := b.feedReader(f); r.format == "parquet" {
			from, usable, bad = ident(f.Input.Stage), "count(*)", "0"
		}
		parts = append(parts, "select "+quoted(f.Input.Stage)+" as stage, _file, "+usable+" as usable, "+bad+" as bad\nfrom "+from+" group by _file")
	}
	if len(parts) == 0 {
		return nil
	}
	s := own(TagStage, strings.Join(parts, "\nunion all\n"))
	return &s
}

// DecodeTally reads a row of Steps.Tally.
func DecodeTally(values []any) (Count, bool) {
	if len(values) != 4 {
		return Count{}, false
	}
	stage, _ := values[0].(string)
	path, _ := values[1].(string)
	rows, okRows := whole(values[2])
	bad, okBad := whole(values[3])
	return Count{Stage: stage, Path: path, Rows: rows, Bad: bad}, stage != "" && okRows && okBad
}

func whole(v any) (int64, bool) {
	switch v := v.(type) {
	case int64:
		return v, true
	case int32:
		return int64(v), true
	case int:
		return int64(v), true
	case string:
		n, err := strconv.ParseInt(v, 10, 64)
		return n, err == nil
	}
	return 0, false
}

// findRejects puts the bad rows of the staged files, with their numbers and reasons,
// into the temporary table that Publish takes them from.
func (b Build) findRejects() ([]engine.Statement, diag.List) {
	var after []engine.Statement
	var parts []string
	for _, f := range b.Feeds {
		r, problems := b.feedReader(f)
		if problems.HasErrors() {
			return nil, problems
		}
		if !hasRejects(r, f) {
			continue
		}
		all, source := "temp.main."+ident(allTable(f.Input.Stage)), quoted(f.Node.Head().Name)+" as source"
		if !r.countsLater() {
			number := "_row"
			if !r.row && r.format == "json" && !r.array() {
				number = "cast(null as bigint) as _row"
			}
			parts = append(parts, "select _file, "+number+", _line as line, _reason as reason, "+source+" from "+all+" where "+isBad)
			continue
		}
		r.rejects = f.Input.Stage
		parts = append(parts, "select a._file, a.rowid - f.first_row + 1 as _row, _line as line, _reason as reason, "+source+
			"\nfrom "+all+" as a join (select _file, min(rowid) as first_row from "+all+" where _row is null group by _file) as f using (_file)"+
			"\nwhere a._row is null and "+isBad)
		after = append(after, own(TagRejects, r.shift("temp.main."+rejectsTable), " and t.source = ", quoted(f.Node.Head().Name)),
			own(TagRejects, "insert into temp.main."+rejectsTable+" by name select _file, _row, _line as line, _reason as reason, ", source, " from ", all,
				" where _row is not null and ", isBad))
	}
	if len(parts) == 0 {
		return nil, nil
	}
	gather := own(TagRejects, "create or replace temp table ", rejectsTable, " as\n", strings.Join(parts, "\nunion all\n"))
	return append([]engine.Statement{gather}, after...), nil
}

// isBad is the condition of a row that cannot be used.
const isBad = "_reason is not null and _reason <> " + blankLine

// countsLater reports whether bad lines get their numbers only when they are told of, from
// their place in the staged table: counting every line while files are read would leave
// all work to one thread. Lines that the CSV reader refused are not in that place; they
// have a number already, and the others' are corrected for them: see shift.
func (r reader) countsLater() bool { return r.format == "json" && r.byLine() && !r.row }

// hasRejects reports whether a feed can have bad rows at all.
func hasRejects(r reader, f Feed) bool { return r.format != "parquet" && len(readable(f.Files)) > 0 }

// defaultRejects is the share of bad lines that a load bears unless max_rejects says
// otherwise.
const defaultRejects = "5%"

// CheckRejects judges the bad lines of a load against max_rejects, a count ("100") or
// a share ("5%", the default) of all lines. nil: they are few enough.
func CheckRejects(b Build, rejects, total int64) *diag.Diagnostic {
	limit := b.Config.MaxRejects
	if limit == "" {
		limit = defaultRejects
	}
	most, err := mostRejects(limit, total)
	if err != nil {
		d := diag.Errorf(b.span(), "wrong-value", "max_rejects: %v", err).
			WithHint(`write a count such as 100, or a share such as "5%%"`)
		return &d
	}
	if rejects <= most {
		return nil
	}
	d := diag.Errorf(b.span(), "too-many-rejects", "%d of %d records cannot be used, more than max_rejects %s allows", rejects, total, limit).
		WithHint("nothing was loaded; look at the lines above, mend the files or the declared columns, or raise max_rejects")
	return &d
}

// mostRejects is the number of bad lines that a limit bears.
func mostRejects(limit string, total int64) (int64, error) {
	limit = strings.TrimSpace(limit)
	if share, ok := strings.CutSuffix(limit, "%"); ok {
		f, err := strconv.ParseFloat(strings.TrimSpace(share), 64)
		if err != nil || !(f >= 0 && f <= 100) {
			return 0, fmt.Errorf("%q is not a share between 0%% and 100%%", limit)
		}
		return int64(math.Floor(f / 100 * float64(total))), nil
	}
	n, err := strconv.ParseInt(limit, 10, 64)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%q is neither a count nor a share", limit)
	}
	return n, nil
}

// SampleRejects asks for the first n bad lines, for the message of a failed load:
// rows (path, line number, text, reason). Steps.Rejects must have run. nil: no input
// can have any.
func SampleRejects(b Build, n int) *engine.Statement {
	from := b.allRejects()
	if from == "" {
		return nil
	}
	s := own(TagRejects, "select _file, _row, line, reason from (", from, ") order by all limit ", itoa(n))
	return &s
}

// allRejects is the query of the rejects of all inputs, or "".
func (b Build) allRejects() string {
	for _, f := range b.Feeds {
		if r, problems := b.feedReader(f); !problems.HasErrors() && hasRejects(r, f) {
			return "select _file, _row, line, reason, source from temp.main." + rejectsTable
		}
	}
	return ""
}
