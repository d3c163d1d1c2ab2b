select s.views, v.views
from (select sum(views) as views from {{ ref "sessions" }}) as s, (select count(*) as views from {{ ref "page_views" }}) as v
where s.views <> v.views
