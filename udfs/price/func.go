// Package price reads prices as shops print them.
package price

import (
	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/internal/iso4217"
)

// version is raised when results change.
const version = 4

// maxBytes bounds what is read of a text. Prices are short.
const maxBytes = 256

// Func is parse_price for the registry.
func Func() *udfs.Func {
	text := udfs.Type{Kind: udfs.Text}
	return &udfs.Func{
		Name:    "parse_price",
		Version: version,
		Summary: "Reads a price as shops print it: amount and currency.",
		Doc:     doc,
		Args: []udfs.Arg{
			{Name: "text", Type: text, Doc: "The price as scraped. Only its first 256 bytes are read."},
			{Name: "currency", Type: text, Optional: true, Check: iso4217.Check, Doc: "The ISO 4217 code of the shop, in any case; anything else is as if none were given. It holds where the text prints no currency, and chooses between those that share a sign ($, kr)."},
		},
		Returns: []udfs.Field{
			{Name: "amount", Type: udfs.DecimalType(18, 4), Doc: "The price, exact to four digits behind the point; further ones are rounded half up. Never negative. NULL when the text has no price."},
			{Name: "currency", Type: text, Doc: "ISO 4217 code: the printed one, else the argument, else NULL. NULL whenever amount is."},
		},
		Examples: examples(),
		New:      func() udfs.Evaluator { return &evaluator{buf: make([]byte, 0, 2*maxBytes)} },
	}
}

const doc = `Reads one price in the spelling of any country: "2,99 €", "€2.99", "1.299,00", "1,299.99", "1 299 Ft", "1'299.00", "50,-", "2.-",
"2€99", "12⁹⁹", "99p", "kr 49,90", "49:90 kr", "٢٫٩٩". Spaces of every kind, HTML entities and invisible characters do no harm, and
digits of every script are read.

**Separators.** With two kinds of separators the last one is the decimal one. A single separator before exactly three digits parts
thousands: "1.299" and "1,299" are 1299. It is a decimal one after a zero ("0.299"), after more than three digits ("1299.999") and in
currencies of three decimals (KWD, BHD, OMR, JOD, TND, LYD, IQD). Prices per litre of fuel ("1.299") therefore need a
numeric column, not this function.

**Which number.** The price to pay. Of an old and a new price that is the new one ("van 3,99 voor 2,99", "Was £3.00 Now £2.50",
"2,99 statt 3,99 €", "3,99 → 2,99"); without such a word or arrow it is the first. An old price alone is given: columns of old prices
read "was £3.00". Otherwise the first number with a currency; without currencies the first one with decimals;
else the first one. Percentages, sizes ("500 g"), dates and numbers within words are no prices. Of a range it is the lower end.

**The price of several is not the price of one.** "2 für 5€", "3 voor 5,00" and "2/$5" are NULL unless a price of one stands beside them
("£1.50 each or 2 for £2.50"): ask parse_promo for the group. A price per measure ("€ 1,50 / 100 g", "Jfr-pris 39,90/kg") is given as
printed: amount is then the price of that measure, and no field says of which. When a text has both, the first one counts.

**Cents apart.** Two digits behind a currency are its cents when they end the price: "3 € 50", "3 Fr. 50", "5 zł 99 gr". Behind the number
itself they are so ("12 99 €", raised cents that lost their markup) where a currency is printed or given as the argument; without one
"12 99" is NULL.

**Currency.** A printed sign or code wins over the argument. Signs that several currencies share ($, kr, cents) mean the argument when
it is one of them, and NULL otherwise.

amount and currency are both NULL when there is no number ("sold out", "free") and when the price is negative ("-1.00"): that is a
discount. "0,00" is 0.`

func examples() []udfs.Example {
	ex := func(amount, currency any, args ...any) udfs.Example {
		return udfs.Example{Args: args, Want: map[string]any{"amount": amount, "currency": currency}}
	}
	return []udfs.Example{
		ex("2.9900", "EUR", "2,99 €"),
		ex("1299.0000", "EUR", "1.299,00", "EUR"),
		ex("1299.0000", nil, "1.299"),
		ex("0.9900", "GBP", "99p"),
		ex("10523.5000", "ARS", "$10.523,50", "ARS"),
		ex("1299.0000", "HUF", "1 299 Ft"),
		ex("50.0000", "NOK", "50,-", "NOK"),
		ex("2.9900", nil, "van 3,99 voor 2,99"),
		ex("2.9900", "EUR", "2,99 statt 3,99 €"),
		ex("3.0000", "GBP", "was £3.00"),
		ex(nil, nil, "2 für 5€"),
		ex("3.5000", "CHF", "3 Fr. 50"),
		ex("12.9900", "EUR", "12 99", "EUR"),
		ex(nil, nil, "12 99"),
		ex("39.9000", "SEK", "Jfr-pris 39,90/kg", "SEK"),
		ex("2.9900", nil, "٢٫٩٩"),
		ex(nil, nil, "-1.00"),
		ex(nil, nil, "sold out"),
	}
}
