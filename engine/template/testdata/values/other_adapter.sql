{{ if eq target.name "prod" }}{{ only_snow 1 }}{{ end }}
select {{ only_snow 1 }}
