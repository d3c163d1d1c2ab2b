package duckdb

import (
	"context"
	"errors"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/martsql/mart/engine"
)

// objects is one bucket of an object store, for what SQL cannot do: to list with ETags,
// to copy, to delete. A Put and a Copy show the object whole or not at all.
type objects interface {
	// List returns the objects whose key begins with prefix.
	List(ctx context.Context, prefix string) ([]object, error)
	// Get opens an object. With an etag, one that has another by now is errChanged.
	Get(ctx context.Context, key, etag string) (io.ReadCloser, error)
	Put(ctx context.Context, key string, body io.ReadSeeker) error
	// Copy copies an object of a known size within the bucket.
	Copy(ctx context.Context, from, to string, size int64) error
	// Delete removes an object; one that is not there is no error.
	Delete(ctx context.Context, key string) error
}

// An object is an entry of a listing.
type object struct {
	Key      string
	Size     int64
	Modified time.Time
	ETag     string // without quotes
}

var (
	errNoObject = errors.New("there is no such object")
	errChanged  = errors.New("it changed while it was being read")
)

// A storeURL is a place in an object store.
type storeURL struct{ scheme, bucket, key string }

// parseURL takes a URL of the lake apart; ok is false for a path.
func parseURL(location string) (storeURL, bool) {
	scheme, rest, found := strings.Cut(location, "://")
	if !found {
		return storeURL{}, false
	}
	bucket, key, _ := strings.Cut(rest, "/")
	return storeURL{scheme: strings.ToLower(scheme), bucket: bucket, key: key}, true
}

// isRemote reports whether a location is a URL.
func isRemote(location string) bool {
	_, ok := parseURL(location)
	return ok
}

// with is the URL of another key in the bucket.
func (u storeURL) with(key string) string { return u.scheme + "://" + u.bucket + "/" + key }

// isS3 reports whether the URL names an object behind the S3 protocol.
func (u storeURL) isS3() bool {
	return u.scheme == "s3" || u.scheme == "s3a" || u.scheme == "s3n"
}

// extensions are the DuckDB extensions that read the URL.
func (u storeURL) extensions() []string {
	switch u.scheme {
	case "az", "azure", "abfss":
		return []string{"azure"}
	case "s3", "s3a", "s3n", "gs", "gcs", "r2", "http", "https":
		return []string{"httpfs"}
	}
	return nil // a file system of an extension that the target names itself
}

// bucket opens the bucket of a URL; nil for stores that only DuckDB knows, and for S3
// without a secret of the target, which DuckDB may still let us read.
func (a *Adapter) bucket(ctx context.Context, u storeURL) (objects, error) {
	if !u.isS3() {
		return nil, nil
	}
	s, ok := a.secretFor(u)
	if !ok {
		return nil, nil
	}
	a.storesMu.Lock()
	defer a.storesMu.Unlock()
	key := s.name + "/" + u.bucket
	if b, ok := a.stores[key]; ok {
		return b, nil
	}
	b, err := openS3(ctx, u.bucket, s, a.again)
	if err != nil {
		return nil, a.storeError("use the secret "+s.name, err)
	}
	if a.stores == nil {
		a.stores = map[string]objects{}
	}
	a.stores[key] = b
	return b, nil
}

// secretFor is the S3 secret for a URL, chosen as DuckDB does: by the longest scope.
func (a *Adapter) secretFor(u storeURL) (secret, bool) {
	var best secret
	longest := -1
	for _, s := range a.secrets {
		if !strings.EqualFold(s.typ, "s3") {
			continue
		}
		for _, scope := range s.scopes() {
			if strings.HasPrefix(u.with(u.key), scope) && len(scope) > longest {
				best, longest = s, len(scope)
			}
		}
	}
	return best, longest >= 0
}

// scopes are the beginnings of the URLs that a secret is for; one of "" without any.
func (s secret) scopes() []string {
	switch v := s.param("scope").(type) {
	case nil:
		return []string{""}
	case []any:
		out := make([]string, len(v))
		for i, e := range v {
			out[i] = textOf(e)
		}
		return out
	default:
		return []string{textOf(v)}
	}
}

// param is a parameter of a secret by its name, whatever its case; nil without it.
func (s secret) param(name string) any {
	for _, p := range s.params {
		if strings.EqualFold(p.name, name) {
			return p.value
		}
	}
	return nil
}

func (s secret) text(name string) string { return textOf(s.param(name)) }

// escaped is a key as it stands in the path of a URL.
func escaped(key string) string {
	parts := strings.Split(key, "/")
	for i, p := range parts {
		// A plus is a plus in a path, but some servers read it as a space.
		parts[i] = strings.ReplaceAll(url.PathEscape(p), "+", "%2B")
	}
	return strings.Join(parts, "/")
}

// storeError says what could not be done to an object store, without the secrets of the
// target, and whether it is worth another try.
func (a *Adapter) storeError(what string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var known *engine.DatabaseError
	if errors.As(err, &known) {
		return err
	}
	kind, text := s3Fault(err)
	return a.hidden.from(&engine.DatabaseError{Kind: kind, Adapter: "lake", Message: "cannot " + what + ": " + text, Offset: -1})
}
