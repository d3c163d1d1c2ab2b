select * from {{ ref "orders
where x = 1 and {{ upper( "y" ) }}
