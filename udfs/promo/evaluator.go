package promo

import "github.com/martsql/mart/udfs"

// An evaluator parses the rows of batches.
type evaluator struct {
	parser *parser
	memo   *memo
	fresh  result // of the text parsed last
	writer writer
	code   string // the argument currency last met, as the program has it
	trial  trial
}

const (
	trialRows = 4096 // after which it is judged whether texts repeat
	restRows  = 8 * trialRows
	fewHits   = trialRows / 32
)

// A trial finds out whether it pays to look for texts that came before: where hardly any
// did, the memo rests for some rows and is tried again.
type trial struct{ rows, hits, rest int }

func newEvaluator() *evaluator { return &evaluator{parser: newParser(), memo: newMemo()} }

// Eval implements udfs.Evaluator.
func (e *evaluator) Eval(b *udfs.Batch) error {
	e.writer.begin(b.Out)
	for row := range b.Rows {
		if b.Skip(row) {
			continue
		}
		var unit Number
		if len(b.Args) > 1 && !b.Args[1].IsNull(row) {
			unit = Num(b.Args[1].BigInts[row])
		}
		home := ""
		if len(b.Args) > 2 && !b.Args[2].IsNull(row) {
			home = e.home(b.Args[2].Text(row))
		}
		e.writer.write(row, e.parse(b.Args[0].Text(row), unit, home))
	}
	return nil
}

// home is the code in static memory; most columns have one code only.
func (e *evaluator) home(code string) string {
	if code != e.code {
		e.code = knownCode(code)
	}
	return e.code
}

// homes are the currencies that decide what a shared sign means.
var homes = [...]string{"EUR", "USD", "CAD", "AUD", "NZD", "ARS", "MXN", "CLP", "COP", "SGD", "HKD", "UYU", "BRL", "SEK", "NOK", "DKK", "ISK"}

// knownCode is the code in static memory: the argument is gone after the batch.
func knownCode(code string) string {
	for _, known := range homes {
		if known == code {
			return known
		}
	}
	return ""
}

// parse returns the result of a call, from memory when it came before.
func (e *evaluator) parse(text string, unit Number, home string) *result {
	var keep *memoSlot
	if e.trial.rest > 0 {
		e.trial.rest--
	} else {
		var r *result
		r, keep = e.memo.find(text, unit, home)
		e.trial.count(r != nil)
		if r != nil {
			return r
		}
	}
	p := e.parser
	p.parse(text, unit, home)
	e.fresh = result{p.answer, p.norm, p.residue, p.second}
	if keep != nil {
		keep.store(text, unit, home, &e.fresh)
	}
	return &e.fresh
}

// count takes note of a search.
func (t *trial) count(hit bool) {
	t.rows++
	if hit {
		t.hits++
	}
	if t.rows == trialRows {
		if t.hits < fewHits {
			t.rest = restRows
		}
		t.rows, t.hits = 0, 0
	}
}
