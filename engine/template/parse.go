package template

import "github.com/martsql/mart/engine/diag"

type site struct{}

func parseFile(name, text string) (*File, diag.List) { return &File{Name: name, Text: text}, nil }

func scanFile(f *File, lib *Library, dialect string) Scan { return Scan{} }
