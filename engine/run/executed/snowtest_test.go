package executed_test

import (
	"testing"

	"github.com/martsql/mart/adapters"
	"github.com/martsql/mart/adapters/snowflake"
	"github.com/martsql/mart/adapters/snowflake/snowtest"
	"github.com/martsql/mart/engine"
)

// TestSameRowsOverTheWire tells the story on the test server, through the real driver.
func TestSameRowsOverTheWire(t *testing.T) {
	server, err := snowtest.Start(snowtest.Options{RefuseDDLInTransaction: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	target := engine.Target{Name: "prod", Adapter: "snowflake", Schema: "main", Database: snowtest.DefaultDatabase, Threads: 2, Settings: map[string]any{
		"account": "test", "user": snowtest.DefaultUser, "password": snowtest.DefaultPassword, "warehouse": snowtest.DefaultWarehouse,
		"protocol": "http", "host": server.Host(), "port": server.Port(),
	}}
	two := newHouse(t, "prod")
	two.shop = "made_of:shop::varchar"
	two.warehouse, err = snowflake.New().Open(t.Context(), target, adapters.Options{Root: two.root, Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = two.warehouse.Close() })
	tell(t, two)
}
