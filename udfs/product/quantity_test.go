package product_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/martsql/mart/udfs"
	"github.com/martsql/mart/udfs/product"
)

// quantity prints the result of parse_quantity: "6 x 33 cl = 1.98 l".
func quantity(t testing.TB, text string) string {
	t.Helper()
	got, err := udfs.Call(product.QuantityFunc(), text)
	if err != nil {
		t.Fatal(err)
	}
	if got["value"] == nil {
		for name, v := range got {
			if v != nil {
				t.Errorf("%q: no value, but %s is %v", text, name, v)
			}
		}
		return ""
	}
	return fmt.Sprintf("%v x %s %v = %s %v", got["count"], short(got["value"]), got["unit"], short(got["base_value"]), got["base_unit"])
}

// short drops zeros behind the point.
func short(v any) string { return strings.TrimSuffix(strings.TrimRight(v.(string), "0"), ".") }

// What a trial of new users found.
func TestQuantityTrial(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"1 pt", "1 x 1 pint = 0.5683 l"},
		{"4 pts", "1 x 4 pint = 2.273 l"},
		{"1 pint", "1 x 1 pint = 0.5683 l"},
		{"30 cm x 20 m", "1 x 20 m = 20 m"},
		{"20 m x 30 cm", "1 x 20 m = 20 m"},
		{"Alufolie 30cm x 20m", "1 x 20 m = 20 m"},
		{"30 cm x 20 m x 2", "2 x 20 m = 40 m"},
		{"4 x 30 cm x 20 m", "4 x 20 m = 80 m"},
		{"30 cm x 20 cm", ""},
		{"2 m x 3 m", ""},
		{"2 x 3 m", "2 x 3 m = 6 m"},
		{"80 g/m2", ""},
		{"80 g/m²", ""},
		{"80 g / qm", ""},
		{"80 gr per m2", ""},
		{"39 g/l", ""},
		{"5 g/100 ml", ""},
		{"Papier 80 g/m² 500 vel", "1 x 500 piece = 500 piece"},
		{"5 mg/ml 100 ml", "1 x 100 ml = 0.1 l"},
		{"500 g/485 ml", "1 x 500 g = 0.5 kg"},
		{"100 ml/100 g", "1 x 100 ml = 0.1 l"},
		{"2.272L/4 pints", "1 x 2.272 l = 2.272 l"},
		{"500 g/stuk", "1 x 500 g = 0.5 kg"},
		{"500 g per stuk", "1 x 500 g = 0.5 kg"},
		{"-5 g", ""},
		{"-33 cl", ""},
		{"-5 g + 20 g", "1 x 20 g = 0.02 kg"},
		{"- 5 g", "1 x 5 g = 0.005 kg"},
		{"Kaas -500 g", "1 x 500 g = 0.5 kg"},
		{"1 dozijn", "1 x 1 dozen = 12 piece"},
		{"a dozen eggs", "1 x 1 dozen = 12 piece"},
		{"2 dozen eggs", "1 x 2 dozen = 24 piece"},
		{"half a dozen eggs", "1 x 0.5 dozen = 6 piece"},
		{"une demi-douzaine d'œufs", "1 x 0.5 dozen = 6 piece"},
		{"1 dozijn à 50 g", "12 x 50 g = 0.6 kg"},
		{"100 tabl.", "1 x 100 piece = 100 piece"},
		{"60 caps", "1 x 60 piece = 60 piece"},
		{"30 Kaps.", "1 x 30 piece = 30 piece"},
	} {
		if got := quantity(t, tt.text); got != tt.want {
			t.Errorf("%q is %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestParseQuantity(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"6 x 33 cl", "6 x 33 cl = 1.98 l"},
		{"6x33cl", "6 x 33 cl = 1.98 l"},
		{"6×33 cl", "6 x 33 cl = 1.98 l"},
		{"6X330ML", "6 x 330 ml = 1.98 l"},
		{"33 cl x 6", "6 x 33 cl = 1.98 l"},
		{"33clx6", "6 x 33 cl = 1.98 l"},
		{"24 x 33 cl", "24 x 33 cl = 7.92 l"},
		{"37,5 cl", "1 x 37.5 cl = 0.375 l"},
		{"37,5CL", "1 x 37.5 cl = 0.375 l"},
		{"2 x 1,5L", "2 x 1.5 l = 3 l"},
		{"1,5 l", "1 x 1.5 l = 1.5 l"},
		{"1.5 Liter", "1 x 1.5 l = 1.5 l"},
		{"70cl", "1 x 70 cl = 0.7 l"},
		{"250ML", "1 x 250 ml = 0.25 l"},
		{"½ l", "1 x 0.5 l = 0.5 l"},
		{"1½ kg", "1 x 1.5 kg = 1.5 kg"},
		{"1/2 liter", "1 x 0.5 l = 0.5 l"},
		{"ca. 500 g", "1 x 500 g = 0.5 kg"},
		{"500gr.", "1 x 500 g = 0.5 kg"},
		{"500-g", "1 x 500 g = 0.5 kg"},
		{"4 x ca. 125 g", "4 x 125 g = 0.5 kg"},
		{"1 kg", "1 x 1 kg = 1 kg"},
		{"750 grammes", "1 x 750 g = 0.75 kg"},
		{"1.000 g", "1 x 1000 g = 1 kg"},
		{"1 000 g", "1 x 1000 g = 1 kg"},
		{"1,500 kg", "1 x 1.5 kg = 1.5 kg"},
		{"0.375 kg", "1 x 0.375 kg = 0.375 kg"},
		{"0,125 g", "1 x 0.125 g = 0.0001 kg"},
		{"Omega 3 500 mg", "1 x 500 mg = 0.0005 kg"},
		{"400-500 g", "1 x 400 g = 0.4 kg"},
		{"8 oz", "1 x 8 oz = 0.2268 kg"},
		{"1 lb", "1 x 1 lb = 0.4536 kg"},
		{"12 fl. oz", "1 x 12 fl oz = 0.3549 l"},
		{"2 pints", "1 x 2 pint = 1.1365 l"},
		{"per stuk", "1 x 1 piece = 1 piece"},
		{"la pièce", "1 x 1 piece = 1 piece"},
		{"each", "1 x 1 piece = 1 piece"},
		{"per kg", "1 x 1 kg = 1 kg"},
		{"€ 1,99/kg", "1 x 1 kg = 1 kg"},
		{"10 stuks", "1 x 10 piece = 10 piece"},
		{"12 pcs", "1 x 12 piece = 12 piece"},
		{"10 Stück", "1 x 10 piece = 10 piece"},
		{"2 Stk", "1 x 2 piece = 2 piece"},
		{"2ST", "1 x 2 piece = 2 piece"},
		{"6 uds.", "1 x 6 piece = 6 piece"},
		{"6+2 stuks", "1 x 8 piece = 8 piece"},
		{"2 x 10 st", "2 x 10 piece = 20 piece"},
		{"6x4 rollen", "6 x 4 piece = 24 piece"},
		{"16 capsules", "1 x 16 piece = 16 piece"},
		{"4-pack", "4 x 1 piece = 4 piece"},
		{"lot de 6", "6 x 1 piece = 6 piece"},
		{"pack of 6", "6 x 1 piece = 6 piece"},
		{"Eggs x6", "6 x 1 piece = 6 piece"},
		{"4-pack 330 ml", "4 x 330 ml = 1.32 l"},
		{"4 pack x 330ml", "4 x 330 ml = 1.32 l"},
		{"Cola 33 cl, 6-pack", "6 x 33 cl = 1.98 l"},
		{"6er-Pack 0,5 l", "6 x 0.5 l = 3 l"},
		{"lot de 6 x 33 cl", "6 x 33 cl = 1.98 l"},
		{"6 blikjes van 33 cl", "6 x 33 cl = 1.98 l"},
		{"4 stuks à 100 g", "4 x 100 g = 0.4 kg"},
		{"6 x 4 x 125 g", "24 x 125 g = 3 kg"},
		{"Jambon 4 tranches 120 g", "1 x 120 g = 0.12 kg"},
		{"Alufolie 20 m", "1 x 20 m = 20 m"},
		{"Coca-Cola Zero 6 x 33 cl", "6 x 33 cl = 1.98 l"},
		{"Coca-Cola Zero\u00a06\u00a0x\u00a033\u202fcl", "6 x 33 cl = 1.98 l"},
		{"Vitamine B12 60 tabletten", "1 x 60 piece = 60 piece"},
		{"2x250g + 50g", "1 x 550 g = 0.55 kg"},
		{"250 g + 50 g gratis", "1 x 300 g = 0.3 kg"},
		{"6 x 33 cl + 2 x 33 cl", "8 x 33 cl = 2.64 l"},
		{"33 cl + 33 cl", "2 x 33 cl = 0.66 l"},
		{"1 kg + 250 g", "1 x 1.25 kg = 1.25 kg"},
		{"1 l + 250 ml + 5 cl", "1 x 1.3 l = 1.3 l"},
		{"500 g + 250 ml", "1 x 500 g = 0.5 kg"},         // nothing that adds up
		{"6 rollen + 2 rollen", "1 x 8 piece = 8 piece"}, // the same pieces
		{"10 tabletten + 2 zakjes", "1 x 10 piece = 10 piece"},
		{"500 g + 10% gratis", "1 x 500 g = 0.5 kg"},
		{"500 - 600 g", "1 x 500 g = 0.5 kg"},
		{"500 à 600 g", "1 x 500 g = 0.5 kg"},
		{"500 bis 600 g", "1 x 500 g = 0.5 kg"},
		{"500 tot 600 g", "1 x 500 g = 0.5 kg"},
		{"500 t/m 600 g", "1 x 500 g = 0.5 kg"},
		{"ca. 500-600 g", "1 x 500 g = 0.5 kg"},
		{"4 à 100 g", "1 x 100 g = 0.1 kg"}, // no range: the ends lie too far apart
		{"half liter", "1 x 0.5 l = 0.5 l"},
		{"halve liter", "1 x 0.5 l = 0.5 l"},
		{"1/2 l", "1 x 0.5 l = 0.5 l"},
		{"demi-litre", "1 x 0.5 l = 0.5 l"},
		{"un demi-litre", "1 x 0.5 l = 0.5 l"},
		{"un demi litre", "1 x 0.5 l = 0.5 l"},
		{"halber Liter", "1 x 0.5 l = 0.5 l"},
		{"Halbliter", "1 x 0.5 l = 0.5 l"},
		{"half a litre", "1 x 0.5 l = 0.5 l"},
		{"medio litro", "1 x 0.5 l = 0.5 l"},
		{"mezzo chilo, mezzo kilo", "1 x 0.5 kg = 0.5 kg"},
		{"halve kg", "1 x 0.5 kg = 0.5 kg"},
		{"un quart de litre", "1 x 0.25 l = 0.25 l"},
		{"1 quart", "1 x 1 qt = 0.9464 l"},
		{"anderhalve liter", "1 x 1.5 l = 1.5 l"},
		{"un litre et demi", "1 x 1.5 l = 1.5 l"},
		{"1 litre et demi", "1 x 1.5 l = 1.5 l"},
		{"kilo et demi", "1 x 1.5 kg = 1.5 kg"},
		{"one and a half litres", "1 x 1.5 l = 1.5 l"},
		{"half a pound", "1 x 0.5 lb = 0.2268 kg"},
		{"half pond", "1 x 0.5 pond = 0.25 kg"},
		{"1 lb 4 oz", "1 x 1.25 lb = 0.567 kg"},
		{"6 x 33cl + 2 gratis", "8 x 33 cl = 2.64 l"},
		{"6 stuks + 2 gratis", "1 x 8 piece = 8 piece"},
		{"500 g + 2 gratis", "1 x 500 g = 0.5 kg"}, // two of what is not told
		{"un litre", "1 x 1 l = 1 l"},
		{"6 halve liters", "6 x 0.5 l = 3 l"},
		{"6 x 1/2 l", "6 x 0.5 l = 3 l"},
		{"٥٠٠ g", "1 x 500 g = 0.5 kg"},
		{"500 g (+10% gratis)", "1 x 500 g = 0.5 kg"},
	} {
		if got := quantity(t, tt.text); got != tt.want {
			t.Errorf("parse_quantity(%q) is %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestNoQuantity(t *testing.T) {
	for _, text := range []string{
		"", "Brood", "7UP", "AA123", "AA123g", "2 voor 3", "€ 2,99", "0 g", "6", "6 x 33", "25%", "30 x 20 cm", "12 m2", "12 m²", "1 l'eau",
		"1.2.3 kg", "1234567890 g", "half brood", "demi-baguette", "a l'ancienne", "halve prijs", "un pain et demi", "3 in 1", "pack", "stuks tomaten", "-",
	} {
		if got := quantity(t, text); got != "" {
			t.Errorf("parse_quantity(%q) is %q, want NULL", text, got)
		}
	}
}

func FuzzParseQuantity(f *testing.F) {
	for _, seed := range []string{"6 x 33 cl", "999999999 x 9 kg", "9999 x 999999999,9999 gal", "1 1/2 l", "4-pack 33 clx6", "per stuk", "x x 1", "999999999 g + 9999 x 99999 gal + 1 mg", "half a litre + 1 l", "un litre et demi", "9 a 10 t/m 2 kg", "pack de 6 x"} {
		f.Add(seed)
	}
	fn := product.QuantityFunc()
	f.Fuzz(func(t *testing.T, text string) {
		got, err := udfs.Call(fn, text)
		if err != nil {
			t.Fatal(err)
		}
		if got["value"] == nil {
			return
		}
		for _, name := range []string{"value", "base_value"} {
			if v, ok := udfs.ParseDecimal(got[name].(string), 4); !ok || v < 0 || v >= 1e18 {
				t.Errorf("%s of %q is %v", name, text, got[name])
			}
		}
		if n := got["count"].(int32); n < 1 || n > 10_000 {
			t.Errorf("count of %q is %d", text, n)
		}
	})
}
