select {{ loop 1 }}
