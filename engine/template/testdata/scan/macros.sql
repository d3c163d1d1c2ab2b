{{ cents }} {{ cents "a" 1 2 }} {{ cents "a" (kw "scal" 3) }} {{ cents "a" (kw "column" "b") }} {{ cents (kw "scale" 1) }} {{ "a" | cents 1 2 }}
