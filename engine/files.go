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

// AsideLocation is the local folder in which a build is made: see AsideOf.
func (m *Model) AsideLocation() string { return AsideOf(m.Location()) }

// AsideOf is the folder in which a build for a location is made: beside it, or, for a
// location in an object store, on the local disk below target.
func AsideOf(location string) string {
	_, remote, isURL := strings.Cut(location, "://")
	if !isURL {
		return location + "__build"
	}
	return "target/aside/" + strings.ReplaceAll(strings.Trim(remote, "/"), "..", "__") + "__build"
}

// FileGlobs match the files of an external model: one folder a partition column deep.
func (m *Model) FileGlobs() []string {
	format := m.Config.Format
	if format == "" {
		format = "parquet"
	}
	return []string{m.Location() + strings.Repeat("/*", len(m.Config.PartitionBy)) + "/*." + format}
}
