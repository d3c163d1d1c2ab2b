select {{ cents "price" }},
  {{ deep "x" }}
