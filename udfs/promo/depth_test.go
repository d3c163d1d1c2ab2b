package promo_test

import (
	"testing"

	"github.com/martsql/mart/udfs/promo"
)

// The arithmetic of the depth, rule by rule. depth "" is none; unit is the regular price
// of one unit, or empty.
func TestDepths(t *testing.T) {
	for _, tt := range []struct {
		rule, text, unit string
		mechanic         promo.Mechanic
		n                int32
		depth            string
	}{
		// 100*(1-paid/(n*P)) for every mechanic
		{"table", "25% korting", "", promo.PercentOff, 1, "25"},
		{"table", "1 euro korting", "4", promo.AmountOff, 1, "25"},
		{"table", "€1 korting bij 2 stuks", "4", promo.AmountOff, 2, "12.5"},          // 1/(2*4)
		{"table", "Save $1 each when you buy 5", "4", promo.AmountOff, 5, "25"},       // 1/4
		{"table", "nu 1.99", "2.49", promo.FixedPrice, 1, "20.08"},                    // 0.50/2.49
		{"table", "Was £11.00 Now £7.50", "", promo.FixedPrice, 1, "31.82"},           // 3.50/11
		{"table", "3 voor €5", "2.25", promo.MultibuyPrice, 3, "25.93"},               // 1.75/6.75
		{"table", "$7.99 price each with 2", "9.99", promo.MultibuyPrice, 2, "20.02"}, // 2/9.99
		{"table", "2 for £5 was £3 each", "", promo.MultibuyPrice, 2, "16.67"},        // 1/6
		{"table", "1+1 gratis", "", promo.BuyXGetYFree, 2, "50"},
		{"table", "2+3 gratis", "", promo.BuyXGetYFree, 5, "60"},
		{"table", "12+6 gratis", "", promo.BuyXGetYFree, 18, "33.33"},
		{"table", "3 for 2", "", promo.BundleUnits, 3, "33.33"},
		{"table", "8 w cenie 4", "", promo.BundleUnits, 8, "50"},
		{"table", "2e halve prijs", "", promo.NthUnitDiscount, 2, "25"},
		{"table", "80% OFF NA 4ª UNIDADE", "", promo.NthUnitDiscount, 4, "20"},
		{"table", "2e voor €1,00", "4", promo.NthUnitDiscount, 2, "37.5"}, // 3/(2*4)
		{"table", "-25% bij 2 stuks", "", promo.MultibuyPercent, 2, "25"},
		{"table", "50% más gratis", "", promo.BonusPack, 1, "33.33"},       // 50/150
		{"table", "500 g + 100 g gratis", "", promo.BonusPack, 1, "16.67"}, // 100/600
		{"R1 prices beat the claim", "Half price - Was £1.98, now £0.95", "", promo.PercentOff, 1, "52.02"},
		{"R1 more than 5 points apart", "$10.523,50$5.666,50(35%)35%", "", promo.PercentOff, 1, ""},
		{"R1 within 5 points", "-33% (statt 2,99) 1,99", "", promo.PercentOff, 1, "33.44"},
		{"R2 upper bound", "tot 50% korting", "", promo.PercentOff, 1, ""},
		{"R2 upper bound on money", "Up to £5 off", "20", promo.AmountOff, 1, ""},
		{"R2 upper bound on the second", "2da Unid Hasta 70% DTO!!", "", promo.NthUnitDiscount, 2, ""},
		{"R2 lower bound", "At least 30% off", "", promo.PercentOff, 1, ""},
		{"R2 a date is no bound", "bis 30.11. 20% auf Spielwaren", "", promo.PercentOff, 1, "20"},
		{"R3 deferred", "34% avec la carte", "", promo.Cashback, 0, ""},
		{"R3 deferred with a price", "10€ sur la carte", "40", promo.Cashback, 0, ""},
		{"R3 rewards", "Buy 2, Get $4 ECB", "10", promo.Cashback, 2, ""},
		{"R4 loyalty", "-44%, mit Lidl Plus", "", promo.PercentOff, 1, "44"},
		{"R4 coupon", "25% off with coupon", "", promo.PercentOff, 1, "25"},
		{"R5 best step", "2 stuks 20%, 3 stuks 30%, 4 stuks 40% korting", "", promo.Tiered, 4, "40"},
		{"R5 single units", "-30% SUR LE 2EME ARTICLE* / -50% SUR LE 3EME ARTICLE*", "", promo.Tiered, 3, "26.67"},
		{"R5 prices", "4 for £3 or 8 for £5 Clubcard Price", "1", promo.Tiered, 8, "37.5"},
		{"R6 no gain", "nu 1.99", "1.99", promo.FixedPrice, 1, ""},
		{"R6 dearer", "3 voor €5", "1.50", promo.MultibuyPrice, 3, ""},
		{"R6 a price of a group", "nu 1.99", "59.90", promo.FixedPrice, 1, ""},
		{"R6 95 and more", "1 euro korting", "1.05", promo.AmountOff, 1, ""},
		{"R6 below 95", "1 euro korting", "1.06", promo.AmountOff, 1, "94.34"},
		{"R6 another basis", "1.99 per kg", "2.49", promo.FixedPrice, 1, ""},
		{"R7 no threshold", "5% volume voordeel", "", promo.MultibuyPercent, 0, "5"},
		{"R8 per group", "2+1 gratis", "10", promo.BuyXGetYFree, 3, "33.33"},
	} {
		p := promo.Parse(tt.text, promo.ParseNumber(tt.unit), "")
		if p.Mechanic != tt.mechanic || p.MinQuantity != tt.n || p.EffectivePercent.String() != tt.depth {
			t.Errorf("%s: %q at %q is %s over %d, depth %q, want %s over %d, %q", tt.rule, tt.text, tt.unit,
				p.Mechanic, p.MinQuantity, p.EffectivePercent, tt.mechanic, tt.n, tt.depth)
		}
	}
}

