package promo

import (
	"slices"
	"strings"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/internal/iso4217"
)

// An evaluator parses the rows of batches.
type evaluator struct {
	parser *parser
	memo   *memo
	fresh  result // of the text parsed last
	writer writer
	said   []byte // the argument currency last met
	home   home   // what it says
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
		var h home
		if len(b.Args) > 2 && !b.Args[2].IsNull(row) {
			h = e.homeOf(b.Args[2].Text(row))
		}
		e.writer.write(row, e.parse(b.Args[0].Text(row), unit, h))
	}
	return nil
}

// homeOf reads the argument; most columns have one code only.
func (e *evaluator) homeOf(said string) home {
	if said != string(e.said) {
		e.said, e.home = append(e.said[:0], said...), newHome(said)
	}
	return e.home
}

// A home is the currency of the retailer: a code in static memory, iso4217.Unknown, or
// blank. Its place tells apart those that decide what a shared sign means; 0 are others.
type home struct {
	code  string
	place uint8
}

func newHome(said string) home {
	code := iso4217.Code(said)
	return home{code, uint8(slices.Index(homes, code) + 1)}
}

// homes are the currencies that decide what a shared sign means.
var homes = append(strings.Fields(centHomes+" "+iso4217.Crowns), "EUR", iso4217.Unknown)

// parse returns the result of a call, from memory when it came before.
func (e *evaluator) parse(text string, unit Number, h home) *result {
	var keep *memoSlot
	if e.trial.rest > 0 {
		e.trial.rest--
	} else {
		var r *result
		r, keep = e.memo.find(text, unit, h.code)
		e.trial.count(r != nil)
		if r != nil {
			return r
		}
	}
	p := e.parser
	p.parse(text, unit, h)
	e.fresh = result{p.answer, p.norm, p.residue, p.second}
	if keep != nil {
		keep.store(text, unit, h.code, &e.fresh)
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
