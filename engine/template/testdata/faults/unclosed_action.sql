select id
  from {{ ref "orders"
 where note = 'it''s'
