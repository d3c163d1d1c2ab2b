package promo

// Polish.
func polish() language {
	return language{
		code: "pl",
		words: map[concept]string{
			cFree: "gratis, za darmo, bezpłatnie, darmowy, darmowa, w prezencie, bezpłatny, bezpłatna, za free, w gratisie, darmowe", cFor: "za", cAt: "za, o, po", cBundle: "w cenie, za cenę",
			cBuy: "kup, weź, kupując, przy zakupie, wybierz, bierz", cPay: "zapłać, zapłać za, płać, płać za, płacisz, płacisz za, zapłać tylko za", cGet: "otrzymaj, odbierz, dostaniesz, zgarnij",
			cOff: "taniej, rabat, rabatu, zniżki, zniżka, obniżka, mniej, zniżką, rabatem, zniżkę, przeceny", cPrice: "cena, ceny, cenie, cenę, w super cenie", cFrom: "od, przy zakupie, przy zakupie min, za zakup, powyżej, od zakupu, przy zakupach powyżej, min, minimum, kupując, za każde, przy zakupie minimum, przy zakupie co najmniej",
			cWas: "zamiast, było, przed, cena regularna, poprzednia cena, cena przed obniżką, najniższa cena, najniższa cena z 30 dni, najniższa cena z 30 dni przed obniżką, cena przed obniżką, najniższa cena z ostatnich 30 dni, cena poza promocją, regularna cena, stara cena, cena standardowa", cNow: "teraz, tylko, już, cena promocyjna, cena z kuponem", cSave: "oszczędź, oszczędzasz, zaoszczędź",
			cDelivery: "dostawa, wysyłka, dostawę, przesyłka, dowóz", cGift: "prezent, upominek, w prezencie", cMore: "więcej, ekstra, dodatkowo", cEach: "szt, za szt, za sztukę, sztuka, za 1 szt, każdy, /szt, za opak", cPer: "za, na", cVolume: "rabat ilościowy, wielosztuki, wielopak",
			cCashback: "zwrot, bon, voucher, cashback, karta podarunkowa, zwrotu, na kartę, bon na, e-bon, do wykorzystania na kolejne zakupy", cPoints: "punktów, punkty, pkt, naklejki, naklejka", cHeadline: "promocja, oferta, okazja, wyprzedaż, hit, super cena, promocje, przecena, mega okazja, oferta specjalna, hit cenowy, cena promocyjna, tania, supercena, super oferta, gratka, niskie ceny, niska cena",
			cUpTo: "do, nawet do, nawet, aż do, maksymalnie", cAtLeast: "co najmniej, minimum, ponad", cMinus: "minus", cDouble: "podwójne, podwójny", cCheapest: "najtańszy, najtańsza, najtańsze, najtańszy produkt, tańszy, tańsza, tańszy produkt", cTo: "na, do",
			cLoyalty: "lidl plus, z lidl plus, z kartą, karta, moja biedronka, z kartą moja biedronka, klubowicz, kartą, żappka, z żappką, moje carrefour, z kartą moje carrefour, klub, z kartą lidl plus, clubcard, z aplikacją lidl plus, z kartą biedronka", cApp: "app, aplikacja, w aplikacji, z aplikacją", cCoupon: "kupon, z kuponem, kupony, kod, z kodem, kuponem, kod rabatowy",
			cGroup: "studenci, seniorzy, nowi klienci, pierwsze zamówienie, na pierwsze zakupy", cDays: "poniedziałek, wtorek, środa, czwartek, piątek, sobota, niedziela, weekend, w weekend", cOnline: "tylko online, online, tylko w internecie", cStore: "w sklepie, tylko w sklepie", cMix: "dowolne, dowolny, dowolnych, mix, mieszaj, miksuj, łącz dowolnie, mix dowolny",
			cLimit: "limit, maks, max, limit dzienny", cFiller: "i, na, z, w, ze, lub, oraz, się, każdy, wszystkie, wszystko, drugi produkt, produkt, przy, dla, to, cały, całe, asortyment, swój, tych, samych, taki, sam, taki sam, na wszystko, tańszego, wybrane, aż, kolejny, kolejne, całą, cenowy",
			cUnit: "szt, sztuk, sztuki, sztuka, sztukę, opak, opakowania, opakowanie, produkty, produktów, produkt, butelki, butelka, puszki, puszka, op, par, para, wielopak, wielopaki, czteropak, artykuły, artykuł, zgrzewka, zgrzewki, kubki", cOrdSuffix: "gi, ga, gie, ci, cia", cPercentWord: "procent, proc",
			cPerson: "osób, osoby, osoba", cTime: "godzin, dni, tygodni, miesięcy, lat, minut, dzień, h", cMonth: "stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, września, października, listopada, grudnia", cWeekday: "pn, wt, śr, czw, pt, sob, nd", cUntil: "ważne do, ważna do, od dnia, do dnia, oferta ważna od, oferta ważna do, oferta ważna",
			cDeposit: "kaucja, + kaucja, kaucji, + kaucji", cVAT: "vat", cContent: "tłuszczu, vol, alk, alkoholu, bawełny, bawełna, kakao, owoców, mięsa, naturalny, mniej cukru, mniej soli, tł, alk., obj, wełny, zawartości, soku", cInstalment: "raty, rat, raty 0%, rrso", cGuarantee: "gwarancja zwrotu", cOne: "jeden, jedna, jedno",
			cGroszy: "grosz, 1 grosz, grosika",
		},
		numbers: map[int]string{2: "dwa, dwie, dwóch", 3: "trzy", 4: "cztery", 5: "pięć", 6: "sześć"}, ordinals: map[int]string{2: "drugi, druga, drugie, drugą, drugiego, drugi produkt, druga sztuka", 3: "trzeci, trzecia, trzecie, trzecią, trzeci produkt", 4: "czwarty, czwarta, czwarte, czwartą", 5: "piąty, piąta"},
		fractions: map[int]string{5000: "pół, połowa, połowę, połowę ceny"},
	}
}

