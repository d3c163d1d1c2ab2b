package snowflake

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/snowflakedb/gosnowflake/v2"

	"github.com/martsql/mart/engine"
)

// loginAdvice is what to do about the errors of a login, by their numbers.
var loginAdvice = map[int]string{
	390100: "check user and the password or token of the target",
	390101: "check user of the target",
	390102: "the account is locked; an administrator can unlock it",
	390144: "the key does not fit the user's public key, or account or user is misspelt: compare  desc user  (RSA_PUBLIC_KEY_FP) with the key",
	390189: "check role of the target: it must exist and be granted to the user",
	390190: "the account does not know this way to log in; choose another authenticator",
	390195: "log in again: the stored token has expired",
	390201: "check database and warehouse of the target: they must exist, and the role must have usage on them",
	390303: "the token is not one of OAuth for this account; for a programmatic access token leave authenticator out",
	390318: "get a new token: this one has expired",
	390422: "the account's network policy does not let this address in",
	390432: "the account's network policy does not let this address in",
	390702: "the user is disabled or locked",
	394300: "the programmatic access token is wrong or of another account",
	394304: "the programmatic access token has expired or is disabled",
	394400: "the programmatic access token is wrong or of another account",
	394507: "the user needs a second factor; use a key or a token instead",

	gosnowflake.ErrCodeFailedToConnect:    "check account: there is no Snowflake account at this address, or it refuses you",
	gosnowflake.ErrFailedToAuth:           "check account: there is no Snowflake account at this address",
	gosnowflake.ErrCodeServiceUnavailable: "try again later; where a proxy is needed, set HTTPS_PROXY",
}

// loginError says why a login failed, and what to do about it.
func (a *Adapter) loginError(ctx context.Context, err error) error {
	var e *engine.DatabaseError
	if !errors.As(a.fault(ctx, err, ""), &e) || e.Kind == engine.CanceledError {
		return a.fault(ctx, err, "")
	}
	var native *gosnowflake.SnowflakeError
	advice := "check account, and host, port and protocol where they are set; where a proxy is needed, set HTTPS_PROXY"
	if errors.As(err, &native) {
		e.Message = strings.TrimSuffix(withoutQuery(a.hide(messageOf(native))), ".")
		advice = loginAdvice[native.Number]
	} else if transport(err) {
		e.Message = plainCause(a.withoutSecrets(err))
	}
	e.Kind = engine.UnreachableError
	e.Message = fmt.Sprintf("account %s, user %s: %s", a.settings.account, a.settings.user, e.Message)
	if advice != "" {
		e.Message += " (" + advice + ")"
	}
	return e
}
