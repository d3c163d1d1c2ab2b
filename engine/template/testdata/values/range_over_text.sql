select {{ range true }}{{ . }}{{ end }}
