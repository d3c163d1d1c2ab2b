package snowflake_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/snowflakedb/gosnowflake/v2"

	"github.com/martsql/mart/adapters/snowflake"
	"github.com/martsql/mart/engine"
)

// with is the settings of a target that is complete but for the login, and more.
func with(more map[string]any) engine.Target {
	settings := map[string]any{"account": "myorg-prod", "user": "me"}
	for key, value := range more {
		if settings[key] = value; value == nil {
			delete(settings, key)
		}
	}
	return engine.Target{Name: "prod", Adapter: "snowflake", Database: "shop", Schema: "marts", SchemaPrefix: "dev_", Settings: settings}
}

func TestConfig(t *testing.T) {
	c, err := snowflake.ConfigOf(with(map[string]any{
		"account": "myorg-prod.snowflakecomputing.com", "password": " with spaces \n", "role": "order", "warehouse": `"wh 1"`, "host": "h.privatelink", "port": 8443, "protocol": "https",
		"login_timeout": 20, "request_timeout": "3m", "max_retries": 4, "client_session_keep_alive": true,
		"session_parameters": map[string]any{"statement_timeout_in_seconds": 600, "timezone": "Europe/Oslo"},
	}), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	type settings struct {
		account, user, password, role, warehouse, database, schema, host, protocol string
		port, retries                                                              int
		login, request                                                             time.Duration
		auth                                                                       gosnowflake.AuthType
	}
	//lint:ignore SA1019 the adapter sets these
	got := settings{c.Account, c.User, c.Password, c.Role, c.Warehouse, c.Database, c.Schema, c.Host, c.Protocol, c.Port, c.MaxRetryCount, c.LoginTimeout, c.RequestTimeout, c.Authenticator}
	want := settings{"myorg-prod", "me", " with spaces ", `"ORDER"`, `"wh 1"`, "shop", "dev_marts", "h.privatelink", "https", 8443, 4, 20 * time.Second, 3 * time.Minute, gosnowflake.AuthTypeSnowflake}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for name, value := range map[string]string{
		"AUTOCOMMIT": "true", "CLIENT_TELEMETRY_ENABLED": "false", "client_session_keep_alive": "true", "STATEMENT_TIMEOUT_IN_SECONDS": "600", "TIMEZONE": "Europe/Oslo",
	} {
		if p := c.Params[name]; p == nil || *p != value {
			t.Errorf("parameter %s is not %s", name, value)
		}
	}
	if c.DisableConsoleLogin != gosnowflake.ConfigBoolTrue {
		t.Error("a login may ask on the console")
	}
}

func TestAuthenticators(t *testing.T) {
	dir := t.TempDir()
	pem, key := newKey(t)
	write(t, filepath.Join(dir, "key.p8"), pem)
	write(t, filepath.Join(dir, "secrets", "token"), "from-a-file\n")
	for what, c := range map[string]struct {
		settings map[string]any
		auth     gosnowflake.AuthType
		token    string
	}{
		"a password":         {map[string]any{"password": "p"}, gosnowflake.AuthTypeSnowflake, ""},
		"a second factor":    {map[string]any{"password": "p", "passcode": 123456}, gosnowflake.AuthTypeUsernamePasswordMFA, ""},
		"a key":              {map[string]any{"private_key_path": "key.p8", "password": ""}, gosnowflake.AuthTypeJwt, ""},
		"a key as text":      {map[string]any{"private_key": strings.ReplaceAll(pem, "\n", `\n`)}, gosnowflake.AuthTypeJwt, ""},
		"a token":            {map[string]any{"token": "t"}, gosnowflake.AuthTypePat, "t"},
		"a token of a file":  {map[string]any{"token_path": "secrets/token"}, gosnowflake.AuthTypePat, "from-a-file"},
		"OAuth":              {map[string]any{"token": "t", "authenticator": "oauth", "user": nil}, gosnowflake.AuthTypeOAuth, "t"},
		"one of two":         {map[string]any{"token": "t", "password": "p", "authenticator": "SNOWFLAKE"}, gosnowflake.AuthTypeSnowflake, ""},
		"a browser":          {map[string]any{"authenticator": "externalbrowser"}, gosnowflake.AuthTypeExternalBrowser, ""},
		"Okta":               {map[string]any{"authenticator": "https://acme.okta.com", "password": "p"}, gosnowflake.AuthTypeOkta, ""},
		"what a shell trims": {map[string]any{"token": "t\r\n"}, gosnowflake.AuthTypePat, "t"},
	} {
		config, err := snowflake.ConfigOf(with(c.settings), dir)
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if config.Authenticator != c.auth || config.Token != c.token {
			t.Errorf("%s: authenticator %s, token %q", what, config.Authenticator, config.Token)
		}
		if isKey := c.auth == gosnowflake.AuthTypeJwt; isKey != (config.PrivateKey != nil) || isKey && !config.PrivateKey.Equal(key) {
			t.Errorf("%s: the private key is another", what)
		}
	}
}

func TestSettingFaults(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "nokey.p8"), "-----BEGIN SECRET STUFF-----\naGVsbG8=\n-----END SECRET STUFF-----\n")
	for want, settings := range map[string]map[string]any{
		"there is no way to log in":                                        {},
		"a private key and a password are given":                           {"private_key_path": "key.p8", "password": "p"},
		"private_key and private_key_path are both given":                  {"private_key_path": "key.p8", "private_key": "x"},
		"authenticator snowflake_jwt needs a private key":                  {"authenticator": "snowflake_jwt"},
		`authenticator "snowflakejwt" is not known`:                        {"authenticator": "snowflakejwt"},
		"private_key_path: missing.p8 cannot be read: no such file":        {"private_key_path": "missing.p8"},
		"private_key_path: this is no RSA private key in PKCS#8 PEM form":  {"private_key_path": "nokey.p8"},
		"token_path: nothing cannot be read":                               {"token_path": "nothing"},
		"account is missing":                                               {"account": "", "password": "p"},
		`account "https://x" is not an account identifier`:                 {"account": "https://x", "password": "p"},
		"user is missing":                                                  {"user": nil, "password": "p"},
		`host "https://x" must be a name only`:                             {"host": "https://x", "password": "p"},
		`protocol "ftp" must be https or http`:                             {"protocol": "ftp", "password": "p"},
		"port must be a whole number above 0":                              {"port": "many", "password": "p"},
		"login_timeout must be a number of seconds, or a time such as 90s": {"login_timeout": "soon", "password": "p"},
		"client_session_keep_alive must be true or false":                  {"client_session_keep_alive": "perhaps", "password": "p"},
		"session_parameters must be a map":                                 {"session_parameters": "x", "password": "p"},
		`session_parameters: "A B" is not the name of a parameter`:         {"session_parameters": map[string]any{"A B": 1}, "password": "p"},
		`there is no setting "warehose"`:                                   {"warehose": "w", "password": "p"},
		"role must be a single value":                                      {"role": []any{"a"}, "password": "p"},
		"query_tag has 1500 characters":                                    {"query_tag": strings.Repeat("x", 1500), "password": "p"},
	} {
		_, err := snowflake.ConfigOf(with(settings), dir)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	target := with(map[string]any{"password": "p"})
	target.Database = ""
	if _, err := snowflake.ConfigOf(target, dir); err == nil || !strings.Contains(err.Error(), "database is missing") {
		t.Errorf("without a database: %v", err)
	}
}

// No fault of the settings tells a secret.
func TestSettingFaultsHideSecrets(t *testing.T) {
	const secret = "top-secret"
	for _, settings := range []map[string]any{
		{"password": secret, "token": secret},
		{"private_key": secret}, {"private_key": secret, "private_key_passphrase": secret},
		{"password": secret, "passcode": secret, "authenticator": "nonsense"},
		{"password": secret, "port": "x", "account": ""},
	} {
		_, err := snowflake.ConfigOf(with(settings), t.TempDir())
		if err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%v: %v", settings, err)
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
