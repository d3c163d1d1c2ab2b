{{ if is_incremental }}
  {{ range list 1 2 }} {{ . }} {{ end }}
select 1
