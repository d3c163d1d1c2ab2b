package duckdb

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/martsql/mart/engine"
)

// versionPrefix begins the Hash of a file whose store tells its versions apart: its
// ETag stands for its content, and nobody has to read it to see that it is the same.
const versionPrefix = "etag:"

// listings are the answers to the prefixes that one call of List asked for.
type listings map[string][]object

// listURL lists the files of an object store that a glob matches.
func (a *Adapter) listURL(ctx context.Context, glob string, u storeURL, asked listings) ([]engine.File, error) {
	if err := a.needFor(ctx, u); err != nil {
		return nil, err
	}
	bucket, err := a.bucket(ctx, u)
	if err != nil {
		return nil, err
	}
	if bucket == nil {
		return a.listSQL(ctx, glob, u)
	}
	if !doublestar.ValidatePattern(u.key) {
		return nil, errors.New("this is no valid pattern: a bracket or brace is open")
	}
	prefix, key := literalPrefix(u.key), u.with(literalPrefix(u.key))
	if _, ok := asked[key]; !ok {
		if asked[key], err = bucket.List(ctx, prefix); err != nil {
			return nil, err
		}
	}
	base := prefix[:strings.LastIndex(prefix, "/")+1] // the last folder that the glob names
	var out []engine.File
	for _, o := range asked[key] {
		match, err := doublestar.Match(u.key, o.Key)
		if err != nil {
			return nil, err
		}
		if !match || hidden(strings.TrimPrefix(o.Key, base)) {
			continue
		}
		f := engine.File{Path: u.with(o.Key), Size: o.Size, Modified: o.Modified}
		if o.ETag != "" {
			f.Hash = versionPrefix + o.ETag
		}
		out = append(out, f)
	}
	return out, nil
}

// literalPrefix is what of a glob stands before its first wildcard.
func literalPrefix(glob string) string {
	if i := strings.IndexAny(glob, `*?[{\`); i >= 0 {
		return glob[:i]
	}
	return glob
}

// listSQL lists the files of a store through DuckDB. Sizes and times come from its
// listing, or over https from one question a file.
func (a *Adapter) listSQL(ctx context.Context, glob string, u storeURL) ([]engine.File, error) {
	if strings.ContainsAny(u.key, "{") {
		return nil, fmt.Errorf("alternatives in braces are not known to %s://; write the patterns as a list", u.scheme)
	}
	rows, err := a.db.QueryContext(ctx, "select filename, size, last_modified from read_blob("+quoteText(glob)+")")
	if err != nil {
		err = a.hidden.from(fault(ctx, err))
		if strings.Contains(err.Error(), "No files found that match the pattern") {
			return nil, nil
		}
		return nil, err
	}
	defer rows.Close()
	base := path.Dir(literalPrefix(glob) + "x")
	var out []engine.File
	for rows.Next() {
		var f engine.File
		var modified *time.Time
		if err := rows.Scan(&f.Path, &f.Size, &modified); err != nil {
			return nil, err
		}
		if modified != nil && modified.Unix() != 0 {
			f.Modified = modified.UTC().Truncate(time.Microsecond)
		}
		if !hidden(strings.TrimPrefix(strings.TrimPrefix(f.Path, base), "/")) {
			out = append(out, f)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, a.hidden.from(fault(ctx, err))
	}
	for i, f := range out {
		if !f.Modified.IsZero() {
			continue
		}
		// A server that tells no time: only the content can say whether it is the same.
		if out[i], err = a.hashURL(ctx, f); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// readWhole is the largest file that is read into memory for its hash, of a store from
// which SQL alone reads.
const readWhole = 256 << 20

// hashURL fills in what tells the file's content from another. A gzip object is read to
// its end, as a file on the disk is: an upload may have been cut off before it began.
func (a *Adapter) hashURL(ctx context.Context, f engine.File) (engine.File, error) {
	zipped := strings.HasSuffix(f.Path, ".gz")
	etag, versioned := strings.CutPrefix(f.Hash, versionPrefix)
	if versioned && !zipped {
		return f, nil
	}
	u, _ := parseURL(f.Path)
	if err := a.needFor(ctx, u); err != nil {
		return f, err
	}
	bucket, err := a.bucket(ctx, u)
	if err != nil {
		return f, err
	}
	if bucket == nil {
		return a.hashSQL(ctx, f, zipped)
	}
	for attempt := 1; ; attempt++ {
		sum, err := readObject(ctx, bucket, u.key, etag, zipped)
		if err != nil && attempt < 3 && ctx.Err() == nil && interrupted(err) {
			continue // the connection broke in the middle
		}
		if err == nil && !versioned {
			f.Hash = sum
		}
		return f, err
	}
}

// interrupted reports whether a transfer ended early, for which the file is not to blame.
func interrupted(err error) bool {
	var transfer *transferError
	return errors.As(err, &transfer)
}

// A transferError is a fault of the connection, not of what was sent over it.
type transferError struct{ err error }

// Error is that of the connection.
func (e *transferError) Error() string { return e.err.Error() }

// Unwrap gives the error of the connection.
func (e *transferError) Unwrap() error { return e.err }

// transfer marks the errors of reading a body. It is what tells an object that is cut
// off from a connection that is.
type transfer struct{ body io.Reader }

// Read reads from the body.
func (t transfer) Read(p []byte) (int, error) {
	n, err := t.body.Read(p)
	if err != nil && err != io.EOF {
		err = &transferError{err}
	}
	return n, err
}

// readObject reads an object to its end, in bounded memory.
func readObject(ctx context.Context, bucket objects, key, etag string, zipped bool) (sum string, err error) {
	body, err := bucket.Get(ctx, key, etag)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, body.Close()) }()
	return digest(transfer{body}, zipped)
}

// hashSQL reads a file through DuckDB, whole. One that is too large for that is told
// apart by its size and time.
func (a *Adapter) hashSQL(ctx context.Context, f engine.File, zipped bool) (engine.File, error) {
	if f.Size > readWhole && !f.Modified.IsZero() {
		f.Hash = fmt.Sprintf("%s%d-%d", versionPrefix, f.Size, f.Modified.UnixMicro())
		return f, nil
	}
	var content []byte
	err := a.db.QueryRowContext(ctx, "select content from read_blob("+quoteText(f.Path)+")").Scan(&content)
	if err != nil {
		return f, a.hidden.from(fault(ctx, err))
	}
	sum, err := digest(strings.NewReader(string(content)), zipped)
	f.Hash = sum
	return f, err
}

// sortFiles sorts files by path and drops those that several globs found.
func sortFiles(files []engine.File) []engine.File {
	slices.SortFunc(files, func(a, b engine.File) int { return strings.Compare(a.Path, b.Path) })
	return slices.CompactFunc(files, func(a, b engine.File) bool { return a.Path == b.Path })
}
