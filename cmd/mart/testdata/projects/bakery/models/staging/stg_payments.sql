select
    id as payment_id,
    order_id,
    payment_method,
    {{ euros "amount" }} as amount
from {{ ref "raw_payments" }}
