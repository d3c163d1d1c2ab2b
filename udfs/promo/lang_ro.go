package promo

// Romanian.
func romanian() language {
	return language{
		code: "ro",
		words: map[concept]string{
			cOrdSuffix: "lea, a",
			cFree:      "gratuit, gratis, cadou, gratuite, gratuită",
			cFor:       "pentru",
			cAt:        "la, cu",
			cBundle:    "la preț de, la prețul a, la pretul a",
			cBuy:       "cumperi, cumpără, cumpara, iei, ia",
			cPay:       "plătești, plateste, platesti, plătește",
			cGet:       "primești, primesti",
			cOff:       "reducere, discount, mai ieftin, reduceri",
			cPrice:     "preț, pret",
			cFrom:      "de la, la cumpărarea a, la cumpararea a, minim",
			cWas:       "înainte, în loc de, in loc de, preț vechi, redus de la, în valoare de, valoare",
			cWorth:     "în valoare de, valoare",
			cNow:       "preț nou, acum, doar, numai",
			cSave:      "economisești, economisesti",
			cDelivery:  "livrare, transport",
			cHeadline:  "ofertă, oferta, promoție, promotie, super preț, super ofertă, super pret",
			cUpTo:      "până la, pana la",
			cLoyalty:   "card, cu cardul, lidl plus, cu lidl plus, clubcard, cu kaufland card, kaufland card",
			cUnit:      "buc, bucăți, bucati, bucată, produse, produs, produsul, sticle, pachete",
			cMore:      "în plus, extra",
			cCashback:  "înapoi, cashback, voucher",
			cPoints:    "puncte",
			cVAT:       "tva",
			cContent:   "grăsime, grasime, bumbac, alc, vol, cacao",
			cDeposit:   "garanție, sgr, + sgr",
			cFiller:    "al, a, și, si, de, pe, toate, tot, cel, cele, din, produs la fel",
			cEach:      "bucata, bucată, /buc",
		},
		numbers:   map[int]string{2: "două, doi", 3: "trei", 4: "patru"},
		ordinals:  map[int]string{2: "al doilea, doilea, a doua", 3: "al treilea, a treia"},
		fractions: map[int]string{5000: "jumătate, jumatate"},
	}
}
