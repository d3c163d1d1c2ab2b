package snowtest_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	sf "github.com/snowflakedb/gosnowflake/v2"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// TestFaultsOfTheWire breaks the request of one statement in each way that the driver
// survives: it must run once, and its answer must arrive.
func TestFaultsOfTheWire(t *testing.T) {
	tests := []struct {
		name     string
		fault    snowtest.Fault
		requests int
	}{
		{"dropped before", snowtest.Fault{Kind: snowtest.DropBefore}, 2},
		{"dropped after", snowtest.Fault{Kind: snowtest.DropAfter}, 2},
		{"503", snowtest.Fault{Kind: snowtest.Status503}, 2},
		{"429", snowtest.Fault{Kind: snowtest.Status429}, 2},
		{"truncated", snowtest.Fault{Kind: snowtest.TruncatedBody}, 2},
		{"slow", snowtest.Fault{Kind: snowtest.SlowBody, Delay: 50 * time.Millisecond}, 1},
		{"session expired", snowtest.Fault{Kind: snowtest.SessionExpired}, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel() // the driver waits a second before it tries again
			account := &script{}
			s := serve(t, snowtest.Options{}, account)
			conn := one(t, config(s))
			tt.fault.Match = regexp.MustCompile("^insert")
			s.SetFaults(tt.fault)
			res, err := conn.ExecContext(context.Background(), "insert into t select 1")
			if err != nil {
				t.Fatal(err)
			}
			if n, err := res.RowsAffected(); err != nil || n != 3 {
				t.Errorf("%d rows, %v", n, err)
			}
			if got := len(account.statements()); got != 1 || s.StatementCount() != 1 {
				t.Errorf("the statement ran %d times", got)
			}
			if s.Fired() != 1 || s.Requests() != tt.requests {
				t.Errorf("%d faults struck in %d requests, want one in %d", s.Fired(), s.Requests(), tt.requests)
			}
		})
	}
}

// TestFaultsThatLast are those the driver gives up on or tells at once.
func TestFaultsThatLast(t *testing.T) {
	tests := []struct {
		name  string
		fault snowtest.Fault
		want  int
		again bool // the session is usable afterwards
	}{
		{"lock wait", snowtest.Fault{Kind: snowtest.LockWait}, 625, true},
		{"canceled", snowtest.Fault{Kind: snowtest.Canceled}, 604, true},
		{"session gone", snowtest.Fault{Kind: snowtest.SessionGone}, 390111, false},
		{"master expired", snowtest.Fault{Kind: snowtest.MasterExpired}, 390114, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			account := &script{}
			s := serve(t, snowtest.Options{}, account)
			conn := one(t, config(s))
			tt.fault.At = 2
			s.SetFaults(tt.fault)
			if _, err := conn.ExecContext(context.Background(), "begin"); err != nil {
				t.Fatal(err)
			}
			_, err := conn.ExecContext(context.Background(), "insert into t select 1")
			wantNumber(t, err, tt.want)
			if got := account.statements(); len(got) != 1 {
				t.Errorf("the account ran %q", got)
			}
			if _, err := conn.ExecContext(context.Background(), "rollback"); (err == nil) != tt.again {
				t.Errorf("the next statement: %v", err)
			}
			if account.closed == 1 == tt.again {
				t.Errorf("%d sessions of the account were closed", account.closed)
			}
		})
	}
}

// TestFaultsThatDoNotFit do not strike, and do not vanish.
func TestFaultsThatDoNotFit(t *testing.T) {
	s := serve(t, snowtest.Options{}, &script{})
	s.SetFaults(snowtest.Fault{At: 1, Kind: snowtest.LockWait}, snowtest.Fault{Endpoint: snowtest.Upload, Kind: snowtest.DropBefore})
	conn := one(t, config(s)) // request 1 is a login
	if _, err := conn.ExecContext(context.Background(), "insert into t select 1"); err != nil {
		t.Fatal(err)
	}
	if s.Fired() != 0 || s.Requests() != 2 {
		t.Errorf("%d faults struck in %d requests", s.Fired(), s.Requests())
	}
}

