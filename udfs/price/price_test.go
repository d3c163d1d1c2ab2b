package price_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/price"
)

// read calls parse_price and prints "amount currency".
func read(t testing.TB, text, currency string) string {
	t.Helper()
	args := []any{text}
	if currency != "" {
		args = append(args, currency)
	}
	got, err := udfs.Call(price.Func(), args...)
	if err != nil {
		t.Fatal(err)
	}
	if got["amount"] == nil {
		if got["currency"] != nil {
			t.Errorf("%q: a currency without an amount", text)
		}
		return ""
	}
	amount := strings.TrimSuffix(strings.TrimSuffix(got["amount"].(string), "00"), ".00")
	if got["currency"] == nil {
		return amount
	}
	return fmt.Sprint(amount, " ", got["currency"])
}

func TestSpellings(t *testing.T) {
	for _, tt := range []struct{ text, currency, want string }{
		{"2,99 €", "", "2.99 EUR"},
		{"€2.99", "", "2.99 EUR"},
		{"1,99€", "", "1.99 EUR"},
		{"1,99€/kg", "", "1.99 EUR"},
		{"€ 1,50/100 g", "", "1.50 EUR"},
		{"1,50/100g", "", "1.50"},
		{"2€99", "", "2.99 EUR"},
		{"EUR 3", "", "3 EUR"},
		{"3 €", "", "3 EUR"},
		{"3 euros", "", "3 EUR"},
		{"2,99\u00a0€", "", "2.99 EUR"},
		{"2,99\u202f€", "", "2.99 EUR"},
		{"2,99&nbsp;&euro;", "", "2.99 EUR"},
		{"\u200b€\u20092,99", "", "2.99 EUR"},
		{"12.50", "", "12.50"},
		{"12.50", "gbp", "12.50 GBP"},
		{"12.50", "pounds", "12.50"},
		{"5.5", "", "5.50"},
		{".99", "", "0.99"},
		{"$.99", "USD", "0.99 USD"},
		{"2,5", "EUR", "2.50 EUR"},
		{"2.9900", "EUR", "2.99 EUR"},
		{"0.33335", "EUR", "0.3334 EUR"},
		{"50,-", "", "50"},
		{"14.--", "CHF", "14 CHF"},
		{"2.-", "", "2"},
		{"5,–", "", "5"},
		{"5.— Fr.", "", "5 CHF"},
		{"1.299,00", "", "1299"},
		{"1,299.99", "", "1299.99"},
		{"1.299.000", "", "1299000"},
		{"1.299.000,50", "", "1299000.50"},
		{"1,29,999.00 INR", "", "129999 INR"},
		{"1'299.00", "CHF", "1299 CHF"},
		{"CHF 1’299.–", "", "1299 CHF"},
		{"1 299 Ft", "", "1299 HUF"},
		{"1\u00a0299 Ft Clubcarddal", "", "1299 HUF"},
		{"1 299,50 zł", "", "1299.50 PLN"},
		{"12 345 678 Ft", "", "12345678 HUF"},
		{"$1,299.99", "", "1299.99"},
		{"$1,299.99", "CAD", "1299.99 CAD"},
		{"$10.523,50", "", "10523.50"},
		{"$\u00a01650,35", "ARS", "1650.35 ARS"},
		{"US$ 4.99", "ARS", "4.99 USD"},
		{"R$ 12,90", "", "12.90 BRL"},
		{"$4.99", "EUR", "4.99"},
		{"€4.99", "GBP", "4.99 EUR"},
		{"99p", "", "0.99 GBP"},
		{"99 p", "", "0.99 GBP"},
		{"14 ct", "", "0.14 EUR"},
		{"14 cênt", "EUR", "0.14 EUR"},
		{"50¢", "USD", "0.50 USD"},
		{"kr 49,90", "", "49.90"},
		{"kr 49,90", "NOK", "49.90 NOK"},
		{"kr. 49,90", "DKK", "49.90 DKK"},
		{"49:90 kr", "SEK", "49.90 SEK"},
		{"49:-", "SEK", "49 SEK"},
		{"49 Kč", "", "49 CZK"},
		{"CHF 4.95", "", "4.95 CHF"},
		{"CHF4.95", "EUR", "4.95 CHF"},
		{"Fr. 4.95", "", "4.95 CHF"},
		{"SAVE 1.00$", "USD", "1 USD"},
		{"vanaf € 3,49", "", "3.49 EUR"},
		{"price: 3.49", "", "3.49"},
		{"500 g € 2,99", "", "2.99 EUR"},
		{"500g 2,99", "", "2.99"},
		{"3 voor 5,00", "", "5"},
		{"20% 3,99", "", "3.99"},
		{"£1.98 £0.95", "", "1.98 GBP"},
		{"2,99-3,99", "", "2.99"},
		{"0,00", "EUR", "0 EUR"},
		{"1 kg € 2,99", "", "2.99 EUR"},
		{"2 voor €5", "", "5 EUR"},
		{"€ 5 per 2 st", "", "5 EUR"},
		{"€ 1.299,-", "", "1299 EUR"},
		{"12,50 EUR/kg", "", "12.50 EUR"},
		{"5 kr/st", "SEK", "5 SEK"},
		{"*2,99", "", "2.99"},
		{"(2.99)", "", "2.99"},
		{"€2,99 -20%", "", "2.99 EUR"},
		{"1,99 – 2,49 €", "", "2.49 EUR"},
		{"Nu € 2,99*", "", "2.99 EUR"},
		{"USD5", "", "5 USD"},
		{"NZ$5.50", "", "5.50 NZD"},
		{"Rs. 1,29,999", "", "129999 INR"},
	} {
		if got := read(t, tt.text, tt.currency); got != tt.want {
			t.Errorf("parse_price(%q, %q) is %q, want %q", tt.text, tt.currency, got, tt.want)
		}
	}
}

