select * from {{ source "several" "x" }}
