package state

import "github.com/martsql/mart/engine"

// LoadedFiles asks for the ledger of a model; decode its rows with DecodeFile.
func LoadedFiles(d engine.Dialect, model engine.NodeID) engine.Statement {
	return statement("select " + loads.list() + " from " + loads.in(d) +
		" where model = " + d.Literal(string(model)) + " order by input, path")
}

// DecodeFile reads a row of LoadedFiles.
func DecodeFile(values []any) (FileRecord, error) {
	in := decoder{values: values}
	r := FileRecord{
		Model: engine.NodeID(in.text()), Input: engine.NodeID(in.text()), Path: in.text(), Size: in.number(),
		Modified: in.time(), Hash: in.text(), Rows: in.number(), Rejects: in.number(), RunID: in.text(), LoadedAt: in.time(),
	}
	return r, in.err
}

// RecordFiles replaces the ledger's rows of these files. It belongs into the
// transaction that commits the files' rows.
func RecordFiles(d engine.Dialect, files []FileRecord) []engine.Statement {
	type group struct{ model, input engine.NodeID }
	var order []group
	paths := map[group][]string{}
	rows := make([][]any, len(files))
	for i, f := range files {
		g := group{f.Model, f.Input}
		if paths[g] == nil {
			order = append(order, g)
		}
		paths[g] = append(paths[g], f.Path)
		rows[i] = []any{string(f.Model), string(f.Input), f.Path, f.Size, f.Modified, f.Hash, f.Rows, f.Rejects, f.RunID, f.LoadedAt}
	}
	var out []engine.Statement
	for _, g := range order {
		conditions := []string{"model = " + d.Literal(string(g.model)), "input = " + d.Literal(string(g.input))}
		out = append(out, loads.remove(d, conditions, "path", paths[g])...)
	}
	return append(out, loads.insert(d, rows)...)
}

// ForgetModel clears the ledger of a model, for a full refresh. It belongs into the
// transaction that replaces the model's rows.
func ForgetModel(d engine.Dialect, model engine.NodeID) []engine.Statement {
	return []engine.Statement{statement("delete from " + loads.in(d) + " where model = " + d.Literal(string(model)))}
}

// ForgetFiles takes files of an input out of the ledger of a model. It belongs into the
// transaction that deletes their rows.
func ForgetFiles(d engine.Dialect, model, input engine.NodeID, paths []string) []engine.Statement {
	conditions := []string{"model = " + d.Literal(string(model)), "input = " + d.Literal(string(input))}
	return loads.remove(d, conditions, "path", paths)
}
