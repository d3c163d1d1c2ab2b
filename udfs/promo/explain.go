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

// String prints the stages as an indented list.
func (e Explanation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "text        %s\n", e.Text)
	for _, s := range e.Stages {
		for i, line := range s.Lines {
			name := s.Name
			if i > 0 {
				name = ""
			}
			fmt.Fprintf(&b, "%-11s %s\n", name, line)
		}
	}
	return b.String()
}

// Explain parses a text like Parse and tells what every stage made of it.
func Explain(text string, unitPrice Number, currency string) Explanation {
	p := newParser()
	p.explain = true
	p.parse(text, unitPrice, currency)
	e := Explanation{Text: text, Result: Parse(text, unitPrice, currency)}
	stage := func(name string, lines ...string) {
		if len(lines) == 0 {
			lines = []string{"-"}
		}
		e.Stages = append(e.Stages, Stage{name, lines})
	}
	stage("normalized", string(p.norm))
	stage("masked", p.maskedLines()...)
	stage("tokens", p.tokenLines()...)
	var flags []string
	if p.out.UpTo {
		flags = append(flags, "up to: an upper bound")
	}
	if p.out.AtLeast {
		flags = append(flags, "at least: a lower bound")
	}
	stage("modifiers", append(flags, p.out.Conditions.Names()...)...)
	rule := p.out.Rule
	if rule == "" {
		rule = "no rule matches"
	}
	stage("rule", rule+" -> "+p.out.Mechanic.String())
	stage("values", p.out.valueLines()...)
	stage("depth", p.why...)
	if len(p.second) > 0 {
		stage("secondary", string(p.second))
	}
	residue := string(p.residue)
	if residue == "" {
		residue = "-"
	}
	stage("residue", residue)
	stage("confidence", p.out.Confidence.String())
	return e
}

func (p *parser) maskedLines() []string {
	var out []string
	for _, m := range p.masked[:p.nmasked] {
		if m.start < m.end && int(m.end) <= len(p.norm) {
			out = append(out, fmt.Sprintf("%q %d-%d: %s", p.norm[m.start:m.end], m.start, m.end, m.why))
		}
	}
	return out
}

// tokenLines prints each token with its concepts and its value; "*" marks the used ones.
func (p *parser) tokenLines() []string {
	var out []string
	for i := range p.n {
		t := &p.toks[i]
		var names []string
		for name, c := range conceptNames {
			if t.is.has(c) {
				names = append(names, name)
			}
		}
		slices.Sort(names)
		mark := " "
		if p.used&(1<<i) != 0 {
			mark = "*"
		}
		line := fmt.Sprintf("%s %q %s", mark, p.text(t), strings.Join(names, "|"))
		if t.value != 0 {
			line += " " + trimmed(t.value)
		}
		out = append(out, line)
	}
	return out
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
