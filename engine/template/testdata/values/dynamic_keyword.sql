{{ $k := "scal" }}select {{ cents "price" (kw $k 3) }}
