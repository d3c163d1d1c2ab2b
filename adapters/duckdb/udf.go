package duckdb

/*
#include <stdlib.h>
#include <stdint.h>

void mart_duckdb_call(void *, void *, void *);
typedef void (*mart_duckdb_call_t)(void *, void *, void *);
void mart_duckdb_bind(void *);
typedef void (*mart_duckdb_bind_t)(void *);
void mart_duckdb_forget(void *);
typedef void (*mart_duckdb_forget_t)(void *);
*/
import "C"

import (
	"database/sql"
	"fmt"
	"reflect"
	"runtime/cgo"
	"unsafe"

	"github.com/duckdb/duckdb-go/v2/mapping"

	"github.com/martsql/mart/engine"
	"github.com/martsql/mart/udfs"
)

// functionFailed begins the message of a Go function's error.
const functionFailed = "udf "

// registerFunctions makes every function of the registry callable in the database, by
// all connections: functions live in its system catalog.
//
// The driver's own scalar functions box every value of every row. These go through its
// C API instead, which hands over whole vectors.
func registerFunctions(conn *sql.Conn, r *udfs.Registry) error {
	if r == nil {
		return nil
	}
	return conn.Raw(func(native any) error {
		c, err := nativeConnection(native)
		if err != nil {
			return err
		}
		for _, f := range r.All() {
			if err := registerFunction(c, f); err != nil {
				return err
			}
		}
		return nil
	})
}

// nativeConnection finds the C handle in the driver's connection, which keeps it to
// itself. The driver's version is pinned, and a test registers functions.
func nativeConnection(native any) (mapping.Connection, error) {
	v := reflect.Indirect(reflect.ValueOf(native))
	if v.Kind() == reflect.Struct {
		if handle := v.FieldByName("conn"); handle.IsValid() && handle.Type() == reflect.TypeFor[mapping.Connection]() {
			return mapping.Connection{Ptr: handle.FieldByName("Ptr").UnsafePointer()}, nil
		}
	}
	return mapping.Connection{}, fmt.Errorf("duckdb: this version of the driver keeps its connection elsewhere: %T", native)
}

// registerFunction registers an overload for each number of arguments, and for each list of
// types that they may have.
func registerFunction(c mapping.Connection, f *udfs.Func) error {
	set := mapping.CreateScalarFunctionSet(f.Name)
	defer mapping.DestroyScalarFunctionSet(&set)
	pool := newPool(f)
	for n := max(1, f.MinArgs()); n <= len(f.Args); n++ {
		for _, types := range signatures(f.Args[:n]) {
			overload := newOverload(types, pool)
			state := mapping.AddScalarFunctionToSet(set, overload)
			mapping.DestroyScalarFunction(&overload)
			if state == mapping.StateError {
				return functionError(f)
			}
		}
	}
	if mapping.RegisterScalarFunctionSet(c, set) == mapping.StateError {
		return functionError(f)
	}
	return nil
}

func functionError(f *udfs.Func) error {
	return &engine.DatabaseError{
		Kind: engine.FunctionError, Adapter: "duckdb", Offset: -1,
		Message: fmt.Sprintf("udf %s cannot be registered; is its name that of another function?", f.Signature()),
	}
}

func newOverload(types []udfs.Type, p *pool) mapping.ScalarFunction {
	f, o := p.function, &overload{pool: p, types: types}
	s := mapping.CreateScalarFunction()
	mapping.ScalarFunctionSetName(s, f.Name)
	for _, taken := range types {
		t := logicalType(taken)
		mapping.ScalarFunctionAddParameter(s, t)
		mapping.DestroyLogicalType(&t)
	}
	t := logicalType(f.ResultType())
	mapping.ScalarFunctionSetReturnType(s, t)
	mapping.DestroyLogicalType(&t)
	// Without this DuckDB folds a call to NULL when any argument is NULL; for a Func
	// only the first one decides, and prepare() sees to that.
	mapping.ScalarFunctionSetSpecialHandling(s)
	if o.binds() {
		mapping.ScalarFunctionSetBind(s, unsafe.Pointer(C.mart_duckdb_bind_t(C.mart_duckdb_bind)))
	}
	mapping.ScalarFunctionSetFunction(s, unsafe.Pointer(C.mart_duckdb_call_t(C.mart_duckdb_call)))
	// DuckDB holds a C pointer to the handle until it drops the function.
	info := (*C.uintptr_t)(C.malloc(C.size_t(unsafe.Sizeof(C.uintptr_t(0)))))
	*info = C.uintptr_t(cgo.NewHandle(o))
	mapping.ScalarFunctionSetExtraInfo(s, unsafe.Pointer(info), unsafe.Pointer(C.mart_duckdb_forget_t(C.mart_duckdb_forget)))
	return s
}

// An overload is a function with a given number of arguments of given types.
type overload struct {
	pool  *pool
	types []udfs.Type
}

//export mart_duckdb_call
func mart_duckdb_call(info, input, output unsafe.Pointer) {
	fi := mapping.FunctionInfo{Ptr: info}
	handle := *(*C.uintptr_t)(mapping.ScalarFunctionGetExtraInfo(fi))
	o := cgo.Handle(handle).Value().(*overload)
	if err := o.call(mapping.DataChunk{Ptr: input}, mapping.Vector{Ptr: output}); err != nil {
		mapping.ScalarFunctionSetError(fi, err.Error())
	}
}

//export mart_duckdb_forget
func mart_duckdb_forget(info unsafe.Pointer) {
	cgo.Handle(*(*C.uintptr_t)(info)).Delete()
	C.free(info)
}

// logicalType makes the DuckDB type of a type; the caller destroys it.
func logicalType(t udfs.Type) mapping.LogicalType {
	switch t.Kind {
	case udfs.Bool:
		return mapping.CreateLogicalType(mapping.TypeBoolean)
	case udfs.Integer:
		return mapping.CreateLogicalType(mapping.TypeInteger)
	case udfs.BigInt:
		return mapping.CreateLogicalType(mapping.TypeBigInt)
	case udfs.Double:
		return mapping.CreateLogicalType(mapping.TypeDouble)
	case udfs.Decimal:
		return mapping.CreateDecimalType(t.Width, t.Scale)
	case udfs.List:
		elem := logicalType(*t.Elem)
		defer mapping.DestroyLogicalType(&elem)
		return mapping.CreateListType(elem)
	case udfs.Struct:
		var types []mapping.LogicalType
		var names []string
		for _, f := range t.Fields {
			types, names = append(types, logicalType(f.Type)), append(names, f.Name)
		}
		defer func() {
			for i := range types {
				mapping.DestroyLogicalType(&types[i])
			}
		}()
		return mapping.CreateStructType(types, names)
	}
	return mapping.CreateLogicalType(mapping.TypeVarchar)
}
