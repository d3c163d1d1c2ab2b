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
		from, usable, bad := "temp.main."+ident(allTable(f.Input.Stage)), "count(*) filter (_reason is null)", "count(_reason)"
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
// into temporary tables that Publish takes them from. JSON lines are read again for it,
// from the files that have bad ones.
func (b Build) findRejects() ([]engine.Statement, diag.List) {
	var out []engine.Statement
	for _, f := range b.Feeds {
		r, problems := b.feedReader(f)
		if problems.HasErrors() {
			return nil, problems
		}
		if !hasBadTable(r, f) {
			continue
		}
		head := "create or replace temp table " + ident(badTable(f.Input.Stage)) + " as select _file, "
		tail := "_line as line, _reason as reason from temp.main."
		all := ident(allTable(f.Input.Stage))
		lines := b.byLine(r)
		if r.format == "json" && r.typed() && !r.array() && !lines {
			again := badTable(f.Input.Stage) + "_lines"
			out = append(out, own(TagRejects, b.badFiles(f)))
			r.files, r.row, r.rejects = "getvariable("+quoted(badTable(f.Input.Stage))+")", true, badTable(f.Input.Stage)
			only := "select _file, _row, _line, _reason from (" + r.query(true) + ")\nwhere _reason is not null"
			out = append(out, r.stageAll(again, only)...)
			out = append(out, own(TagRejects, head, "_row, ", tail, ident(again)),
				own(TagRejects, unexplained(badTable(f.Input.Stage), allTable(f.Input.Stage))),
				own(TagRejects, "drop table temp.main.", ident(again)))
			continue
		}
		number := "_row, "
		if !r.row && !r.array() && !r.headerIsRow() && !lines && r.format != "csv" {
			number = "cast(null as bigint) as _row, "
		}
		out = append(out, own(TagRejects, head, number, tail, all, " where _reason is not null"))
	}
	return out, nil
}

// hasBadTable reports whether a feed can have bad rows at all.
func hasBadTable(r reader, f Feed) bool { return r.format != "parquet" && len(readable(f.Files)) > 0 }

// unexplained adds a reject for every record that DuckDB's JSON reader refused and that
// looks good as a line, such as one behind a byte order mark: none is lost silently.
func unexplained(bad, all string) string {
	return `insert into temp.main.` + ident(bad) + ` by name
select _file, 'DuckDB cannot read this record; does its file begin with a byte order mark?' as reason
from (select _file, unnest(range(refused - coalesce(explained, 0))) from (
  select _file, count(*) as refused from temp.main.` + ident(all) + ` where _reason is not null group by _file)
  left join (select _file, count(*) as explained from temp.main.` + ident(bad) + ` group by _file) using (_file)
  where refused > coalesce(explained, 0)) as missing`
}

// badFiles puts the names of the files with bad rows into a variable of the session, so
// that only they are read again. Without any, it names the first file.
func (b Build) badFiles(f Feed) string {
	name := badTable(f.Input.Stage)
	file := "_file"
	if b.Root != "" {
		prefix := strings.TrimSuffix(b.Root, "/") + "/"
		file = "case when starts_with(_file, '/') or contains(_file, '://') then _file else " + quoted(prefix) + " || _file end"
	}
	return "set variable " + ident(name) + " = (select coalesce(list(distinct regexp_replace(" + file +
		`, '([*?\[])', '[\1]', 'g')), ` + list(paths(b.Root, readable(f.Files)[:1])) + ") from temp.main." +
		ident(allTable(f.Input.Stage)) + " where _reason is not null)"
}

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
	var parts []string
	for _, f := range b.Feeds {
		if r, problems := b.feedReader(f); !problems.HasErrors() && hasBadTable(r, f) {
			parts = append(parts, "select _file, _row, line, reason, "+quoted(f.Node.Head().Name)+" as source from temp.main."+ident(badTable(f.Input.Stage)))
		}
	}
	return strings.Join(parts, "\nunion all ")
}
