package duckdb

/*
#include <stdint.h>
*/
import "C"

import (
	"fmt"
	"runtime/cgo"
	"unsafe"

	"github.com/duckdb/duckdb-go/v2/mapping"

	"github.com/martsql/mart/udfs"
)

// binds reports that the overload has arguments to look at when a query is bound.
func (o *overload) binds() bool {
	for i := range o.types {
		if o.isTextForNumber(i) || o.pool.function.Args[i].Check != nil {
			return true
		}
	}
	return false
}

func (o *overload) isTextForNumber(i int) bool {
	return o.types[i].Kind == udfs.Text && o.pool.function.Args[i].Type.Kind == udfs.Decimal
}

//export mart_duckdb_bind
func mart_duckdb_bind(info unsafe.Pointer) {
	bind := mapping.BindInfo{Ptr: info}
	handle := *(*C.uintptr_t)(mapping.ScalarFunctionBindGetExtraInfo(bind))
	o := cgo.Handle(handle).Value().(*overload)
	if err := o.bindArguments(bind); err != nil {
		mapping.ScalarFunctionBindSetError(bind, err.Error())
	}
}

// bindArguments refuses texts where numbers are wanted, except a literal that is one: a
// column of texts may hold anything, and its author must say how to read it. It refuses
// other literals that the function does not understand too. DuckDB asks when it binds a
// query, so that checking a model is enough to hear of it.
func (o *overload) bindArguments(bind mapping.BindInfo) error {
	var ctx mapping.ClientContext
	mapping.ScalarFunctionGetClientContext(bind, &ctx)
	defer mapping.DestroyClientContext(&ctx)
	f := o.pool.function
	for i := range o.types {
		number := o.isTextForNumber(i)
		if !number && f.Args[i].Check == nil {
			continue
		}
		a := f.Args[i]
		text, known, null := foldedText(ctx, bind, i)
		switch {
		case null:
		case !known && number:
			return fmt.Errorf("%s: %s is a number, and a text is given: write try_cast(... as %s)", f.Name, a.Name, a.Type)
		case number:
			if _, ok := readLiteral(text, a.Type); !ok {
				return fmt.Errorf("%s: %s is a number, and %s is none of type %s", f.Name, a.Name, quoteText(text), a.Type)
			}
		case known:
			if err := a.Check(text); err != nil {
				return fmt.Errorf("%s: %s: %w", f.Name, a.Name, err)
			}
		}
	}
	return nil
}

// foldedText is the value of an argument that is the same for all rows.
func foldedText(ctx mapping.ClientContext, bind mapping.BindInfo, at int) (text string, known, null bool) {
	expr := mapping.ScalarFunctionBindGetArgument(bind, mapping.IdxT(at))
	defer mapping.DestroyExpression(&expr)
	if !mapping.ExpressionIsFoldable(expr) {
		return "", false, false
	}
	var v mapping.Value
	failure := mapping.ExpressionFold(ctx, expr, &v)
	defer mapping.DestroyErrorData(&failure)
	if mapping.ErrorDataHasError(failure) {
		return "", false, false
	}
	defer mapping.DestroyValue(&v)
	if mapping.IsNullValue(v) {
		return "", true, true
	}
	return mapping.GetVarchar(v), true, false
}
