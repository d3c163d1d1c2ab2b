-- build: publish
create or replace table marts.m__build (
  id BIGINT not null,
  n DECIMAL(12,2),
  constraint key primary key (id),
  check (n > 0),
  unique (id, n)
);
-- build: build
insert into marts.m__build (id, n)
select id, n from src -- all of them;
-- aside: marts.m__build
-- publish: publish
alter table marts.m__build rename to m;
-- cleanup: cleanup
drop table if exists marts.m__build;
