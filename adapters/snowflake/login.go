package snowflake

import (
	"fmt"
	"maps"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/snowflakedb/gosnowflake/v2"

	"github.com/martsql/mart/engine/diag"
)

// The authenticators, as Snowflake names them.
const (
	byPassword = "snowflake"
	byKey      = "snowflake_jwt"
	pat        = "programmatic_access_token"
	oauth      = "oauth"
	browser    = "externalbrowser"
	mfa        = "username_password_mfa"
)

var authenticators = map[string]gosnowflake.AuthType{
	byPassword: gosnowflake.AuthTypeSnowflake,
	byKey:      gosnowflake.AuthTypeJwt,
	pat:        gosnowflake.AuthTypePat,
	oauth:      gosnowflake.AuthTypeOAuth,
	browser:    gosnowflake.AuthTypeExternalBrowser,
	mfa:        gosnowflake.AuthTypeUsernamePasswordMFA,
}

// readLogin reads how to log in. Without an authenticator it is deduced from what is
// given: a key means key-pair authentication, a token a programmatic access token.
func (r *reader) readLogin() login {
	l := login{authenticator: strings.ToLower(r.text("authenticator")), password: r.secret("password"), passcode: r.secret("passcode")}
	given := r.given()
	if l.authenticator == "" {
		switch {
		case len(given) > 1:
			r.fail("%s are given: say with authenticator which one to use", strings.Join(given, " and "))
			return l
		case len(given) == 0:
			r.fail("there is no way to log in").Hint = "give private_key_path, private_key, token, token_path or password, or authenticator: externalbrowser"
			return l
		}
		l.authenticator = map[string]string{"a private key": byKey, "a token": pat, "a password": byPassword}[given[0]]
		if l.authenticator == byPassword && l.passcode != "" {
			l.authenticator = mfa
		}
	}
	r.checkLogin(l.authenticator, given)
	if l.authenticator == byKey {
		l.key = r.readKey()
	}
	if l.authenticator == pat || l.authenticator == oauth {
		if l.token = r.secret("token"); l.token == "" && r.text("token_path") != "" {
			r.file("token_path")
			l.tokenPath = r.local(r.text("token_path"))
		}
	}
	return l
}

// given names the means to log in that the target has.
func (r *reader) given() []string {
	var out []string
	for _, means := range []struct {
		what string
		keys []string
	}{
		{"a private key", []string{"private_key", "private_key_path"}},
		{"a token", []string{"token", "token_path"}},
		{"a password", []string{"password"}},
	} {
		set := slices.DeleteFunc(means.keys, func(key string) bool { return r.secret(key) == "" })
		if len(set) > 1 {
			r.fail("%s are both given: keep one", strings.Join(set, " and "))
		}
		if len(set) > 0 {
			out = append(out, means.what)
		}
	}
	return out
}

// checkLogin tells when an authenticator does not have what it needs.
func (r *reader) checkLogin(authenticator string, given []string) {
	need := map[string]string{byPassword: "a password", byKey: "a private key", pat: "a token", oauth: "a token", mfa: "a password"}[authenticator]
	if isOkta(authenticator) {
		need = "a password"
	} else if _, known := authenticators[authenticator]; !known {
		names := slices.Sorted(maps.Keys(authenticators))
		d := r.fail("authenticator %q is not known", authenticator)
		if d.Hint = diag.DidYouMean(authenticator, names); d.Hint == "" {
			d.Hint = "known: " + strings.Join(names, ", ") + ", or the https:// address of your Okta"
		}
		return
	}
	if need != "" && !slices.Contains(given, need) {
		keys := map[string]string{"a password": "password", "a private key": "private_key_path or private_key", "a token": "token or token_path"}[need]
		r.fail("authenticator %s needs %s", authenticator, need).Hint = "give " + keys + "; an env_var in it may be empty"
	}
}

func isOkta(authenticator string) bool { return strings.HasPrefix(authenticator, "https://") }

// secret reads a secret: as it is, but for the line's end that a file or a shell adds.
func (r *reader) secret(key string) string {
	r.text(key) // tells when it is no single value
	return strings.TrimRight(textOf(r.target.Settings[key]), "\r\n")
}

// secrets are the texts that no message may have.
func (s settings) secrets() []string {
	out := []string{s.login.password, s.login.passcode, s.login.token}
	if s.login.tokenPath != "" {
		if b, err := os.ReadFile(s.login.tokenPath); err == nil {
			out = append(out, strings.TrimSpace(string(b)))
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

// config is the driver's configuration for one connection.
func (s settings) config() (gosnowflake.Config, error) {
	c := gosnowflake.Config{
		Account: s.account, User: s.user, Role: bare(s.role), Warehouse: bare(s.warehouse), Database: bare(s.database), Schema: bare(s.schema),
		Host: s.host, Port: s.port, Protocol: s.protocol,
		Password: s.login.password, Passcode: s.login.passcode, PrivateKey: s.login.key, Token: s.login.token,
		//lint:ignore SA1019 there are no other settings for these yet
		LoginTimeout: s.loginTimeout, RequestTimeout: s.requestTimeout, MaxRetryCount: s.maxRetries,
		Application: "mart", DisableConsoleLogin: gosnowflake.ConfigBoolTrue,
		Params: map[string]*string{},
	}
	for name, value := range s.sessionParameters() {
		c.Params[name] = &value
	}
	if isOkta(s.login.authenticator) {
		u, err := url.Parse(s.login.authenticator)
		if err != nil {
			return c, fmt.Errorf("authenticator: %w", err)
		}
		c.Authenticator, c.OktaURL = gosnowflake.AuthTypeOkta, u
	} else {
		c.Authenticator = authenticators[s.login.authenticator]
	}
	if s.login.tokenPath != "" {
		b, err := os.ReadFile(s.login.tokenPath)
		if err != nil {
			return c, fmt.Errorf("token_path: %w", err)
		}
		c.Token = strings.TrimSpace(string(b))
	}
	return c, nil
}

// sessionParameters are what a session needs so that the same SQL gives the same result
// in every account, and as on the lake side; the target's own win.
func (s settings) sessionParameters() map[string]string {
	out := map[string]string{
		"AUTOCOMMIT":               "true",
		"CLIENT_TELEMETRY_ENABLED": "false",
		"JSON_INDENT":              "0",
		"TIMEZONE":                 "UTC",
	}
	if s.keepAlive {
		// The driver starts its heartbeat when this very spelling is given.
		out["client_session_keep_alive"] = "true"
	}
	maps.Copy(out, s.parameters)
	return out
}

// bare is a name as the login wants it: the login resolves it like an identifier in SQL.
func bare(name string) string {
	if name == "" {
		return ""
	}
	return Dialect{}.Quote(name)
}
