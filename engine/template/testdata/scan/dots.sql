select {{ .x }} {{ range list 1 }}{{ .y }}{{ $.z }}{{ end }}{{ with 1 }}{{ else }}{{ .w }}{{ end }}
