select
    return_flag, shipped_on < date '1995-06-17' as is_old,
    sum(quantity) as quantity, sum(price) as price, sum(price * (1 - discount)) as revenue,
    sum(price * (1 - discount) * (1 + tax)) as charge, avg(quantity) as average_quantity, avg(discount) as average_discount, count(*) as lines
from {{ source "trade" "line" }}
where shipped_on <= date '1998-09-02'
group by all
