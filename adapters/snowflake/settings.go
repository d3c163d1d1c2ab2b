package snowflake

import (
	"cmp"
	"crypto/rsa"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/engine/diag"
)

// settings are a target's own keys, checked.
type settings struct {
	account, user, role, warehouse string
	database, schema               string // as mart names them
	host, protocol                 string
	port                           int
	login                          login
	queryTag                       string
	loginTimeout, requestTimeout   time.Duration
	maxRetries                     int
	keepAlive                      bool
	parameters                     map[string]string // of the session, upper-case names
}

// A login is how mart says who it is.
type login struct {
	authenticator string // one of authenticators, or the URL of an Okta
	password      string
	passcode      string
	key           *rsa.PrivateKey
	token         string
	tokenPath     string // read at every login: tokens are renewed beside us
}

// settingNames are the keys of a Snowflake target in mart.yml.
func settingNames() []string {
	return []string{
		"account", "authenticator", "client_session_keep_alive", "host", "login_timeout", "max_retries", "passcode",
		"password", "port", "private_key", "private_key_passphrase", "private_key_path", "protocol", "query_tag",
		"request_timeout", "role", "session_parameters", "token", "token_path", "user", "warehouse",
	}
}

// commonSettings are the keys that every target has.
var commonSettings = []string{"adapter", "database", "lake", "schema", "schema_prefix", "threads", "vars"}

// A reader takes the settings of a target apart and collects what is wrong with them.
type reader struct {
	target engine.Target
	root   string
	faults diag.List
}

// defaultLoginTimeout is how long a login is tried. The driver's own five minutes are long
// for somebody who waits at a terminal, and no login that works takes half a minute.
const defaultLoginTimeout = 30 * time.Second

func readSettings(t engine.Target, root string) (settings, error) {
	r := &reader{target: t, root: root}
	for _, key := range slices.Sorted(maps.Keys(t.Settings)) {
		if !slices.Contains(settingNames(), key) && !slices.Contains(commonSettings, key) {
			r.fail("there is no setting %q", key).Hint = diag.DidYouMean(key, settingNames())
		}
	}
	s := settings{
		account: r.text("account"), user: r.text("user"), role: r.text("role"), warehouse: r.text("warehouse"),
		database: t.Database, schema: t.SchemaPrefix + t.Schema,
		host: r.text("host"), protocol: r.text("protocol"), port: r.whole("port"),
		queryTag:     r.text("query_tag"),
		loginTimeout: cmp.Or(r.duration("login_timeout"), defaultLoginTimeout), requestTimeout: r.duration("request_timeout"), maxRetries: r.whole("max_retries"),
		keepAlive:  r.flag("client_session_keep_alive"),
		parameters: r.parameters(),
	}
	r.readAddress(&s)
	s.login = r.readLogin()
	if s.user == "" && s.login.authenticator != oauth {
		r.fail("user is missing")
	}
	if s.database == "" {
		r.fail("database is missing").Hint = "name the database that models are built in"
	}
	if len(s.queryTag) > maxTag/2 {
		r.fail("query_tag has %d characters; %d is the most, as mart adds its own to it", len(s.queryTag), maxTag/2)
	}
	return s, r.faults.Err()
}

const accountDomain = ".snowflakecomputing.com"

func (r *reader) readAddress(s *settings) {
	s.account = strings.TrimSuffix(s.account, accountDomain)
	switch {
	case s.account == "":
		r.fail("account is missing").Hint = "it is the part before " + accountDomain + " in the address of your Snowflake, say myorg-prod"
	case strings.ContainsAny(s.account, "/: "):
		r.fail("account %q is not an account identifier", s.account).Hint = "write only the part before " + accountDomain + ", say myorg-prod"
	}
	if strings.ContainsAny(s.host, "/: ") {
		r.fail("host %q must be a name only", s.host).Hint = "the keys protocol and port are for the rest"
	}
	if !slices.Contains([]string{"", "https", "http"}, s.protocol) {
		r.fail("protocol %q must be https or http", s.protocol)
	}
	if s.port > 65535 {
		r.fail("port %d is not a port", s.port)
	}
}

var parameterName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func (r *reader) parameters() map[string]string {
	out := map[string]string{}
	v := r.target.Settings["session_parameters"]
	m, ok := v.(map[string]any)
	if !ok && v != nil {
		r.fail("session_parameters must be a map of Snowflake session parameters to values")
	}
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if !parameterName.MatchString(name) {
			r.fail("session_parameters: %q is not the name of a parameter", name)
			continue
		}
		out[strings.ToUpper(name)] = textOf(m[name])
	}
	return out
}

func (r *reader) text(key string) string {
	switch v := r.target.Settings[key].(type) {
	case map[string]any, []any:
		r.fail("%s must be a single value", key)
		return ""
	default:
		return strings.TrimSpace(textOf(v))
	}
}

func (r *reader) flag(key string) bool {
	switch r.text(key) {
	case "", "false":
		return false
	case "true":
		return true
	}
	r.fail("%s must be true or false", key)
	return false
}

// whole reads a number above 0; 0 is none given.
func (r *reader) whole(key string) int {
	text := r.text(key)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		r.fail("%s must be a whole number above 0", key)
		return 0
	}
	return n
}

// duration reads seconds, or a time such as 90s or 5m; 0 is none given.
func (r *reader) duration(key string) time.Duration {
	text := r.text(key)
	if text == "" {
		return 0
	}
	if n, err := strconv.Atoi(text); err == nil && n > 0 {
		return time.Duration(n) * time.Second
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		r.fail("%s must be a number of seconds, or a time such as 90s or 5m", key)
	}
	return d
}

// file reads a file that a setting names. Its content is never part of a message.
func (r *reader) file(key string) string {
	path := r.local(r.text(key))
	b, err := os.ReadFile(path)
	if err != nil {
		var at *fs.PathError
		if errors.As(err, &at) {
			err = at.Err
		}
		r.fail("%s: %s cannot be read: %v", key, r.text(key), err)
	}
	return strings.TrimSpace(string(b))
}

// local makes a path absolute.
func (r *reader) local(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(r.root, filepath.FromSlash(path))
}

func (r *reader) fail(format string, args ...any) *diag.Diagnostic {
	text := fmt.Sprintf(format, args...)
	r.faults.Add(diag.Errorf(r.target.Span, "target-setting", "target %s: %s", r.target.Name, text))
	return &r.faults[len(r.faults)-1]
}

func textOf(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}
