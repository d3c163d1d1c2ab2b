-- What was paid by each method adds up to what was paid. A row is a failure.
select order_id, amount
from {{ ref "orders" }}
where amount <> card_amount + cash_amount + voucher_amount + transfer_amount
