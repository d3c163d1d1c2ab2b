{{ upper | "x" }} {{ | upper }} {{ "a" | }}
