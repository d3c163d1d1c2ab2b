{{ range $a, $b, $c := list 1 }}{{ end }} {{ $a, $b := list 1 }}
