select {{ var "a"
  from {{ ref "orders"
  join {{ ref "b" }}
