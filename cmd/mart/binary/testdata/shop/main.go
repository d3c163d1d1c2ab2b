package main

import (
	"example.com/shop/loyalty"
	"github.com/martsql/mart/cmd/mart/binary"
)

func main() { binary.Main(loyalty.Func()) }
