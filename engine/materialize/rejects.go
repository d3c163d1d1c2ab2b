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
		switch {
		case !hasBadTable(r, f):
		case b.readsTwice(r):
			out = append(out, b.findBadLines(f, r)...)
		default:
			number := "_row, "
			if !r.row && !r.array() && !r.headerIsRow() && !b.byLine(r) && r.format != "csv" {
				number = "cast(null as bigint) as _row, "
			}
			out = append(out, own(TagRejects, "create or replace temp table ", ident(badTable(f.Input.Stage)), " as select _file, ", number,
				"_line as line, _reason as reason from temp.main.", ident(allTable(f.Input.Stage)), " where _reason is not null"))
		}
	}
	return out, nil
}

// readsTwice reports whether a feed is read by DuckDB's JSON reader, which is quick and
// tells nothing of a bad line, so that bad ones are looked for among the lines.
func (b Build) readsTwice(r reader) bool {
	return r.format == "json" && r.typed() && !r.array() && !b.byLine(r)
}

// findBadLines looks for the bad lines of a feed among those that may be: taking every
// line apart would cost more than reading the files did. It also finds the good lines
// that DuckDB's reader lost behind a cut one, and puts them back.
func (b Build) findBadLines(f Feed, r reader) []engine.Statement {
	bad, again := badTable(f.Input.Stage), badTable(f.Input.Stage)+"_lines"
	out := []engine.Statement{own(TagRejects, b.badFiles(f)), own(TagRejects, r.keepNeedles(f))}
	r.files, r.row, r.rejects = "getvariable("+quoted(bad)+")", true, bad
	r.needles, r.suspects = needlesTable(f.Input.Stage), suspectsTable(f.Input.Stage)
	// The suspects stand in a table of their own: within one query DuckDB would take
	// every line apart before it asks whether the line is one.
	out = append(out, r.dropErrors(TagRejects)...)
	out = append(out, own(TagRejects, "create or replace temp table ", ident(r.suspects), " as\n", r.suspectLines()))
	out = append(out, r.settled(again, "select * from ("+r.query(true)+")\nwhere _reason is not null or _behind")...)
	out = append(out,
		own(TagRejects, "create or replace temp table ", ident(bad), " as select _file, _row, _line as line, _reason as reason from temp.main.", ident(again),
			" where _reason is not null"))
	out = append(out, putBack(f, again)...)
	return append(out, own(TagRejects, "drop table temp.main.", ident(again)))
}

// putBack adds the good lines that DuckDB's reader lost: it reads on behind a line that
// is cut after a colon or an opening bracket, and refuses both. Only where the count of
// such lines is the count of refused records without a reason, and each cut line has one
// of them behind it, is it sure which they are; other files are read once more, see Build.reread.
func putBack(f Feed, again string) []engine.Statement {
	all, lost := "temp.main."+ident(allTable(f.Input.Stage)), badTable(f.Input.Stage)+"_lost"
	return []engine.Statement{
		own(TagRejects, "create or replace temp table ", ident(lost), ` as
select _file, behind from (select _file, count(_reason) as explained, count(*) filter (_reason is null) as behind,
  count(*) filter (_reason is not null and regexp_matches(_line, '[:\[]\s*$')) as cut from temp.main.`, ident(again), ` group by _file)
join (select _file, count(_reason) as refused from `, all, ` group by _file) using (_file) where behind > 0 and refused = explained + behind and cut = behind`),
		own(TagRejects, "delete from ", all, ` where rowid in (select row from (
  select a.rowid as row, l.behind, row_number() over (partition by a._file) as nth from `, all, " as a join temp.main.", ident(lost), ` as l using (_file)
  where a._reason = `, withoutValue, ") where nth <= behind)"),
		own(TagRejects, "insert into ", all, " by name select * exclude (_row, _behind) from temp.main.", ident(again),
			" where _reason is null and _file in (select _file from temp.main.", ident(lost), ")"),
		own(TagRejects, "drop table temp.main.", ident(lost)),
	}
}

