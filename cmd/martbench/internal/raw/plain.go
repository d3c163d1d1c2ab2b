package raw

import (
	"database/sql"
	"database/sql/driver"

	"github.com/duckdb/duckdb-go/v2"

	"github.com/martsql/mart/udfs/promo"
)

// plain is the depth of a promotion text as the driver's documentation would have it
// written: a function of its own scalar kind, called once a row, each value boxed.
type plain struct{}

// registerPlain gives a connection the function plain_promo.
func registerPlain(conn *sql.Conn) error {
	return duckdb.RegisterScalarUDF(conn, "plain_promo", plain{})
}

func (plain) Config() duckdb.ScalarFuncConfig {
	text, err := duckdb.NewTypeInfo(duckdb.TYPE_VARCHAR)
	if err != nil {
		return duckdb.ScalarFuncConfig{} // refused when it is registered
	}
	return duckdb.ScalarFuncConfig{InputTypeInfos: []duckdb.TypeInfo{text}, ResultTypeInfo: text}
}

func (plain) Executor() duckdb.ScalarFuncExecutor {
	return duckdb.ScalarFuncExecutor{RowExecutor: func(values []driver.Value) (any, error) {
		depth := promo.Parse(values[0].(string), promo.Number{}, "").EffectivePercent
		if !depth.Valid {
			return nil, nil
		}
		return depth.String(), nil
	}}
}
