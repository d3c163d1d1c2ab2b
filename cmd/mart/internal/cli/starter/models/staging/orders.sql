select
    id as order_id,
    customer_id,
    cast(ordered_on as date) as ordered_on,
    {{ cents_to_euros "amount_cents" }} as amount,
    status
from {{ ref "raw_orders" }}
