package promo

const (
	rawTokens = 160 // of the text
	maxTokens = 48  // that rules see; what follows is not read
)

// A span is a stretch of the normalised text and why it was set aside.
type span struct {
	start, end uint16
	why        string
}

// A parser holds the state of one parse and is used again for the next, so that an
// ordinary text costs no allocation.
type parser struct {
	lex     *lexicon
	norm    []byte
	residue []byte
	second  []byte
	tiers   [8]Tier

	raw  [rawTokens]token
	nraw int
	toks [maxTokens]token
	n    int
	used uint64 // bit i: a rule consumed toks[i]

	shapes     shapes
	union      uint64 // of the concepts of toks
	conds      Conditions
	guarded    bool // a guarantee, a balance: no promotion whatever else it says
	instalment bool
	upTo       bool
	atLeast    bool
	spendAt    int16 // token that is an order minimum, or -1

	masked    [24]span
	nmasked   int
	why       []string // the arithmetic of the depth; only kept for Explain
	explain   bool
	rule      *rule
	match     match // of the rule being tried
	pair      match // of a step of a ladder
	nthUnits  int32 // units that an nth-unit benefit covers
	conflict  bool  // printed prices and percentage contradict each other
	wasGroup  bool  // the old price is of the group too
	ofContent bool  // the percentage is of all that is in the pack
	bounded   bool  // a number that the depth needs is only a bound

	out Promo
}

func newParser() *parser { return &parser{lex: theLexicon()} }

// parse reads a text into p.out. Normalized, Residue and Secondary stay in the parser's
// buffers.
func (p *parser) parse(text string, unitPrice Number, home string) {
	p.norm = normalise(p.norm[:0], text)
	p.residue, p.second = p.residue[:0], p.second[:0]
	p.n, p.used, p.union, p.conds, p.nmasked = 0, 0, 0, 0, 0
	p.guarded, p.instalment, p.upTo, p.atLeast, p.bounded, p.ofContent = false, false, false, false, false, false
	p.spendAt, p.nthUnits, p.conflict, p.wasGroup = -1, 1, false, false
	p.rule = nil
	p.out = Promo{}
	p.nraw = scan(p.norm, p.raw[:])
	p.resolve()
	p.compose()
	p.dropWorth()
	p.orderMinimum()
	p.apply()
	p.finish(home)
	p.depth(unitPrice)
	p.score()
}

// mask sets a span aside.
func (p *parser) mask(from, to *token, why string) {
	if p.nmasked < len(p.masked) {
		p.masked[p.nmasked] = span{from.start, to.end, why}
		p.nmasked++
	}
}

func (p *parser) text(t *token) []byte { return p.norm[t.start:t.end] }
