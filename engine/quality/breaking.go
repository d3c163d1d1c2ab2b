package quality

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// Breaking compares the contracts of a project with those of an earlier state: a column
// that is gone or of another type, a constraint that is no longer enforced, a contract
// that was turned off, a model that is gone before its deprecation_date. For a version of
// a model that is an error, since a new version is the way to do it; else a warning.
// consumers names who relied on a model; dialect is the database of the earlier state.
func Breaking(earlier map[engine.NodeID]*engine.Model, m *engine.Manifest, dialect string, now time.Time, consumers func(engine.NodeID) []string) diag.List {
	b := breaking{dialect: dialect}
	for id, old := range earlier {
		b.consumers = consumers(id)
		b.model(old, m.Model(id), now)
	}
	b.problems.Sort()
	return b.problems
}

type breaking struct {
	dialect   string
	consumers []string
	problems  diag.List
}

// model compares one model; after is nil when it is gone.
func (b *breaking) model(before, after *engine.Model, now time.Time) {
	switch {
	case after == nil && !before.Deprecated.IsZero() && !now.Before(before.Deprecated):
	case after == nil:
		b.tell(before, diag.Span{File: before.File}, "the model %s is gone", before.Name)
		b.problems[len(b.problems)-1].Hint = "bring it back with a deprecation_date, and take it out when that has passed" + b.readers()
	case !after.Config.ContractEnforced:
		b.tell(before, place(after), "the contract of %s is no longer enforced", after.Name)
	default:
		b.columns(before, after)
		b.constraints(before, after)
	}
}

func (b *breaking) columns(before, after *engine.Model) {
	for _, old := range before.Columns {
		i := slices.IndexFunc(after.Columns, func(c engine.Column) bool { return strings.EqualFold(c.Name, old.Name) })
		switch {
		case i < 0:
			b.tell(before, place(after), "%s no longer has the column %s (%s)", after.Name, old.Name, strings.ToLower(old.DataType))
		case !b.sameBase(old.DataType, after.Columns[i].DataType):
			b.tell(before, after.Columns[i].Span, "the column %s of %s was %s, and is %s", old.Name, after.Name,
				strings.ToLower(old.DataType), strings.ToLower(after.Columns[i].DataType))
		}
	}
}

// sameBase compares types without their sizes.
func (b *breaking) sameBase(x, y string) bool {
	bx, by := baseType.FindStringSubmatch(x), baseType.FindStringSubmatch(y)
	if bx == nil || by == nil {
		return squeezed(x) == squeezed(y)
	}
	return typeGroup(b.dialect, bx[1]) == typeGroup(b.dialect, by[1])
}

func (b *breaking) constraints(before, after *engine.Model) {
	var enforced []engine.Constraint
	for _, c := range before.AllConstraints() {
		if c.Type == engine.ForeignKey {
			c.Target = engine.Relation{Name: c.To} // to whom is not compared by place
		}
		if engine.SupportOf(b.dialect, c) == engine.Enforced {
			enforced = append(enforced, c)
		}
	}
	if len(enforced) == 0 || isView(before) {
		return
	}
	if isView(after) {
		b.tell(before, place(after), "%s was a table with constraints, and is a view without", after.Name)
		return
	}
	now := after.AllConstraints()
	for _, c := range enforced {
		if !slices.ContainsFunc(now, func(k engine.Constraint) bool { return sameConstraint(c, k) }) {
			b.tell(before, place(after), "the constraint %s of %s is no longer enforced", c, after.Name)
		}
	}
}

func sameConstraint(a, b engine.Constraint) bool {
	fold := func(list []string) string { return strings.ToLower(strings.Join(list, ",")) }
	return a.Type == b.Type && fold(a.Columns) == fold(b.Columns) && squeezed(a.Expression) == squeezed(b.Expression) &&
		squeezed(a.To) == squeezed(b.To) && fold(a.ToColumns) == fold(b.ToColumns)
}

func isView(m *engine.Model) bool {
	return m.Config.Materialized == engine.MaterializedView || m.Config.Materialized == engine.MaterializedEphemeral || m.Config.Materialized == ""
}

// place is where a model is described, or else where it is.
func place(m *engine.Model) diag.Span {
	if m.PatchSpan.File != "" {
		return m.PatchSpan
	}
	return m.Span
}

const mostConsumers = 5

// tell files a breaking change, with what to do and who is to know.
func (b *breaking) tell(old *engine.Model, at diag.Span, format string, args ...any) {
	d := diag.Errorf(at, "breaking", "breaking change: "+format, args...)
	if old.Version == "" {
		d.Severity = diag.Warning
	}
	hint := "make the change in a new version of the model, and give this one a deprecation_date"
	if old.Version == "" {
		hint = "give the model versions, so that its readers can move one by one"
	}
	b.problems.Add(d.WithHint("%s", hint+b.readers()))
}

// readers names who is to be told of a change, or is "".
func (b *breaking) readers() string {
	n := len(b.consumers)
	if n == 0 {
		return ""
	}
	shown := strings.Join(b.consumers[:min(n, mostConsumers)], ", ")
	if n > mostConsumers {
		shown += fmt.Sprintf(" and %d more", n-mostConsumers)
	}
	return "; tell " + shown
}
