package cli

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestArrange(t *testing.T) {
	s := &shell{}
	for _, c := range []struct{ in, want string }{
		{"build", "build"},
		{"build orders+ --full-refresh", "build --full-refresh orders+"},
		{"--target ci build orders", "build --target ci orders"},
		{"-t ci build -s a,b customers -x", "build -t ci -s a,b -x customers"},
		{"show --limit=5 orders --output csv", "show --limit=5 --output csv orders"},
		{"udf parse_promo -- -20%", "udf parse_promo -- -20%"},
		{"udf parse_promo -20% -o json", "udf -o json -- parse_promo -20%"},
		{"bild --full-refresh", "--full-refresh bild"},
		{"run orders -t ci --help", "run -t ci --help"},
		{"", ""},
	} {
		got := arrange(s.app(), strings.Fields(c.in))
		if diff := cmp.Diff(strings.Fields(c.want), append([]string{}, got...)); diff != "" {
			t.Errorf("arrange(%q): %s", c.in, diff)
		}
	}
}
