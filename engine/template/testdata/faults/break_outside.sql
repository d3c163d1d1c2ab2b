{{ break }} {{ continue }}
