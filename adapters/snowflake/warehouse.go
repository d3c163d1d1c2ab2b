package snowflake

import (
	"context"
	"strings"
)

// useWarehouse makes a warehouse current, and the session's first one again when none is
// named. The server is asked only when it is another one than now.
func (s *session) useWarehouse(ctx context.Context, name, tag string) error {
	if name != "" && s.link.home == "" {
		if err := s.findHome(ctx, tag); err != nil {
			return err
		}
	}
	want := s.link.home
	if name != "" {
		want = bare(name)
	}
	if want == "" || stored(want) == stored(s.link.warehouse) {
		return nil
	}
	_, id, err := s.send(ctx, "use warehouse "+want, nil, tag)
	if err != nil {
		return withID(about(err, "warehouse "+want+": "), id)
	}
	s.link.warehouse = want
	return nil
}

// findHome asks which warehouse the session began with: the user's own.
func (s *session) findHome(ctx context.Context, tag string) error {
	loader, _, err := s.send(ctx, "select current_warehouse()", nil, tag)
	if err != nil {
		return err
	}
	r, err := newRows(ctx, s.adapter, loader, "", true)
	if err != nil {
		return s.adapter.fault(ctx, err, "")
	}
	if r.Next() {
		values, err := r.Values()
		if err != nil {
			return err
		}
		if name, ok := values[0].(string); ok && name != "" {
			s.link.home = bare(logical(name))
			s.link.warehouse = s.link.home
		}
	}
	return r.Err()
}

// stored is the name of an object in the catalog, of its name as Quote writes it.
func stored(written string) string {
	if n := len(written); n > 1 && written[0] == '"' {
		return strings.ReplaceAll(written[1:n-1], `""`, `"`)
	}
	return strings.ToUpper(written)
}
