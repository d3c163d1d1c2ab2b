select {{ list "a" "b" }}
