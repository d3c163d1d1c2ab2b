{{ define "f(column)" }}{{ .colum }} {{ $.column }} {{ range list 1 }}{{ .x }}{{ $.y }}{{ end }}{{ end }}
{{ define "g" }}{{ .x }} {{ upper(x) }}{{ end }}
{{ define "h" }}{{ if true }} never ended {{ end }}
{{ define "inner" }}{{ end }}
