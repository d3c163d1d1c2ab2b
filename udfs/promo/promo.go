// Package promo reads the promotion texts of retailers ("2e halve prijs", "3 pour 2",
// "2 for £5") and tells the mechanic, its numbers and the depth of the discount.
//
// The text goes through stages: normalise (normalise.go), split into lexemes (scan.go), give
// words and numbers their meaning and mask what is no promotion (compose.go and its
// neighbours), which also takes out conditions and bounds, try the rules from specific to
// general (rules.go, pattern.go; fill_*.go say what a match means, tiers.go reads ladders),
// compute the depth (depth.go), and take it back where the text speaks against it (doubt.go).
// Texts of one form are composed once (form.go, plan.go, shape.go).
//
// The words of a language are data: one file lang_xx.go each. To add a language, copy
// lang_nl.go, translate its lists, name its function in languages (lexicon.go), and add
// samples to testdata/variations.csv. Rules know concepts only, no words: they stay as
// they are unless the language states a promotion in an order that none had so far.
// testdata/rounds.md tells how the parser does on texts it was not made for.
//
// A change of results, by rules, words or arithmetic, raises version (func.go): by it runs
// tell which models keep rows with results of before.
package promo

import (
	"strings"
	"sync"
)

// MaxBytes is how much of a text is read. Promotion texts are short; what follows is ignored.
const MaxBytes = 2048

// A Mechanic is the kind of a promotion.
type Mechanic uint8

// The mechanics. Unknown is a promotion whose kind the text does not tell; None is a
// text that is no promotion.
const (
	None Mechanic = iota
	Unknown
	PercentOff
	AmountOff
	FixedPrice
	MultibuyPrice
	BuyXGetYFree
	NthUnitDiscount
	MultibuyPercent
	BundleUnits
	BonusPack
	FreeGift
	LoyaltyPoints
	Cashback
	FreeShipping
	Tiered
)

var mechanicNames = [...]string{"none", "unknown", "percent_off", "amount_off", "fixed_price", "multibuy_price",
	"buy_x_get_y_free", "nth_unit_discount", "multibuy_percent", "bundle_units", "bonus_pack", "free_gift",
	"loyalty_points", "cashback", "free_shipping", "tiered"}

// String is the name as the result of parse_promo has it.
func (m Mechanic) String() string { return mechanicNames[m] }

// A Basis is what a price or an amount is for.
type Basis uint8

// The bases.
const (
	NoBasis Basis = iota
	PerUnit
	PerGroup
	PerNthUnit
	PerMeasure
	PerOrder
)

var basisNames = [...]string{"", "unit", "group", "nth_unit", "measure", "order"}

func (b Basis) String() string { return basisNames[b] }

// A Source is where the effective percentage comes from.
type Source uint8

// The sources of a depth.
const (
	NoSource Source = iota
	FromText
	FromPrintedPrices
	FromUnitPrice
)

var sourceNames = [...]string{"", "text", "printed_prices", "unit_price_arg"}

func (s Source) String() string { return sourceNames[s] }

// Conditions is a set of conditions that a promotion carries.
type Conditions uint16

// The conditions, in the order in which they are listed.
const (
	Loyalty Conditions = 1 << iota
	App
	Coupon
	Payment
	Group
	Days
	OnlineOnly
	StoreOnly
	MixMatch
	CheapestFree
	Limit
)

var conditionNames = [...]string{"loyalty", "app", "coupon", "payment", "group", "days", "online_only", "store_only",
	"mix_match", "cheapest_free", "limit"}

// Names lists the conditions of the set.
func (c Conditions) Names() []string {
	var out []string
	for i, name := range conditionNames {
		if c&(1<<i) != 0 {
			out = append(out, name)
		}
	}
	return out
}

// A Tier is one step of a ladder: from MinQuantity units on, this benefit.
type Tier struct {
	MinQuantity      int32
	PercentOff       Number
	AmountOff        Number
	Price            Number
	EffectivePercent Number
}

// A Promo is what a text says. Quantities are 0 and Numbers absent when not stated.
type Promo struct {
	Mechanic         Mechanic
	MinQuantity      int32 // units in the basket, free ones included
	PaidQuantity     int32
	FreeQuantity     int32
	PercentOff       Number // as printed; not the depth
	AmountOff        Number
	Price            Number
	WasPrice         Number
	Currency         string // ISO 4217, only if printed
	Basis            Basis
	PriceUnit        string // kg, 100g, l ...; with PerMeasure
	MinSpend         Number
	EffectivePercent Number
	EffectiveSource  Source
	UpTo             bool // the numbers are an upper bound
	AtLeast          bool // the numbers are a lower bound
	Conditions       Conditions
	Tiers            []Tier
	DeferredPercent  Number
	DeferredAmount   Number
	Secondary        string // a second offer in the same text: its mechanic and values
	Rule             string // language, or any, and name of the rule that decided: "nl.nth_fraction"
	Confidence       Number // 0 to 1
	Normalized       string
	Residue          string // what no rule used
}

// LoyaltyRequired reports whether only holders of a loyalty card get the promotion.
func (p *Promo) LoyaltyRequired() bool { return p.Conditions&Loyalty != 0 }

// parsers are kept between calls of Parse: each is half a megabyte, and more as it learns.
var parsers = sync.Pool{New: func() any { return newParser() }}

// Parse reads a promotion text. unitPrice, the regular price of one unit, and currency,
// the ISO code that the retailer uses, sharpen the result; both may be empty.
func Parse(text string, unitPrice Number, currency string) Promo {
	p := parsers.Get().(*parser)
	defer parsers.Put(p)
	p.parse(text, unitPrice, newHome(currency))
	out := *p.answer
	out.Normalized = string(p.norm)
	out.Residue = string(p.residue)
	out.Secondary = string(p.second)
	out.Currency = strings.Clone(out.Currency)
	out.Tiers = append([]Tier(nil), out.Tiers...)
	return out
}
