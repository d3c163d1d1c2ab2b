select * from {{ source "elsewhere" "x" }}
