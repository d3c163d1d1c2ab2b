show grants on view "MARTS"."M";
revoke insert on view "MARTS"."M" from role "GUEST";
