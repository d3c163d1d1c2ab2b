package promo

import (
	"fmt"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/internal/iso4217"
)

// The types of the result.
var (
	percentType = udfs.DecimalType(10, 4)
	depthType   = udfs.DecimalType(10, 2)
	moneyType   = udfs.DecimalType(18, 4)
	intType     = udfs.Type{Kind: udfs.Integer}
	textType    = udfs.Type{Kind: udfs.Text}
	boolType    = udfs.Type{Kind: udfs.Bool}
)

// version is raised when results change.
const version = 4

// Func is parse_promo for the registry.
func Func() *udfs.Func {
	return &udfs.Func{
		Name:    "parse_promo",
		Version: version,
		Summary: "Reads a promotion text of a retailer: mechanic, numbers and depth of the discount.",
		Doc:     doc,
		Args: []udfs.Arg{
			{Name: "text", Type: textType, Doc: "The promotion text as scraped, in any of the known languages. Only its first 2 kB are read."},
			{Name: "unit_price", Type: moneyType, Optional: true, Doc: "The regular price of one unit. Gives offers that state only a price or an amount a depth. Numbers of any type are taken and rounded; NaN and infinity are NULL."},
			{Name: "currency", Type: textType, Optional: true, Check: iso4217.Check, Doc: "The ISO 4217 code of the retailer, in any case; anything else matches no currency. Resolves signs that several currencies share ($, kr)."},
		},
		Returns:  returns(),
		Examples: examples(),
		New:      func() udfs.Evaluator { return newEvaluator() },
		Explain:  explainCall,
	}
}

// explainCall explains a call whose arguments are as Column.Set takes them.
func explainCall(args []any) (fmt.Stringer, error) {
	if len(args) == 0 || args[0] == nil {
		return nil, fmt.Errorf("parse_promo: there is no text to explain")
	}
	var unit Number
	if len(args) > 1 && args[1] != nil {
		if unit = ParseNumber(fmt.Sprint(args[1])); !unit.Valid {
			return nil, fmt.Errorf("parse_promo: unit_price %q is no decimal", fmt.Sprint(args[1]))
		}
	}
	home := ""
	if len(args) > 2 && args[2] != nil {
		home = fmt.Sprint(args[2])
	}
	return Explain(fmt.Sprint(args[0]), unit, home), nil
}

const doc = `Reads the texts that retailers print beside prices ("2e halve prijs", "3 pour 2", "-25% bij 2 stuks", "Any 2 for £5") in
Dutch, French, German, English, Spanish, Portuguese, Italian and, for the frequent forms, the Nordic languages, Polish, Czech, Slovak,
Hungarian, Greek, Hebrew, Turkish and Romanian.

**effective_percent** is the depth: what a shopper who takes **min_quantity** units saves at once, free units included.
"1+1 gratis" is 50 over 2, "2e halve prijs" is 25 over 2, "80% OFF NA 4ª UNIDADE" is 20 over 4. Whoever takes fewer units gets
nothing, so publish the two together. The depth stays NULL when the text gives only a bound ("up to 50%"), when the benefit comes
later (cashback, points, vouchers), and when it needs a price that is not there: pass unit_price to get one for "3 for 5".
A depth from unit_price that is not between 0 and 95 is dropped: the price then has another basis (a group, a kilogram).

Prices beat claims: with an old and a new price in the text the depth follows from them. When they and a printed percentage differ
by more than 5 points the depth is NULL and confidence is low.

mechanic is none for a text that is no promotion, unknown for a promotion whose kind the text does not tell. They are different
results: keep them apart when you count promotions.`

