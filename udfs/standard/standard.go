// Package standard lists the functions that come with mart.
package standard

import (
	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/price"
	"github.com/martsql/mart/udfs/product"
	"github.com/martsql/mart/udfs/promo"
)

// Funcs are the functions of the standard build, in no particular order.
func Funcs() []*udfs.Func {
	return []*udfs.Func{
		promo.Func(),
		price.Func(),
		product.QuantityFunc(),
		product.NameFunc(),
		product.EANValidFunc(),
		product.EANFunc(),
	}
}

// Registry is a registry of Funcs. It fails only when a definition is broken, which the
// tests rule out.
func Registry() (*udfs.Registry, error) {
	var r udfs.Registry
	if err := r.Add(Funcs()...); err != nil {
		return nil, err
	}
	return &r, nil
}
