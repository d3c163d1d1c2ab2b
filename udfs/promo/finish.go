package promo

import (
	"math/bits"
	"slices"

	"github.com/martsql/mart/udfs/internal/iso4217"
)

// evidence are the concepts that make a text a promotion even when no rule matches.
const evidence = 1<<cFree | 1<<cOff | 1<<cSave | 1<<cHeadline | 1<<cGift | 1<<cVolume | 1<<cPoints |
	1<<cCashback | 1<<cBogo | 1<<cMeal

// benefit are the concepts beside which "from 50 euros" is an order minimum.
const benefit = 1<<cPct | 1<<cFrac | 1<<cFree | 1<<cDelivery | 1<<cGift | 1<<cOff | 1<<cSave | 1<<cCashback | 1<<cPoints

// dropWorth takes the value of a gift out of the tokens: "free bag worth £15". Without a
// gift it stays, as an old price.
func (p *parser) dropWorth() {
	const given = 1<<cFree | 1<<cGift | 1<<cCashback
	if p.union&given == 0 || p.union&bit(cWas) == 0 {
		return
	}
	kept := 0
	p.union = 0
	for i := 0; i < p.n; i++ {
		if t := &p.toks[i]; t.is.has(cWorth) && i+1 < p.n && p.toks[i+1].is[0]&(bit(cMoney)|bit(cDec)|bit(cInt)) != 0 {
			p.mask(t, &p.toks[i+1], "value of the gift")
			i++
			continue
		}
		if kept != i {
			p.toks[kept] = p.toks[i]
		}
		p.union |= p.toks[kept].is[0]
		kept++
	}
	p.n = kept
}

// orderMinimum takes "over £40" out of the tokens when another benefit is stated.
func (p *parser) orderMinimum() {
	if p.union&bit(cFrom) == 0 || p.union&benefit == 0 || p.union&(bit(cMoney)|bit(cDec)) == 0 {
		return
	}
	for i := range p.n - 1 {
		t, v := &p.toks[i], &p.toks[i+1]
		if !t.is.has(cFrom) || !v.is.has(cMoney) || v.minus {
			continue
		}
		if i > 0 && p.toks[i-1].is.has(cMoney) && !p.toks[i-1].minus && p.union&bit(cPct) == 0 && (i == 1 || p.toks[i-2].is.has(cHeadline)) {
			continue // "rollback £3 from £4"
		}
		if t.is.has(cTo) && i > 0 && p.toks[i-1].is.has(cMoney) {
			continue // "von 10 € auf 5 €"
		}
		if i+2 < p.n && p.toks[i+2].is[0]&(bit(cTo)|bit(cNow)|bit(cFor)|bit(cOff)|bit(cCashback)|bit(cDelivery)) != 0 {
			continue
		}
		p.out.MinSpend = Num(v.value)
		p.spendAt = int16(i + 1)
		p.used |= 3 << i
		return
	}
}

// finish decides between unknown and none, and fills what all mechanics have.
func (p *parser) finish(home string) {
	o := &p.out
	if p.rule == nil {
		o.Mechanic = None
		if p.isPromotion() {
			o.Mechanic = Unknown
		}
	}
	if o.Mechanic == None {
		*o = Promo{}
		p.conds = 0
		return
	}
	o.Conditions, o.UpTo, o.AtLeast = p.conds, p.upTo, p.atLeast
	p.langs = p.languages()
	if p.rule != nil {
		o.Rule = p.rule.names[p.spoken()]
	}
	for i := range p.n {
		if t := &p.toks[i]; t.money != nil && p.used&(1<<i) != 0 {
			o.Currency = p.currency(t.money, home, p.langs)
			break
		}
	}
	if o.Currency == "" && (o.Price.Valid || o.AmountOff.Valid) {
		p.dashCurrency(home)
	}
	p.primary = p.used
	p.secondary()
}

// dashCurrency takes "50,-" for a printed currency where the retailer's is a crown.
func (p *parser) dashCurrency(home string) {
	if !iso4217.In(iso4217.Crowns, home) {
		return
	}
	for i := range p.n {
		if p.toks[i].dashTail && p.used&(1<<i) != 0 {
			p.out.Currency = home
		}
	}
}

func (p *parser) isPromotion() bool {
	if p.guarded {
		return false
	}
	if p.n == 0 && p.conds == MixMatch {
		return true // what is mixed is told elsewhere
	}
	zero := false
	for i := range p.n {
		zero = zero || p.toks[i].is.has(cPct) && p.toks[i].value == 0
	}
	if zero || p.instalment {
		return false
	}
	if p.union&bit(cBuy) != 0 && p.union&bit(cInt) != 0 {
		return true // "buy 2": the rest of the offer is cut off
	}
	if p.union&evidence == bit(cHeadline) && p.union&bit(cWord) != 0 && !p.headlineAtEnds() {
		return false // "Oxi Action 30 washes": part of a name
	}
	return p.union&evidence != 0 || p.conds&(Loyalty|Coupon|App) != 0
}

// headlineAtEnds reports that the first or the last word is a headline.
func (p *parser) headlineAtEnds() bool {
	return p.toks[0].is.has(cHeadline) || p.toks[p.n-1].is.has(cHeadline) || p.conds != 0
}

