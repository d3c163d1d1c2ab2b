{{ define "ref(x)" }}{{ end }}
{{ define "upper(x)" }}{{ end }}
{{ define "cents(x)" }}{{ end }}
{{ define "f" }}1{{ end }}
{{ define "f(a)" }}2{{ end }}
{{ define "duckdb.f(a)" }}2{{ end }}
{{ define "default.f(a)" }}2{{ end }}
{{ define "test unique(model, column)" }}2{{ end }}
{{ define "test unique(model)" }}2{{ end }}
