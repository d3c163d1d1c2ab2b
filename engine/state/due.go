package state

import (
	"time"

	"github.com/martsql/mart/engine"
)

// A Due is the files of an input, sorted by what is to be done about them.
type Due struct {
	New       []engine.File // not in the ledger
	Changed   []engine.File // in the ledger with other content
	Unchanged []engine.File
	Vanished  []FileRecord // in the ledger, and no longer found
	// Unsure files have another size or time than in the ledger and no hash yet: hash
	// them and ask again.
	Unsure []engine.File
	// Touched are ledger rows of unchanged files with the size and time that the files
	// have now. Recording them spares the next run the hashing.
	Touched []FileRecord
}

// Sort compares the files that were found with the ledger of one input. Size and time
// as in the ledger, and no hash that says otherwise, mean unchanged; otherwise the hash decides, and files without one
// are Unsure.
func Sort(known []FileRecord, found []engine.File) Due {
	var d Due
	ledger := make(map[string]FileRecord, len(known))
	for _, k := range known {
		ledger[k.Path] = k
	}
	seen := make(map[string]bool, len(found))
	for _, f := range found {
		if seen[f.Path] {
			continue // two globs may match one file
		}
		seen[f.Path] = true
		k, ok := ledger[f.Path]
		switch {
		case !ok:
			d.New = append(d.New, f)
		case k.Size == f.Size && sameTime(k.Modified, f.Modified) && (f.Hash == "" || k.Hash == "" || f.Hash == k.Hash):
			d.Unchanged = append(d.Unchanged, f)
		case k.Hash == "" || k.Size != f.Size:
			d.Changed = append(d.Changed, f)
		case f.Hash == "":
			d.Unsure = append(d.Unsure, f)
		case k.Hash == f.Hash:
			d.Unchanged = append(d.Unchanged, f)
			k.Size, k.Modified = f.Size, f.Modified
			d.Touched = append(d.Touched, k)
		default:
			d.Changed = append(d.Changed, f)
		}
	}
	for _, k := range known {
		if !seen[k.Path] {
			d.Vanished = append(d.Vanished, k)
		}
	}
	return d
}

// sameTime compares times as the ledger can hold them: a database keeps microseconds.
func sameTime(a, b time.Time) bool {
	return a.Truncate(time.Microsecond).Equal(b.Truncate(time.Microsecond))
}

// OfInput keeps the ledger rows of one input of a model.
func OfInput(known []FileRecord, input engine.NodeID) []FileRecord {
	var out []FileRecord
	for _, k := range known {
		if k.Input == input {
			out = append(out, k)
		}
	}
	return out
}
