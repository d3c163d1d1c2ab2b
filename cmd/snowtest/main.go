// Command snowtest runs the Snowflake test server for a person: it prints how to connect and
// serves until it is interrupted.
//
//	go run ./cmd/snowtest --port 8765 --dir /path
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"

	"github.com/martsql/mart/adapters/snowflake/snowtest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "snowtest:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("snowtest", flag.ContinueOnError)
	port := flags.Int("port", 8765, "the port of 127.0.0.1 to listen on; 0 is a free one")
	dir := flags.String("dir", "", "the folder of the database and the stages; empty is in memory, gone at the end")
	user := flags.String("user", snowtest.DefaultUser, "the user")
	password := flags.String("password", snowtest.DefaultPassword, "the user's password")
	format := flags.String("format", "arrow", "the format of results: arrow or json")
	if err := flags.Parse(args); err != nil {
		return err
	}
	o := snowtest.Options{
		Addr: net.JoinHostPort("127.0.0.1", strconv.Itoa(*port)), ResultFormat: *format,
		Users: []snowtest.User{{Name: *user, Password: *password, Warehouse: snowtest.DefaultWarehouse}},
	}
	if *dir != "" {
		abs, err := filepath.Abs(*dir)
		if err != nil {
			return err
		}
		o.Dir = abs
	}
	server, err := snowtest.Start(o)
	if err != nil {
		return err
	}
	tell(out, server, *user, *password)
	<-ctx.Done()
	fmt.Fprintf(out, "%d statements\n", server.StatementCount())
	return server.Close()
}
