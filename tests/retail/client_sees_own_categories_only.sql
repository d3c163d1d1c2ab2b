-- The client-facing mart must not show a category that the client has not taken.
select
    monitor.client,
    monitor.category,
    count(*) as offers
from {{ ref "client_price_monitor" }} as monitor
left join {{ ref "client_categories" }} as taken
    on taken.client = monitor.client
    and taken.category = monitor.category
    and taken.since <= monitor.crawl_date
where taken.client is null
    or monitor.client <> '{{ var "client" }}'
group by monitor.client, monitor.category
