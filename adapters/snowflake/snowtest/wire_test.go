package snowtest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
)

// send sends a request as the driver would.
func send(t *testing.T, s *snowtest.Server, path, token, body string) (int, []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, fmt.Sprintf("http://%s:%d%s", s.Host(), s.Port(), path), strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", fmt.Sprintf("Snowflake Token=%q", token))
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, b
}

// post gives the status, the code of the answer and its tokens.
func post(t *testing.T, s *snowtest.Server, path, token, body string) (int, string) {
	t.Helper()
	status, b := send(t, s, path, token, body)
	var v struct {
		Code string
		Data struct{ Token, MasterToken, SessionToken string }
	}
	_ = json.Unmarshal(b, &v) // a path that is not there answers with text
	return status, strings.Join(strings.Fields(v.Code+" "+v.Data.Token+" "+v.Data.MasterToken+" "+v.Data.SessionToken), " ")
}

func postBody(t *testing.T, s *snowtest.Server, path, token, body string) string {
	t.Helper()
	_, b := send(t, s, path, token, body)
	return string(b)
}

func TestEndpoints(t *testing.T) {
	s := serve(t, snowtest.Options{}, &script{})
	_, tokens := post(t, s, "/session/v1/login-request", "", `{"data": {"LOGIN_NAME": "snowtest", "PASSWORD": "snowtest"}}`)
	token, master, ok := strings.Cut(tokens, " ")
	if !ok {
		t.Fatalf("tokens %q", tokens)
	}
	renew := fmt.Sprintf(`{"oldSessionToken": %q, "requestType": "RENEW"}`, token)
	tests := []struct {
		name, path, token, body string
		status                  int
		code                    string
	}{
		{"heartbeat", "/session/heartbeat", token, "", 200, ""},
		{"heartbeat of nobody", "/session/heartbeat", "", "", 200, "390104"},
		{"a master token is no session token", "/session/heartbeat", master, "", 200, "390104"},
		{"a session token is no master token", "/session/token-request", token, renew, 200, "390113"},
		{"renewal of another session", "/session/token-request", master, `{"oldSessionToken": "x", "requestType": "RENEW"}`, 200, "390115"},
		{"another token request", "/session/token-request", master, `{"requestType": "ISSUE"}`, 200, "390400"},
		{"identity provider", "/session/authenticator-request", "", "{}", 200, "390190"},
		{"browser login", "/session/v1/login-request", "", `{"data": {"LOGIN_NAME": "snowtest", "AUTHENTICATOR": "EXTERNALBROWSER"}}`, 200, "390190"},
		{"unknown login", "/session/v1/login-request", "", `{"data": {"AUTHENTICATOR": "WORKLOAD_IDENTITY"}}`, 200, "390400"},
		{"telemetry", "/telemetry/send", token, "{}", 200, ""},
		{"abort of nothing", "/queries/v1/abort-request", token, `{"requestId": "x"}`, 200, "000605"},
		{"not JSON", "/queries/v1/query-request", token, `{`, 200, "390400"},
		{"named bind", "/queries/v1/query-request?requestId=1", token, `{"sqlText": "select :a", "bindings": {"a": {"type": "TEXT", "value": "x"}}}`, 200, "000002"},
		{"unknown path", "/console/login", "", "", 404, ""},
		{"logout", "/session?delete=true", token, "", 200, ""},
		{"after logout", "/session/heartbeat", token, "", 200, "390111"},
		{"renewal after logout", "/session/token-request", master, renew, 200, "390111"},
	}
	for _, tt := range tests {
		if status, code := post(t, s, tt.path, tt.token, tt.body); status != tt.status || code != tt.code {
			t.Errorf("%s: status %d code %q, want %d %q", tt.name, status, code, tt.status, tt.code)
		}
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for want, o := range map[string]snowtest.Options{
		"result format": {ResultFormat: "csv"},
		"transfer mode": {Transfer: "S3"},
		"encrypt":       {Encrypt: true, Transfer: snowtest.TransferLocal},
		"absolute path": {Dir: "here"},
	} {
		if _, err := snowtest.Start(o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: error %v, want %q in it", o, err, want)
		}
	}
}
