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

// Objects is a bucket, for tests that make one of their own.
type (
	Objects = objects
	Object  = object
)

// ErrNoObject is what a bucket says of an object that is not there.
var ErrNoObject = errNoObject

// StorePublish is Publish into a bucket of the test's own.
func StorePublish(ctx context.Context, bucket Objects, aside, location string, goes func(string) bool) error {
	p := &storePublisher{bucket: bucket, aside: aside, location: location, unite: (&Adapter{}).unite}
	return p.publish(ctx, goes)
}

// StoreRecover is Recover in a bucket of the test's own.
func StoreRecover(ctx context.Context, bucket Objects, aside, location string) error {
	return (&storePublisher{bucket: bucket, aside: aside, location: location}).recover(ctx)
}

// CopyInParts makes the adapter copy objects in parts of so many bytes.
func CopyInParts(ctx context.Context, a engine.Adapter, location string, bytes int64) error {
	u, _ := parseURL(location)
	bucket, err := a.(*Adapter).bucket(ctx, u)
	if err == nil {
		bucket.(*s3Objects).copyPart = bytes
	}
	return err
}
