package materialize

import (
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// planLoad stages the due files. Without a gate there is no aside: the rows go from the
// staged files into the table within the publish transaction.
func planLoad(b Build) (Steps, diag.List) {
	steps, problems := b.planFeeds()
	if problems.HasErrors() {
		return Steps{}, problems
	}
	describe := b.around(TagPublish, "describe", "")
	if b.Handover != nil {
		steps.Describe = &describe
		if !b.adds() {
			steps.Cleanup = append(steps.Cleanup, own(TagCleanup, "drop table if exists ", b.rel(b.HandoverAside())))
		}
		return steps, nil
	}
	if b.Gated {
		aside := AsideName(b.Relation)
		steps.Build = b.createFilled(TagBuild, b.aside())
		steps.Aside = &aside
		steps.Cleanup = append(steps.Cleanup, own(TagCleanup, "drop table if exists ", b.aside()))
		describe = own(TagPublish, "describe ", b.aside())
	}
	steps.Describe = &describe
	return steps, nil
}

// planFeeds is what load and external models have in common: preparing, staging,
// counting, finding rejects, and clearing up.
func (b Build) planFeeds() (Steps, diag.List) {
	if b.snowflake() && b.Handover == nil {
		return Steps{}, diag.List{diag.Errorf(b.span(), "no-lake", "%s reads files, and there is no lake side to read them", b.Relation.Name).
			WithHint("take a mart with the DuckDB adapter")}
	}
	steps := Steps{Prepare: b.prepare(), Tally: b.tally()}
	if b.Handover != nil {
		steps.Cleanup = append(steps.Cleanup, RemoveStaged(b))
	}
	for _, f := range b.Feeds {
		stage, problems := b.stage(f)
		if problems.HasErrors() {
			return Steps{}, problems
		}
		steps.Stage = append(steps.Stage, stage...)
		steps.CleanupStage = append(steps.CleanupStage, dropStage(f.Input.Stage)...)
	}
	var problems diag.List
	steps.Rejects, problems = b.findRejects()
	if len(steps.Rejects) > 0 {
		steps.CleanupStage = append(steps.CleanupStage, own(TagCleanup, "drop table if exists temp.main.", ident(rejectsTable)))
	}
	return steps, problems
}

// dropStage clears the temporary relations of an input, with the memory they take.
func dropStage(stage string) []engine.Statement {
	out := []engine.Statement{own(TagCleanup, "drop view if exists temp.main.", ident(stage))}
	for _, table := range []string{allTable(stage), errorsTable(stage), scansTable(stage)} {
		out = append(out, own(TagCleanup, "drop table if exists temp.main.", ident(table)))
	}
	return out
}

// publishLoad puts rows, rejects and ledger into the target together.
func publishLoad(b Build) ([]engine.Statement, diag.List) {
	if problems := b.needsFile(); problems.HasErrors() {
		return nil, problems
	}
	if b.Handover != nil {
		return publishHandover(b)
	}
	out, problems := b.loadRows()
	if problems.HasErrors() {
		return nil, problems
	}
	out = append(out, b.loadRejects(!b.adds(), b.Replaced)...)
	out = append(out, b.Ledger...)
	out = append(out, b.comments("table")...)
	return append(out, b.PostHooks...), nil
}

// needsFile refuses a query without _file where the rows of a changed file must be
// found again.
func (b Build) needsFile() diag.List {
	policy := b.Config.OnChangedFile
	if len(b.AsideColumns) == 0 || has(b.AsideColumns, "_file") || policy != "" && policy != "replace" && len(b.Replaced) == 0 {
		return nil
	}
	return diag.List{diag.Errorf(b.span(), "load-needs-file", "%s does not give the column _file, so the rows of a changed file could not be replaced", b.Relation.Name).
		WithHint("add _file to the select list, or set on_changed_file to refuse or ignore")}
}

// loadRows puts the new rows in place: a new table, or an addition to the one there.
func (b Build) loadRows() ([]engine.Statement, diag.List) {
	if !b.adds() {
		if b.Gated {
			return b.swap(), nil
		}
		var out []engine.Statement
		if b.stands(engine.ViewType) {
			out = append(out, b.drop(TagPublish, *b.Existing))
		}
		return append(out, b.createFilled(TagBuild, b.target())...), nil
	}
	out, columns, problems := b.reconcile()
	if problems.HasErrors() {
		return nil, problems
	}
	if len(b.Replaced) > 0 && !has(b.ExistingColumns, "_file") {
		return nil, diag.List{diag.Errorf(b.span(), "load-needs-file", "the table %s has no column _file, so the rows of a changed file cannot be replaced", b.Relation).
			WithHint("run with --full-refresh")}
	}
	out = append(out, deleteFiles(b.target(), b.Replaced)...)
	cols := b.columns(columns)
	head := "insert into " + b.target() + " (" + cols + ")\nselect " + cols + " from "
	if b.Gated {
		return append(out, own(TagPublish, head, b.aside())), nil
	}
	return append(out, b.around(TagBuild, head+"(", ") as loaded")), nil
}

// filesPerDelete bounds the length of a statement.
const filesPerDelete = 1000

// deleteFiles removes the rows of files.
func deleteFiles(table string, paths []string) []engine.Statement {
	var out []engine.Statement
	for chunk := range slices.Chunk(paths, filesPerDelete) {
		out = append(out, own(TagPublish, "delete from ", table, " where _file in (", strings.Trim(list(chunk), "[]"), ")"))
	}
	return out
}

// loadRejects replaces the rejects of the model, all or those of some files, by the
// ones that were found.
func (b Build) loadRejects(all bool, files []string) []engine.Statement {
	table := b.rel(RejectsName(b.Relation))
	var out []engine.Statement
	switch {
	case !b.RejectsExist:
		out = append(out, own(TagPublish, "create table if not exists ", table,
			" (_file varchar, _row bigint, line varchar, reason varchar, source varchar, _loaded_at timestamp)"))
	case all:
		out = append(out, own(TagPublish, "delete from ", table))
	default:
		out = append(out, deleteFiles(table, files)...)
	}
	if from := b.allRejects(); b.Rejects > 0 && from != "" {
		out = append(out, own(TagPublish, "insert into ", table, " (_file, _row, line, reason, source, _loaded_at)\nselect *, ",
			b.loadedAt(), " from (", from, ") order by all"))
	}
	return out
}

// Batches splits files into groups of at most maxBytes, in their order; a file that is
// larger is a group of its own. It suits models that treat each row by itself.
func Batches(files []engine.File, maxBytes int64) [][]engine.File {
	var out [][]engine.File
	var size int64
	for i, f := range files {
		if i == 0 || size+f.Size > maxBytes {
			out = append(out, nil)
			size = 0
		}
		last := len(out) - 1
		out[last] = append(out[last], f)
		size += f.Size
	}
	return out
}
