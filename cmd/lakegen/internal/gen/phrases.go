package gen

// The phrases are those that real feeds show, in about their real shares: a handful of
// mechanics makes up nine tenths, a tenth to a fifth says "promo" without any depth, and
// each shop spells numbers its own way.

// Dutch, a shop that prints points in prices and has volume discounts.
var dutchPhrases = []phrase{
	{140, "2e Halve Prijs", keeps, false}, {60, "2e gratis", keeps, false}, {40, "2e GRATIS", keeps, false},
	{70, "1 + 1 gratis", keeps, false}, {30, "2 + 1 gratis", keeps, false}, {12, "2 + 3 GRATIS", keeps, false},
	{60, "{p}% korting", percent, false}, {30, "{p}% KORTING", percent, false}, {6, "35% Op=Op korting", keeps, false},
	{80, "5% volume voordeel", keeps, false}, {40, "10% volume voordeel", keeps, false}, {20, "15% volume voordeel", keeps, false},
	{60, "2 voor {2}", keeps, false}, {40, "3 voor {3}", keeps, false}, {14, "2 stapelen voor {2}", keeps, false},
	{8, "2 stapelen tot 50%", keeps, false}, {40, "VOOR {x}", sale, false}, {20, "voor {x}", sale, false},
	{10, "1 euro korting", keeps, false}, {12, "{a} EURO KORTING", amount, false}, {90, "BONUS", keeps, false},
	{50, "pakketkorting", keeps, false}, {16, "20% pakketkorting", keeps, false},
	{10, "Bij 2 pakken Liga - Flemming Sokken kado", keeps, false}, {30, "{p}% korting met klantenkaart", percent, true},
}

// Dutch, a shop that prints commas, leads with X+Y and advertises delivery.
var folderPhrases = []phrase{
	{260, "1+1 gratis", keeps, false}, {70, "2+1 gratis", keeps, false}, {10, "3+2 gratis", keeps, false}, {4, "1+2 gratis", keeps, false},
	{150, "2e halve prijs", keeps, false}, {110, "{p}% korting", percent, false}, {6, "Alleen online\n{p}% korting", percent, false},
	{4, "Alleen online\n1+1 gratis", keeps, false}, {120, "2 voor {2}", keeps, false}, {60, "3 voor {3}", keeps, false},
	{50, "4 voor {4}", keeps, false}, {12, "2 voor €{2}", keeps, false}, {50, "voor {x}", sale, false}, {10, "van € {w} voor € {x}", sale, false},
	{8, "{a} korting", amount, false}, {16, "Gratis glas bij 1 stuk", keeps, false}, {10, "Gratis set kerstkaarten", keeps, false},
	{10, "Combikorting", keeps, false}, {6, "ACTIE van {w}", sale, false}, {6, "Stapelkorting: 5+ = 10%, 10+ = 20%", keeps, false},
	{30, "10% extra korting met de app", keeps, false},
}

var frenchPhrases = []phrase{
	{190, "2ème à -50%", keeps, false}, {40, "2ème à moitié prix", keeps, false}, {30, "2ème à -70%", keeps, false}, {30, "2ème à -40%", keeps, false},
	{90, "1+1_gratis", keeps, false}, {60, "2+1 offert", keeps, false}, {40, "2+1 Gratis", keeps, false}, {20, "1 ACHETÉ, 1 OFFERT*", keeps, false},
	{110, "-{p}%", percent, false}, {50, "- {p} %", percent, false}, {40, "-15%_pour 3", keeps, false}, {30, "-30 % sur le 2e", keeps, false},
	{70, "3 produits pour €{3}", keeps, false}, {40, "2 produits pour €{2}", keeps, false}, {20, "3 pour 2", keeps, false},
	{16, "Jusqu'à -46%", keeps, false}, {14, "2 = -20% |_3 = -25%", keeps, false}, {30, "34% avec la carte", keeps, true},
	{20, "10€ sur la carte", keeps, true}, {40, "-{p}% avec la carte de fidélité", percent, true}, {10, "LE 2e PRODUIT {x} €", keeps, false},
	{70, "Prix en baisse", keeps, false}, {40, "Offre spéciale", keeps, false}, {6, "3produits = livraison gratuite", keeps, false},
}

