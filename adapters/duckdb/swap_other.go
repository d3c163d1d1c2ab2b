//go:build !linux && !darwin

package duckdb

import (
	"errors"
	"os"
)

// exchange is not offered by this system: a partition is renamed away before the new
// one is renamed in.
func exchange(a, b string) error { return errors.ErrUnsupported }

// identity is when the folder's entries last changed: it stays through renames of the
// folder itself.
func identity(path string) (uint64, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return 0, err
	}
	return uint64(info.ModTime().UnixNano()), nil
}
