package promo

// Swedish.
func swedish() language {
	return language{
		code: "sv",
		words: map[concept]string{
			cFree: "gratis, på köpet, kostnadsfri, kostnadsfritt, utan kostnad, fri, fritt", cFor: "för", cAt: "till, för", cBundle: "till priset av, för priset av, för samma pris som",
			cBuy: "köp, ta, tag, handla, välj, plocka", cPay: "betala, betala för, betala bara för, betala bara", cGet: "få, få med, erhåll",
			cOff: "rabatt, avdrag, billigare, avprissatt, prisavdrag, lägre pris", cPrice: "pris, priset, kampanjpris, extrapris",
			cFrom: "från, vid köp av, vid köp av minst, fr, minst, när du köper, köp för, vid köp över, över, vid, fr.o.m.", cWas: "ord, ordinarie, ordinarie pris, ord pris, ord.pris, tidigare, förr, istället för, jfr, ord. pris, rek pris, före",
			cNow: "nu, endast, bara, nu endast, kampanjpris, medlemspris, klubbpris, extrapris, just nu", cSave: "spara, du sparar",
			cDelivery: "frakt, leverans, hemleverans, fraktfritt", cGift: "gåva, present", cMore: "extra, mer, mer innehåll, på köpet",
			cEach: "st, per st, /st, styck, kr/st, styckpris, per styck, stycket", cPer: "per", cVolume: "mängdrabatt, paketrabatt, volymrabatt",
			cCashback: "bonuscheck, återbäring, presentkort, tillgodo, tillbaka, pengar tillbaka, värdecheck, cashback", cPoints: "poäng, bonuspoäng, extra poäng",
			cHeadline: "kampanj, erbjudande, extrapris, veckans, rea, klipp, fynd, fyndpris, sänkt pris, prissänkt, lågpris, veckans erbjudande, kampanjpris, slutrea, jättekap, kap, super, black week, prissänkning, utförsäljning",
			cUpTo:     "upp till, upptill, max, högst", cAtLeast: "minst, mer än, över", cDouble: "dubbel, dubbla", cCheapest: "billigaste, den billigaste, billigaste varan, den billigaste varan, på köpet den billigaste",
			cTo: "till", cLoyalty: "medlem, medlemmar, medlemspris, stammis, stammispris, klubbpris, ica kort, klubb, med kort, stammisar, med icakort, för medlemmar, plus medlem, medlemserbjudande, medlemsrabatt",
			cApp: "app, i appen, appen", cCoupon: "kupong, kod, rabattkod, med kod", cGroup: "student, studenter, pensionärer, nya kunder, studentrabatt", cDays: "måndag, tisdag, onsdag, torsdag, fredag, lördag, söndag, helg",
			cOnline: "endast online, online, på nätet, endast på nätet", cStore: "i butik, endast i butik", cMix: "valfria, valfri, mixa, blanda, mix, valfritt, mixa & matcha, välj & blanda, blanda fritt",
			cLimit: "max per hushåll, max per kund, max, max köp, max per medlem", cFiller: "och, på, av, en, ett, den, det, de, i, med, alla, allt, hela, du, din, sortimentet, samma, valda, eller, vi, bjuder, som, är, varor, utvalda, hela köpet, eller fler, ytterligare, köpet, bjuder på, till",
			cOn: "på", cUnit: "st, stycken, styck, paket, förp, förpackningar, flaskor, flaska, burkar, burk, pack, produkter, produkt, varor, vara, påsar, påse, artiklar, artikel, par, askar, plagg, krukor, ask, plagget, varan", cOrdSuffix: "a, e, :a, :e",
			cPercentWord: "procent", cPerson: "personer, pers", cTime: "timmar, dagar, veckor, månader, år, vecka, min, minuter, tim", cMonth: "januari, februari, mars, april, maj, juni, juli, augusti, september, oktober, november, december",
			cWeekday: "mån, tis, ons, tors, fre, lör, sön", cUntil: "t.o.m., gäller till, gäller t.o.m., gäller, vecka, t o m, tom", cDeposit: "pant, + pant, plus pant, exkl pant, inkl. pant", cVAT: "moms, inkl. moms",
			cContent: "fett, fetthalt, vol, alk, alkohol, bomull, kakao, frukt, kött, ekologisk, mindre socker, mindre salt, socker, kötthalt, ull, nöjd", cInstalment: "delbetalning, kr/mån, räntefritt", cGuarantee: "nöjd-kund-garanti, pengarna tillbaka", cOne: "en, ett",
		},
		numbers: map[int]string{2: "två", 3: "tre", 4: "fyra", 5: "fem", 6: "sex"}, ordinals: map[int]string{2: "andra, andra varan", 3: "tredje, tredje varan", 4: "fjärde"},
		fractions: map[int]string{5000: "halva, halv, hälften", 3333: "en tredjedel"},
	}
}

