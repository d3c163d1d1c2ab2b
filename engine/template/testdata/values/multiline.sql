select
  {{ cents
      "price"
      (ref "missing")
  }}
