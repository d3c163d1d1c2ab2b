{{/* A text with its numbers taken out: "2 voor 3,50" and "3 voor 9,00" are one template. */}}
{{ define "retail_text_template(text)" }}{{ regexp_replace .text "[0-9]+([.,][0-9]+)?" "#" }}{{ end }}
