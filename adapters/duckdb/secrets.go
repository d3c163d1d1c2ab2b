package duckdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/martsql/mart/engine"
)

// hiddenValues are what must not stand in any message: the values of secrets.
type hiddenValues []string

// plainParams are the parameters of secrets that may be told: where, not who.
var plainParams = []string{
	"account_name", "chain", "endpoint", "http_proxy", "kms_key_id", "profile", "provider", "refresh", "region",
	"requester_pays", "scope", "url_compatibility_mode", "url_style", "use_ssl", "verify_ssl",
}

// hiddenIn lists the values of the target's secrets, the longest first: one may be a
// part of another.
func hiddenIn(s settings) hiddenValues {
	var out hiddenValues
	for _, secret := range s.secrets {
		for _, p := range secret.params {
			if !slices.Contains(plainParams, strings.ToLower(p.name)) {
				out = out.add(p.value)
			}
		}
	}
	for _, o := range s.options {
		name := strings.ToLower(o.name)
		if strings.Contains(name, "secret") || strings.Contains(name, "token") || strings.Contains(name, "password") || strings.HasSuffix(name, "key_id") {
			out = out.add(o.value)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return len(b) - len(a) })
	return out
}

func (h hiddenValues) add(value any) hiddenValues {
	switch v := value.(type) {
	case map[string]any:
		for _, e := range v {
			h = h.add(e)
		}
	case []any:
		for _, e := range v {
			h = h.add(e)
		}
	case bool:
	default:
		// Shorter ones would tear words apart, and hide nothing.
		if text := textOf(value); len(text) > 3 {
			h = append(h, text)
		}
	}
	return h
}

// in hides the values in a text.
func (h hiddenValues) in(text string) string {
	for _, v := range h {
		text = strings.ReplaceAll(text, v, "***")
	}
	return text
}

// from hides the values in a database error, and in the driver's error that it keeps.
func (h hiddenValues) from(err error) error {
	var e *engine.DatabaseError
	if len(h) == 0 || !errors.As(err, &e) {
		return err
	}
	e.Message = h.in(e.Message)
	for i, c := range e.Candidates {
		e.Candidates[i] = h.in(c)
	}
	if e.Err != nil {
		if text := e.Err.Error(); h.in(text) != text {
			e.Err = errors.New(h.in(text))
		}
	}
	return err
}

// extensions are the DuckDB extensions that a secret's type comes from.
func (s secret) extensions() []string {
	switch strings.ToLower(s.typ) {
	case "azure":
		return []string{"azure"}
	case "s3", "r2", "gcs":
		if strings.EqualFold(s.text("provider"), "credential_chain") {
			return []string{"httpfs", "aws"}
		}
		return []string{"httpfs"}
	}
	return nil // http is DuckDB's own; others are the target's business
}

// loadExtension loads an extension, and installs it before where it must.
func loadExtension(ctx context.Context, conn *sql.Conn, name string) error {
	if _, err := conn.ExecContext(ctx, "LOAD "+name); err == nil {
		return nil // one that is there already needs no network
	}
	if _, err := conn.ExecContext(ctx, "INSTALL "+name+"; LOAD "+name); err != nil {
		return reword(ctx, err, "extension %s: ", name)
	}
	return nil
}

// needExtension loads an extension that nobody asked for by name, but a secret or a URL
// needs.
func needExtension(ctx context.Context, conn *sql.Conn, name, for_ string) error {
	err := loadExtension(ctx, conn, name)
	var e *engine.DatabaseError
	if errors.As(err, &e) && e.Kind != engine.CanceledError {
		e.Kind = engine.UnreachableError
		cause, _, _ := strings.Cut(e.Message, "\n")
		e.Message = fmt.Sprintf("%s; %s needs it: where there is no internet, name its file in the target's extensions, or its folder in settings: extension_directory",
			strings.TrimSuffix(cause, "."), for_)
	}
	return err
}

// needFor loads, once, the extensions that read a URL.
func (a *Adapter) needFor(ctx context.Context, u storeURL) error {
	a.storesMu.Lock()
	defer a.storesMu.Unlock()
	for _, name := range u.extensions() {
		if a.loaded[name] {
			continue
		}
		conn, err := a.db.Conn(ctx)
		if err != nil {
			return fault(ctx, err)
		}
		err = errors.Join(needExtension(ctx, conn, name, u.scheme+"://"), conn.Close())
		if err != nil {
			return err
		}
		if a.loaded == nil {
			a.loaded = map[string]bool{}
		}
		a.loaded[name] = true
	}
	return nil
}
