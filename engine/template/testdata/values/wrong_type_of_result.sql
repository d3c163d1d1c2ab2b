select {{ upper (list "a") }}
