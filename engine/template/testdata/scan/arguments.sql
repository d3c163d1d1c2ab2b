{{ ref }} {{ ref "a" "b" "c" }} {{ source "a" }} {{ upper "a" "b" }} {{ ref 1 }} {{ "a" | source }}
{{ config "a" }} {{ config 1 2 }} {{ is_incremental 1 }} {{ var }} {{ kw "a" }} {{ fail }} {{ this "x" }}
