-- publish: publish
create or replace table marts.m (id BIGINT, n INTEGER);
-- publish: build
insert into marts.m values
('1', '2'),
('3', null);
