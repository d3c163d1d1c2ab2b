package promo

// Finnish.
func finnish() language {
	return language{
		code: "fi",
		words: map[concept]string{
			cLess:        "vähemmän",
			cFree:        "ilmaiseksi, ilmainen, kaupan päälle, maksutta",
			cBundle:      "hinnalla",
			cBuy:         "osta, ota",
			cPay:         "maksa, maksa vain",
			cGet:         "saat",
			cOff:         "alennus, ale, alennusta, alennuksella, halvemmalla, alella",
			cPrice:       "hinta, hintaan",
			cFrom:        "alkaen, vähintään, kun ostat",
			cWas:         "norm, ennen, ovh, arvo",
			cWorth:       "arvo",
			cNow:         "nyt, vain, tarjoushinta",
			cSave:        "säästä, säästät",
			cDelivery:    "toimitus, toimituskulut",
			cEach:        "kpl, kappale, /kpl, per kpl",
			cHeadline:    "tarjous, tarjoukset, etu, alennusmyynti, kampanja, viikon tarjous",
			cUpTo:        "jopa, enintään",
			cAtLeast:     "vähintään",
			cLoyalty:     "plussa, plussa-etu, s-etukortti, plussakortilla, s-etukortilla, plussa-kortilla, asiakasomistaja",
			cUnit:        "kpl, kappaletta, pkt, tuotetta, pulloa, plo, pussia, pss, prk, rs, ras",
			cPercentWord: "prosenttia",
			cDeposit:     "pantti, sis. pantti, + pantti, sis. pantin",
			cContent:     "rasvaa, vol, alk",
			cVAT:         "alv",
			cMore:        "enemmän",
			cPoints:      "pistettä, pisteet",
			cFiller:      "ja, tai, kaikki, kaikista",
			cLimit:       "max, raj, rajoitus",
		},
		numbers:   map[int]string{1: "yhden, yksi", 2: "kaksi, kahden", 3: "kolme, kolmen", 4: "neljä"},
		ordinals:  map[int]string{2: "toinen, toisesta", 3: "kolmas"},
		fractions: map[int]string{5000: "puoleen, puoli, puolet"},
	}
}