// returns is the data dictionary of the result.
func returns() []udfs.Field {
	f := func(name string, t udfs.Type, doc string) udfs.Field {
		return udfs.Field{Name: name, Type: t, Doc: doc}
	}
	return []udfs.Field{
		f("mechanic", textType, "percent_off, amount_off, fixed_price, multibuy_price, buy_x_get_y_free, nth_unit_discount, multibuy_percent, bundle_units, bonus_pack, free_gift, loyalty_points, cashback, free_shipping, tiered, none (no promotion) or unknown (a promotion whose kind the text does not tell)."),
		f("min_quantity", intType, "Units a shopper must take to get the benefit once, free units included; 1 for plain discounts; NULL when not stated."),
		f("paid_quantity", intType, "Units paid of min_quantity, for X+Y free, N for the price of M and a free nth unit."),
		f("free_quantity", intType, "Units free of min_quantity, likewise."),
		f("percent_off", percentType, "The percentage as printed; words and fractions converted. Not the depth: see effective_percent."),
		f("amount_off", moneyType, "Money off as printed; basis tells of what."),
		f("price", moneyType, "The promotional price as printed; basis tells of what."),
		f("was_price", moneyType, "The old price, when printed."),
		f("currency", textType, "ISO 4217 code, only when a currency is printed. A bare $ or kr is resolved by the currency argument, else by the language of the text, else NULL."),
		f("basis", textType, "What price or amount_off refers to: unit, group (of min_quantity units), nth_unit, measure (see price_unit) or order."),
		f("price_unit", textType, "With basis measure: kg, 100g, 500g, l, lb ..."),
		f("min_spend", moneyType, "Order value that must be reached."),
		f("effective_percent", depthType, "The depth: percentage saved at once on min_quantity units, above 0 and below 100. NULL when it does not follow."),
		f("effective_source", textType, "Where the depth comes from: text, printed_prices or unit_price_arg."),
		f("is_up_to", boolType, "The numbers are an upper bound (up to 50%): no depth follows from them."),
		f("is_at_least", boolType, "The numbers are a lower bound (better than half price)."),
		f("loyalty_required", boolType, "Only holders of the retailer's card or members get the benefit."),
		f("conditions", udfs.ListOf(textType), "Conditions: loyalty, app, coupon, payment (bank or card), group (students ...), days, online_only, store_only, mix_match, cheapest_free (the depth is an upper bound), limit."),
		f("tiers", udfs.ListOf(udfs.StructOf(
			f("min_quantity", intType, "Units from which the step holds."),
			f("percent_off", percentType, "Percentage of the step."),
			f("amount_off", moneyType, "Money off of the step."),
			f("price", moneyType, "Price of the group of the step."),
			f("effective_percent", depthType, "Depth of the step."),
		)), "The steps of a ladder; the scalar fields hold the best one. NULL when there is no ladder."),
		f("deferred_percent", percentType, "Percentage that comes back later (card credit, cashback). Never part of the depth."),
		f("deferred_amount", moneyType, "Money that comes back later (voucher, gift card)."),
		f("secondary", textType, "A second offer in the same text, as its mechanic and values: \"amount_off min_quantity=1 amount_off=2.5\"."),
		f("rule", textType, "The rule that decided: language and name, like nl.nth_fraction. The language is any where the words are of several or of none: any.x_plus_y for 1+1 gratis."),
		f("confidence", udfs.DecimalType(10, 4), "0 to 1: falls by 0.15 with every number and by 0.04 with every run of words in the residue; low where the text contradicts itself."),
		f("normalized", textType, "The text as the rules saw it: folded to lower case, without accents and invisible characters."),
		f("residue", textType, "What is not understood: unknown words, numbers that no rule used, benefits that the result lacks. Frequent residues are new templates."),
	}
}

func examples() []udfs.Example {
	return []udfs.Example{
		{Args: []any{"2e halve prijs"}, Want: map[string]any{"mechanic": "nth_unit_discount", "min_quantity": int32(2), "percent_off": "50.0000", "effective_percent": "25.00", "rule": "nl.nth_fraction"}},
		{Args: []any{"1+1 gratis"}, Want: map[string]any{"mechanic": "buy_x_get_y_free", "min_quantity": int32(2), "paid_quantity": int32(1), "free_quantity": int32(1), "effective_percent": "50.00"}},
		{Args: []any{"3 pour 2"}, Want: map[string]any{"mechanic": "bundle_units", "min_quantity": int32(3), "effective_percent": "33.33"}},
		{Args: []any{"3 voor €5", "2.25"}, Want: map[string]any{"mechanic": "multibuy_price", "price": "5.0000", "currency": "EUR", "basis": "group", "effective_percent": "25.93", "effective_source": "unit_price_arg"}},
		{Args: []any{"bis zu -50%"}, Want: map[string]any{"mechanic": "percent_off", "percent_off": "50.0000", "is_up_to": true, "effective_percent": nil}},
		{Args: []any{"34% avec la carte"}, Want: map[string]any{"mechanic": "cashback", "deferred_percent": "34.0000", "loyalty_required": true, "effective_percent": nil}},
		{Args: []any{"2 = -20% | 3 = -25%"}, Want: map[string]any{"mechanic": "tiered", "min_quantity": int32(3), "effective_percent": "25.00"}},
		{Args: []any{"inkl. 19 % MwSt"}, Want: map[string]any{"mechanic": "none", "effective_percent": nil}},
	}
}
