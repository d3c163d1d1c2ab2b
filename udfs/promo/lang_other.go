package promo

// Hungarian. Endings are glued to words and numbers; the frequent forms are listed.
func hungarian() language {
	return language{
		code: "hu",
		words: map[concept]string{
			cFree: "ingyen, ingyenes, ajándék, ajándékba, grátisz", cAt: "áron, fél", cBundle: "áráért", cBuy: "vásárolj, vegyen, vegyél, vásároljon, vigyen, vigyél, vesz, vásárlása, vásárlás, vegye, vásárol", cPay: "fizet, fizess, fizessen, fizetsz", cGet: "kap, kapsz, kapj",
			cOff: "kedvezmény, kedvezménnyel, olcsóbb, olcsóbban, kedvezményt, engedmény, akciós, leárazás", cPrice: "ár, ára, áron, féláron", cFrom: "esetén, felett, -tól, vásárlása esetén, vásárlásától, minimum, min", cWas: "helyett, eredeti ár, korábbi ár, régi ár, normál ár", cNow: "most, csak, csupán, akciós ár, kedvezményes ár", cSave: "megtakarítás, spórolj, megtakarít",
			cDelivery: "szállítás, kiszállítás, házhozszállítás", cGift: "ajándék", cMore: "extra, több, plusz, ráadás", cEach: "db, darab, darabja, /db, darabonként", cVolume: "mennyiségi kedvezmény", cCashback: "visszatérítés, utalvány, cashback, vissza", cPoints: "pont, pontok, pontot, hűségpont", cHeadline: "akció, ajánlat, kiárusítás, leárazás, szuper ár, akciós ár, akciós, sláger, alacsony ár",
			cUpTo: "akár, akár -, maximum", cAtLeast: "legalább", cCheapest: "legolcsóbb, a legolcsóbb, olcsóbbik", cLoyalty: "clubcard, clubcarddal, clubcard ár, clubcard-dal, hűségkártya, hűségkártyával, lidl plus, lidl plusszal, kártyával, plusszal, törzsvásárlói", cApp: "app, applikáció, applikációval", cCoupon: "kupon, kuponnal, kóddal, kuponkód, kód",
			cOnline: "csak online, online", cUnit: "db, darab, darabot, csomag, üveg, termék, terméket, doboz, db-tól, termékre, palack", cPercentWord: "százalék, százalékos", cDeposit: "betétdíj, + betétdíj", cVAT: "áfa", cContent: "zsír, alk, alkohol, pamut, kakaó, gyümölcs, zsírtartalom, vol", cFiller: "a, az, és, egy, vagy, minden, ra, re, os, es, as, ért, ba, be, második termékre, mellé", cTime: "óra, nap, hét, hónap, év, napos", cPerson: "fő, személy, személyes",
			cTo: "ra", cOne: "egy", cMix: "bármely, tetszőleges",
		},
		numbers: map[int]string{2: "kettő, két, kettőt", 3: "három, hármat", 4: "négy"}, ordinals: map[int]string{2: "második, másodikat, a második", 3: "harmadik, harmadikat"},
		fractions: map[int]string{5000: "fél, feléért, fele, féláron"},
	}
}

