package engine

// OnLake reports whether a node runs on the lake side of a target whose warehouse cannot
// read files: load and external models do, and tests and ephemeral models of nothing but
// files.
func (m *Manifest) OnLake(id NodeID) bool {
	switch n := m.Nodes[id].(type) {
	case *Model:
		switch n.Config.Materialized {
		case MaterializedLoad, MaterializedExternal:
			return true
		case MaterializedEphemeral: // looked at by itself
			files, tables := m.Reads(id)
			return files && !tables
		}
	case *Test:
		files, tables := m.Reads(id)
		return files && !tables
	}
	return false
}

// Reads reports what a node names, itself or through ephemeral models: files of the lake,
// and tables of the warehouse.
func (m *Manifest) Reads(id NodeID) (files, tables bool) {
	return m.reads(id, map[NodeID]bool{})
}

func (m *Manifest) reads(id NodeID, seen map[NodeID]bool) (files, tables bool) {
	n := m.Nodes[id]
	if n == nil || seen[id] {
		return false, false
	}
	seen[id] = true
	for _, use := range n.Head().Uses {
		target, ok := m.Nodes[use.Target].(Relational)
		if !ok {
			continue
		}
		f, t := InFiles(target), !InFiles(target)
		if target.Head().Kind == KindModel && target.Head().Config.Materialized == MaterializedEphemeral {
			f, t = m.reads(use.Target, seen)
		}
		files, tables = files || f, tables || t
	}
	return files, tables
}

// InFiles reports whether a node's rows lie in files of the lake: sources of files and
// external models. The others stand in the warehouse.
func InFiles(n Relational) bool {
	if s, ok := n.(*Source); ok {
		return s.Files != nil
	}
	return n.Head().Config.Materialized == MaterializedExternal
}
