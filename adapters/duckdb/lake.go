package duckdb

import (
	"context"
	"errors"

	"github.com/martsql/mart/engine"
)

func (a *Adapter) List(ctx context.Context, globs []string) ([]engine.File, error) {
	return nil, errors.New("soon")
}
func (a *Adapter) Hash(ctx context.Context, f engine.File) (engine.File, error) {
	return f, errors.New("soon")
}
func (a *Adapter) Publish(ctx context.Context, aside, location string, all bool) error {
	return errors.New("soon")
}
func (a *Adapter) Recover(ctx context.Context, location string) error { return errors.New("soon") }