// Greek.
func greek() language {
	return language{
		code: "el",
		words: map[concept]string{
			cFree: "δωρεάν, δώρο, δωρο, δωρεαν", cFor: "με, για", cAt: "στο, με, στα", cBundle: "στην τιμή του, στην τιμή των", cBuy: "αγόρασε, πάρε, αγοράστε, με αγορά, πάρτε, αγορά, αγοράζοντας, αγοραζοντας", cPay: "πλήρωσε, πληρώνεις, πληρώστε, πληρώνετε, πλήρωσε μόνο", cGet: "κέρδισε, παίρνεις, κερδίστε",
			cOff: "έκπτωση, φθηνότερα, εκπτωση, έκπτωσης, φθηνότερο, οικονομία, λιγότερο", cPrice: "τιμή, τιμη", cFrom: "από, με την αγορά, με την αγορά των, για αγορές άνω των, άνω των, με αγορά, στα, στις", cWas: "από, αρχική τιμή, αντί, πριν, αρχική, παλιά τιμή, αντί για", cNow: "τώρα, μόνο, μονο, τελική τιμή, μόνο με, τωρα", cSave: "κέρδος, κερδίζεις, εξοικονόμησε, όφελος",
			cDelivery: "αποστολή, παράδοση, μεταφορικά, αποστολη", cGift: "δώρο", cMore: "επιπλέον, περισσότερο, extra, προϊόν", cEach: "τεμ, το τεμάχιο, τεμάχιο, ανά τεμάχιο, το ένα, έκαστο", cHeadline: "προσφορά, προσφορές, προσφορα, εκπτώσεις, σούπερ τιμή, σούπερ προσφορά, super προσφορά, χαμηλή τιμή, ευκαιρία", cUpTo: "έως, μέχρι, ως, εως",
			cAtLeast: "τουλάχιστον", cCheapest: "το φθηνότερο, φθηνότερο", cLoyalty: "κάρτα, με κάρτα, κάτοχοι κάρτας, μέλη, με την κάρτα", cCoupon: "κουπόνι, κωδικός, κωδικό, με κουπόνι", cCashback: "επιστροφή, επιταγή, δωροεπιταγή, επιστροφή χρημάτων, cashback", cPoints: "πόντοι, πόντους, ποντοι, πόντων", cUnit: "τεμ, τεμάχια, τεμάχιο, προϊόντα, προϊόν, συσκευασίες, τμχ, τεμαχια, μπουκάλια, συσκευασία, είδος, είδη",
			cOrdSuffix: "ο, η, ος, ης, o, oς", cContent: "λιπαρά, βαμβάκι, κακάο, αλκοόλ, vol, χυμός, λίπος, φυσικός, λιγότερα λιπαρά, λιγότερη ζάχαρη, ζάχαρη, αλκ, φρούτα", cVAT: "φπα", cFiller: "το, τα, η, ο, την, του, των, και, σε, στην, στον, όλα, όλες, ή, της, ένα, μια, κάθε, όλα τα, στα", cTime: "ώρες, μέρες, μήνες, χρόνια, ημέρες", cPerson: "άτομα, ατόμων", cInstalment: "δόσεις, άτοκες δόσεις, άτοκες", cOnline: "μόνο online, online", cDeposit: "εγγύηση",
		},
		numbers: map[int]string{2: "δύο, δυο", 3: "τρία, τρεις", 4: "τέσσερα"}, ordinals: map[int]string{2: "δεύτερο, δεύτερη, δευτερο", 3: "τρίτο, τρίτη"},
		fractions: map[int]string{5000: "μισή, μισό, μισά, στη μισή, μιση"},
	}
}

// Hebrew. Prepositions are single letters glued to the word that follows.
func hebrew() language {
	return language{
		code: "he",
		words: map[concept]string{
			cFree: "חינם, במתנה, מתנה, ללא תשלום, בחינם, חנם", cFor: "ב, ב-, תמורת, במחיר", cBundle: "במחיר של, במחיר", cBuy: "קנה, קנו, קח, קחו, בקניית, קני, קונים, בקנית, בקניה של, רכוש", cPay: "שלם, שלמו, משלמים", cGet: "קבל, קבלו, מקבלים",
			cOff: "הנחה, הנחת, הנחה על, זול, בהנחה", cPrice: "מחיר, מחיר מבצע", cFrom: "החל מ, מעל, בקניית, בקנייה של, בקניה מעל, בקנית, בקניה של, בקנייה מעל", cWas: "במקום, לפני", cNow: "עכשיו, רק, רק ב, כעת", cSave: "חסוך, חיסכון, חסכו", cDelivery: "משלוח, משלוחים",
			cEach: "יחידה, ליחידה, כל אחד, ליח, כ\"א", cHeadline: "מבצע, מבצעים, סייל, הטבה, מיוחד, במבצע", cUpTo: "עד, עד ל", cLoyalty: "מועדון, חברי מועדון, לחברי מועדון, ללקוחות מועדון", cCoupon: "קופון, קוד, קוד קופון", cUnit: "יחידות, יח, יח', מוצרים, פריטים, יחי, בקבוקים, מארזים, חבילות, יחידה, אריזות", cContent: "שומן, כותנה, אלכוהול, קקאו, פרי",
			cVAT: "מעמ", cFiller: "על, של, את, כל, או, ו, ה, ל, מ, עם, ה-, מגוון, את ה, על ה", cInstalment: "תשלומים, תשלומים ללא ריבית", cMix: "לבחירה, מעורב", cCheapest: "הזול, הזול מביניהם, הזול מבין", cPoints: "נקודות", cOnline: "באתר, אונליין", cMore: "נוסף, יותר", cDeposit: "פיקדון, פקדון", cLimit: "מוגבל ל, מקסימום, הגבלה", cPerson: "סועדים, איש, אנשים", cTime: "שעות, ימים, חודשים, שנים, דקות",
		},
		numbers: map[int]string{2: "שני, שתי, שניים, שתיים", 3: "שלושה, שלוש, שלושת", 4: "ארבעה, ארבע"}, ordinals: map[int]string{2: "השני, השנייה, השניה, שניה, שנייה", 3: "השלישי, השלישית, שלישי"},
		fractions: map[int]string{5000: "חצי, בחצי, מחצית"},
		sizes:     map[string]string{"g": "גרם, גר, ג", "kg": "קג, קילו, ק\"ג", "l": "ליטר, ל", "ml": "מל, מ\"ל", "m": "מטר, מ", "cm": "סמ, ס\"מ"},
	}
}

