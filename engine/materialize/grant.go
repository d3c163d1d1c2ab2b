package materialize

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
)

// A Grant is a privilege that a role has on a relation.
type Grant struct{ Privilege, Role string }

// WantsGrants reports whether a build's config says who may use its relation. What it
// does not say is left to whoever grants it.
func WantsGrants(b Build) bool {
	return b.snowflake() && len(b.Config.Grants) > 0 && b.Config.Materialized != engine.MaterializedExternal
}

// ShowGrants asks who may use the relation; decode its rows with DecodeGrants.
func ShowGrants(b Build) engine.Statement {
	return own(TagPublish, "show grants on ", b.grantedKind(), " ", b.target())
}

func (b Build) grantedKind() string {
	switch b.Config.Materialized {
	case engine.MaterializedView:
		return "view"
	case engine.MaterializedDynamicTable:
		return "dynamic table"
	}
	return "table"
}

// DecodeGrants reads the rows of ShowGrants: those of roles, without ownership.
func DecodeGrants(columns []engine.Column, rows [][]any) []Grant {
	at := map[string]int{}
	for i, c := range columns {
		at[strings.ToLower(c.Name)] = i
	}
	var out []Grant
	for _, row := range rows {
		text := func(name string) string {
			if i, ok := at[name]; ok && row[i] != nil {
				return fmt.Sprint(row[i])
			}
			return ""
		}
		if privilege := strings.ToLower(text("privilege")); privilege != "ownership" && strings.EqualFold(text("granted_to"), "role") {
			out = append(out, Grant{privilege, text("grantee_name")})
		}
	}
	return out
}

// ChangeGrants gives and takes what is between the grants there are and those of the
// config. Privileges that the config does not name are left alone.
func ChangeGrants(b Build, have []Grant) []engine.Statement {
	var out []engine.Statement
	on := " on " + b.grantedKind() + " " + b.target()
	for _, key := range slices.Sorted(maps.Keys(b.Config.Grants)) {
		privilege, want := strings.ToLower(key), map[string]bool{}
		for _, role := range b.Config.Grants[key] {
			stored := b.storedRole(role)
			want[stored] = true
			if !slices.Contains(have, Grant{privilege, stored}) {
				out = append(out, own(TagGrant, "grant ", privilege, on, " to role ", b.Dialect.Quote(role)))
			}
		}
		for _, g := range have {
			if g.Privilege == privilege && !want[g.Role] {
				out = append(out, own(TagGrant, "revoke ", privilege, on, " from role ", b.quotedRole(g.Role)))
			}
		}
	}
	return out
}

// storedRole is a role's name as Snowflake keeps it: in upper case, unless it must be
// quoted.
func (b Build) storedRole(role string) string {
	quoted := b.Dialect.Quote(role)
	if strings.HasPrefix(quoted, `"`) {
		return strings.ReplaceAll(strings.Trim(quoted, `"`), `""`, `"`)
	}
	return strings.ToUpper(quoted)
}

// quotedRole is a stored name as SQL.
func (b Build) quotedRole(stored string) string {
	if b.storedRole(strings.ToLower(stored)) == stored {
		return b.Dialect.Quote(strings.ToLower(stored))
	}
	return exactly(stored)
}
