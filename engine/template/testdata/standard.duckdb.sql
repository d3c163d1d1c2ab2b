-- {{ current_timestamp }}
make_timestamp(epoch_us(now()))

-- {{ date_trunc "month" "d" }}
date_trunc('month', d)

-- {{ dateadd "day" 3 "d" }}
(d + interval (3) day)

-- {{ dateadd "month" -1 "d" }}
(d + interval (-1) month)

-- {{ datediff "a" "b" }}
datediff('day', a, b)

-- {{ datediff "a" "b" "month" }}
datediff('month', a, b)

-- {{ days_between "a" "b" }}
datediff('day', a, b)

-- {{ last_day "d" }}
last_day(d)

-- {{ last_day "d" "quarter" }}
cast(date_trunc('quarter', d) + interval 1 quarter - interval 1 day as date)

-- {{ date_spine "day" "date '2026-01-01'" "date '2026-02-01'" }}
select date_day
from generate_series(cast(date '2026-01-01' as timestamp), cast(date '2026-02-01' as timestamp), interval 1 day) as spine(date_day)
where date_day < cast(date '2026-02-01' as timestamp)

-- {{ generate_series 3 7 }}
select generated_number from generate_series(3, 7) as series(generated_number)

-- {{ type_string }} {{ type_int }} {{ type_bigint }} {{ type_boolean }} {{ type_float }} {{ type_numeric }} {{ type_numeric 10 2 }} {{ type_timestamp }}
varchar integer bigint boolean double decimal(28, 6) decimal(10, 2) timestamp

-- {{ safe_cast "x" type_int }}
try_cast(x as integer)

-- {{ equals "a" "b" }}
(a is not distinct from b)

-- {{ iff "a > b" "1" "2" }} {{ iff "a" "b" }}
case when a > b then 1 else 2 end case when a then b else null end

-- {{ safe_divide "a" "b + 1" }}
((a) / nullif(b + 1, 0))

