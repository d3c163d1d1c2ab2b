package price

import (
	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/internal/fold"
)

// An evaluator reads the rows of batches. Its buffer is used again for every row.
type evaluator struct{ buf []byte }

// Eval implements udfs.Evaluator.
func (e *evaluator) Eval(b *udfs.Batch) error {
	for row := range b.Rows {
		if b.Skip(row) {
			continue
		}
		home := ""
		if len(b.Args) > 1 && !b.Args[1].IsNull(row) {
			home = argument(b.Args[1].Text(row))
		}
		e.buf = fold.Append(e.buf[:0], raised(b.Args[0].Text(row)), maxBytes)
		amount, currency, ok := scan(e.buf, home)
		if !ok {
			b.Out[0].SetNull(row)
			b.Out[1].SetNull(row)
			continue
		}
		b.Out[0].BigInts[row] = amount
		if currency == "" {
			b.Out[1].SetNull(row)
		} else {
			b.Out[1].SetText(row, currency)
		}
	}
	return nil
}
