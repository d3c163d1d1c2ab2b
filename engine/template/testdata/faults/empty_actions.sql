select {{ }} from {{ if }} a {{ end }} {{ with }} {{ end }} {{ range -}} {{ end }}
