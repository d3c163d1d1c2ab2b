package promo

// Hungarian. Endings are glued to words and numbers; the frequent forms are listed.
func hungarian() language {
	return language{
		code: "hu",
		words: map[concept]string{
			cLess: "kevesebb",
			cFree: `
				ingyen, ingyenes, ajándék, ajándékba, grátisz, ingyenesen, ingyenesek, ajándékként, ráadásként, díjmentes,
				díjmentesen, térítésmentes, térítésmentesen, díjtalan, ajándékba adjuk, ajándékot, ajándékkal`,
			cAt:     "áron, fél",
			cBundle: "áráért, árán",
			cBuy: `
				vásárlása esetén, vásárlásakor, vásárlása esetén legalább, vihet, vigye, visz, elvihet, megvásárlása esetén,
				vásárolj, vegyen, vegyél, vásároljon, vigyen, vigyél, vesz, vásárlása, vásárlás, vegye, vásárol, vásárolsz,
				vásárolt, megvásárolt, vásárlásnál, vásárláskor, vásárlásánál, veszel, vesznek, rendelj, rendeljen, rendel,
				tegyél a kosárba, tegyen a kosárba, válassz, válasszon, választ, megvásárlásakor, megvásárlásánál, megvásárlása,
				viszel, vihetsz, vegyünk, viheti, vásároltál, vettél, vehet, vehetsz, vigyed, veszi, vásárolja, esetén`,
			cPay: `
				fizet, fizess, fizessen, fizetsz, fizesse, fizetni, fizetnie, csak fizet, kifizet, fizeted, fizesd, fizetünk,
				fizetnek, fizetve, fizeti`,
			cGet: "kap, kapsz, kapj, kapja, kapod, megkapja, megkapod, kaphat, kaphatsz, kapunk, szerezz, kapjon, adunk, kapni, szerezd meg",
			cOff: `
				os kedvezmény, os kedvezménnyel, os kedvezményt, os árengedmény, os árengedménnyel, os engedmény, os engedménnyel,
				os akció, os leárazás, os leárazással, os extra kedvezmény, os kedvezményben, os kupon, os kuponnal, kedvezmény,
				kedvezménnyel, olcsóbb, olcsóbban, kedvezményt, engedmény, akciós, leárazás, kedvezménye, kedvezményre, kedvezményű,
				kedvezményekkel, kedvezmények, árkedvezmény, árkedvezménnyel, árkedvezményt, árengedmény, árengedménnyel,
				engedménnyel, engedményt, leárazva, leárazott, leárazással, akciósan, olcsóbb ár, alacsonyabb ár, alacsonyabb áron,
				árcsökkentés, árcsökkenés, csökkentett ár, csökkentett áron, leértékelés, leértékelt, levonás, extra kedvezmény,
				további kedvezmény, kedvezményben, kedvezményesen, kedvezményed`,
			cPrice: "ár, ára, áron, féláron, árak, árat, árért, árral, fél áron, fele áron, félárért, fél árért, félárú",
			cFrom: `
				esetén, felett, -tól, vásárlásától, minimum, min, vásárlása felett, felett vásárlás esetén, feletti vásárlás esetén,
				feletti vásárlásnál, feletti vásárláshoz, feletti, fölött, fölötti, feletti rendelés esetén, feletti rendelésnél,
				ha veszel, ha vásárolsz, ha vásárol, legalább, vásárlástól, rendelés esetén, egyidejű vásárlása esetén,
				egyszeri vásárlása esetén, vásárlása esetén minimum, együttes vásárlása esetén`,
			cWas: `
				helyett, eredeti ár, korábbi ár, régi ár, normál ár, értékű, értékben, eredetileg, eredeti, korábban, korábbi,
				előtte, normál, alapár, teljes ár, listaár, ajánlott fogyasztói ár, ajánlott ár, fogyasztói ár, akció előtti ár,
				akció előtt, előző ár, elmúlt 30 nap legalacsonyabb ára, az elmúlt 30 nap legalacsonyabb ára, elmúlt 30 napban,
				legalacsonyabb ár az elmúlt 30 napban, a legalacsonyabb ár az elmúlt 30 napban,
				legalacsonyabb ára az elmúlt 30 napban, 30 napos legalacsonyabb ár, 30 nap legalacsonyabb ára,
				legalacsonyabb ár 30 napon belül, akció előtti 30 nap legalacsonyabb ára, az akció előtti 30 nap legalacsonyabb ára,
				előző 30 nap legalacsonyabb ára, megelőző 30 nap legalacsonyabb ára, legalacsonyabb eladási ár, clubcard nélküli ár,
				clubcard nélkül, kártya nélküli ár, kártya nélkül, hűségkártya nélkül, kupon nélküli ár, kupon nélkül,
				alkalmazás nélküli ár, rendes ár, szokásos ár, nem akciós ár, érték`,
			cWorth: "értékű, értékben, érték",
			cNow: `
				új ár, most, csak, csupán, akciós ár, kedvezményes ár, most csak, mindössze, jelenleg, aktuális ár, kuponos ár,
				speciális ár, mai ár, végső ár, hűségkártyás ár, applikációs ár, kártyás ár, tagár, klubár, clubcard ár,
				lidl plus ár`,
			cSave: `
				megtakarítás, spórolj, megtakarít, megtakarítasz, megtakarítást, megtakaríthat, takaríts meg, takarítson meg,
				spórolhatsz, spórolhat, spórolsz, spóroljon, spórolás, megspórolsz, megspórolhat, spórol`,
			cDelivery: `
				szállítás, kiszállítás, házhozszállítás, szállítási díj, szállítási költség, kiszállítási díj, házhoz szállítás,
				postaköltség, szállítást, szállítással`,
			cGift: "ajándék, ajándékok, ajándékcsomag",
			cMore: "extra, több, plusz, ráadás, többlet, plusz tartalom, nagyobb kiszerelés, több termék, extra tartalom, több tartalom, pluszban",
			cEach: `
				db, darab, darabja, /db, darabonként, darabár, darabára, darabonkénti ár, db ár, egyenként, /csomag, csomagonként,
				üvegenként, /doboz, dobozonként, palackonként, db-onként`,
			cVolume: `
				mennyiségi kedvezmény, mennyiségi kedvezménnyel, mennyiségi kedvezményt, mennyiségi akció, többet kevesebbért,
				vegyél többet fizess kevesebbet, gazdaságos kiszerelés, mennyiségi kedvezmények`,
			cCashback: `
				visszatérítés, utalvány, cashback, vissza, következő vásárlás, következő vásárlásra, következő vásárlásodra,
				következő vásárlására, következő vásárlásához, következő vásárlásodhoz, következő vásárláshoz,
				következő vásárlásnál, következő vásárlásod, következő vásárlásodból, következő vásárlásakor, következő vásárláskor,
				következő vásárlásából, következő vásárlásból, következő rendelésre, következő rendelés, következő rendelésedre,
				következő rendelésedhez, következő rendelésből, következő rendelésedből, legközelebbi vásárlás,
				legközelebbi vásárlásra, legközelebbi vásárláskor, legközelebbi vásárlásnál, legközelebbi vásárlásodra,
				legközelebbi vásárlásához, utalványt, utalványa, vásárlási utalvány, vásárlási utalványt, ajándékutalvány,
				ajándékutalványt, ajándékkártya, ajándékkártyát, levásárolható, levásárolható utalvány, pénzvisszatérítés,
				pénzvisszafizetés, visszafizetjük, visszafizetés, visszajár, visszakap, visszakapod, visszakapja, visszakapsz,
				visszatérítjük, visszatérítést, visszatérítünk, jóváírás, jóváírást, jóváírjuk, jóváírunk, kártyára, a kártyájára,
				hűségkártyára, számlájára, számládra, egyenlegre, egyenlegedre, egyenleg, pénztárcába, pénztárcádba, voucher,
				kredit, kuponfüzet`,
			cPoints: `
				pont, pontok, pontot, hűségpont, pontért, pontokat, pontra, bónusz pont, bónuszpont, bónuszpontot, hűségpontok,
				hűségpontot, matrica, matricák, matricát, pontszorzó, pontoddal`,
			cHeadline: `
				akció, ajánlat, kiárusítás, leárazás, szuper ár, akciós ár, akciós, sláger, alacsony ár, akciók, akcióban,
				ajánlatok, ajánlatunk, ajánlata, heti ajánlat, heti akció, szuper akció, szuper ajánlat, szuperár, szuperakció,
				mélyár, mélyárak, árzuhanás, árbomba, végkiárusítás, leárazások, kiemelt ajánlat, napi ajánlat,
				tartósan alacsony ár, tartósan alacsony, alacsony árak, mindig alacsony ár, garantáltan alacsony ár, kedvezményes,
				extra ajánlat, utolsó esély, hétvégi akció, hétvégi ajánlat, black friday, jó ár, szuper árak, csúcsajánlat,
				bevezető ár, árcsökkentés`,
			cUpTo:    "akár, akár -, maximum, legfeljebb, maximálisan, max, elérheti, akár már, akár a, maximális, elérő",
			cAtLeast: "legalább, minimum, több mint, nem kevesebb mint, jobb mint, minimálisan",
			cCheapest: `
				legolcsóbb, a legolcsóbb, olcsóbbik, legolcsóbbat, legolcsóbbra, legolcsóbbik, legolcsóbbikat, legolcsóbb termék,
				legolcsóbb terméket, legolcsóbb termékre, legolcsóbb darab, legolcsóbb darabot, olcsóbbikat, olcsóbbikra,
				az olcsóbbik, az olcsóbb, az olcsóbbat, az olcsóbb termék, az olcsóbb terméket, az olcsóbb termékre,
				a legalacsonyabb árú, legalacsonyabb árú, a legkedvezőbb árú, legkedvezőbb árú, legkisebb értékű,
				a legkisebb értékű, alacsonyabb árú, alacsonyabb értékű, kisebb értékű, azonos vagy alacsonyabb értékű,
				azonos vagy kisebb értékű, azonos vagy alacsonyabb árú, megegyező vagy alacsonyabb értékű,
				megegyező vagy alacsonyabb árú, egyenlő vagy kisebb értékű, legalacsonyabb értékű, a legolcsóbbik, a legolcsóbbat,
				a legolcsóbb termék, a legolcsóbb terméket`,
			cLoyalty: `
				clubcard, clubcarddal, clubcard ár, clubcard-dal, hűségkártya, hűségkártyával, lidl plus, lidl plusszal, kártyával,
				plusszal, törzsvásárlói, hűségkártyás, hűségkártyásoknak, hűségprogram, hűségvásárló, hűségvásárlóknak, hűségklub,
				törzsvásárló, törzsvásárlóknak, törzsvásárlói kártya, törzsvásárlói kártyával, klubkártya, klubkártyával, klubtag,
				klubtagok, klubtagoknak, tagoknak, csak tagoknak, kártyabirtokosok, kártyabirtokosoknak, lidl plus app, myspar,
				my spar, myspar app, spar app, szupershop, supershop, penny kártya, penny kártyával, penny app, bizalomkártya,
				bizalomkártyával, auchan kártyával, coop kártya, coop kártyával, active beauty, rossmann+, rossmann plusz,
				müller kártya, regisztrált vásárlóknak, regisztrált felhasználóknak, clubcardos, clubcardosoknak, kártyásoknak`,
			cApp: `
				app, applikáció, applikációval, applikációban, alkalmazás, alkalmazásban, alkalmazással, az alkalmazásban, appban,
				appal, az appban, mobilapplikáció, mobilalkalmazás, mobilapplikációban`,
			cCoupon: `
				kupon, kuponnal, kóddal, kuponkód, kód, kupont, kuponok, kuponos, kuponra, digitális kupon, kuponkóddal,
				kedvezménykupon, kedvezménykuponnal, kódot, kedvezménykód, kedvezménykóddal, promóciós kód, promókód, promókóddal,
				kupon ellenében, kupon beváltásával, kupon felhasználásával`,
			cOnline: `
				csak online, online, webáruház, webáruházban, webshop, webshopban, csak a webshopban, csak a webáruházban,
				online áruház, interneten, csak interneten, webshopunkban`,
			cUnit: `
				db, darab, darabot, csomag, üveg, termék, terméket, doboz, db-tól, termékre, palack, darabból, darabra, db-ot,
				csomagot, csomagra, üveget, dobozt, termékek, terméknél, termékből, termékkel, termékért, palackot, flakon, flakont,
				zacskó, zacskót, tasak, tasakot, konzerv, konzervet, tubus, tubust, tekercs, tekercset, pár, párat, szett, szettet,
				karton, kartont, rekesz, rekeszt, tálca, tálcát, tábla, táblát, könyv, könyvet, cikk, cikket, adag, adagot, csokor,
				csokrot, kiszerelés, fürt, zsák, dobozos, üveges, darabos, db-os`,
			cPercentWord: "százalék, százalékos",
			cDeposit: `
				betétdíj, + betétdíj, betétdíjas, betétdíjat, visszaváltási díj, + visszaváltási díj, drs, drs díj, betétdíjjal,
				betétdíj nélkül, visszaváltási díjjal`,
			cVAT: "áfa, áfával, bruttó, nettó, áfa nélkül, áfát",
			cContent: `
				zsír, alk, alkohol, pamut, kakaó, gyümölcs, zsírtartalom, vol, zsírtartalmú, zsírral, alkoholtartalom,
				alkoholtartalmú, fehérje, fehérjét, rost, rosttartalom, rostot, cukrot, kevesebb cukor, kevesebb cukorral,
				kevesebb cukrot, kevesebb zsír, kevesebb só, kevesebb kalória, kevesebb műanyag, több fehérje, több gyümölcs,
				több hús, több rost, csökkentett, csökkentett zsírtartalmú, csökkentett cukortartalmú, gyümölcstartalom,
				gyümölcstartalmú, hústartalom, hústartalmú, kakaótartalom, kakaótartalmú, kakaóval, pamutból, gyapjú, selyem,
				lenvászon, poliészter, elasztán, viszkóz, poliamid, kasmír, újrahasznosított, újrahasznosítható,
				természetes eredetű, arabica, teljes kiőrlésű, elégedettség, baktériumok, baktériumot, thm, kamat, kamattal,
				napi szükséglet, hatékonyság, húst, pamutot`,
			cFiller: `
				a, az, és, egy, vagy, minden, ra, re, os, es, as, ért, ba, be, mellé, ez, ezt, azt, is, illetve, valamint,
				mindegyik, összes, teljes, teljes kínálat, kínálat, kínálatra, kínálatából, választék, termékek, termékekre,
				termékekből, kijelölt, megjelölt, kiválasztott, kosárban, kosár, a kosárban, pénztárnál, a pénztárnál, árából,
				az árából, árból, az árból, az eredeti árból, egész, ugyanazon, ugyanaz, azonos, ugyanabból, hozzá, amely, melyet,
				amit, neked, önnek, nálunk, további, készlet erejéig, a készlet erejéig, minden vásárolt, t, ot, termékenként,
				közül, termékcsoport, márka, márkájú, tőlünk, együtt`,
			cTime: `
				óra, nap, hét, hónap, év, napos, órán, órás, napig, napja, napok, hetek, hetes, hónapig, hónapos, évig, éves, perc,
				percig, éjszaka, másodperc, hónapra, napon, évre`,
			cPerson: "fő, személy, személyes",
			cTo:     "ra",
			cOne:    "egy, egyet, egyik, egyiket",
			cMix: `
				bármely, tetszőleges, bármelyik, bármilyen, tetszőlegesen, kombinálható, szabadon kombinálható, vegyesen, mix,
				választható, szabadon választható, szabadon választott, mixeld, többféle`,
			cOfWhich:      "ebből, amelyből, amiből, melyből, amelyekből",
			cAbout:        "kb., körülbelül, nagyjából, közel",
			cFreeDelivery: "ingyenes szállítás, ingyenes kiszállítás, ingyenes házhozszállítás",
			cAtLeastAfter: "tól, tól kezdődő, tól induló",
			cUpToAfter:    "ig, ig terjedő",
			cMinus:        "mínusz",
			cDouble:       "dupla, duplán, kétszeres, kétszer annyi, háromszoros, tripla",
			cPayment:      "bankkártyával, hitelkártyával, hitelkártya, szép kártyával, szép kártya",
			cGroup: `
				diák, diákoknak, diákkedvezmény, diákigazolvánnyal, nyugdíjas, nyugdíjasoknak, új vásárlóknak, új vásárló,
				első vásárlás, első vásárlásra, első vásárlásodra, első vásárlásából, első rendelés, első rendelésre,
				első rendelésedre, első rendelésből, hírlevél, hírlevél feliratkozás, hírlevél feliratkozóknak, hírlevélre`,
			cDays: `
				hétfő, kedd, szerda, csütörtök, péntek, szombat, vasárnap, hétfőn, kedden, szerdán, csütörtökön, pénteken,
				szombaton, hétvége, hétvégén, hétvégi, csak ma, holnap, vasárnapig, szombatig, péntekig, csak hétvégén`,
			cStore: "üzletben, üzleteinkben, csak üzletben, csak üzleteinkben, áruházban, áruházainkban, boltban, boltjainkban",
			cLimit: `
				max, vásárlónként, vásárlónként legfeljebb, vásárlónként maximum, vásárlónként max, fejenként, háztartásonként,
				kosaranként, egy vásárló legfeljebb`,
			cOrdSuffix: "ik, dik, edik, adik, odik, ikat, ikra",
			cMonth:     "január, február, március, április, május, június, július, augusztus, szeptember, október, november, december",
			cUntil: `
				érvényes, érvényesség, akció érvényes, az akció érvényes, az ajánlat érvényes, ajánlat érvényes, érvényesek,
				lejárat, az akció időtartama, akció időtartama`,
			cInstalment: `
				részlet, részletre, részletfizetés, részletfizetéssel, havi, kamatmentes, kamatmentesen, törlesztő,
				törlesztőrészlet, thm, hitel, hitelre`,
			cGuarantee: "pénzvisszafizetési garancia, elégedettségi garancia, pénzvisszatérítési garancia, pénz-visszafizetési garancia",
			cOn:        "minden",
		},
		numbers: map[int]string{
			1:  "egyet",
			2:  "kettő, két, kettőt, kettőre, kettővel",
			3:  "három, hármat, háromra, hárommal",
			4:  "négy, négyet, négyre",
			5:  "ötöt",
			8:  "nyolc, nyolcat",
			9:  "kilenc",
			10: "tíz, tizet",
			12: "tucat, tizenkettő",
		},
		ordinals: map[int]string{
			1: `
				következő termék, a következő termék, következő termékre, következő darab, minden további termék,
				minden további termékre, minden további, minden további darab, minden következő, további darab`,
			2: `
				második, másodikat, a második, másodikra, másodikért, másodiknál, második termék, második termékre,
				második terméket, második termékért, második darab, második darabra, második darabot, a másodikra, a másodikat,
				minden második, minden második termék, másik, a másik, másikat, a másikat, a másikra, másikra, másik termék,
				a párja, második pár`,
			3: `
				harmadik, harmadikat, harmadikra, harmadikért, minden harmadik, a harmadik, a harmadikat, harmadik termék,
				harmadik terméket, harmadik darab`,
			4:  "negyedik, negyediket, negyedikre, a negyedik, minden negyedik",
			5:  "ötödik, ötödiket, ötödikre, a ötödik, minden ötödik, az ötödik, az ötödiket, az ötödik termék",
			6:  "hatodik, hatodikat, a hatodik",
			7:  "hetedik, hetediket",
			8:  "nyolcadik, nyolcadikat",
			9:  "kilencedik, kilencediket",
			10: "tizedik, tizediket",
		},
		fractions: map[int]string{
			5000: `
				fél, feléért, fele, féláron, fél áron, fele áron, felére, félárú, félárért, fele annyiért, fél árért, fél ár,
				fele ár`,
			3333: "egyharmad, harmadáért, harmadával, egyharmadával",
			2500: "negyed, egynegyed, negyedével",
			6667: "kétharmad",
			7500: "háromnegyed",
		},
		sizes: map[string]string{"g": "grammos", "kg": "kilogrammos, kilós", "l": "literes"},
	}
}
