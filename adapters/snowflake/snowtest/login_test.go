package snowtest_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"testing"
	"time"

	sf "github.com/snowflakedb/gosnowflake/v2"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
)

func TestLogin(t *testing.T) {
	mine, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	other, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, snowtest.Options{Users: []snowtest.User{
		{Name: "ann", Password: "secret", PublicKeys: []*rsa.PublicKey{&mine.PublicKey}, Tokens: []string{"pat-1"}, OAuth: []string{"oauth-1"}},
		{Name: "bob", PublicKeys: []*rsa.PublicKey{&other.PublicKey}},
	}}, &script{})
	tests := []struct {
		name   string
		change func(*sf.Config)
		want   int // the number of the error
	}{
		{"password", func(c *sf.Config) { c.Password = "secret" }, 0},
		{"wrong password", func(c *sf.Config) { c.Password = "Secret" }, 390100},
		{"unknown user", func(c *sf.Config) { c.User, c.Password = "eve", "secret" }, 390100},
		{"user without password", func(c *sf.Config) { c.User, c.Password = "bob", "secret" }, 390100},
		{"key", func(c *sf.Config) { c.Authenticator, c.PrivateKey = sf.AuthTypeJwt, mine }, 0},
		{"key of another user", func(c *sf.Config) { c.Authenticator, c.PrivateKey = sf.AuthTypeJwt, other }, 390144},
		{"key that has expired", func(c *sf.Config) {
			//lint:ignore SA1019 the driver has nothing in its place
			c.Authenticator, c.PrivateKey, c.JWTExpireTimeout = sf.AuthTypeJwt, mine, -time.Minute
		}, 390144},
		{"key for too long", func(c *sf.Config) {
			//lint:ignore SA1019 the driver has nothing in its place
			c.Authenticator, c.PrivateKey, c.JWTExpireTimeout = sf.AuthTypeJwt, mine, 2*time.Hour
		}, 390144},
		{"access token", func(c *sf.Config) { c.Authenticator, c.Token = sf.AuthTypePat, "pat-1" }, 0},
		{"wrong access token", func(c *sf.Config) { c.Authenticator, c.Token = sf.AuthTypePat, "pat-2" }, 394400},
		{"oauth", func(c *sf.Config) { c.Authenticator, c.Token = sf.AuthTypeOAuth, "oauth-1" }, 0},
		{"wrong oauth", func(c *sf.Config) { c.Authenticator, c.Token = sf.AuthTypeOAuth, "oauth-2" }, 390303},
		{"oauth of another user", func(c *sf.Config) { c.User, c.Authenticator, c.Token = "bob", sf.AuthTypeOAuth, "oauth-1" }, 390309},
		{"unknown database", func(c *sf.Config) { c.Password, c.Database = "secret", "nowhere" }, 390201},
		{"unknown database, not validated", func(c *sf.Config) {
			c.Password, c.Database, c.ValidateDefaultParameters = "secret", "nowhere", sf.ConfigBoolFalse
		}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := config(s)
			c.User, c.Password = "ann", "unused"
			tt.change(&c)
			_, err := oneNumber(context.Background(), open(t, c), "select 1")
			var e *sf.SnowflakeError
			switch {
			case tt.want == 0 && err != nil:
				t.Fatal(err)
			case tt.want != 0 && (!errors.As(err, &e) || e.Number != tt.want):
				t.Fatalf("error %v, want number %d", err, tt.want)
			}
		})
	}
}

func TestLoginTellsTheSessionWhereItIs(t *testing.T) {
	account := &script{}
	s := serve(t, snowtest.Options{}, account)
	c := config(s)
	c.Schema, c.Role = "s", "r"
	tag := "mine"
	c.Params["QUERY_TAG"] = &tag
	one(t, c)
	o := account.opened[0]
	if o.User != "SNOWTEST" || o.Database != "d" || o.Schema != "s" || o.Warehouse != "w" || o.Role != "r" || o.Parameters["QUERY_TAG"] != "mine" || !o.Validate {
		t.Errorf("the account was asked for %+v", o)
	}
}

func TestSessionTokens(t *testing.T) {
	ctx := context.Background()
	t.Run("an expired token is renewed", func(t *testing.T) {
		clock := newClock()
		account := &script{}
		s := serve(t, snowtest.Options{Clock: clock.now, SessionLife: time.Minute, MasterLife: time.Hour}, account)
		conn := one(t, config(s))
		clock.add(2 * time.Minute)
		before := s.Requests()
		if _, err := oneNumber(ctx, conn, "select 1"); err != nil {
			t.Fatal(err)
		}
		if got := s.Requests() - before; got != 3 {
			t.Errorf("%d requests, want the query, the renewal and the query again", got)
		}
		if got := len(account.statements()); got != 1 {
			t.Errorf("the statement ran %d times", got)
		}
	})
	t.Run("an expired master token is not", func(t *testing.T) {
		clock := newClock()
		s := serve(t, snowtest.Options{Clock: clock.now, SessionLife: time.Minute, MasterLife: time.Hour}, &script{})
		conn := one(t, config(s))
		clock.add(2 * time.Hour)
		_, err := oneNumber(ctx, conn, "select 1")
		wantNumber(t, err, 390114)
	})
	t.Run("a session that is closed is closed", func(t *testing.T) {
		account := &script{}
		s := serve(t, snowtest.Options{}, account)
		db := open(t, config(s))
		if _, err := oneNumber(ctx, db, "select 1"); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		account.mu.Lock()
		defer account.mu.Unlock()
		if account.closed != 1 {
			t.Errorf("%d sessions of the account were closed", account.closed)
		}
	})
}

func wantNumber(t *testing.T, err error, number int) {
	t.Helper()
	var e *sf.SnowflakeError
	if !errors.As(err, &e) || e.Number != number {
		t.Errorf("error %v, want number %d", err, number)
	}
}
