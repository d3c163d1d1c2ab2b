package promo

import (
	"fmt"
	"slices"
	"strings"
)

// A Stage is one step of an explanation.
type Stage struct {
	Name  string
	Lines []string
}

// An Explanation tells how a text was read, stage by stage.
type Explanation struct {
	Text   string
	Stages []Stage
	Result Promo
}

// Explanations are laid out for screens of 80 columns: names of stages, then the rest.
const (
	nameWidth = 12
	lineWidth = 80 - nameWidth
)

// String prints the stages as an indented list, no line wider than 80 columns.
func (e Explanation) String() string {
	var b strings.Builder
	for _, s := range e.Stages {
		name := s.Name
		for _, line := range s.Lines {
			for _, part := range wrapped(line, lineWidth) {
				b.WriteString(strings.TrimRight(fmt.Sprintf("%-*s%s", nameWidth, name, part), " ") + "\n")
				name = ""
			}
		}
	}
	return b.String()
}

// Explain parses a text like Parse and tells what every stage made of it. Where a token or
// a masked stretch comes from is told by the characters of the text as given, from 1.
func Explain(text string, unitPrice Number, currency string) Explanation {
	p := newParser()
	p.explain = true
	p.parse(text, unitPrice, newHome(currency))
	o := newOrigin(text, p.norm)
	e := Explanation{Text: text, Result: Parse(text, unitPrice, currency)}
	stage := func(name string, lines ...string) {
		if len(lines) == 0 || lines[0] == "" {
			lines = []string{"-"}
		}
		e.Stages = append(e.Stages, Stage{name, lines})
	}
	stage("text", o.marked(p.marks())...)
	if len(o.text) < len(text) {
		stage("not read", fmt.Sprintf("%d bytes more", len(text)-len(o.text)))
	}
	stage("normalized", string(p.norm))
	stage("masked", p.maskedLines(o)...)
	stage("tokens", p.tokenLines(o)...)
	var flags []string
	if p.out.UpTo {
		flags = append(flags, "up to: an upper bound")
	}
	if p.out.AtLeast {
		flags = append(flags, "at least: a lower bound")
	}
	stage("modifiers", append(flags, p.out.Conditions.Names()...)...)
	stage("rule", p.ruleLines()...)
	stage("values", p.out.valueLines()...)
	stage("depth", p.whyLines()...)
	if len(p.second) > 0 {
		stage("secondary", string(p.second))
	}
	stage("residue", string(p.residue))
	stage("confidence", p.sure...)
	return e
}

// ruleLines name the rule that decided, and the pattern of it that fits.
func (p *parser) ruleLines() []string {
	if p.rule == nil {
		return []string{"no rule matches -> " + p.out.Mechanic.String()}
	}
	lines := []string{p.out.Rule + " -> " + p.out.Mechanic.String()}
	if pt := p.rules.steps[p.step].pattern; pt != nil {
		lines = append(lines, "pattern: "+pt.text)
	}
	return lines
}

// whyLines tell how the depth came about, or why there is none.
func (p *parser) whyLines() []string {
	o := &p.out
	switch {
	case len(p.why) > 0:
		return p.why
	case o.DeferredPercent.Valid || o.DeferredAmount.Valid || o.Mechanic == LoyaltyPoints:
		return []string{"the benefit comes later: no depth"}
	case o.Price.Valid || o.AmountOff.Valid:
		return []string{"none without the price of one unit (unit_price)"}
	}
	return nil
}

// What the characters of a text became, as the marks below it tell.
const (
	isUsed   = '^'
	isMasked = '~'
	isLeft   = '?'
)

// marks are those stretches of the normalised text.
func (p *parser) marks() []stretch {
	var out []stretch
	for i := range p.n {
		if t := &p.toks[i]; p.used&(1<<i) != 0 {
			out = append(out, stretch{t.start, t.end, isUsed})
		}
	}
	for _, m := range p.masked[:p.nmasked] {
		out = append(out, stretch{m.start, m.end, isMasked})
	}
	for _, h := range p.rest[:min(p.nrest, mostRest)] {
		out = append(out, stretch{h.start, h.end, isLeft})
	}
	return out
}

// maskedLines tell what is no part of the promotion, and as what it was taken.
func (p *parser) maskedLines(o *origin) []string {
	var rows [][]string
	for _, m := range p.masked[:p.nmasked] {
		if m.start < m.end && int(m.end) <= len(p.norm) {
			rows = append(rows, []string{o.columns(m.start, m.end), o.quoted(m.start, m.end), m.why})
		}
	}
	return aligned(rows)
}

// tokenLines print each token with its concepts and its value, and what became of it.
func (p *parser) tokenLines(o *origin) []string {
	var rows [][]string
	for i := range p.n {
		t := &p.toks[i]
		var names []string
		for name, c := range conceptNames {
			if t.is.has(c) {
				names = append(names, name)
			}
		}
		slices.Sort(names)
		what := strings.Join(names, "|")
		if t.value != 0 {
			what += " " + trimmed(t.value)
		}
		fate := ""
		if p.used&(1<<i) != 0 {
			fate = "used"
		} else if p.isLeft(t) {
			fate = "left over"
		}
		rows = append(rows, []string{o.columns(t.start, t.end), o.quoted(t.start, t.end), what, fate})
	}
	return aligned(rows)
}

// isLeft reports that a part of a token is in the residue.
func (p *parser) isLeft(t *token) bool {
	return slices.ContainsFunc(p.rest[:min(p.nrest, mostRest)], func(h hole) bool { return h.start >= t.start && h.end <= t.end })
}

// valueLines names the fields that are stated.
func (o *Promo) valueLines() []string {
	var out []string
	add := func(name, value string) {
		if value != "" {
			out = append(out, name+" = "+value)
		}
	}
	count := func(n int32) string {
		if n == 0 {
			return ""
		}
		return fmt.Sprint(n)
	}
	add("min_quantity", count(o.MinQuantity))
	add("paid_quantity", count(o.PaidQuantity))
	add("free_quantity", count(o.FreeQuantity))
	add("percent_off", o.PercentOff.String())
	add("amount_off", o.AmountOff.String())
	add("price", o.Price.String())
	add("was_price", o.WasPrice.String())
	add("currency", o.Currency)
	add("basis", o.Basis.String())
	add("price_unit", o.PriceUnit)
	add("min_spend", o.MinSpend.String())
	for _, t := range o.Tiers {
		add(fmt.Sprintf("from %d", t.MinQuantity), strings.TrimSpace(t.PercentOff.String()+" "+t.AmountOff.String()+" "+t.Price.String()))
	}
	return out
}
