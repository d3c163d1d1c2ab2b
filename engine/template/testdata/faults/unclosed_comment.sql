select 1 {{/* a comment
from {{ ref "a" }}