// Czech.
func czech() language {
	return language{
		code: "cs",
		words: map[concept]string{
			cFree: "zdarma, gratis, navíc zdarma", cFor: "za", cAt: "za, o, s", cBundle: "za cenu", cBuy: "kup, kupte, vezmi, vezměte, při koupi, nakupte, kupuj", cPay: "zaplať, zaplaťte, zaplať za, plať, platíš, zaplatíte, zaplaťte jen", cGet: "získej, dostanete, získejte, dostaneš",
			cOff: "sleva, slevy, levněji, slevu, slevou, zlevněno, méně", cPrice: "cena, ceny", cFrom: "od, při koupi, při nákupu, při nákupu nad, nad, při nákupu od, min, při koupi alespoň, na", cWas: "místo, původně, původní cena, dříve, běžná cena, běžně, před slevou, namísto", cNow: "nyní, teď, jen, pouze, akční cena, už", cSave: "ušetříte, ušetřete, ušetři",
			cDelivery: "doprava, doručení, dopravné, poštovné", cGift: "dárek, dárkem, k nákupu dárek", cMore: "navíc, extra, více, obsahu navíc", cEach: "ks, za kus, kus, za ks, /ks, 1 ks", cPer: "za", cVolume: "množstevní sleva, množstevní slevy", cCashback: "cashback, vrácení peněz, zpět, poukaz, poukázka, dárkový poukaz", cPoints: "bodů, body",
			cHeadline: "akce, výprodej, nabídka, super cena, akční nabídka, akční cena, speciální nabídka, hit, top cena, sleva", cUpTo: "až, až o, až do, do", cAtLeast: "alespoň, minimálně, více než, nejméně", cDouble: "dvojnásobek, dvojité", cCheapest: "nejlevnější, nejlevnější produkt, levnější",
			cLoyalty: "clubcard, s clubcard, karta, s kartou, klub, člen, s aplikací, lidl plus, s lidl plus, kaufland card, s kaufland card, členové, billa bonus", cApp: "app, aplikace, s aplikací, v aplikaci", cCoupon: "kupon, kupón, kód, s kupónem, s kódem, slevový kód, slevový kupon", cOnline: "pouze online, online, jen online", cStore: "v prodejně, pouze v prodejně", cMix: "libovolné, mix, dle výběru, libovolně, kombinujte",
			cLimit: "max, maximálně, limit", cFiller: "na, a, z, s, v, ve, i, nebo, k, vše, všechno, celý, sortiment, druhý produkt, pro, se, druhého, ke, druhou, který, vybrané, veškerý, celý nákup, další, stejný, stejného", cUnit: "ks, kus, kusy, kusů, balení, lahve, lahev, produkty, produktů, produkt, výrobky, výrobek, plechovky, páry, kusu",
			cPercentWord: "procent", cPerson: "osoby, osob", cTime: "hodin, dní, týdnů, měsíců, let, minut, dnů", cMonth: "ledna, února, března, dubna, května, června, července, srpna, září, října, listopadu, prosince", cUntil: "platí do, platí od, do vyprodání", cDeposit: "záloha, + záloha, zálohy", cVAT: "dph", cContent: "tuku, obj, alk, bavlna, bavlny, kakaa, ovoce, masa, alkoholu, cukru, šťávy, t. v s., podíl",
			cInstalment: "splátky, splátek, na splátky", cGuarantee: "záruka vrácení peněz", cOne: "jeden, jedna, jedno", cDays: "pondělí, úterý, středa, čtvrtek, pátek, sobota, neděle, víkend",
		},
		numbers: map[int]string{2: "dva, dvě", 3: "tři", 4: "čtyři", 5: "pět"}, ordinals: map[int]string{2: "druhý, druhá, druhé, druhou", 3: "třetí", 4: "čtvrtý, čtvrtá"},
		fractions: map[int]string{5000: "půl, polovina, polovinu, poloviční, polovic, polovinu ceny"},
	}
}

