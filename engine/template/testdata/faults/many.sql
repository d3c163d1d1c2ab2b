select {{ upper(x) }}, é {{ ref 'a' }},
  {{ if foo( }} b {{ else }} {{ x, y }} {{ end }}
from {{ ref "ok" }} {{ end }}
