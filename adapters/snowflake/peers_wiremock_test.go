package snowflake_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/snowflake"
	"github.com/martsql/mart/adapters/snowflake/peers"
	"github.com/martsql/mart/engine"
)

// recorded is a target on answers that the driver's authors recorded.
func recorded(t *testing.T, s peers.Server, more map[string]any) engine.Target {
	target := peer(t, s, map[string]any{"account": "testAccount", "user": "testUser", "password": "testPassword", "role": "testRole", "warehouse": "testWarehouse", "max_retries": 1, "request_timeout": 10})
	for key, value := range more {
		target.Settings[key] = value
	}
	target.Name, target.Adapter = "prod", "snowflake"
	return target
}

// What Snowflake says to a wrong secret is told with what to do, and without the secret.
func TestRecordedRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		mapping string
		more    map[string]any
		want    []string
	}{
		"password": {"auth/password/invalid_password.json", map[string]any{"password": "INVALID_PASSWORD"},
			[]string{"account testAccount, user testUser: Incorrect username or password was specified", "check user and the password"}},
		"token": {"auth/pat/invalid_token.json", map[string]any{"password": "", "token": "some PAT"},
			[]string{"Programmatic access token is invalid", "the programmatic access token is wrong or of another account"}},
		"oauth": {"auth/oauth2/login_request_with_expired_access_token.json", map[string]any{"password": "", "token": "expired-token", "authenticator": "oauth"},
			[]string{"Invalid OAuth access token", "the token is not one of OAuth for this account"}},
	} {
		t.Run(name, func(t *testing.T) {
			server := peers.WireMock(t, []string{c.mapping})
			_, err := snowflake.New().Open(t.Context(), recorded(t, server, c.more), adapters.Options{Root: t.TempDir()})
			if engine.DatabaseErrorKind(err) != engine.UnreachableError {
				t.Fatalf("kind of %v", err)
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q is not in: %v", want, err)
				}
			}
			for _, secret := range []string{"INVALID_PASSWORD", "some PAT", "expired-token"} {
				if strings.Contains(err.Error(), secret) {
					t.Errorf("the error has the secret: %v", err)
				}
			}
		})
	}
}

// A statement that takes long is answered with 333334 and asked for again. The login asks
// for no telemetry. The recorded answer wants it nonetheless, and the driver obeys: what
// it sends goes to the account's host, and that is all it talks to.
func TestRecordedAsync(t *testing.T) {
	server := peers.WireMock(t, []string{"auth/password/successful_flow_with_telemetry.json", "query/long_running_query.json", "telemetry/telemetry.json", "close_session.json"}, `{
  "request": {"urlPathPattern": "/queries/01bfd516-0009-ae23-0000-4c390101d1aa/result", "method": "GET"},
  "response": {"status": 200, "jsonBody": {"success": true, "code": null, "data": {
    "queryId": "01bfd516-0009-ae23-0000-4c390101d1aa", "queryResultFormat": "json", "total": 1, "returned": 1,
    "rowtype": [{"name": "N", "type": "fixed", "precision": 38, "scale": 0, "nullable": false}], "rowset": [["42"]]}}}}`)
	a := open(t, recorded(t, server, nil))
	s := newSession(t, a)
	rows, err := s.Query(context.Background(), engine.Statement{SQL: "select slow() as N"})
	must(t, err)
	if !rows.Next() {
		t.Fatalf("no row: %v", rows.Err())
	}
	values, err := rows.Values()
	must(t, err)
	id := ""
	if known, ok := rows.(interface{ QueryID() string }); ok {
		id = known.QueryID()
	}
	if fmt.Sprint(values) != "[42]" || id != "01bfd516-0009-ae23-0000-4c390101d1aa" {
		t.Errorf("got %v of query %s", values, id)
	}
	must(t, rows.Close())
	must(t, s.Close())

	asked := requests(t, server)
	if !strings.Contains(asked, "/result") {
		t.Errorf("the result was not asked for:\n%s", asked)
	}
	if !strings.Contains(asked, `"CLIENT_TELEMETRY_ENABLED":"false"`) {
		t.Errorf("the login does not refuse telemetry:\n%s", asked)
	}
}

// requests are the paths and bodies that WireMock was sent.
func requests(t *testing.T, s peers.Server) string {
	t.Helper()
	answer, err := http.Get("http://" + s.Address() + "/__admin/requests")
	must(t, err)
	defer answer.Body.Close()
	var journal struct {
		Requests []struct{ Request struct{ URL, Body string } }
	}
	must(t, json.NewDecoder(answer.Body).Decode(&journal))
	var out strings.Builder
	for _, r := range journal.Requests {
		path, _, _ := strings.Cut(r.Request.URL, "?")
		out.WriteString(path + " " + r.Request.Body + "\n")
	}
	return out.String()
}
