package snowflake_test

import (
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/snowflake"
	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/engine"
)

// Every way to log in that can be tried without a browser, against a server that checks it.
func TestLogins(t *testing.T) {
	text, key := newKey(t)
	server := serve(t, snowtest.Options{Users: []snowtest.User{{
		Name: "ANN", Password: "p", PublicKeys: []*rsa.PublicKey{&key.PublicKey}, Tokens: []string{"pat-1"}, OAuth: []string{"oauth-1"}, Role: snowtest.DefaultRole,
	}}})
	dir := t.TempDir()
	write(t, filepath.Join(dir, "key.p8"), encode(t, "ENCRYPTED PRIVATE KEY", encrypt(t, pkcs8(t, key), "open sesame")))
	write(t, filepath.Join(dir, "token"), "pat-1\n")
	for what, settings := range map[string]map[string]any{
		"password":      {"password": "p"},
		"key":           {"private_key": text},
		"encrypted key": {"private_key_path": filepath.Join(dir, "key.p8"), "private_key_passphrase": "open sesame"},
		"token":         {"token": "pat-1"},
		"token of file": {"token_path": filepath.Join(dir, "token")},
		"OAuth":         {"token": "oauth-1", "authenticator": "oauth"},
	} {
		if _, given := settings["password"]; !given {
			settings["password"] = nil
		}
		settings["user"] = "ann"
		a := open(t, at(server, settings))
		if got := fmt.Sprint(all(t, newSession(t, a), "select current_user()")); got != "[[ANN]]" {
			t.Errorf("%s: logged in as %s", what, got)
		}
	}
}

// A login that is refused says what to check, and none of the secrets.
func TestRefusedLogins(t *testing.T) {
	text, _ := newKey(t)
	server := serve(t, snowtest.Options{})
	const secret = "not-the-right-one"
	for want, settings := range map[string]map[string]any{
		"check user and the password or token":            {"password": secret},
		"the key does not fit the user's public key":      {"password": nil, "private_key": text},
		"the programmatic access token":                   {"password": nil, "token": secret},
		"check role of the target":                        {"role": "no_such_role"},
		"check database and warehouse of the target":      {"warehouse": "no_such_warehouse"},
		"connection refused (check account, and host":     {"port": 1, "login_timeout": 1, "max_retries": 1},
		"no such host (check account, and host, port and": {"host": "nowhere.invalid", "login_timeout": 1, "max_retries": 1},
	} {
		target := at(server, settings)
		_, err := snowflake.New().Open(context.Background(), target, adapters.Options{Root: t.TempDir()})
		if engine.DatabaseErrorKind(err) != engine.UnreachableError || !strings.Contains(err.Error(), want) {
			t.Errorf("got kind %d, %v; want %s", engine.DatabaseErrorKind(err), err, want)
		}
		for e := err; e != nil; e = errors.Unwrap(e) {
			if strings.Contains(fmt.Sprintf("%+v %#v", e, e), secret) {
				t.Errorf("the secret is in %#v", e)
			}
		}
	}
}

// A server that tells what it was sent does not get secrets into a message.
func TestLoginHidesSecrets(t *testing.T) {
	const secret = "s3cret&more"
	for _, status := range []int{http.StatusOK, http.StatusForbidden, http.StatusBadRequest} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			fmt.Fprintf(w, `{"success":false,"code":"390100","message":"you sent %s","data":null}`, secret)
		}))
		defer server.Close()
		settings := local(t, server.Listener.Addr().String())
		settings["password"], settings["login_timeout"], settings["max_retries"] = secret, 1, 1
		_, err := snowflake.New().Open(context.Background(), engine.Target{Database: "d", Settings: settings}, adapters.Options{Root: t.TempDir()})
		if err == nil {
			t.Fatal("no error")
		}
		for e := err; e != nil; e = errors.Unwrap(e) {
			if strings.Contains(fmt.Sprintf("%v %+v %#v", e, e, e), secret) {
				t.Errorf("the secret is in %#v", e)
			}
		}
	}
}

// The schema of a target need not exist before the first build.
func TestSchemaToCome(t *testing.T) {
	server := serve(t, snowtest.Options{})
	target := at(server, nil)
	target.Schema = "to_come"
	s := newSession(t, open(t, target))
	run(t, s, "create schema to_come")
	again := newSession(t, open(t, target))
	if got := fmt.Sprint(all(t, again, "select current_schema()")); got != "[[TO_COME]]" {
		t.Errorf("the current schema is %s", got)
	}
}

func TestDescribe(t *testing.T) {
	server := serve(t, snowtest.Options{})
	a := open(t, at(server, nil))
	details, err := a.(adapters.Describer).Describe(context.Background())
	must(t, err)
	got := map[string]string{}
	for _, d := range details {
		got[d.Name] = d.Value
		if strings.Contains(d.Value, snowtest.DefaultPassword+" ") {
			t.Errorf("%s tells the password", d.Name)
		}
	}
	for name, want := range map[string]string{
		"account": "test (", "user": snowtest.DefaultUser + ", by snowflake", "role": snowtest.DefaultRole, "warehouse": snowtest.DefaultWarehouse,
		"database": snowtest.DefaultDatabase, "latency": "",
	} {
		if !strings.HasPrefix(got[name], want) || got[name] == "" {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
}