var germanPhrases = []phrase{
	{210, "-{p}%", percent, false}, {60, "-{p} %", percent, false}, {30, "minus {p} %", percent, false}, {20, "{p}% Rabatt", percent, false},
	{90, "-{p}%, mit Kundenkarte", percent, true}, {40, "mit App", keeps, true}, {40, "{x} statt {w}", sale, false}, {20, "statt {w}", sale, false},
	{60, "1+1 gratis", keeps, false}, {40, "2+1 GRATIS", keeps, false}, {40, "3 für 2", keeps, false}, {20, "3 zum Preis von 2", keeps, false},
	{40, "2. Packung zum halben Preis", keeps, false}, {20, "jeder 2. Artikel gratis", keeps, false}, {30, "bis zu -50%", keeps, false},
	{60, "Aktion", keeps, false}, {50, "Billiger", keeps, false}, {40, "Preisknaller", keeps, false}, {30, "20-fach Punkte", keeps, true},
	{20, "2 für {2} €", keeps, false}, {12, "zzgl. Pfand 0,25", keeps, false}, {8, "1.12 - 7.12: Sonderposten", keeps, false},
}

// German of Austria: a label cut into fragments, joined by a comma.
var austrianPhrases = []phrase{
	{160, "1+1 gratis, Ab 2 Stk.", keeps, false}, {60, "2+1 gratis, Ab 3 Stk.", keeps, false}, {60, "-{p}%, Ab 2 Stk.", keeps, false},
	{140, "-{p}%", percent, false}, {50, "3 um 2", keeps, false}, {30, "{x}statt {w}", sale, false}, {40, "-{p}%, mit Kundenkarte", percent, true},
	{60, "Ab 2 Stk.", keeps, false}, {30, "Bei 3 Stk. je Stück", keeps, false}, {30, "der zweite Artikel zum halben Preis", keeps, false},
	{70, "Aktion", keeps, false}, {20, "Dauertiefpreis", keeps, false}, {20, "jede 2. Packung gratis", keeps, false},
}

var englishPhrases = []phrase{
	{150, "Any 2 for £{2}", keeps, false}, {60, "Any 3 for £{3}", keeps, false}, {40, "2 for £{2}", keeps, false}, {90, "Cc Any 2 For £{2}", keeps, true},
	{90, "3 for 2 mix & match", keeps, false}, {30, "Any 3 for 2 Cheapest Product Free", keeps, false}, {50, "Buy 1 get 1 free", keeps, false},
	{40, "Buy one get one half price", keeps, false}, {90, "Was £{w} Now £{x}", sale, false}, {40, "Save {a} was £{w} now £{x}", amount, false},
	{110, "£{x} Member Price", sale, true}, {30, "Half price", keeps, false}, {20, "Better than half price. Was £{w}", keeps, false},
	{40, "Save 1/3, was £{w}", keeps, false}, {60, "Special offer", keeps, false}, {30, "Price Drop", keeps, false}, {40, "{p}% off", percent, false},
	{10, "Earn 50 extra points", keeps, true},
}

var spanishPhrases = []phrase{
	{150, "3x2", keeps, false}, {80, "2x1", keeps, false}, {30, "2×1", keeps, false}, {120, "2ª unidad al 50%", keeps, false},
	{90, "2ª unidad al 70%", keeps, false}, {40, "2ª UD AL 50% DTO.", keeps, false}, {90, "-{p}%", percent, false}, {40, "{p}% de descuento", percent, false},
	{30, "25% llevando 2", keeps, false}, {20, "Lleve 3 pague 2", keeps, false}, {40, "2 a {2} €", keeps, false}, {40, "3 por {3} €", keeps, false},
	{40, "2x1 Acumula", keeps, true}, {20, "50% más gratis", keeps, false}, {60, "Oferta", keeps, false}, {30, "Precio rebajado", keeps, false},
	{40, "-{p}% con tarjeta", percent, true}, {16, "Hasta 30% DTO!!", keeps, false}, {10, "3 cuotas sin interés", keeps, false},
}

// Dutch of Belgium; the same label in French stands beside it.
var belgianPhrases = []phrase{
	{150, "2de aan -50%", keeps, false}, {60, "2de tegen -40%", keeps, false}, {90, "-25% bij 2 stuks", keeps, false}, {60, "-20% bij 3 stuks", keeps, false},
	{110, "1+1 gratis", keeps, false}, {60, "2+1 gratis", keeps, false}, {30, "6+2 gratis", keeps, false}, {90, "-{p}%", percent, false},
	{60, "3 voor {3}€", keeps, false}, {40, "3 producten voor €{3}", keeps, false}, {16, "-{a}€", amount, false}, {12, "- €{a}", amount, false},
	{40, "PROMO", keeps, false}, {30, "KNALPRIJS", keeps, false}, {20, "2 voor", keeps, false}, {20, "3=gratis levering", keeps, false},
	{20, "-10% met de app", keeps, true},
}

var (
	folderDelivery = []string{"Gratis bezorging", "Gratis bezorging\u200b\u200b", "€ 4,00 bezorgkorting", "wo 17 t/m vr 26 dec"}
)
