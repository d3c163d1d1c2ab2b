// Package binary makes a mart with Go functions of one's own. A module outside of mart
// needs a main of a few lines:
//
//	package main
//
//	import (
//		"github.com/martsql/mart/cmd/mart/binary"
//		"example.com/shop/loyalty"
//	)
//
//	func main() { binary.Main(loyalty.Func()) }
package binary

import (
	"context"
	"os"

	"github.com/martsql/mart/cmd/mart/internal/cli"
	"github.com/martsql/mart/udfs"
)

// Main runs mart with the arguments of the process and ends it. own are callable in
// models beside the standard functions, and listed by `mart udf --list`.
func Main(own ...*udfs.Func) {
	os.Exit(cli.Main(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr, own...))
}