-- {{ integer_divide "a" "b" }}
((a) // nullif(b, 0))

-- {{ ordered "x" }}, {{ ordered "y" "desc" (kw "nulls" "first") }}
x asc nulls last, y desc nulls first

-- {{ md5_of "x" }} {{ sha256_of "x" }}
md5(cast(x as varchar)) sha256(cast(x as varchar))

-- {{ surrogate_key (list "a" "b") }}
md5(coalesce(cast(a as varchar), '_dbt_utils_surrogate_key_null_') || '-' || coalesce(cast(b as varchar), '_dbt_utils_surrogate_key_null_'))

-- {{ bool_or "a > 1" }} {{ bool_and "a > 1" }} {{ any_value "x" }}
bool_or(a > 1) bool_and(a > 1) any_value(x)

-- {{ list_agg "x" }}
string_agg(x, ', ')

-- {{ list_agg "x" (kw "separator" "'" "order_by" "y desc" "distinct" true) }}
string_agg(distinct x, '''' order by y desc)

-- {{ regexp_matches "x" "^\\d+'" }}
regexp_matches(x, '^\d+''')

-- {{ regexp_extract "x" "(a)(b)" }} {{ regexp_extract "x" "(a)(b)" 2 }}
nullif(regexp_extract(x, '(a)(b)', 0), '') nullif(regexp_extract(x, '(a)(b)', 2), '')

-- {{ regexp_replace "x" "a+" }} {{ regexp_replace "x" "(a+)" "\\1b" }}
regexp_replace(x, 'a+', '', 'g') regexp_replace(x, '(a+)', '\1b', 'g')

-- {{ parse_json "x" }}
try_cast(x as json)

-- {{ json_get "x" "a.b[0]" }} {{ json_get "x" "a" type_int }}
json_extract_string(x, '$.a.b[0]') try_cast(json_extract_string(x, '$.a') as integer)

-- select * from t as o{{ flatten "o.promos" "promo" }}
select * from t as o, unnest(o.promos) as promo(value)

-- select * from t as o{{ flatten (json_items "o.j" "a") (kw "outer" true) }}
select * from t as o, unnest(case when len(json_extract(o.j, '$.a[*]')) > 0 then json_extract(o.j, '$.a[*]') else [null] end) as item(value)

-- {{ json_items "x" }}
json_extract(x, '$[*]')

-- {{ pivot "kind" (list "a" "B c") (kw "prefix" "n_") }}
sum(case when kind = 'a' then 1 else 0 end) as n_a,
sum(case when kind = 'B c' then 1 else 0 end) as n_b_c

-- {{ deduplicate "t" (list "a" "b") "c desc" }}
select *
from t
qualify row_number() over (partition by a, b order by c desc) = 1

-- {{ deduplicate "t" "a" "c desc" }}
select *
from t
qualify row_number() over (partition by a order by c desc) = 1

-- {{ value_list (list 1 "it's") }} / {{ value_list (list 1 "x + 1") false }} / {{ value_list list }}
'1', 'it''s' / 1, x + 1 / null

-- test unique 
select column as unique_field, count(*) as n_records
from model
where column is not null
group by column
having count(*) > 1

-- test not_null 
select column
from model
where column is null

-- test accepted_values values=[a it's 1]
select value_field, n_records
from (
    select column as value_field, count(*) as n_records
    from model
    group by column
) as all_values
where value_field not in ('a', 'it''s', '1')

-- test accepted_values quote=false values=[1 2.5]
select value_field, n_records
from (
    select column as value_field, count(*) as n_records
    from model
    group by column
) as all_values
where value_field not in (1, 2.5)

-- test not_accepted_values values=[a]
select value_field, n_records
from (
    select column as value_field, count(*) as n_records
    from model
    group by column
) as all_values
where value_field in ('a')

-- test relationships field=id to=parent
select child.from_field
from (select column as from_field from model) as child
left join (select id as to_field from parent) as parent
    on child.from_field = parent.to_field
where child.from_field is not null
    and parent.to_field is null

-- test accepted_range min_value=0
select column
from model
where column < 0

-- test accepted_range inclusive=false max_value=other min_value=0
select column
from model
where column <= 0 or column >= other

-- test unique_combination columns=[a b]
select a, b, count(*) as n_records
from model
group by a, b
having count(*) > 1

-- test expression_is_true expression=a < b
select *
from model
where not (a < b)

-- test expression_is_true column=c expression=> 0
select *
from model
where not (c > 0)

-- test not_empty_string 
select column
from model
where trim(column) = ''

-- test not_empty_string trim=false
select column
from model
where column = ''

-- test not_constant 
select count(distinct column) as n_values
from model
having count(distinct column) = 1

-- test at_least_one 
select count(column) as n_values
from model
having count(column) = 0

-- test row_count_between max=10 min=0
select count(*) as n_records
from model
having count(*) < 0 or count(*) > 10

-- test row_count_between max=10
select count(*) as n_records
from model
having count(*) > 10

-- test equal_row_count to=other
select here.n_records, there.n_records as n_records_there
from (select count(*) as n_records from model) as here
cross join (select count(*) as n_records from other) as there
where here.n_records <> there.n_records

-- test not_null_proportion at_least=0.95
select share
from (
    select count(column) * 1.0 / nullif(count(*), 0) as share
    from model
) as shares
where share < 0.95 or share > 1

-- test sequential_values 
select previous_value, this_value
from (
    select
        lag(column) over (order by column) as previous_value,
        column as this_value
    from model
) as steps
where previous_value is not null
    and this_value <> previous_value + 1

-- test sequential_values datepart=month group_by=[g h] interval=2
select previous_value, this_value
from (
    select
        lag(column) over (partition by g, h order by column) as previous_value,
        column as this_value
    from model
) as steps
where previous_value is not null
    and this_value <> (previous_value + interval (2) month)

-- test matches_regex pattern=^\d+$
select column
from model
where not regexp_matches(column, '^\d+$')

-- test not_matches_regex pattern=^\d+$
select column
from model
where regexp_matches(column, '^\d+$')

-- test recency datepart=day interval=2
select max(column) as latest
from model
having max(column) is null
    or max(column) < (make_timestamp(epoch_us(now())) + interval (-2) day)

-- test mutually_exclusive_ranges lower=a upper=b
select *
from (
    select
        a as range_lower,
        b as range_upper,
        lead(a) over (order by a, b) as next_lower
    from model
) as ranges
where range_lower >= range_upper
    or range_upper > next_lower

-- test mutually_exclusive_ranges gaps=not_allowed lower=a partition_by=[g] upper=b
select *
from (
    select
        g,
        a as range_lower,
        b as range_upper,
        lead(a) over (partition by g order by a, b) as next_lower
    from model
) as ranges
where range_lower >= range_upper
    or range_upper <> next_lower

-- test cardinality_equality field=f to=other
select here.value_field, here.n_records, there.value_field as value_field_there, there.n_records as n_records_there
from (select column as value_field, count(*) as n_records from model group by column) as here
full outer join (select f as value_field, count(*) as n_records from other group by f) as there
    on here.value_field = there.value_field
where here.n_records is distinct from there.n_records