// Three digits behind a single separator.
func TestThousands(t *testing.T) {
	for _, tt := range []struct{ text, currency, want string }{
		{"1.299", "", "1299"},
		{"1,299", "EUR", "1299 EUR"},
		{"€ 1.299", "", "1299 EUR"},
		{"0.299", "EUR", "0.2990 EUR"},
		{"1299.999", "", "1299.9990"},
		{"1.299", "KWD", "1.2990 KWD"},
		{"KWD 1.299", "EUR", "1.2990 KWD"},
		{"€1.299", "KWD", "1299 EUR"},
	} {
		if got := read(t, tt.text, tt.currency); got != tt.want {
			t.Errorf("parse_price(%q, %q) is %q, want %q", tt.text, tt.currency, got, tt.want)
		}
	}
}

func TestNoPrice(t *testing.T) {
	for _, text := range []string{
		"", " ", "€", "agotado", "auf Anfrage", "gratis", "-1.00", "−1,00 €", "- €6", "-€6", "€ -6", "€-6.00", "(-6)",
		"25%", "25 %", "-25%", "500g", "500 g", "6 x 33 cl", "21.11.2026", "21/11/2026", "10:30", "A4", "1.29.99",
		"8712345678906", "1e3", ",", ".-", "12345678901234567890",
	} {
		if got := read(t, text, "EUR"); got != "" {
			t.Errorf("parse_price(%q) is %q, want NULL", text, got)
		}
	}
}

func TestExamples(t *testing.T) {
	f := price.Func()
	for _, ex := range f.Examples {
		got, err := udfs.Call(f, ex.Args...)
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range ex.Want {
			if got[name] != want {
				t.Errorf("%v: %s is %v, want %v", ex.Args, name, got[name], want)
			}
		}
	}
}

// No row may cost memory of its own.
func TestAllocations(t *testing.T) {
	texts := []string{"2,99 €", "€\u00a01.299,00", "agotado", "kr 49,90", "1 299 Ft Clubcarddal"}
	f := price.Func()
	b := udfs.Batch{Rows: len(texts), Args: []udfs.Column{
		udfs.NewColumn(f.Args[0].Type, len(texts)), udfs.NewColumn(f.Args[1].Type, len(texts)),
	}}
	for i, text := range texts {
		b.Args[0].SetText(i, text)
		b.Args[1].SetText(i, "SEK")
	}
	for _, r := range f.Returns {
		b.Out = append(b.Out, udfs.NewColumn(r.Type, len(texts)))
	}
	b.Out[1].Texts = discard{}
	e := f.New()
	if n := testing.AllocsPerRun(100, func() {
		if err := e.Eval(&b); err != nil {
			t.Fatal(err)
		}
	}); n > 0 {
		t.Errorf("%v allocations for %d rows", n, len(texts))
	}
}

// discard takes texts as an engine does, without memory of Go.
type discard struct{}

func (discard) Text(int) string     { return "" }
func (discard) SetText(int, string) {}
func (discard) CopyText(int, int)   {}

func FuzzParsePrice(f *testing.F) {
	for _, seed := range []string{"2,99 €", "1'299.--", "-€1", "49:90 kr", "2€99", "&euro;1", ".9", "1,2,3,4,5,6,7,8,9"} {
		f.Add(seed, "EUR")
	}
	fn := price.Func()
	f.Fuzz(func(t *testing.T, text, currency string) {
		got, err := udfs.Call(fn, text, currency)
		if err != nil {
			t.Fatal(err)
		}
		if got["amount"] == nil {
			if got["currency"] != nil {
				t.Errorf("a currency without an amount")
			}
			return
		}
		v, ok := udfs.ParseDecimal(got["amount"].(string), 4)
		if !ok || v < 0 || v >= 1e18 {
			t.Errorf("amount %v is out of range", got["amount"])
		}
		if c := got["currency"]; c != nil && len(c.(string)) != 3 {
			t.Errorf("currency %q", c)
		}
	})
}
