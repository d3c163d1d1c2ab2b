package engine

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Definition is what the rows of a model are made by: its SQL, and the Go functions
// that the SQL calls. The zero Definition is one that is not known.
type Definition struct {
	SQL       string         // a hash of the SQL without comments and white space, hex
	Functions map[string]int // versions by name
	// Mixed: of rows that stand, that others were made by another definition.
	Mixed bool
}

// String is the definition as mart's own tables keep it: the hash, each function with its
// version, and whether it is mixed, such as "3fa2 parse_price@4 parse_promo@19 mixed".
func (d Definition) String() string {
	words := []string{d.SQL}
	for _, name := range slices.Sorted(maps.Keys(d.Functions)) {
		words = append(words, fmt.Sprintf("%s@%d", name, d.Functions[name]))
	}
	if d.Mixed {
		words = append(words, "mixed")
	}
	return strings.Join(words, " ")
}

// ParseDefinition reads what String wrote. Of any other text it makes one that is not known.
func ParseDefinition(s string) Definition {
	words := strings.Fields(s)
	if len(words) == 0 {
		return Definition{}
	}
	d := Definition{SQL: words[0], Functions: map[string]int{}}
	for _, word := range words[1:] {
		name, version, isFunction := strings.Cut(word, "@")
		n, err := strconv.Atoi(version)
		switch {
		case word == "mixed":
			d.Mixed = true
		case !isFunction || err != nil:
			return Definition{}
		default:
			d.Functions[name] = n
		}
	}
	return d
}

// Known reports whether it says anything.
func (d Definition) Known() bool { return d.SQL != "" }

// ChangesSince says what became of a definition since rows were made by an earlier one,
// in words that go on from "before": "its SQL changed". It is empty when all rows are what
// the definition gives, as far as that is known.
func (d Definition) ChangesSince(earlier Definition) string {
	if !d.Known() || !earlier.Known() {
		return ""
	}
	var changes []string
	if d.SQL != earlier.SQL {
		changes = append(changes, "its SQL changed")
	}
	for _, name := range slices.Sorted(maps.Keys(d.Functions)) {
		if old, called := earlier.Functions[name]; called && old != d.Functions[name] {
			changes = append(changes, fmt.Sprintf("%s went from version %d to %d", name, old, d.Functions[name]))
		}
	}
	if len(changes) == 0 && earlier.Mixed {
		return "its SQL, or a function that it calls, changed and changed back"
	}
	if last := len(changes) - 1; last > 0 {
		return strings.Join(changes[:last], ", ") + " and " + changes[last]
	}
	return strings.Join(changes, "")
}