// Norwegian.
func norwegian() language {
	return language{
		code: "no",
		words: map[concept]string{
			cFree: "gratis, på kjøpet, fri, fritt", cFor: "for", cAt: "til, for", cBundle: "til prisen av, for prisen av",
			cBuy: "kjøp, kjop, ta, velg, kjøper, handle", cPay: "betal, betal for, betal kun for, betaler", cGet: "få, få med",
			cOff: "rabatt, avslag, billigere, lavere pris", cPrice: "pris, prisen, pris på", cFrom: "fra, ved kjøp av, fra og med, minst, når du kjøper, ved kjøp av minst, over, ved, ved kjøp over",
			cWas: "før, førpris, veil pris, veil, ord pris, tidligere, i stedet for, veil. pris, normalpris, ord. pris, ordinær pris", cNow: "nå, kun, bare, nå kun, kampanjepris, tilbudspris", cSave: "spar, du sparer",
			cDelivery: "frakt, levering, hjemlevering, fraktfritt", cGift: "gave, gave med på kjøpet", cMore: "ekstra, mer, mer innhold", cEach: "stk, per stk, pr stk, /stk, pr. stk., kr/stk, stykk", cPer: "per, pr", cVolume: "mengderabatt, kvantumsrabatt, volumrabatt",
			cCashback: "bonus på konto, gavekort, tilbake, cashback, kjøpeutbytte, i bonus", cPoints: "poeng", cHeadline: "tilbud, kampanje, kronemarked, salg, kupp, ukens tilbud, kjempekupp, superkupp, førstepris, lavpris, super, utsalg, supertilbud, mammut, mammutsalg, knallpris, prisfall, kanonkjøp, prissjokk",
			cUpTo: "opptil, inntil, opp til, inntil -, maks", cAtLeast: "minst, mer enn, over", cDouble: "dobbel, doble", cCheapest: "billigste, den billigste, rimeligste, den rimeligste, billigste vare",
			cTo: "til", cLoyalty: "trumf, medlem, medlemmer, coop medlem, medlemspris, kundekort, æ, æ-kunder, medlemstilbud, for medlemmer, med coop medlem, medlemsrabatt", cApp: "app, i appen, appen", cCoupon: "kupong, kode, rabattkode, med kode",
			cGroup: "studenter, student, pensjonister, nye kunder", cDays: "mandag, tirsdag, onsdag, torsdag, fredag, lørdag, søndag, helg, helgetilbud", cOnline: "kun på nett, på nett, kun online, nettbutikk", cStore: "i butikk, kun i butikk",
			cMix: "valgfri, valgfrie, miks, bland, fritt valg, mix, plukk og miks", cLimit: "maks per kunde, maks, maks per husstand", cFiller: "og, på, av, en, et, den, det, de, i, med, alle, alt, hele, din, ditt, utvalgte, samme, eller, som, er, flere, eller flere, hele kjøpet, utvalget",
			cOn: "på", cUnit: "stk, pakke, pakker, flasker, flaske, bokser, boks, produkter, produkt, varer, vare, poser, pose, par, pk, pkn, varen, plagg, pack, stykker", cOrdSuffix: "e", cPercentWord: "prosent", cPerson: "personer, pers, person", cTime: "timer, dager, uker, måneder, år, min, uke, minutter",
			cMonth: "januar, februar, mars, april, mai, juni, juli, august, september, oktober, november, desember", cWeekday: "man, tir, ons, tor, fre, lør, søn", cUntil: "gjelder til, t.o.m., gjelder, uke, til og med, gyldig til", cDeposit: "pant, + pant, inkl. pant, ekskl pant", cVAT: "mva, inkl. mva",
			cContent: "fett, vol, alk, alkohol, bomull, kakao, frukt, kjøtt, mindre sukker, sukker, økologisk, ull, kjøttinnhold", cInstalment: "delbetaling, kr/mnd, rentefritt", cGuarantee: "fornøyd-garanti, pengene tilbake", cOne: "en, et, én, ett",
		},
		numbers: map[int]string{3: "tre", 5: "fem", 6: "seks"}, ordinals: map[int]string{2: "andre", 3: "tredje", 4: "fjerde"},
		fractions: map[int]string{5000: "halv, halve, halvparten"},
	}
}

