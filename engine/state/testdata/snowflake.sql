create schema if not exists _mart;
create table if not exists _mart.loads (model varchar, input varchar, path varchar, size bigint, modified_at timestamp_ntz, hash varchar, row_count bigint, reject_count bigint, run_id varchar, loaded_at timestamp_ntz);
create table if not exists _mart.runs (run_id varchar, command varchar, target varchar, status varchar, started_at timestamp_ntz, ended_at timestamp_ntz, steps bigint, version varchar);
create table if not exists _mart.results (run_id varchar, node varchar, status varchar, started_at timestamp_ntz, ended_at timestamp_ntz, seconds double, row_count bigint, file_count bigint, reject_count bigint, message varchar, skipped_by varchar, query_ids varchar);
create table if not exists _mart.builds (node varchar, relation varchar, fingerprint varchar, compiled varchar, run_id varchar, built_at timestamp_ntz, row_count bigint);
create table if not exists _mart.locks (node varchar, run_id varchar, locked_at timestamp_ntz);
create table if not exists _mart.commits (run_id varchar, node varchar, attempt bigint, committed_at timestamp_ntz);
create stage if not exists _mart.preload;
merge into _mart.locks as l using (select 'model.shop.m' as node) as n on l.node = n.node
when not matched then insert (node) values (n.node);
update _mart.locks set run_id = 'r1', locked_at = cast('2026-11-02 12:00:00.123456' as timestamp_ntz) where node = 'model.shop.m';
update _mart.locks set run_id = 'r1', locked_at = cast('2026-11-02 12:00:00.123456' as timestamp_ntz) where node = 'model.shop.m' and run_id = 'r1';
insert into _mart.commits (run_id, node, attempt, committed_at) values
('r1', 'model.shop.m', 2, cast('2026-11-02 12:00:00.123456' as timestamp_ntz));
select committed_at from _mart.commits where run_id = 'r1' and node = 'model.shop.m' and attempt = 2;
delete from _mart.commits where run_id = 'r1';
delete from _mart.runs where run_id in ('r1');
insert into _mart.runs (run_id, command, target, status, started_at, ended_at, steps, version) values
('r1', 'build', 'prod', 'success', cast('2026-11-02 12:00:00.123456' as timestamp_ntz), cast('2026-11-02 12:00:00.123456' as timestamp_ntz), 2, '1');
insert into _mart.results (run_id, node, status, started_at, ended_at, seconds, row_count, file_count, reject_count, message, skipped_by, query_ids) values
('r1', 'model.shop.m', 'success', cast('2026-11-02 12:00:00.123456' as timestamp_ntz), cast('2026-11-02 12:00:00.123456' as timestamp_ntz), 0, NULL, 0, 0, '', '', '');
delete from _mart.builds where node in ('model.shop.m');
insert into _mart.builds (node, relation, fingerprint, compiled, run_id, built_at, row_count) values
('model.shop.m', 'main.m', '', '', 'r1', cast('2026-11-02 12:00:00.123456' as timestamp_ntz), 4);
select node, relation, fingerprint, compiled, run_id, built_at, row_count from _mart.builds order by node;
select run_id, command, target, status, started_at, ended_at, steps, version from _mart.runs order by started_at desc, run_id limit 3;
select model, input, path, size, modified_at, hash, row_count, reject_count, run_id, loaded_at from _mart.loads where model = 'model.shop.m' order by input, path;
delete from _mart.loads where model = 'model.shop.m';
delete from _mart.loads where model = 'model.shop.m' and input = 'source.shop.raw.s' and path in ('lake/it''s.json');
insert into _mart.loads (model, input, path, size, modified_at, hash, row_count, reject_count, run_id, loaded_at) values
('model.shop.m', 'source.shop.raw.s', 'lake/it''s.json', 3, cast('2026-11-02 12:00:00.123456' as timestamp_ntz), 'ab', 1, 0, 'r1', cast('2026-11-02 12:00:00.123456' as timestamp_ntz));
delete from _mart.loads where model = 'model.shop.m' and input = 'source.shop.raw.s' and path in ('lake/it''s.json');
