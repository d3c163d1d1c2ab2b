{{/* Data tests of the retail project: use them by name in a property file. */}}

{{ define "test unique_grain(model, columns)" -}}
select {{ join ", " .columns }}, count(*) as rows_of_grain
from {{ .model }}
group by {{ join ", " .columns }}
having count(*) > 1
{{- end }}

{{ define "test at_least(model, column, value)" -}}
select {{ .column }}
from {{ .model }}
where {{ .column }} < {{ .value }}
{{- end }}

{{ define "test at_most(model, column, value)" -}}
select {{ .column }}
from {{ .model }}
where {{ .column }} > {{ .value }}
{{- end }}

{{ define "test not_empty(model)" -}}
select count(*) as n_records
from {{ .model }}
having count(*) = 0
{{- end }}

{{ define "test never_above(model, column, other)" -}}
select {{ .column }}, {{ .other }}
from {{ .model }}
where {{ .column }} > {{ .other }}
{{- end }}
