{{/* One column for each value: for a select list with a group by. Names are prefix, value
     and suffix, lower case, with _ for all but letters and digits. */}}
{{ define "pivot(column, values, agg='sum', then_value='1', else_value='0', prefix='', suffix='')" -}}
{{ range $i, $v := .values }}{{ if $i }},
{{ end }}{{ $.agg }}(case when {{ $.column }} = {{ literal $v }} then {{ $.then_value }} else {{ $.else_value }} end) as {{ regexReplaceAllLiteral "[^a-z0-9_]+" (lower (printf "%s%v%s" $.prefix $v $.suffix)) "_" }}{{ end }}
{{- end }}

{{/* A query of one row for each combination of the columns: the first in the order. */}}
{{ define "deduplicate(relation, partition_by, order_by)" }}
select *
from {{ .relation }}
qualify row_number() over (partition by {{ if kindIs "string" .partition_by }}{{ .partition_by }}{{ else }}{{ join ", " .partition_by }}{{ end }} order by {{ .order_by }}) = 1
{{ end }}
