{{ define "x" }}a{{ end }} {{ template "x" . }} {{ block "y" . }}{{ end }}
