select 1 {{ end }}
{{ if true }} {{ else }} {{ else }} {{ end }}
{{ else if false }}
