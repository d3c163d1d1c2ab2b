{{ define "again(x)" }}{{ again (upper .x) }}{{ end }}
{{ define "one" }}{{ two }}{{ end }}
{{ define "two" }}
  {{ upper three }}
{{ end }}
{{ define "three" }}{{ one }}{{ end }}
{{ define "ends(n)" }}{{ if gt .n 0 }}{{ ends (sub .n 1) }}{{ end }}{{ and .n (ends 1) }}{{ end }}
