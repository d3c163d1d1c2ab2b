package portability_test

import (
	"os"
	"testing"

	"github.com/martsql/mart/engine/portability"
)

func BenchmarkCheck(b *testing.B) {
	sql, err := os.ReadFile("../../models/retail/marts/yesterday_report.sql")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(sql)))
	b.ReportAllocs()
	for b.Loop() {
		portability.Check(string(sql))
	}
}
