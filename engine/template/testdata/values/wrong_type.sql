select {{ upper 3 }}
