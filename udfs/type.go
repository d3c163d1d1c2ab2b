package udfs

import (
	"fmt"
	"strings"
)

// A Kind is the family of a Type, and says how a Column stores it.
type Kind uint8

// The kinds, with the Column storage of each.
const (
	Bool    Kind = iota + 1 // Column.Bools
	Integer                 // Column.Ints, 32 bits
	BigInt                  // Column.BigInts, 64 bits
	Double                  // Column.Doubles
	Decimal                 // Column.BigInts, scaled by 10^Scale
	Text                    // Column.Texts, UTF-8
	List                    // Column.Lists
	Struct                  // Column.Children, one a field
)

// A Type is the SQL type of an argument or a returned field.
type Type struct {
	Kind         Kind
	Width, Scale uint8   // Decimal: digits in all (10 to 18) and behind the point
	Elem         *Type   // List
	Fields       []Field // Struct
}

// DecimalType is an exact number of width digits, scale of them behind the point.
func DecimalType(width, scale uint8) Type { return Type{Kind: Decimal, Width: width, Scale: scale} }

// ListOf is the type of lists of elem.
func ListOf(elem Type) Type { return Type{Kind: List, Elem: &elem} }

// StructOf is the type of structs of these fields.
func StructOf(fields ...Field) Type { return Type{Kind: Struct, Fields: fields} }

// String prints the type as DuckDB writes it, in lower case.
func (t Type) String() string {
	switch t.Kind {
	case Bool:
		return "boolean"
	case Integer:
		return "integer"
	case BigInt:
		return "bigint"
	case Double:
		return "double"
	case Decimal:
		return fmt.Sprintf("decimal(%d, %d)", t.Width, t.Scale)
	case Text:
		return "varchar"
	case List:
		return t.Elem.String() + "[]"
	case Struct:
		parts := make([]string, len(t.Fields))
		for i, f := range t.Fields {
			parts[i] = `"` + f.Name + `" ` + f.Type.String()
		}
		return "struct(" + strings.Join(parts, ", ") + ")"
	}
	return "unknown"
}

// check refuses what a Column cannot store.
func (t Type) check() error {
	switch t.Kind {
	case Bool, Integer, BigInt, Double, Text:
		return nil
	case Decimal:
		// DuckDB stores decimals of 10 to 18 digits as 64-bit integers, so a Column
		// can be a view on its memory; narrower ones have other widths there.
		if t.Width < 10 || t.Width > 18 || t.Scale > t.Width {
			return fmt.Errorf("decimal(%d, %d): the width must be 10 to 18 and the scale at most the width", t.Width, t.Scale)
		}
		return nil
	case List:
		if t.Elem == nil {
			return fmt.Errorf("a list needs an element type")
		}
		return t.Elem.check()
	case Struct:
		for _, f := range t.Fields {
			if err := f.Type.check(); err != nil {
				return fmt.Errorf("field %s: %w", f.Name, err)
			}
		}
		return nil
	}
	return fmt.Errorf("has no type")
}
