package main

import (
	"fmt"
	"io"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
)

// tell prints how to connect.
func tell(out io.Writer, s *snowtest.Server, user, password string) {
	fmt.Fprintf(out, `listening on %[1]s:%[2]d

In mart.yml:

targets:
  snowtest:
    adapter: snowflake
    account: test
    host: %[1]s
    port: %[2]d
    protocol: http
    user: %[3]s
    password: %[4]s
    database: %[5]s
    schema: public
    warehouse: %[6]s
    role: %[7]s

Interrupt to stop.
`, s.Host(), s.Port(), user, password, snowtest.DefaultDatabase, snowtest.DefaultWarehouse, snowtest.DefaultRole)
}
