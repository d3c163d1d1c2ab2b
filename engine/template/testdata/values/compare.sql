{{ if lt "a" 1 }}{{ end }}
