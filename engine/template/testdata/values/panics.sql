select {{ repeat -1 "x" }} 
