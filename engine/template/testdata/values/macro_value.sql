select {{ cents "price" nil }}