// TestFaultAtEveryRequest counts a run and breaks each of its requests in turn.
func TestFaultAtEveryRequest(t *testing.T) {
	run := func(s *snowtest.Server) error {
		db := open(t, config(s))
		defer db.Close()
		_, err := oneNumber(context.Background(), db, "select 1")
		return err
	}
	s := serve(t, snowtest.Options{}, &script{})
	if err := run(s); err != nil {
		t.Fatal(err)
	}
	total := s.Requests()
	if total != 2 && total != 3 { // login, query, and logout when the pool closes in time
		t.Fatalf("%d requests", total)
	}
	for at := range total {
		s.SetFaults(snowtest.Fault{At: at + 1, Kind: snowtest.SlowBody, Delay: time.Millisecond})
		if err := run(s); err != nil || s.Fired() != 1 {
			t.Errorf("request %d: %v, %d faults struck", at+1, err, s.Fired())
		}
	}
}

func TestFaultsOfStorage(t *testing.T) {
	for name, kind := range map[string]snowtest.FaultKind{"503": snowtest.StorageStatus503, "403": snowtest.PresignedExpired, "dropped": snowtest.DropBefore} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // the driver waits a second before it tries again
			account := stages()
			s := serve(t, snowtest.Options{}, account)
			file := filepath.Join(t.TempDir(), "f.csv")
			if err := os.WriteFile(file, []byte("content"), 0o600); err != nil {
				t.Fatal(err)
			}
			conn := one(t, config(s))
			s.SetFaults(snowtest.Fault{Endpoint: snowtest.Upload, Kind: kind})
			_, err := conn.ExecContext(context.Background(), "put 'file://"+file+"' @S auto_compress=false overwrite=true")
			if err != nil {
				t.Fatal(err)
			}
			if b, err := os.ReadFile(filepath.Join(account.dir, "S", "f.csv")); err != nil || string(b) != "content" || s.Fired() != 1 {
				t.Errorf("the stage holds %q, %v; %d faults struck", b, err, s.Fired())
			}
		})
	}
}

func TestCopyOmitsFile(t *testing.T) {
	account := stages()
	s := serve(t, snowtest.Options{}, account)
	conn := one(t, config(s))
	ctx := context.Background()
	file := filepath.Join(t.TempDir(), "f.csv")
	if err := os.WriteFile(file, []byte("content"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.ExecContext(ctx, "put 'file://"+file+"' @S auto_compress=false"); err != nil {
		t.Fatal(err)
	}
	staged := filepath.Join(account.dir, "S", "f.csv")
	seen := []bool{}
	account.onCopy = func() {
		_, err := os.Stat(staged)
		seen = append(seen, err == nil)
	}
	s.SetFaults(snowtest.Fault{Kind: snowtest.CopyOmitsFile})
	for range 2 {
		if _, err := conn.ExecContext(ctx, "copy into t from @S"); err != nil {
			t.Fatal(err)
		}
	}
	if len(seen) != 2 || seen[0] || !seen[1] {
		t.Errorf("the file was seen %v", seen)
	}
}

// TestSameRequestRunsOnce sends a statement twice under one id, at once and later.
func TestSameRequestRunsOnce(t *testing.T) {
	release := make(chan struct{})
	account := &script{answer: func(ctx context.Context, r account.Request) (*account.Result, error) {
		<-release
		return &account.Result{Kind: account.Select, Columns: number("N"), Rows: [][]any{{int64(5)}}}, nil
	}}
	s := serve(t, snowtest.Options{}, account)
	conn := one(t, config(s))
	ctx := sf.WithRequestID(context.Background(), sf.NewUUID())
	go close(release)
	for range 3 {
		if n, err := oneNumber(ctx, conn, "select once"); err != nil || n != 5 {
			t.Fatalf("%d, %v", n, err)
		}
	}
	if got := len(account.statements()); got != 1 || s.Requests() != 4 {
		t.Errorf("the statement ran %d times in %d requests", got, s.Requests())
	}
}
