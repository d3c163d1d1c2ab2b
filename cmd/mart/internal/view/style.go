package view

import "github.com/martsql/mart/engine/diag"

// A style paints words. Only the basic colours are used, which every theme of a
// terminal, dark or light, makes readable; no white, black or bright ones.
type style struct {
	bold, dim, red, green, yellow, cyan func(string) string
}

func newStyle(color bool) style {
	paint := func(code string) func(string) string {
		if !color {
			return func(s string) string { return s }
		}
		return func(s string) string {
			if s == "" {
				return s
			}
			return "\x1b[" + code + "m" + s + "\x1b[0m"
		}
	}
	return style{paint("1"), paint("2"), paint("31"), paint("32"), paint("33"), paint("36")}
}

// diag is the style for diagnostics.
func (s style) diag() diag.Style {
	return diag.Style{Error: s.red, Warning: s.yellow, Dim: s.dim, Bold: s.bold}
}
