-- SQL comments are fine
{{/* so are these */}}
select 1
{{ define "ok" }}1{{ end }} and {{ this }}
{{ if true }}{{ end }}
