package materialize

import "github.com/martsql/mart/engine"

// ReaderColumns is the columns that a reader of a file source gives, with DuckDB's types:
// the declared ones, the key=value folders, _file, _row and _loaded_at. known is false
// when the declaration gives no types, so that only the files know them; what is asked of
// an external model is always so.
func ReaderColumns(source *engine.Source) (columns []engine.Column, known bool) {
	if source.Files == nil {
		return nil, false
	}
	hive := hiveOf(source.Files.Globs, source.Columns)
	inFolders := map[string]bool{}
	for _, h := range hive {
		inFolders[h.Name] = true
	}
	for _, c := range source.Columns {
		if inFolders[c.Name] {
			continue
		}
		if c.DataType == "" {
			return nil, false
		}
		columns = append(columns, c)
	}
	if len(columns) == 0 && source.Files.Format != "text" {
		return nil, false
	}
	if len(columns) == 0 {
		columns = append(columns, engine.Column{Name: "line", DataType: "varchar"})
	}
	for _, h := range hive {
		if h.DataType == "" {
			h.DataType = "varchar"
		}
		columns = append(columns, h)
	}
	return append(columns, AddedColumns()...), true
}

// AddedColumns is what every reader puts beside the data.
func AddedColumns() []engine.Column {
	return []engine.Column{
		{Name: "_file", DataType: "varchar"}, {Name: "_row", DataType: "bigint"}, {Name: "_loaded_at", DataType: "timestamp"},
	}
}

// RejectsColumns is the columns of the table of the lines that a load could not read.
func RejectsColumns() []engine.Column {
	return []engine.Column{
		{Name: "_file", DataType: "varchar"}, {Name: "_row", DataType: "bigint"}, {Name: "line", DataType: "varchar"},
		{Name: "reason", DataType: "varchar"}, {Name: "source", DataType: "varchar"}, {Name: "_loaded_at", DataType: "timestamp"},
	}
}
