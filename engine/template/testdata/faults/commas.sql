select * from {{ source "a", "b" }}
