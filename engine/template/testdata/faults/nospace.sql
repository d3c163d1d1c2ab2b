{{ ref"orders" }} {{ upper"é" }} {{ #x }} {{ .a.b!c }}
