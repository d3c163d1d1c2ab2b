{{ define "a b" }}{{ end }}
{{ define "oracle.x" }}{{ end }}
{{ define "f(a=1, b)" }}{{ end }}
{{ define "f(a, a)" }}{{ end }}
{{ define "f(a=x)" }}{{ end }}
{{ define "f(a" }}{{ end }}
{{ define "1f" }}{{ end }}
{{ define "f(a, sep=')" }}{{ end }}
{{ define "test" }}{{ end }}
{{ define "" }}{{ end }}
{{ define f }}{{ end }}
{{ define "f()" . }}{{ end }}
{{ define "f()) " }}{{ end }}
