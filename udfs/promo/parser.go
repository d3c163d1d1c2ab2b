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

// A state is what stages tell the later ones, beside the tokens.
type state struct {
	used         uint64 // bit i: a rule consumed toks[i]
	own          uint32 // the languages of which a word of the text is that no other has
	primary      uint64 // those of the first offer
	union        uint64 // of the concepts of toks
	conds        Conditions
	guarded      bool // a guarantee, a balance: no promotion whatever else it says
	instalment   bool
	atOnce       bool // the benefit is given at the till
	alike        bool // the next word says again what the last one said
	upTo         bool
	atLeast      bool
	spendAt      int16 // token that is an order minimum, or -1
	nthUnits     int32 // units that an nth-unit benefit covers
	conflict     bool  // printed prices and percentage contradict each other
	wasGroup     bool  // the old price is of the group too
	groupSaving  bool  // what is saved is on the whole group
	ofContent    bool  // the percentage is of all that is in the pack
	boundPercent bool  // the percentage is one
	boundPrice   bool  // the price is one
	foreign      bool  // a sign is printed that the retailer's currency does not have
	bounded      bool  // a number that the depth needs is only a bound
}

// A parser holds the state of one parse and is used again for the next, so that an
// ordinary text costs no allocation.
type parser struct {
	lex     *lexicon
	rules   *ruleSet
	norm    []byte
	residue []byte
	second  []byte
	tiers   [8]Tier

	lexemes [rawTokens]lexeme
	nlex    int

	raw  [rawTokens]token
	nraw int
	toks [maxTokens]token
	n    int

	state
	shapes shapes

	plans  plans
	known  *plan // of the text, or nil
	form   form
	holes  [mostHoles]hole // known words within runs of unknown ones
	nholes int
	langs  uint32         // those of the words that were used
	rest   [mostRest]hole // the parts of the residue
	nrest  int            // more than mostRest: too many
	answer *Promo         // out, or that of a plan

	masked  [24]span
	nmasked int
	why     []string // the arithmetic of the depth; only kept for Explain
	sure    []string // that of the confidence, likewise
	explain bool
	plain   bool // do without plans
	rule    *rule
	step    int   // of rules, that decided
	match   match // of the rule being tried
	pair    match // of a step of a ladder

	out Promo
}

func newParser() *parser { return &parser{lex: theLexicon(), rules: theRules()} }

// parse reads a text into p.answer. Normalized, Residue and Secondary stay in the
// parser's buffers.
func (p *parser) parse(text string, unitPrice Number, h home) {
	p.norm = normalise(p.norm[:0], text)
	p.residue, p.second = p.residue[:0], p.second[:0]
	var seen sight
	p.nlex, seen = scan(p.norm, p.lexemes[:], p.lex)
	p.formOf(h.place, &seen)
	known, learn := p.recall(h.place)
	p.known = known
	if known != nil && known.whole && (known.unitFree || !unitPrice.Valid) {
		known.result(p)
		return
	}
	p.rule, p.out, p.answer, p.nrest, p.nmasked = nil, Promo{}, &p.out, 0, 0
	if known != nil && known.composed {
		known.compose(p)
	} else {
		p.n, p.nholes, p.state = 0, 0, state{spendAt: -1, nthUnits: 1}
		p.tokens()
		p.resolve()
		p.compose()
	}
	if learn != nil {
		learn.plan.learnTokens(p)
	}
	p.dropWorth()
	p.orderMinimum()
	p.apply()
	p.finish(h.code)
	p.depth(p.sameMoney(unitPrice, h.code))
	p.withdraw()
	p.score()
	if learn != nil {
		learn.plan.learnResult(p, unitPrice)
	}
}

// mask sets a span aside.
func (p *parser) mask(from, to *token, why string) {
	if p.nmasked < len(p.masked) {
		p.masked[p.nmasked] = span{from.start, to.end, why}
		p.nmasked++
	}
}

// isMasked reports that a mask ends with t or behind it.
func (p *parser) isMasked(t *token) bool {
	return p.nmasked > 0 && p.masked[p.nmasked-1].end >= t.end
}

func (p *parser) text(t *token) []byte { return p.norm[t.start:t.end] }
