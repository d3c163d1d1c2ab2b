{% if is_incremental() %}
select 1 {# why #}
{% endif %}
-- {% this is no block
