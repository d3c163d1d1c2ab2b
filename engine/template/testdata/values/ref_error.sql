select * from {{ ref "missing" | upper }} as é
