package promo

// Turkish.
func turkish() language {
	return language{
		code: "tr",
		words: map[concept]string{
			cFree:        "bedava, ücretsiz, hediye, bizden, bedavaya",
			cBundle:      "fiyatına, fiyatina",
			cBuy:         "al, alana, alın, alırsan, alımında, alımlarda, alana da, alışverişinde",
			cPay:         "öde, ödeyin, ödersin, ode",
			cGet:         "kazan",
			cOff:         "indirim, indirimli, ucuz, indirimi, iskonto, daha ucuz, tasarruf",
			cPrice:       "fiyat, fiyatı, fiyata",
			cFrom:        "alımında, ve üzeri, üzeri, ve üzeri alımlarda, alışverişlerde, üzerine, üzeri alışverişlerde",
			cWas:         "yerine, eski fiyat, eski fiyatı, önceki fiyat, liste fiyatı, değerinde",
			cWorth:       "değerinde",
			cNow:         "şimdi, sadece, kampanyalı fiyat, yalnızca, indirimli fiyat, yeni fiyat",
			cSave:        "kazanç, tasarruf et",
			cDelivery:    "kargo, teslimat",
			cHeadline:    "kampanya, fırsat, indirim, süper fiyat, fırsatı, kampanyası, günün fırsatı, aktüel",
			cUpToAfter:   "varan, kadar",
			cLoyalty:     "money kart, money, kart sahipleri, migros money, money kartla, card ile, money'li, üyelere, üyelere özel",
			cCoupon:      "kupon, kod, kuponu",
			cUnit:        "si, sine, sinde, nci, inci, üncü, adet, ürün, paket, şişe, ad, kutu, ürüne, üründe, ürünü, tane",
			cEach:        "adet, tanesi, adedi",
			cMore:        "ekstra, fazla, daha fazla",
			cContent:     "yağ, pamuk, alkol, kakao, yün, yağlı, doğal, meyve",
			cVAT:         "kdv",
			cInstalment:  "taksit, taksitle, ay taksit, peşin fiyatına",
			cPoints:      "puan, puanlar",
			cFiller:      "ve, bir, tüm, bu, da, de, ile, in, nin, si, e, a, ye, ya, için, tüm ürünlerde, ürünlerde, seçili, ürünlerde geçerli",
			cPercentWord: "yüzde",
			cCheapest:    "en ucuz, en ucuzu, ucuz olan",
			cOne:         "bir",
			cGift:        "hediye",
			cOnline:      "online, online'a özel",
		},
		numbers:   map[int]string{2: "iki", 3: "üç", 4: "dört", 5: "beş"},
		ordinals:  map[int]string{2: "ikinci, ikincisi", 3: "üçüncü, üçüncüsü"},
		fractions: map[int]string{5000: "yarı, yarısı, yarım"},
	}
}
