package materialize

import (
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// externalFormats are the values of an external model's format, the default first.
var externalFormats = []string{"parquet", "csv", "json"}

// externalFormat is the format of an external model's files.
func externalFormat(c engine.Config) string {
	if c.Format == "" {
		return externalFormats[0]
	}
	return c.Format
}

// planExternal writes the query's rows into the aside folder, Build.Folder, which the
// caller makes before (with its parents) and publishes after. A query without rows
// leaves the folder empty when there are partitions.
func planExternal(b Build) (Steps, diag.List) {
	if problems := b.checkExternal(); problems.HasErrors() {
		return Steps{}, problems
	}
	steps, problems := b.planFeeds()
	if problems.HasErrors() {
		return Steps{}, problems
	}
	steps.Build = []engine.Statement{b.copyTo()}
	return steps, nil
}

// checkExternal tells settings that cannot be.
func (b Build) checkExternal() diag.List {
	var problems diag.List
	format := externalFormat(b.Config)
	if !slices.Contains(externalFormats, format) {
		problems.Add(diag.Errorf(b.span(), "wrong-value", "there is no external format %q", format).
			WithHint("the formats are %s", join(externalFormats)))
	}
	if format == "json" && len(b.Config.PartitionBy) > 0 {
		problems.Add(diag.Errorf(b.span(), "conflicting-settings", "json files cannot be partitioned").
			WithHint("leave partition_by out, or set format to parquet or csv"))
	}
	return problems
}

// copyTo is the COPY of the query. Files are named data_<n>.<format>.
func (b Build) copyTo() engine.Statement {
	format := externalFormat(b.Config)
	options := []string{"format " + format}
	to := strings.TrimSuffix(b.Folder, "/")
	if by := b.Config.PartitionBy; len(by) > 0 {
		quotedNames := make([]string, len(by))
		for i, name := range by {
			quotedNames[i] = ident(name)
		}
		options = append(options, "partition_by ("+join(quotedNames)+")", "overwrite_or_ignore true")
	} else {
		to += "/data_0." + format
	}
	switch compression := b.setting("compression"); {
	case len(compression) > 0 && format == "parquet":
		options = append(options, "compression "+quoted(compression[0]))
	case format == "parquet":
		options = append(options, "compression zstd")
	}
	if format == "csv" {
		options = append(options, "header true")
	}
	before, after := "copy (", ") to "+quoted(to)+" ("+join(options)+")"
	if len(b.Config.OrderBy) > 0 {
		before += "\nselect * from ("
		after = ") as ordered order by " + join(b.Config.OrderBy) + "\n" + after
	}
	return b.around(TagBuild, before, after)
}

// publishExternal writes the rejects and the ledger. It comes after the files have been
// published: a kill between the two makes the next run read the same inputs again and
// write the same partitions.
func publishExternal(b Build) ([]engine.Statement, diag.List) {
	due := slices.Clone(b.Replaced) // files that are no more keep no rejects either
	for _, f := range b.Feeds {
		for _, file := range f.Files {
			due = append(due, file.Path)
		}
	}
	var out []engine.Statement
	if b.Handover != nil {
		var rejects handedRejects
		if b.RejectsExist || b.Rejects > 0 {
			rejects = b.handRejects()
		}
		out = slices.Concat(rejects.before, rejects.rows, b.Ledger)
		return append(out, b.PostHooks...), nil
	}
	if b.RejectsExist || b.Rejects > 0 {
		out = b.loadRejects(b.Config.Read != "changed_folders" || b.fullRefresh(), due)
	}
	out = append(out, b.Ledger...)
	return append(out, b.PostHooks...), nil
}

// Written asks what an external build wrote: one row (files, partitions).
func Written(b Build) engine.Statement {
	folder := strings.TrimSuffix(b.Folder, "/")
	return own(TagBuild, `select count(*) as files, count(distinct regexp_replace(file, '/[^/]*$', '')) as partitions from glob(`,
		quoted(exact(folder)+"/**"), ")")
}
