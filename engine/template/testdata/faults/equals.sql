{{ config "a"="b" }} {{ if var "x" == 1 }}y{{ end }}
{{ if 1 + 2 }}{{ end }}
{{ x% }}
