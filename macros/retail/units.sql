{{ define "retail_unit(column)" -}}
case
    when lower({{ .column }}) in ('l', 'litre', 'liter') then 'l'
    when lower({{ .column }}) = 'kg' then 'kg'
    when lower({{ .column }}) in ('st', 'stuk', 'stück', 'pièce', 'ud', 'each') then 'piece'
end
{{- end }}
