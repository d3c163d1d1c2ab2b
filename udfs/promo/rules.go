package promo

// A rule recognises one way of stating a promotion. Its patterns are tried in order,
// the rules from specific to general; the first that matches and whose fill does not
// refuse decides.
type rule struct {
	name     string
	fill     func(p *parser, m *match) bool
	patterns []string

	names []string // with the code of each language: "nl.percent"
}

// The shared rules. Adding a language needs no change here: rules know concepts, not words.
func ruleTable() []rule {
	return []rule{
		{name: "delivery", fill: fillDelivery, patterns: []string{
			"n:int buy? eq|for|get? free delivery",
			"n:int buy? eq|for|get? delivery free",
			"from n:int free delivery",
			"free _ delivery _ from n:int",
			"free _ delivery",
			"delivery _ free",
			"p:pct off? _ delivery",
			"minus? a:money|dec off? delivery",
			"delivery a:money|dec off",
		}},
		{name: "delivery_price", fill: fillDeliveryPrice, patterns: []string{"delivery at|for|now|price? a:money|dec"}},
		{name: "points", fill: fillPoints, patterns: []string{
			"n:int times? _ more? _ points",
			"p:pct _ more? _ points",
			"double _ points",
			"points _ times? n:int",
			"points",
		}},
		{name: "cashback", fill: fillCashback, patterns: []string{
			"buy|from n:int get? a:money|dec _ cashback",
			"a:money|dec off? _ cashback _ from _ n:int",
			"n:int get a:money _ cashback",
			"n:int times|for m:int cashback",
			"a:money|dec off|free? get? _ cashback",
			"p:pct off? get? _ cashback",
			"cashback _ from? for? a:money",
			"cashback _ from? p:pct",
			"cashback",
		}},
		{name: "tiers", fill: fillTiers}, // pairs of quantity and benefit: tiers.go
		{name: "nth_buy_get", fill: fillNth, patterns: []string{
			"buy n:int _ get m:int _ at|for? p:pct off?",
			"buy n:int _ get m:int _ at|for? f:frac price|off?",
			"buy n:int _ get m:int _ for|at v:money|dec",
			"n:int buy get m:int _ at|for? p:pct off?",
			"n:int buy? _ plus m:int _ at|for? p:pct off?",
			"n:int buy? _ plus m:int _ at|for? f:frac price|off?",
			"bogo p:pct off?",
			"bogo f:frac price|off?",
		}},
		{name: "nth_percent", fill: fillNth, patterns: []string{
			"n:int buy eq? _ o:ord _ at|for|eq? p:pct off?",
			"o:ord _ at|for|eq|get? p:pct off?",
			"p:pct off? _ at|for|from? o:ord",
			"save p:pct _ o:ord",
			"o:ord _ save p:pct",
		}},
		{name: "nth_fraction", fill: fillNth, patterns: []string{
			"o:ord _ at|for|eq? f:frac price|off?",
			"f:frac price|off? _ at|for|from? o:ord",
		}},
		{name: "nth_free", fill: fillNth, patterns: []string{
			"n:int buy eq? _ o:ord _ eq? u:free",
			"o:ord _ eq|get|for? u:free",
			"u:free _ o:ord",
			"o:ord _ u:free",
		}},
		{name: "nth_amount", fill: fillNth, patterns: []string{
			"o:ord _ a:money|dec off",
			"a:money|dec off? _ from|for|at? o:ord",
			"save a:money _ o:ord",
		}},
		{name: "nth_price", fill: fillNth, patterns: []string{
			"o:ord _ for|at|eq|now|price? v:money|dec",
			"o:ord _ for|at v:money|dec|int",
			"v:money for|at? _ o:ord",
		}},
		{name: "bonus_pack", fill: fillBonus, patterns: []string{
			"plus? p:pct more _ free",
			"plus? p:pct _ free _ more?",
			"plus? p:pct _ more",
			"more p:pct free",
			"v:size _ plus w:size _ free",
			"w:size _ free",
		}},
		{name: "gift_with_pack", fill: fillGift, patterns: []string{
			"free word from word? n:int plus m:int",
			"gift _ from _ n:int plus m:int",
		}},
		{name: "x_plus_y", fill: fillXY, patterns: []string{
			"n:int buy? _ plus m:int _ free",
			"n:int buy? _ plus m:int cheapest? free?",
		}},
		{name: "buy_get_free", fill: fillXY, patterns: []string{
			"buy n:int _ buy? get|eq|plus? _ m:int _ free",
			"buy|from n:int _ get|eq m:int free",
			"n:int _ buy eq|get|plus? _ m:int _ free",
			"n:int _ eq|get m:int _ free",
			"m:int _ free _ from|for|eq|buy n:int",
			"m:int _ free from _ buy? n:int",
			"buy n:int _ get _ free m:int",
			"buy n:int _ get m:int $",
			"get m:int _ free from|buy n:int",
		}},
		{name: "bogo", fill: fillXY, patterns: []string{"bogo free?"}},
		{name: "n_for_m", fill: fillBundle, patterns: []string{
			"n:int _ bundle m:int",
			"buy n:int _ buy? _ pay for? _ m:int",
			"n:int _ buy pay for? _ m:int",
			"n:int _ buy eq? m:int pay",
			"m:int pay n:int buy|get",
			"pay m:int _ get|buy n:int",
			"buy m:int buy|get n:int",
			"n:int pay for? m:int",
			"buy n:int _ for m:int price",
			"buy? n:int _ for|times|eq m:int",
			"n:int at m:int price",
		}},
		{name: "cheapest_free", fill: fillXY, patterns: []string{
			"buy|from? n:int _ buy? get|eq? cheapest _ free",
			"cheapest _ free from|for|buy? n:int",
			"n:int cheapest free",
		}},
		{name: "percent_from_n", fill: fillPercentFrom, patterns: []string{
			"buy|from n:int _ buy|get|for|eq|save|off? _ p:pct off?",
			"save? p:pct off? _ from|for|buy|per _ n:int",
			"p:pct off? each? _ from|for|buy|per n:int",
			"n:int buy? eq|for|get|save|at? _ p:pct off?",
			"p:pct off? n:int buy",
			"p:pct off n:int",
			"f:frac price|off? _ from|buy n:int",
			"buy|from n:int _ for|at|get? f:frac price|off",
		}},
		{name: "volume", fill: fillVolume, patterns: []string{
			"p:pct _ volume",
			"volume _ p:pct",
		}},
		{name: "n_for_price_saving", fill: fillMultibuy, patterns: []string{
			"n:int for|slash v:money|dec u:each? save a:money|dec from? int?",
		}},
		{name: "amount_from_n", fill: fillAmountFrom, patterns: []string{
			"save _ a:money|dec u:each? _ off? u:each? _ from|for|buy|to n:int",
			"a:money|dec off u:each? _ from|for|buy|per _ n:int",
			"a:money|dec u:each? off _ from|for|buy|per _ n:int",
			"buy|from n:int _ save a:money|dec u:each?",
			"buy|from n:int _ get? a:money|dec off|save u:each?",
			"n:int buy? eq|for|get? a:money|dec off u:each?",
			"n:int buy? _ eq? save a:money|dec",
			"a:money off n:int $",
		}},
		{name: "n_for_price", fill: fillMultibuy, patterns: []string{
			"n:int _ for|eq|times|slash|at|now _ v:money|dec u:each? n:int? w:money|dec",
			"buy|from? n:int _ buy? for|times|slash|eq|at|now|pay|get _ for|price|now? v:money|dec u:each?",
			"buy n:int _ for|pay v:int",
			"n:int _ for v:int",
			"at n:int now? v:money|dec",
			"^ n:int v:money u:each?",
			"price|now n:int v:money u:each?",
			"from n:int _ u:each for|now? v:money|dec",
			"v:money|dec u:each _ from|buy|for _ n:int",
			"v:money|dec price? u:each? _ from|buy|for|per _ n:int",
			"from|buy n:int _ for|now|price? v:money|dec u:each?",
		}},
		{name: "n_for_truncated", fill: fillTruncated, patterns: []string{"^ n:int for|slash $"}},
		{name: "measure", fill: fillMeasure, patterns: []string{
			"per? n:size _ for|now|eq|slash|price? v:money|dec",
			"for|now|price? v:money|dec per n:size",
			"for|now|price? v:measure save a:measure|money",
			"for|now|price? v:measure",
		}},
		{name: "meal_deal", fill: fillMeal, patterns: []string{
			"v:money|dec for? meal",
			"meal _ for|now|price? v:money|dec",
		}},
		{name: "was_now", fill: fillWasNow, patterns: []string{
			"save? a:money|dec off? was w:money|dec now|for|to|price v:money|dec",
			"p:pct off? _ was w:money|dec now|for|to|price? v:money|dec",
			"f:frac price|off? _ was w:money|dec now|for|to|price? v:money|dec",
			"was w:money|dec now|for|to|price|eq? _ v:money|dec save? p:pct? off?",
			"now|for|price? v:money|dec each? _ was w:money|dec p:pct? off?",
			"from w:money|dec to|for|now v:money|dec",
			"w:money|dec to|now|for v:money|dec save? p:pct? off?",
			"w:money v:money save? p:pct off?",
			"w:dec v:dec p:pct off?",
			"p:pct off? w:money v:money",
			"^ w:money|dec v:money|dec $",
		}},
		{name: "price_and_saving", fill: fillPriceSaving, patterns: []string{
			"price|now|for? v:money|dec p:pct off save? a:money?",
			"price|now|for? _ v:money each? save a:money each?",
			"save a:money|dec _ now|price|for v:money|dec",
		}},
		{name: "percent_was", fill: fillPercent, patterns: []string{
			"save? p:pct off? _ was w:money|dec",
			"save? f:frac price|off? _ was w:money|dec",
		}},
		{name: "was_only", fill: fillWasOnly, patterns: []string{
			"was w:money|dec",
		}},
		{name: "fraction", fill: fillPercent, patterns: []string{
			"f:frac price|off",
			"^ f:frac $",
			"save f:frac",
			"for f:frac price",
		}},
		{name: "amount", fill: fillAmount, patterns: []string{
			"save _ a:money|dec",
			"a:money|dec _ off|save",
			"off _ for|from|now? a:money",
			"off a:dec",
		}},
		{name: "percent", fill: fillPercent, patterns: []string{
			"p:pct _ off",
			"off _ from|for|now|at? p:pct",
			"save _ p:pct",
			"p:pct",
		}},
		{name: "minus_amount", fill: fillMinus, patterns: []string{
			"a:money|dec from|for|buy|per n:int",
			"from|buy n:int _ a:money|dec",
			"n:int eq a:money|dec",
			"a:money|dec",
		}},
		{name: "price", fill: fillFixed, patterns: []string{
			"n:int for v:money|dec",
			"now|for|price|to for|now|price? _ v:money|dec",
			"v:money",
			"^ from? v:dec $",
			"headline _ v:dec",
			"v:dec each|price|headline",
			"each v:dec $",
			"now|price|for for|price|now? v:int $",
		}},
		{name: "gift", fill: fillGift, patterns: []string{
			"from|buy _ n:int get? _ gift|free",
			"get _ gift _ from _ n:int",
			"get word from n:int",
			"n:int _ eq|get gift|free word",
			"gift|free _ n:int? from|buy _ n:int",
			"free _ from _ n:int",
			"gift from? n:int?",
			"free word",
			"word free from",
		}},
		{name: "price_truncated", fill: fillTruncatedPrice, patterns: []string{"^ now? for $"}},
		{name: "threshold", fill: fillThreshold, patterns: []string{
			"^ headline? from|buy n:int each? $",
			"^ n:int each $",
		}},
	}
}
