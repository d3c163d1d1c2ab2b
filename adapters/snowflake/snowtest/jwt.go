package snowtest

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// claims are those of the driver's prepareJWTToken (auth.go).
type claims struct {
	Issuer  string `json:"iss"` // ACCOUNT.USER.SHA256:fingerprint
	Subject string `json:"sub"` // ACCOUNT.USER
	Issued  int64  `json:"iat"`
	Expires int64  `json:"exp"`
}

// signed verifies a signed login and finds its user. Snowflake holds a token valid for at
// most one hour after it was issued. The message says what is wrong, which Snowflake's
// does not, because a test wants to know.
func (s *Server) signed(accountName, token string) (User, error) {
	no := func(format string, args ...any) (User, error) {
		return User{}, &refusal{errJWT.code, errJWT.message + " " + fmt.Sprintf(format, args...)}
	}
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return no("It does not have three parts.")
	}
	var header struct {
		Algorithm string `json:"alg"`
	}
	var c claims
	if err := decodePart(parts[0], &header); err != nil || header.Algorithm != "RS256" {
		return no("The algorithm is not RS256.")
	}
	if err := decodePart(parts[1], &c); err != nil {
		return no("The claims cannot be read.")
	}
	issuer, fingerprint, _ := strings.Cut(c.Issuer, ".SHA256:")
	if issuer != c.Subject {
		return no("Issuer and subject differ.")
	}
	name, ok := strings.CutPrefix(c.Subject, strings.ToUpper(accountOf(accountName))+".")
	if !ok {
		return no("It is for the account of %s.", c.Subject)
	}
	user, ok := s.users[name]
	if !ok {
		return no("There is no user %s.", name)
	}
	now := time.Now().Unix()
	if c.Expires <= now || c.Issued > now+60 || c.Expires-c.Issued > 3600 {
		return no("It is not valid at this time.")
	}
	key := keyOf(user, fingerprint)
	if key == nil {
		return no("The key is not registered for %s.", name)
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if err != nil || rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], signature) != nil {
		return no("The signature is wrong.")
	}
	return user, nil
}

func decodePart(part string, v any) error {
	b, err := base64.RawURLEncoding.DecodeString(part)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}

// accountOf is an account without its region, as the driver signs it (ExtractAccountName).
func accountOf(name string) string {
	name, _, _ = strings.Cut(name, ".")
	return name
}

// keyOf is the registered key with a fingerprint, or nil.
func keyOf(u User, fingerprint string) *rsa.PublicKey {
	for _, k := range u.PublicKeys {
		der, err := x509.MarshalPKIXPublicKey(k)
		if err != nil {
			continue
		}
		sum := sha256.Sum256(der)
		if base64.StdEncoding.EncodeToString(sum[:]) == fingerprint {
			return k
		}
	}
	return nil
}
