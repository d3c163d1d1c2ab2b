select {{ reff "orders" }} {{ if isincremental }}{{ now }}{{ end }} {{ mart.cent "a" }} {{ only_snow 1 }}
{{ range list 1 }}{{ upper (sorce "a" "b") }}{{ end }}
