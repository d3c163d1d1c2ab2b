package duckdb

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A journal is what a Publish is about to do, on disk before it does it.
type journal struct {
	Aside  string   `json:"aside"` // absolute
	Swap   []swap   `json:"swap"`
	Remove []string `json:"remove"` // folders or files, relative to the location
}

// A swap is one partition to put in place.
type swap struct {
	Path string `json:"path"` // relative to aside and location, with forward slashes
	// Identity tells the new folder from the one it replaces, wherever each is now.
	Identity uint64 `json:"identity"`
}

// writeJournal puts a journal on the disk, whole or not at all.
func writeJournal(path string, j journal) error {
	text, err := json.MarshalIndent(j, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	temporary := path + ".tmp"
	f, err := os.Create(temporary)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(temporary, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

func readJournal(path string) (journal, error) {
	var j journal
	text, err := os.ReadFile(path)
	if err != nil {
		return j, err
	}
	if err := json.Unmarshal(text, &j); err != nil {
		return j, fmt.Errorf("%s is damaged: %w", path, err)
	}
	return j, nil
}

func removeJournal(path string) error {
	for _, file := range []string{path + ".tmp", path} {
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// syncFolder makes a rename in a folder last. Some file systems do not offer it.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	_ = f.Sync()
	return f.Close()
}
