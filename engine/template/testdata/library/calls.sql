{{ define "f(a)" }}{{ unknwn .a }} {{ g 1 2 }} {{ ref }}{{ end }}
{{ define "g(a)" }}{{ now }}{{ end }}
