{{ define "forty_twenty_forty(touch, touches)" -}}
case
    when {{ .touches }} = 1 then 1.0
    when {{ .touches }} = 2 then 0.5
    when {{ .touch }} = 1 or {{ .touch }} = {{ .touches }} then 0.4
    else cast(0.2 as double) / ({{ .touches }} - 2)
end
{{- end }}
