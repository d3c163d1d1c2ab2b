{{ config "a" (list 1 2 }}
{{ config "a" list 1 2) }}
