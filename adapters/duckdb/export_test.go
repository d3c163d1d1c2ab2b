package duckdb

import (
	"context"
	"errors"

	"github.com/martsql/mart/engine"
)

// PublishSteps is Publish with a look before each change on the disk: an error of step
// stops everything at once, as a kill does. Without exchange it does as on systems that
// cannot swap two folders.
func PublishSteps(a engine.Adapter, aside, location string, goes func(string) bool, exchanges bool, step func(string) error) error {
	p, err := a.(*Adapter).publisher(aside, location)
	if err != nil {
		return err
	}
	p.step = step
	if !exchanges {
		p.exchange = func(string, string) error { return errors.ErrUnsupported }
	}
	return p.publish(goes)
}

// RecoverSteps is Recover with a look before each change on the disk.
func RecoverSteps(a engine.Adapter, location string, exchanges bool, step func(string) error) error {
	p, err := a.(*Adapter).publisher(location+asideSuffix, location)
	if err != nil {
		return err
	}
	p.step = step
	if !exchanges {
		p.exchange = func(string, string) error { return errors.ErrUnsupported }
	}
	return p.recover()
}

// Keywords are the words that Quote quotes.
func Keywords() []string { return keywords }

// Fault takes an error of DuckDB in text form apart.
func Fault(ctx context.Context, err error, sent string) error { return faultIn(ctx, err, sent) }
