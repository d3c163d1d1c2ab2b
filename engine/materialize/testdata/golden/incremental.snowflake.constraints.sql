-- build: build
create or replace table "MARTS"."M__BUILD" as
select id, n from src -- all of them
;
-- build: publish
alter table "MARTS"."M__BUILD" alter column "ID" set not null;
-- build: publish
alter table "MARTS"."M__BUILD" add constraint "KEY" primary key ("ID");
-- build: publish
alter table "MARTS"."M__BUILD" add foreign key ("N") references "MARTS"."SHOPS" ("SHOP_ID");
-- build: publish
alter table "MARTS"."M__BUILD" alter column "N" set masking policy hide;
-- build: publish
alter table "MARTS"."M__BUILD" add unique ("ID", "N");
-- aside: marts.m__build
-- publish: replace
create or replace table "MARTS"."M" clone "MARTS"."M__BUILD";
-- cleanup: cleanup
drop table if exists "MARTS"."M__BUILD";
