select {{ range $i, $x := 3.5 }}{{ . }}{{ end }}
