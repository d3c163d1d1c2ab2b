-- Tables like TPC-H's, at __SIZE__ times the rows of its scale factor 1.
create schema if not exists trade;

-- The same key always rolls the same number from 0 to n - 1: every run makes the same rows.
create temp macro roll(key, n) as cast(hash(key) % cast(n as ubigint) as integer);
create temp macro many(n) as cast(n * __SIZE__ + 10 as bigint);

create table trade.nation as
select cast(n as integer) as nation_key, 'NATION ' || n as name, cast(n % 5 as integer) as region_key
from range(25) t(n);

create table trade.customer as
select
    cast(c as integer) as customer_key,
    'Customer ' || c as name,
    roll(c, 25) as nation_key,
    ['AUTOMOBILE', 'BUILDING', 'FURNITURE', 'HOUSEHOLD', 'MACHINERY'][roll(c + 1, 5) + 1] as segment,
    cast(roll(c + 2, 1100000) / 100.0 - 1000 as decimal(12, 2)) as balance
from range(many(150000)) t(c);

create table trade.supplier as
select cast(s as integer) as supplier_key, 'Supplier ' || s as name, roll(s + 3, 25) as nation_key
from range(many(10000)) t(s);

create table trade.part as
select
    cast(p as integer) as part_key,
    'Brand#' || (roll(p, 5) + 1) || (roll(p + 1, 5) + 1) as brand,
    ['STANDARD', 'SMALL', 'MEDIUM', 'LARGE', 'ECONOMY', 'PROMO'][roll(p + 2, 6) + 1] as type,
    roll(p + 3, 50) + 1 as size,
    ['SM CASE', 'MED BAG', 'LG BOX', 'JUMBO JAR'][roll(p + 4, 4) + 1] as container
from range(many(200000)) t(p);

create table trade.orders as
select
    o as order_key,
    roll(o, many(150000)) as customer_key,
    date '1992-01-01' + roll(o + 1, 2406) as ordered_on,
    ['1-URGENT', '2-HIGH', '3-MEDIUM', '4-NOT SPECIFIED', '5-LOW'][roll(o + 2, 5) + 1] as priority
from range(many(1500000)) t(o);

create table trade.line as
select
    l // 4 as order_key,
    cast(l % 4 + 1 as integer) as line_number,
    roll(l, many(200000)) as part_key,
    roll(l + 1, many(10000)) as supplier_key,
    roll(l + 2, 50) + 1 as quantity,
    cast(roll(l + 3, 10000000) / 100.0 as decimal(12, 2)) as price,
    cast(roll(l + 4, 11) / 100.0 as decimal(4, 2)) as discount,
    cast(roll(l + 5, 9) / 100.0 as decimal(4, 2)) as tax,
    ['R', 'A', 'N'][roll(l + 6, 3) + 1] as return_flag,
    date '1992-01-02' + (roll(l // 4 + 1, 2406) + roll(l + 7, 121)) as shipped_on,
    date '1992-01-02' + (roll(l // 4 + 1, 2406) + roll(l + 8, 121)) as promised_on,
    ['AIR', 'FOB', 'MAIL', 'RAIL', 'REG AIR', 'SHIP', 'TRUCK'][roll(l + 9, 7) + 1] as ship_mode
from range(many(6000000)) t(l);