// Numbers in names, sizes, contents, dates, hours and codes are no promotion.
func TestNoPromotion(t *testing.T) {
	for _, text := range []string{
		"Coca-Cola 2+1 pack 3 x 330 ml", "Tuna 3 x 200 g", "Kaas 50% vet", "Chocolade 30% cacao", "24 uur open", "vanaf 18 jaar", "3 for families",
		"diepvries -18°C", "100% coton", "Rum 40% vol", "SPF 50+", "Shampoo 2in1", "Tel. 0800 12 34 56", "0800-1234567", "12.05.2026", "12-05-2026", "1/6/2026",
		"t/m 31 december", "van 9.00 tot 18.00 uur", "bis 31.12.", "Ab 16 Jahren", "Für 2-4 Personen", "à partir de 3 ans", "50% laine", "25 % de matière grasse",
		"1+1 deur koelkast", "Type 2+2 zitbank", "iPhone 15 128GB", "10 x 15 cm", "6-pack 33cl", "4 x 125 g", "ISO 9001", "A4 80 g/m2", "12V 2A", "Omega 3-6-9", "5G",
		"Vitamine B12 100%", "Actimel 0%", "Milk 3.5% fat", "less than 2% fat", "2 for 2 cm", "Level 3 of 4", "№ 5", "90x200", "3M tape", "7-Up", "R2D2", "24/7",
		"inkl. 19 % MwSt", "btw 21%", "Noch 10 % offen", "0% rente", "3 cuotas sin interés", "paiement en 4x sans frais", "Satisfait ou remboursé 100%",
		"zzgl. 0,25 € Pfand", "excl. € 0,15 statiegeld", "(1 kg = 5,50 €)", "20 sztuk", "30 kapsułek", "100 bawełna", "100% bawełna", "70% kakao", "18+", "30°C wassen",
	} {
		p := promo.Parse(text, promo.Num(50_000), "EUR")
		if p.EffectivePercent.Valid || p.Mechanic != promo.None {
			t.Errorf("%q: %s", text, p.Mechanic.String()+" "+brief(p))
		}
	}
}
