package unittest

import (
	"context"
	"time"
)

// freeze makes the clock of the database stand still: its functions give way to macros
// of the session.
func (r *runner) freeze(ctx context.Context) error {
	if r.test.Overrides.Now == nil {
		return nil
	}
	now := r.test.Overrides.Now.UTC()
	instant := "timestamptz '" + now.Format("2006-01-02 15:04:05.999999") + "+00'"
	plain := "timestamp '" + now.Format("2006-01-02 15:04:05.999999") + "'"
	day := "date '" + now.Format(time.DateOnly) + "'"
	for _, f := range []struct{ name, value string }{
		{"now", instant}, {"get_current_timestamp", instant}, {"transaction_timestamp", instant},
		{"current_localtimestamp", plain}, {"current_date", day}, {"today", day},
		{"current_localtime", "cast(" + plain + " as time)"}, {"get_current_time", "cast(" + plain + " as timetz)"},
	} {
		if err := r.do(ctx, "create or replace temp macro "+f.name+"() as "+f.value); err != nil {
			return err
		}
		r.made = append(r.made, "macro if exists temp.main."+f.name)
	}
	return nil
}
