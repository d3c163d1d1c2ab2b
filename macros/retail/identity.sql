{{/* An EAN names the same product everywhere, except the in-store codes that GS1 leaves to
     each shop (20-29, 02, 04) and the zeros that some shops print for "none". */}}
{{ define "retail_is_global_ean(ean)" -}}
({{ .ean }} is not null
    and substr({{ .ean }}, 1, 1) <> '2'
    and substr({{ .ean }}, 1, 2) not in ('02', '04')
    and {{ .ean }} <> '0000000000000')
{{- end }}
