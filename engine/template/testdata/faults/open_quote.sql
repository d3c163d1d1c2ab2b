select * from {{ ref "orders }} where x = "y"