// languages are those that all used words share, or those of the first used word.
func (p *parser) languages() uint32 {
	all, first := ^uint32(0), uint32(0)
	for i := range p.n {
		t := &p.toks[i]
		if t.sense == nil || t.sense.langs == 0 || p.used&(1<<i) == 0 {
			continue
		}
		if first == 0 {
			first = t.sense.langs
		}
		if all&t.sense.langs != 0 {
			all &= t.sense.langs
		}
	}
	if first == 0 {
		return 0
	}
	return all
}

// spoken is the place of the text's language among those of the lexicon, or behind them
// when the words do not tell it: "1+1 gratis" is of many. A word that only one language
// has tells it, as long as no word tells another: one that the rule used before others.
func (p *parser) spoken() int {
	own := uint32(0)
	for i := range p.n {
		if s := p.toks[i].sense; s != nil && p.used&(1<<i) != 0 && s.langs&(s.langs-1) == 0 {
			own |= s.langs
		}
	}
	if own == 0 {
		if own = p.own; p.langs != 0 {
			own &= p.langs
		}
		if own == 0 {
			own = p.langs
		}
	}
	if own == 0 || own&(own-1) != 0 {
		return len(p.lex.codes)
	}
	return bits.TrailingZeros32(own)
}

// centHomes are the currencies beside the euro that have cents or centimes.
const centHomes = iso4217.Dollars + " CHF ZAR"

// currency resolves a sign that several currencies share by what the caller says of the
// retailer, else by the language of the text, else not at all. One that is not the
// retailer's leaves the price of a unit without a say.
func (p *parser) currency(c *currency, home string, langs uint32) string {
	if c.minor && c.code == "EUR" && iso4217.In(centHomes, home) {
		return home
	}
	if c.code != "" {
		return c.code
	}
	lang := ""
	if i := bits.TrailingZeros32(langs); i < len(p.lex.codes) {
		lang = p.lex.codes[i]
	}
	if c == &currencies[crown] {
		if iso4217.In(iso4217.Crowns, home) {
			return home
		}
		if p.foreign = home != ""; home == iso4217.Unknown {
			return ""
		}
		switch lang {
		case "sv":
			return "SEK"
		case "no":
			return "NOK"
		case "da":
			return "DKK"
		}
		return ""
	}
	if c.minor && home == "EUR" {
		return home
	}
	if iso4217.In(iso4217.Dollars, home) {
		return home
	}
	if p.foreign = home != "" && !c.minor; home == iso4217.Unknown {
		return ""
	}
	if lang == "" || lang == "en" || langs&p.english() != 0 {
		return "USD"
	}
	return ""
}

func (p *parser) english() uint32 { return p.language("en") }

// language is the bit of a language by its code.
func (p *parser) language(code string) uint32 {
	if i := slices.Index(p.lex.codes, code); i >= 0 {
		return 1 << i
	}
	return 0
}

// secondary looks for a second offer in the tokens that the first left.
func (p *parser) secondary() {
	if p.rule == nil || p.out.Mechanic == Tiered || !p.offerLeft() {
		return
	}
	first, rule, step, used := p.out, p.rule, p.step, p.used
	upTo, atLeast, bounded, units := p.upTo, p.atLeast, p.bounded, p.nthUnits
	p.out = Promo{}
	p.rule = nil
	p.apply()
	second := p.out
	ok := p.rule != nil && second.Mechanic > Unknown && second.Mechanic != first.Mechanic || p.rule != nil && second.Mechanic != FixedPrice && second.Mechanic > Unknown
	ok = ok && !(second.Mechanic == first.Mechanic && second.PercentOff == first.PercentOff && second.Price == first.Price &&
		second.AmountOff == first.AmountOff && second.MinQuantity == first.MinQuantity)
	p.out, p.rule, p.step = first, rule, step
	p.upTo, p.atLeast, p.bounded, p.nthUnits = upTo, atLeast, bounded, units
	if !ok {
		p.used = used
		return
	}
	p.second = appendOffer(p.second, &second)
}

// offerLeft reports that enough is left for an offer: a benefit among unused tokens.
func (p *parser) offerLeft() bool {
	for i := range p.n {
		if p.used&(1<<i) == 0 && p.toks[i].is[0]&(bit(cPct)|bit(cMoney)|bit(cFree)|bit(cOff)|bit(cPoints)|bit(cCashback)) != 0 {
			return true
		}
	}
	return false
}

// appendOffer prints an offer as "percent_off min_quantity=2 percent_off=20".
func appendOffer(dst []byte, o *Promo) []byte {
	dst = append(dst, o.Mechanic.String()...)
	if o.MinQuantity > 0 {
		dst = append(dst, " min_quantity="...)
		dst = append(dst, trimmed(int64(o.MinQuantity)*scale)...)
	}
	for _, f := range [...]struct {
		name string
		v    Number
	}{{"percent_off", o.PercentOff}, {"amount_off", o.AmountOff}, {"price", o.Price}, {"was_price", o.WasPrice}} {
		if f.v.Valid {
			dst = append(append(append(append(dst, ' '), f.name...), '='), f.v.String()...)
		}
	}
	return dst
}
