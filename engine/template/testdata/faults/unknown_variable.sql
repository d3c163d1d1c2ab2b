{{ if true }}{{ $x := 1 }}{{ end }}select {{ $x }}, {{ $y | upper }}
