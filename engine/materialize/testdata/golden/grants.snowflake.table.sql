show grants on table "MARTS"."M";
revoke insert on table "MARTS"."M" from role "GUEST";
grant select on table "MARTS"."M" to role "TEAM A";
revoke select on table "MARTS"."M" from role "GUEST";