// Turkish.
func turkish() language {
	return language{
		code: "tr",
		words: map[concept]string{
			cFree: "bedava, ücretsiz, hediye, bizden, bedavaya", cBundle: "fiyatına, fiyatina", cBuy: "al, alana, alın, alırsan, alımında, alımlarda, alana da, alışverişinde", cPay: "öde, ödeyin, ödersin, ode", cGet: "kazan", cOff: "indirim, indirimli, ucuz, indirimi, iskonto, daha ucuz, tasarruf", cPrice: "fiyat, fiyatı, fiyata", cFrom: "alımında, ve üzeri, üzeri, ve üzeri alımlarda, alışverişlerde, üzerine, üzeri alışverişlerde",
			cWas: "yerine, eski fiyat, eski fiyatı, önceki fiyat, liste fiyatı", cNow: "şimdi, sadece, kampanyalı fiyat, yalnızca, indirimli fiyat, yeni fiyat", cSave: "kazanç, tasarruf et", cDelivery: "kargo, teslimat", cHeadline: "kampanya, fırsat, indirim, süper fiyat, fırsatı, kampanyası, günün fırsatı, aktüel", cUpToAfter: "varan, kadar", cLoyalty: "money kart, money, kart sahipleri, migros money, money kartla, card ile, money'li, üyelere, üyelere özel",
			cCoupon: "kupon, kod, kuponu", cUnit: "adet, ürün, paket, şişe, ad, kutu, ürüne, üründe, ürünü, tane", cEach: "adet, tanesi, adedi", cMore: "ekstra, fazla, daha fazla", cContent: "yağ, pamuk, alkol, kakao, yün, yağlı, doğal, meyve", cVAT: "kdv", cInstalment: "taksit, taksitle, ay taksit, peşin fiyatına", cPoints: "puan, puanlar", cFiller: "ve, bir, tüm, bu, da, de, ile, in, nin, si, e, a, ye, ya, için, tüm ürünlerde, ürünlerde, seçili, ürünlerde geçerli", cPercentWord: "yüzde", cCheapest: "en ucuz, en ucuzu, ucuz olan", cOne: "bir", cGift: "hediye", cOnline: "online, online'a özel",
		},
		numbers: map[int]string{2: "iki", 3: "üç", 4: "dört", 5: "beş"}, ordinals: map[int]string{2: "ikinci, ikincisi", 3: "üçüncü, üçüncüsü"},
		fractions: map[int]string{5000: "yarı, yarısı, yarım"},
	}
}

// Romanian.
func romanian() language {
	return language{
		code: "ro",
		words: map[concept]string{
			cFree: "gratuit, gratis, cadou, gratuite, gratuită", cFor: "pentru", cAt: "la, cu", cBundle: "la preț de, la prețul a, la pretul a", cBuy: "cumperi, cumpără, cumpara, iei, ia", cPay: "plătești, plateste, platesti, plătește", cGet: "primești, primesti", cOff: "reducere, discount, mai ieftin, reduceri", cPrice: "preț, pret", cFrom: "de la, la cumpărarea a, la cumpararea a, minim", cWas: "în loc de, in loc de, preț vechi, redus de la",
			cNow: "acum, doar, numai", cSave: "economisești, economisesti", cDelivery: "livrare, transport", cHeadline: "ofertă, oferta, promoție, promotie, super preț, super ofertă, super pret", cUpTo: "până la, pana la", cLoyalty: "card, cu cardul, lidl plus, cu lidl plus, clubcard, cu kaufland card, kaufland card", cUnit: "buc, bucăți, bucati, bucată, produse, produs, produsul, sticle, pachete", cMore: "în plus, extra", cCashback: "înapoi, cashback, voucher", cPoints: "puncte", cVAT: "tva",
			cContent: "grăsime, grasime, bumbac, alc, vol, cacao", cDeposit: "garanție, sgr, + sgr", cFiller: "al, a, și, si, de, pe, toate, tot, cel, cele, din, produs la fel", cEach: "bucata, bucată, /buc",
		},
		numbers: map[int]string{2: "două, doi", 3: "trei", 4: "patru"}, ordinals: map[int]string{2: "al doilea, doilea, a doua", 3: "al treilea, a treia"},
		fractions: map[int]string{5000: "jumătate, jumatate"},
	}
}
