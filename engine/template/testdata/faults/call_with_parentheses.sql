{{ config(materialized='table') }}
select * from {{ ref("orders") }}
join {{ source("a", "b") }} {{ is_incremental() }}