// Danish.
func danish() language {
	return language{
		code: "da",
		words: map[concept]string{
			cFree: "gratis, med i købet", cFor: "for", cAt: "til, for", cBundle: "til prisen for, for prisen af, til prisen af, til pris for",
			cBuy: "køb, kob, tag, vælg", cPay: "betal, betal for, betal kun for", cGet: "få", cOff: "rabat, billigere, nedsat", cPrice: "pris, prisen", cFrom: "fra, ved køb af, min, mindst, når du køber, ved køb over, over, ved",
			cWas: "før, førpris, normalpris, i stedet for, vejl, vejl pris, vejl. pris, tidligere", cNow: "nu, kun, nu kun, tilbudspris", cSave: "spar, du sparer", cDelivery: "fragt, levering, forsendelse", cGift: "gave", cMore: "ekstra, mere, mere indhold",
			cEach: "stk, pr stk, per stk, pr. stk., stykket", cPer: "pr, per", cVolume: "mængderabat", cCashback: "cashback, gavekort, retur, tilbage", cPoints: "point", cHeadline: "tilbud, udsalg, kampagne, spotvare, ugens tilbud, avisvare, tilbudspris, avistilbud, restsalg, prisfald",
			cUpTo: "op til, optil, maks", cAtLeast: "mindst", cDouble: "dobbelt", cCheapest: "billigste, den billigste", cLoyalty: "medlem, medlemmer, medlemspris, plus medlem, medlemstilbud, lidl plus, coop medlem, for medlemmer", cApp: "app, i appen", cCoupon: "kupon, kode, rabatkode",
			cOnline: "kun online, online", cStore: "i butikken", cMix: "frit valg, valgfri, bland, valgfrie, mix", cLimit: "max pr kunde, maks pr kunde, max, maks", cFiller: "og, på, af, en, et, den, det, de, i, med, alle, alt, hele, udvalgte, samme, eller, er",
			cUnit: "stk, pakker, pakke, flasker, flaske, dåser, dåse, poser, pose, varer, vare, produkter, par, bakker, bakke, ps, fl, ds", cOrdSuffix: "e", cPercentWord: "procent", cPerson: "personer, pers", cTime: "timer, dage, uger, måneder, år, uge", cDeposit: "pant, + pant, ekskl. pant, inkl. pant", cVAT: "moms, inkl. moms",
			cContent: "fedt, vol, alkohol, alk, bomuld, kakao, frugt, kød, sukker, uld, økologisk", cMonth: "januar, februar, marts, april, maj, juni, juli, august, september, oktober, november, december", cOne: "en, et, én", cUntil: "gælder til, t.o.m., gælder, uge, til og med",
			cDays: "mandag, tirsdag, onsdag, torsdag, fredag, lørdag, søndag", cTo: "til",
		},
		numbers: map[int]string{3: "tre", 5: "fem", 6: "seks"}, ordinals: map[int]string{2: "anden, andet", 3: "tredje", 4: "fjerde"},
		fractions: map[int]string{5000: "halv, halve, halvdelen"},
	}
}

// Finnish.
func finnish() language {
	return language{
		code: "fi",
		words: map[concept]string{
			cFree: "ilmaiseksi, ilmainen, kaupan päälle, maksutta", cBundle: "hinnalla", cBuy: "osta, ota", cPay: "maksa, maksa vain", cGet: "saat", cOff: "alennus, ale, alennusta, alennuksella, halvemmalla, alella", cPrice: "hinta, hintaan",
			cFrom: "alkaen, vähintään, kun ostat", cWas: "norm, ennen, ovh", cNow: "nyt, vain, tarjoushinta", cSave: "säästä, säästät", cDelivery: "toimitus, toimituskulut", cEach: "kpl, kappale, /kpl, per kpl", cHeadline: "tarjous, tarjoukset, etu, alennusmyynti, kampanja, viikon tarjous",
			cUpTo: "jopa, enintään", cAtLeast: "vähintään", cLoyalty: "plussa, plussa-etu, s-etukortti, plussakortilla, s-etukortilla, plussa-kortilla, asiakasomistaja", cUnit: "kpl, kappaletta, pkt, tuotetta, pulloa, plo, pussia, pss, prk, rs, ras", cPercentWord: "prosenttia", cDeposit: "pantti, sis. pantti, + pantti, sis. pantin", cContent: "rasvaa, vol, alk",
			cVAT: "alv", cMore: "enemmän", cPoints: "pistettä, pisteet", cFiller: "ja, tai, kaikki, kaikista", cLimit: "max, raj, rajoitus",
		},
		numbers: map[int]string{2: "kaksi, kahden", 3: "kolme, kolmen", 4: "neljä"}, ordinals: map[int]string{2: "toinen, toisesta", 3: "kolmas"},
		fractions: map[int]string{5000: "puoleen, puoli, puolet"},
	}
}
