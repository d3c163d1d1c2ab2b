// Command mart turns templated SQL models into tables: see README.md.
package main

import "github.com/martsql/mart/cmd/mart/binary"

func main() { binary.Main() }
