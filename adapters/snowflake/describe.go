package snowflake

import (
	"context"
	"time"

	"github.com/martsql/mart/adapters"
)

// Describe tells what mart is logged in as, and how long the server takes to answer.
func (a *Adapter) Describe(ctx context.Context) (details []adapters.Detail, err error) {
	l, giveBack, err := a.borrow(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { giveBack(err) }()
	started := time.Now()
	grid, err := a.ask(ctx, l, "select current_account() as account, current_user() as user_name, current_role() as role, "+
		"current_warehouse() as warehouse, current_database() as db, current_version() as version")
	if err != nil {
		return nil, err
	}
	took := time.Since(started)
	row := map[string]string{}
	if len(grid) > 0 {
		row = grid[0]
	}
	or := func(value, none string) string {
		if value == "" {
			return none
		}
		return value
	}
	return []adapters.Detail{
		{Name: "account", Value: a.settings.account + " (" + or(row["account"], "unnamed") + ", Snowflake " + or(row["version"], "of unknown version") + ")"},
		{Name: "user", Value: or(row["user_name"], a.settings.user) + ", by " + a.settings.login.authenticator},
		{Name: "role", Value: or(row["role"], "none")},
		{Name: "warehouse", Value: or(row["warehouse"], "none: set warehouse on the target")},
		{Name: "database", Value: or(row["db"], "none")},
		{Name: "latency", Value: took.Round(100*time.Microsecond).String() + " for one statement"},
	}, nil
}
