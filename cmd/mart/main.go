// Command mart turns templated SQL models into tables: see README.md.
package main

import (
	"context"
	"os"

	"github.com/martsql/mart/cmd/mart/internal/cli"
)

func main() {
	os.Exit(cli.Main(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
