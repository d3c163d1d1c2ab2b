{{/* The day of the crawl, from the folder of a scraper's file. */}}
{{ define "retail_day_of_file(file)" -}}
cast(split_part(split_part({{ .file }}, 'crawl_date=', 2), '/', 1) as date)
{{- end }}

{{/* The shop, from the name of a scraper's file: boerhof of .../boerhof-late.json.gz. */}}
{{ define "retail_shop_of_file(file)" -}}
split_part(split_part(split_part(split_part({{ .file }}, 'crawl_date=', 2), '/', 2), '.', 1), '-', 1)
{{- end }}
