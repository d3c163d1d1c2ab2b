package selector

import (
	"strings"

	"github.com/martsql/mart/engine"
)

// byFQN matches by name, or by the dotted way to a node: package and folders, or the
// folders alone. A prefix of the way matches all below it. From the first part with a
// wildcard on, the rest is matched as one text.
func byFQN(_ *Index, c *Criterion) func(engine.Node) bool {
	parts := strings.Split(c.Value, ".")
	plain := 0 // how many parts come before the first wildcard
	for plain < len(parts) && !hasWildcard(parts[plain]) {
		plain++
	}
	rest := strings.Join(parts[plain:], ".")
	return func(n engine.Node) bool {
		h := n.Head()
		if h.Kind == engine.KindSource || len(h.FQN) == 0 {
			return false
		}
		if h.FQN[len(h.FQN)-1] == c.Value || isVersion(n, c.Value) {
			return true
		}
		return fits(h.FQN, parts[:plain], rest, len(parts)) || fits(h.FQN[1:], parts[:plain], rest, len(parts))
	}
}

// isVersion reports whether a name means a version of a model: the name that all versions
// share, orders; or that of one, orders.v2 or orders_v2.
func isVersion(n engine.Node, name string) bool {
	m, ok := n.(*engine.Model)
	return ok && m.Version != "" && (name == m.Base || name == m.Base+".v"+m.Version || match(name, m.Name))
}

// fits compares the way to a node with the parts before the first wildcard, and what is
// left with the rest. Dots in names divide the way too. least is how many parts the way
// must have.
func fits(fqn, plain []string, rest string, least int) bool {
	way := fqn
	for _, part := range fqn {
		if strings.Contains(part, ".") {
			way = strings.Split(strings.Join(fqn, "."), ".")
			break
		}
	}
	if len(way) < least {
		return false
	}
	for i, part := range plain {
		if way[i] != part {
			return false
		}
	}
	return rest == "" || match(rest, strings.Join(way[len(plain):], "."))
}
