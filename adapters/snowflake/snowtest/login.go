package snowtest

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/martsql/mart/adapters/snowflake/snowtest/internal/account"
)

// loginRequest has the fields of the driver's authRequestData (auth.go) that matter here.
type loginRequest struct {
	Data struct {
		AccountName       string         `json:"ACCOUNT_NAME"`
		LoginName         string         `json:"LOGIN_NAME"`
		Password          string         `json:"PASSWORD"`
		Authenticator     string         `json:"AUTHENTICATOR"`
		Token             string         `json:"TOKEN"`
		SessionParameters map[string]any `json:"SESSION_PARAMETERS"`
	} `json:"data"`
}

// loginReply is the driver's authResponseMain.
type loginReply struct {
	Token          string      `json:"token"`
	Validity       int64       `json:"validityInSeconds"`
	MasterToken    string      `json:"masterToken"`
	MasterValidity int64       `json:"masterValidityInSeconds"`
	DisplayUser    string      `json:"displayUserName"`
	ServerVersion  string      `json:"serverVersion"`
	HealthCheck    int         `json:"healthCheckInterval"`
	SessionID      int64       `json:"sessionId"`
	Parameters     []parameter `json:"parameters"`
	SessionInfo    sessionInfo `json:"sessionInfo"`
}

type sessionInfo struct {
	Database  *string `json:"databaseName"`
	Schema    *string `json:"schemaName"`
	Warehouse *string `json:"warehouseName"`
	Role      *string `json:"roleName"`
}

// A refusal is a login that failed, with Snowflake's number.
type refusal struct {
	code, message string
}

func (r *refusal) Error() string { return r.code + ": " + r.message }

// The numbers 390100, 390144, 390189, 390201 and 390303 are in the reference or in the
// driver (errors.go, internal/errors); 394400 is from memory of the documentation.
var (
	errPassword = &refusal{"390100", "Incorrect username or password was specified."}
	errJWT      = &refusal{"390144", "JWT token is invalid."}
	errOAuth    = &refusal{"390303", "Invalid OAuth access token."}
	errPAT      = &refusal{"394400", "Programmatic access token is invalid."}
	errSSO      = &refusal{"390190", "There was an error related to the SAML Identity Provider account parameter. Contact Snowflake support."}
)

func usersByName(list []User) map[string]User {
	out := make(map[string]User, len(list))
	for _, u := range list {
		out[strings.ToUpper(u.Name)] = u
	}
	return out
}

func (s *Server) login(w http.ResponseWriter, r *request) {
	var req loginRequest
	if err := json.Unmarshal(r.body, &req); err != nil {
		write(w, failure(nil, "390400", "The login request cannot be read: "+err.Error()))
		return
	}
	user, err := s.authenticate(req)
	if err == nil {
		var answer *loginReply
		if answer, err = s.open(user, req, r); err == nil {
			write(w, success(answer))
			return
		}
	}
	var no *refusal
	if !errors.As(err, &no) {
		no = &refusal{"390400", err.Error()}
	}
	write(w, failure(map[string]any{"authnMethod": nil}, no.code, no.message))
}

// authenticator answers the request for an identity provider: the account has none.
func (s *Server) authenticator(w http.ResponseWriter, _ *request) {
	write(w, failure(nil, errSSO.code, errSSO.message))
}

// authenticate finds the user a login proves to be. Kinds of proof: table 1.3 of the
// reference and createRequestBody of the driver's auth.go.
func (s *Server) authenticate(req loginRequest) (User, error) {
	d := req.Data
	user, known := s.users[strings.ToUpper(d.LoginName)]
	switch strings.ToUpper(d.Authenticator) {
	case "", "SNOWFLAKE", "USERNAME_PASSWORD_MFA":
		if !known || user.Password == "" || !same(user.Password, d.Password) {
			return User{}, errPassword
		}
		return user, nil
	case "SNOWFLAKE_JWT":
		return s.signed(d.AccountName, d.Token)
	case "PROGRAMMATIC_ACCESS_TOKEN":
		if !known || !slices.ContainsFunc(user.Tokens, func(t string) bool { return same(t, d.Token) }) {
			return User{}, errPAT
		}
		return user, nil
	case "OAUTH":
		return s.oauth(d.LoginName, d.Token)
	case "EXTERNALBROWSER", "ID_TOKEN":
		return User{}, errSSO
	}
	return User{}, &refusal{"390400", fmt.Sprintf("The test server does not model the authenticator %s.", d.Authenticator)}
}

// oauth finds the user of a token. A login name, when given, must be that user's.
func (s *Server) oauth(name, token string) (User, error) {
	for key, u := range s.users {
		if !slices.ContainsFunc(u.OAuth, func(t string) bool { return same(t, token) }) {
			continue
		}
		if name != "" && !strings.EqualFold(name, key) {
			return User{}, &refusal{"390309", "The user you were trying to authenticate as differs from the user tied to the access token."}
		}
		return u, nil
	}
	return User{}, errOAuth
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// open makes the session of a login.
func (s *Server) open(user User, req loginRequest, r *request) (*loginReply, error) {
	parameters := s.parametersOf(req.Data.SessionParameters)
	q := r.URL.Query()
	o := opening{
		User: strings.ToUpper(user.Name), Role: q.Get("roleName"), Database: q.Get("databaseName"), Schema: q.Get("schemaName"),
		Warehouse: q.Get("warehouse"), Parameters: parameters.strings(),
		Validate: fmt.Sprint(req.Data.SessionParameters["CLIENT_VALIDATE_DEFAULT_PARAMETERS"]) != "false",
	}
	orDefault(&o.Role, user.Role)
	orDefault(&o.Role, DefaultRole)
	orDefault(&o.Warehouse, user.Warehouse)
	runner, at, err := s.backend.Session(o)
	if err != nil {
		var e *account.Error
		if errors.As(err, &e) {
			return nil, &refusal{fmt.Sprintf("%06d", e.Number), e.Message}
		}
		return nil, err
	}
	ses := s.sessions.add(runner, parameters, at, s.now(), s.options.SessionLife, s.options.MasterLife)
	return &loginReply{
		Token: ses.token, Validity: seconds(s.options.SessionLife), MasterToken: ses.master, MasterValidity: seconds(s.options.MasterLife),
		DisplayUser: o.User, ServerVersion: "snowtest", HealthCheck: 45, SessionID: ses.id, Parameters: parameters.list(),
		SessionInfo: sessionInfo{orNull(at.Database), orNull(at.Schema), orNull(at.Warehouse), orNull(at.Role)},
	}, nil
}

func seconds(d time.Duration) int64 { return int64(d / time.Second) }

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