// keepNeedles keeps, for each file, a word of every record with a value that does not
// fit: a line with that word may be the bad one. Words are runs of plain letters and
// digits, which look the same in JSON text and in its values; the longest word of a
// record's texts is a rare one.
func (r reader) keepNeedles(f Feed) string {
	var texts []string
	for _, c := range r.columns {
		if textual(c.DataType) && !nested(c.DataType) {
			texts = append(texts, ident(c.Name))
		}
	}
	text := "_reason"
	if len(texts) > 0 {
		text = "concat_ws(' ', " + join(texts) + ")"
	}
	return `create or replace temp table ` + ident(needlesTable(f.Input.Stage)) + ` as
select _file as __needle_file, list(distinct coalesce(word, '')) as __needles
from (select _file, list_sort(list_transform(regexp_extract_all(` + text + `, '[A-Za-z0-9_-]+'), lambda w: {'n': length(w), 'word': w}))[-1].word as word
  from temp.main.` + ident(allTable(f.Input.Stage)) + ` where _reason is not null and _reason <> ` + withoutValue + `)
group by _file`
}

// unexplained asks for the files of which DuckDB's reader refused more records than bad
// lines were found: a line that is cut behind a colon or a bracket takes the next one
// with it, and a byte order mark spoils a good line.
func (b Build) unexplained() *engine.Statement {
	var parts []string
	for _, f := range b.Feeds {
		if r, problems := b.feedReader(f); !problems.HasErrors() && hasBadTable(r, f) && b.readsTwice(r) {
			parts = append(parts, "select "+quoted(f.Input.Stage)+" as stage, _file from ("+unexplainedFiles(f)+")")
		}
	}
	if len(parts) == 0 {
		return nil
	}
	s := own(TagRejects, strings.Join(parts, "\nunion all\n"))
	return &s
}

func unexplainedFiles(f Feed) string {
	return `select _file from (select _file, count(*) as refused from temp.main.` + ident(allTable(f.Input.Stage)) + ` where _reason is not null group by _file)
  left join (select _file, count(*) as explained from temp.main.` + ident(badTable(f.Input.Stage)) + ` group by _file) using (_file)
  where refused <> coalesce(explained, 0)`
}

// reread reads the unexplained files once more, line by line, and puts what it finds in
// the place of what was staged of them.
func (b Build) reread() []engine.Statement {
	var out []engine.Statement
	for _, f := range b.Feeds {
		r, problems := b.feedReader(f)
		if problems.HasErrors() || !hasBadTable(r, f) || !b.readsTwice(r) {
			continue
		}
		bad, again := badTable(f.Input.Stage), badTable(f.Input.Stage)+"_lines"
		all := "temp.main." + ident(allTable(f.Input.Stage))
		of := " where list_contains(getvariable(" + quoted(again) + "), _file)"
		r.files, r.row, r.rejects = "getvariable("+quoted(bad)+")", true, bad
		out = append(out,
			own(TagRejects, "set variable ", ident(again), " = (select coalesce(list(_file), []) from (", unexplainedFiles(f), "))"),
			own(TagRejects, b.listFiles(f, "list_contains(getvariable("+quoted(again)+"), _file)")))
		out = append(out, r.stageAll(again, r.query(true))...)
		out = append(out,
			own(TagRejects, "delete from ", all, of),
			own(TagRejects, "insert into ", all, " by name select * exclude (_row) from temp.main.", ident(again), of),
			own(TagRejects, "delete from temp.main.", ident(bad), of),
			own(TagRejects, "insert into temp.main.", ident(bad), " select _file, _row, _line, _reason from temp.main.", ident(again), of, " and _reason is not null"),
			own(TagRejects, "drop table temp.main.", ident(again)))
	}
	return out
}

// hasBadTable reports whether a feed can have bad rows at all.
func hasBadTable(r reader, f Feed) bool { return r.format != "parquet" && len(readable(f.Files)) > 0 }

// badFiles puts the names of the files with bad rows into a variable of the session, so
// that only they are read again.
func (b Build) badFiles(f Feed) string { return b.listFiles(f, "_reason is not null") }

// listFiles puts the names of the staged files with rows that meet a condition into a
// variable of the session. Without any it names the first file: a reader wants one.
func (b Build) listFiles(f Feed, condition string) string {
	file := "_file"
	if b.Root != "" {
		prefix := strings.TrimSuffix(b.Root, "/") + "/"
		file = "case when starts_with(_file, '/') or contains(_file, '://') then _file else " + quoted(prefix) + " || _file end"
	}
	return "set variable " + ident(badTable(f.Input.Stage)) + " = (select coalesce(list(distinct regexp_replace(" + file +
		`, '([*?\[])', '[\1]', 'g')), ` + list(paths(b.Root, readable(f.Files)[:1])) + ") from temp.main." +
		ident(allTable(f.Input.Stage)) + " where " + condition + ")"
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
