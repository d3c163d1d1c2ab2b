select {{ doc "x" }}
