select 1
{{- if true }} {{ fail "no basket here" }} {{ end }}
