package promo

// commonSizes are the units of measure that all languages share, by the name that
// price_unit uses.
var commonSizes = map[string]string{
	"g":  "g, gr, gram, gramm, grams, gramme, grammes, gramos, gramas, grammi, grs",
	"kg": "kg, kgs, kilo, kilos, kilogram, kilogramm, kilogramme, kilogramo, quilo, chilo",
	"mg": "mg",
	"ml": "ml, millilitre, milliliter",
	"cl": "cl, centiliter",
	"dl": "dl",
	"l":  "l, lt, ltr, liter, litre, litres, liters, litro, litros, litri, litr",
	"lb": "lb, lbs",
	"oz": "oz, fl oz",
	"cm": "cm", "mm": "mm", "m": "m, mtr, meter, metre", "inch": "inch",
	"w": "w, watt", "gb": "gb, mb", "m2": "m2, qm",
}
