-- not_null (id)
select id, n from (
select id, n from src -- all of them
) as build where id is null limit 3;
-- key, primary_key (id)
select id, count(*) as rows_of_it from (
select id, n from src -- all of them
) as build group by id having count(*) > 1 or id is null order by all limit 3;
-- check (n > 0)
select * from (
select id, n from src -- all of them
) as build where not (n > 0) limit 3;
-- unique (id, n)
select id, n, count(*) as rows_of_it from (
select id, n from src -- all of them
) as build where not (id is null or n is null) group by id, n having count(*) > 1 order by all limit 3;
-- foreign_key (n) to ref "shops" (shop_id)
select distinct build.n from marts.m as build where build.n is not null and not exists (select 1 from marts.shops as target where target.shop_id = build.n) order by all limit 3;
-- not_null (id)
select id, n from (select * from temp.main.m__build union all by name select * from marts.m as old where not exists (select 1 from temp.main.m__build as new where new.id = old.id)) as build where id is null limit 3;
-- key, primary_key (id)
select id, count(*) as rows_of_it from (select * from temp.main.m__build union all by name select * from marts.m as old where not exists (select 1 from temp.main.m__build as new where new.id = old.id)) as build group by id having count(*) > 1 or id is null order by all limit 3;
-- check (n > 0)
select * from (select * from temp.main.m__build union all by name select * from marts.m as old where not exists (select 1 from temp.main.m__build as new where new.id = old.id)) as build where not (n > 0) limit 3;
-- unique (id, n)
select id, n, count(*) as rows_of_it from (select * from temp.main.m__build union all by name select * from marts.m as old where not exists (select 1 from temp.main.m__build as new where new.id = old.id)) as build where not (id is null or n is null) group by id, n having count(*) > 1 order by all limit 3;
-- foreign_key (n) to ref "shops" (shop_id)
select distinct build.n from marts.m as build where build.n is not null and not exists (select 1 from marts.shops as target where target.shop_id = build.n) order by all limit 3;
