package snowflake

import (
	"context"

	"github.com/snowflakedb/gosnowflake/v2"

	"github.com/martsql/mart/engine"
)

// What the tests of this package look at from outside.
var (
	Logical    = logical
	NormalType = normalType
	FirstWord  = firstWord
	Stored     = stored
	ParseKey   = parseKey
)

// Keywords are the words that Quote quotes.
func Keywords() []string { return keywords }

// ConfigOf is the driver's configuration of a target.
func ConfigOf(t engine.Target, root string) (gosnowflake.Config, error) {
	s, err := readSettings(t, root)
	if err != nil {
		return gosnowflake.Config{}, err
	}
	return s.config()
}

// FaultOf is the database error of an error of the driver.
func FaultOf(err error, sent string, secrets ...string) error {
	a := &Adapter{secrets: secrets}
	return a.fault(context.Background(), err, sent)
}

// TagOf is the query tag of a statement.
var TagOf = tagOf

// List lists the objects of a schema in pages of a size.
func List(ctx context.Context, a engine.Adapter, schema string, size int) ([]engine.Existing, error) {
	adapter := a.(*Adapter)
	l, giveBack, err := adapter.borrow(ctx)
	if err != nil {
		return nil, err
	}
	found, err := adapter.list(ctx, l, "schema "+schema, size)
	giveBack(err)
	return found, err
}
