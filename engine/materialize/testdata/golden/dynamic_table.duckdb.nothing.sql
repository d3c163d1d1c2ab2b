-- publish: build
create or replace table marts.m as
select id, n from src -- all of them;
