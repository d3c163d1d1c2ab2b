package engine

import "strings"

// Location is the folder that an external model writes to: relative to the project, or
// a URL.
func (m *Model) Location() string {
	if m.Config.Location != "" {
		return strings.TrimSuffix(m.Config.Location, "/")
	}
	return "lake/" + m.Relation.Schema + "/" + m.Relation.Name
}

// AsideLocation is the folder beside Location in which a build is made.
func (m *Model) AsideLocation() string { return m.Location() + "__build" }

// FileGlobs match the files of an external model: one folder a partition column deep.
func (m *Model) FileGlobs() []string {
	format := m.Config.Format
	if format == "" {
		format = "parquet"
	}
	return []string{m.Location() + strings.Repeat("/*", len(m.Config.PartitionBy)) + "/*." + format}
}