// Slovak.
func slovak() language {
	return language{
		code: "sk",
		words: map[concept]string{
			cFree: "zadarmo, zdarma, gratis", cFor: "za", cAt: "za, o, so", cBundle: "za cenu", cBuy: "kúp, kúpte, vezmi, pri kúpe, nakúpte, kúpiš", cPay: "zaplať, zaplaťte, zaplať za, platíš", cGet: "získaj, získate, dostaneš, získajte", cOff: "zľava, zľavy, lacnejšie, zľavu, zľavou, zľavnené, menej", cPrice: "cena, ceny",
			cFrom: "od, pri kúpe, pri nákupe, pri nákupe nad, nad, min, na", cWas: "namiesto, pôvodne, pôvodná cena, bežná cena, predtým, miesto", cNow: "teraz, len, iba, akciová cena", cSave: "ušetríte, ušetrite", cDelivery: "doprava, doručenie, poštovné", cGift: "darček", cMore: "navyše, extra, viac", cEach: "ks, za kus, kus, za ks, 1 ks", cVolume: "množstevná zľava",
			cHeadline: "akcia, výpredaj, ponuka, super cena, akciová cena, zľava", cUpTo: "až, až do, až o, do", cAtLeast: "aspoň, minimálne", cCheapest: "najlacnejší, najlacnejší produkt", cLoyalty: "clubcard, s clubcard, karta, s kartou, klub, lidl plus, s lidl plus", cCoupon: "kupón, kód, s kupónom, s kódom", cOnline: "iba online, online",
			cUnit: "ks, kus, kusy, kusov, balenia, balenie, fľaše, produkty, produktov, produkt, výrobky, výrobok", cPoints: "bodov, body", cCashback: "späť, poukážka, poukaz, cashback", cVAT: "dph", cContent: "tuku, alk, obj, bavlna, kakaa", cDeposit: "záloha, + záloha", cFiller: "na, a, z, s, v, vo, k, alebo, všetko, celý, ďalší", cTime: "dní, hodín, mesiacov, rokov", cPerson: "osoby, osôb", cOne: "jeden, jedna",
		},
		numbers: map[int]string{2: "dva, dve", 3: "tri", 4: "štyri", 5: "päť"}, ordinals: map[int]string{2: "druhý, druhá, druhé", 3: "tretí, tretia", 4: "štvrtý"},
		fractions: map[int]string{5000: "pol, polovica, polovicu, polovičnú, polovičná"},
	}
}
