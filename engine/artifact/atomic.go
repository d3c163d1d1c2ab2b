package artifact

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// writeJSON writes v to a file of dir: see writeFile.
func writeJSON(dir, name string, v any) error {
	return writeFile(dir, name, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(v)
	})
}

// writeFile writes a file of dir so that a reader, and a machine that loses power, sees
// the old file or the new one, whole.
// WriteFile replaces a file under dir, whole: a reader sees the old one or the new one.
func WriteFile(dir, name string, content func(io.Writer) error) error {
	return writeFile(dir, name, content)
}

func writeFile(dir, name string, content func(io.Writer) error) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("write %s: %w", filepath.Join(dir, name), err)
		}
	}()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "."+name+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone already when all went well
	b := bufio.NewWriterSize(f, 1<<16)
	err = errors.Join(content(b), b.Flush(), f.Chmod(0o644), f.Sync())
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), filepath.Join(dir, name)); err != nil {
		return err
	}
	return syncDir(dir)
}

// syncDir makes a rename in dir last. Systems that cannot sync a folder are let be.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	_ = d.Sync()
	return d.Close()
}
