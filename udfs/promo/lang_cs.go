package promo

// Czech.
func czech() language {
	return language{
		code: "cs",
		words: map[concept]string{
			cLess:   "méně",
			cFree:   "zdarma, gratis, navíc zdarma, bezplatně, bezplatná, bezplatný, jako dárek, bez poplatku, na nás, za nula",
			cFor:    "za",
			cAt:     "za, o, s",
			cBundle: "za cenu, v ceně, za ceny",
			cBuy: `
				kup, kupte, vezmi, vezměte, při koupi, nakupte, kupuj, kupte si, kup si, koupíte, koupíš, koupit, koupí, kupujete,
				kupuješ, zakupte, zakoupíte, zakoupením, zakoupené, zakoupený, zakoupená, kupované, vezměte si, vezmeš, nakup,
				nakoupíte, pořiďte, přidejte, objednejte, vyberte, vyberte si, vyber si, přidej, berte, ber`,
			cPay: `
				zaplať, zaplaťte, zaplať za, plať, platíš, zaplatíte, zaplaťte jen, zaplatíš, zaplatíte jen, zaplatíte za,
				zaplatíte pouze, zaplaťte za, zaplaťte pouze, platíte, platíte za, platíte jen, platíš za, platíš jen, platíme,
				plaťte, plaťte za, plaťte jen, platba za, zaplatit`,
			cGet: `
				získej, dostanete, získejte, dostaneš, dostanete navíc, obdržíte, obdržíš, obdržte, získáte, získáš, dostaň, máte,
				odneste si, odneste, odnesete si`,
			cOff: `
				sleva, slevy, levněji, slevu, slevou, zlevněno, méně, slev, slevě, slevám, slevami, zlevněné, zlevněný, zlevněná,
				zlevňujeme, zlevnění, levnější o, levněji o, snížená cena, snížení ceny, nižší cena, nižší ceny, úspora, úspory,
				úsporu, rabat, další sleva, další slevu, dodatečná sleva, o méně, se slevou`,
			cPrice: `
				cena, ceny, cenu, cenou, ceně, cen, cena za, poloviční cena, poloviční cenu, za poloviční cenu, poloviční ceny,
				za půl ceny, půl ceny, polovina ceny, polovinu ceny`,
			cFrom: `
				od, při koupi, při nákupu, při nákupu nad, nad, při nákupu od, min, při koupi alespoň, na, při zakoupení,
				při objednávce, při objednávce nad, při objednávce od, při nákupu za, při nákupu min, při nákupu alespoň,
				při nákupu minimálně, při nákupu více než, při nákupech nad, při koupi od, při koupi min, při koupi minimálně,
				při odběru, při odběru od, při odběru min, při odběru nad, při současném nákupu, při jednorázovém nákupu, k nákupu,
				k nákupu nad, ke každému nákupu nad, když koupíte, pokud koupíte, již od, už od, nákup nad, nákupu nad, nákupy nad,
				za nákup nad, za nákup, počínaje`,
			cWas: `
				místo, původně, původní cena, dříve, běžná cena, běžně, před slevou, namísto, v hodnotě, cena před slevou,
				cena před akcí, doporučená cena, doporučená prodejní cena, doporučená maloobchodní cena, obvyklá cena, obvykle,
				stará cena, předchozí cena, dřívější cena, předtím, normální cena, normálně, standardní cena, katalogová cena,
				ceníková cena, cena bez slevy, cena bez karty, cena bez clubcard, cena mimo akci, nejnižší cena,
				nejnižší cena za 30 dní, nejnižší cena za 30 dnů, nejnižší cena za posledních 30 dní,
				nejnižší cena za posledních 30 dnů, nejnižší cena za posledních 30 dní před slevou,
				nejnižší cena 30 dní před slevou, nejnižší cena za 30 dní před slevou, nejnižší cena v posledních 30 dnech,
				nejnižší cena v posledních 30 dnech před slevou, nejnižší cena před slevou, min. cena za posledních 30 dní, bylo,
				stálo, hodnota, původní, klasická cena`,
			cWorth: "v hodnotě, hodnota",
			cNow: `
				nová cena, nyní, teď, jen, pouze, akční cena, už, právě teď, nyní jen, nyní pouze, teď jen, za pouhých, pouhých,
				aktuálně, aktuální cena, cena po slevě, po slevě, cena s kartou, cena s clubcard, clubcard cena, cena s aplikací,
				cena s kupónem, cena s kódem, členská cena, klubová cena, speciální cena, výsledná cena`,
			cSave:     "ušetříte, ušetřete, ušetři, ušetřit, uspoříte, uspořte, ušetříš, šetřete, šetříte",
			cDelivery: "doprava, doručení, dopravné, poštovné, dopravu, dopravy, doručením, rozvoz, zásilka",
			cGift:     "dárek, dárkem, k nákupu dárek, dárky, dárku, dáreček, pozornost",
			cMore:     "navíc, extra, více, obsahu navíc, dodatečně, dodatečná, zvětšený obsah, větší balení, více obsahu, více produktu, více výrobku",
			cEach: `
				ks, za kus, kus, za ks, /ks, 1 ks, za jeden kus, za 1 ks, za 1 kus, cena za kus, cena za ks, cena za 1 ks,
				cena za 1 kus, za balení, cena za balení`,
			cPer:    "za",
			cVolume: "množstevní sleva, množstevní slevy, množstevní bonus, multipack, výhodné balení, více za méně, čím více tím levněji",
			cCashback: `
				cashback, vrácení peněz, zpět, poukaz, poukázka, dárkový poukaz, na příští nákup, příští nákup, příštího nákupu,
				na další nákup, další nákup, dalšího nákupu, příštím nákupu, při příštím nákupu, při dalším nákupu,
				na následující nákup, následující nákup, následujícího nákupu, na další objednávku, další objednávku, poukaz na,
				poukázku, poukázky, poukazu, poukázka na, nákupní poukaz, nákupní poukázka, dárková karta, dárkovou kartu,
				dárková poukázka, dárkovou poukázku, voucher na, vrátíme, vrátíme vám, vrátí, vrácení, vrácení částky, vrací se,
				vracíme, zpátky, zpět na kartu, peníze zpět, na konto, na účet, kredit, kredity, do peněženky, do kreditu, e-poukaz`,
			cPoints: `
				bodů, bodech, bodem, věrnostní body, věrnostních bodů, bodík, bodíků, nálepek, nálepky, samolepky, samolepek,
				extra body, body navíc, vernostné body, body do`,
			cHeadline: `
				akce, výprodej, nabídka, super cena, akční nabídka, akční cena, speciální nabídka, hit, top cena, sleva, akci,
				akční, slevy, super sleva, nabídky, týdenní nabídka, výprodeje, doprodej, skvělá cena, super nabídka, výhodně,
				výhodná nabídka, výhodná cena, zaváděcí cena, cenová bomba, trvale nízká cena, nízká cena, nízké ceny, hit týdne,
				nabídka týdne, cenový hit, slevová akce, cenový trhák, jen dnes, poslední šance, megasleva, super akce`,
			cUpTo: `
				až, až o, až do, do, až na, nejvýše, nejvíce, maximálně, max, dosahující, dosahuje, v maximální výši, do výše,
				až do výše, maximální, maximální sleva`,
			cAtLeast: "alespoň, minimálně, více než, nejméně, přinejmenším, přes, o více než, nad, lepší než, více jak, nejméně o",
			cDouble:  "dvojnásobek, dvojité, dvojnásobné, dvojnásobný, dvojité body, trojnásobek, trojnásobné, 2x více, dvakrát více, dvakrát tolik",
			cCheapest: `
				nejlevnější, nejlevnější produkt, levnější, nejlevnějšího, nejlevnějšímu, nejlevnějším, nejlevnějších, levnějšího,
				levnějšímu, levnějším, z nich nejlevnější, nejlevnější z nich, nejlevnější kus, nejlevnější výrobek, levnější kus,
				levnější výrobek, levnější z nich, levnější produkt, s nejnižší cenou, za nejnižší cenu, nejnižší hodnoty,
				s nižší cenou, v nejnižší ceně, stejné nebo nižší hodnoty, stejné nebo nižší ceny, ve stejné nebo nižší hodnotě,
				ve stejné nebo nižší ceně, se stejnou nebo nižší cenou, v nižší ceně, za stejnou nebo nižší cenu`,
			cLoyalty: `
				clubcard, s clubcard, karta, s kartou, klub, člen, s aplikací, lidl plus, s lidl plus, kaufland card,
				s kaufland card, členové, billa bonus, clubcard cena, s clubcardem, kartou, kartu, klubu, klubová cena,
				klubová karta, s klubovou kartou, členů, členům, pro členy, pro členy klubu, věrnostní, věrnostní program,
				věrnostní karta, s věrnostní kartou, věrnostní cena, věrnostní kartou, můj albert, moje albert,
				s aplikací můj albert, kaufland card xtra, billa klub, billa card, s billa kartou, s billa, penny karta,
				s penny kartou, penny kartou, dm active beauty, active beauty, teta klub, teta karta, rossmann klub, rossmann club,
				globus bonus, můj globus, s můj globus, makro karta, registrovaní, pro registrované, pro registrované zákazníky,
				zákaznická karta, se zákaznickou kartou, jen s kartou, pouze s kartou, coop klub, clubcard zákazníky, cena s kartou,
				cena s clubcard`,
			cApp: "app, aplikace, s aplikací, v aplikaci, aplikaci, jen v aplikaci, pouze v aplikaci, mobilní aplikace, v mobilní aplikaci",
			cCoupon: `
				kupon, kupón, kód, s kupónem, s kódem, slevový kód, slevový kupon, kupony, kupónem, kuponu, kódem, kódu,
				se slevovým kódem, slevovým kódem, slevovým kuponem, promo kód, s promo kódem, heslo, s heslem`,
			cOnline: "pouze online, online, jen online, na e-shopu, v e-shopu, jen na e-shopu, pouze na e-shopu, e-shop, na eshopu, eshop, na internetu",
			cStore:  "v prodejně, pouze v prodejně, v prodejnách, jen v prodejnách, v obchodech, v kamenných prodejnách, na prodejně, na prodejnách",
			cMix: `
				libovolné, mix, dle výběru, libovolně, kombinujte, libovolný, libovolného, libovolnou, libovolná, libovolných,
				dle vlastního výběru, podle výběru, mixujte, mixuj, kombinuj, kombinace, různé druhy, více druhů`,
			cLimit: `
				max, maximálně, limit, max na osobu, maximálně na osobu, na jeden nákup, na zákazníka, na osobu, max na zákazníka,
				limit na nákup, na 1 nákup`,
			cFiller: `
				na, a, z, s, v, ve, i, nebo, k, vše, všechno, celý, sortiment, pro, se, ke, který, vybrané, veškerý, celý nákup,
				další, stejný, stejného, tento, každý, každé, každá, každého, každou, koupený, koupená, koupené, zakoupený, ze,
				veškeré, všechny, všech, vybraných, vybraný, celého, celém, sortimentu, sortimentem, značky, značka, zboží,
				kategorie, stejné, stejnou, stejná, stejném, téhož, stejného druhu, vaše, váš, svůj, celou, bude, při pokladně,
				na pokladně, v košíku, do košíku, platí na, platí pro, od ceny, z ceny, z běžné ceny, z původní ceny, běžné ceny,
				dalších, druhu, jako, jsou, druhá jakost, druhé jakosti, z druhé ruky, druhá šance, druhý dech, druhý den,
				třetí den`,
			cUnit: `
				ks, kus, kusy, kusů, balení, lahve, lahev, produkty, produktů, produkt, výrobky, výrobek, plechovky, páry, kusu,
				kusem, kuse, kousek, kousky, položka, položky, položku, položek, položce, produktem, výrobku, výrobkem, zboží,
				lahví, plechovek, plechovka, plechovku, krabice, krabici, krabic, krabička, krabičky, krabiček, sáček, sáčky, sáčků,
				sada, sady, sadu, pár, párů, balíček, balíčky, balíčků, tuba, tuby, kelímek, kelímky, kelímků, sklenice, sklenic,
				role, rolí, tabulka, tabulky, tabulek, tabulku, vanička, vaničky, vaniček, artikl, artikly, kniha, knihy, knih,
				knihu, dvojbalení, multipack, multibalení, karton, kartony, přepravka, přepravky, přepravek, bal, kusům, kusech`,
			cPercentWord: "procent, procenta, procentní, procentech",
			cPerson:      "osoby, osob, osobu, osobě, zákazníků, dětí, dospělých",
			cTime: `
				hodin, dní, týdnů, měsíců, let, minut, dnů, hodiny, hodina, hod, dny, dnech, týden, týdny, měsíc, měsíce, rok, roky,
				roku, minuty, nocí, noc, sekund`,
			cMonth: `
				ledna, února, března, dubna, května, června, července, srpna, září, října, listopadu, prosince, únor, březen, duben,
				květen, červen, červenec, srpen, říjen, listopad, prosinec`,
			cUntil: `
				platí do, platí od, do vyprodání, platnost, platnost do, platnost od, platí, platí až do, akce platí do,
				akce platí od, akce platí, akce trvá do, trvá do, nabídka platí do, nabídka platí, od do, v termínu, končí`,
			cDeposit: "záloha, + záloha, zálohy, zálohou, vratná záloha, vratné zálohy, vč zálohy, včetně zálohy, bez zálohy, záloha za lahev, zálohu",
			cVAT:     "dph, bez dph, s dph, vč dph, včetně dph, daně",
			cContent: `
				tuku, obj, alk, bavlna, bavlny, kakaa, ovoce, masa, alkoholu, cukru, šťávy, t. v s., podíl, bílkovin, vlákniny,
				sušiny, kakaové sušiny, kakaa v sušině, tuku v sušině, sacharidů, polyester, polyesteru, elastan, elastanu, viskóza,
				viskózy, lnu, vlny, hedvábí, kašmír, kašmíru, polyamid, recyklovaného, recyklované, recyklovaný, recyklovaných,
				z recyklovaného, přírodního původu, přírodních, arabica, arabiky, spokojenost, spokojenosti, bakterií, méně cukru,
				méně tuku, méně soli, méně kalorií, méně plastu, bez cukru, bez přidaného cukru, se sníženým obsahem, snížený obsah,
				obsah, obsahem, objemu, ovocná složka, ovocné složky, ovocného podílu, podílu, více bílkovin, více ovoce, více masa,
				více vlákniny, extraktu, vlhkosti, účinnost, účinnosti, žen, zákaznic, denní dávky, doporučené denní dávky,
				uv filtr, rpsn`,
			cInstalment: `
				splátky, splátek, na splátky, splátka, splátkách, ve splátkách, splátky zdarma, úvěr, úvěru, měsíčně, bez navýšení,
				úrok, úrokem, úroku, rpsn`,
			cGuarantee: `
				záruka vrácení peněz, garance vrácení peněz, záruka spokojenosti, garance spokojenosti,
				spokojenost nebo vrácení peněz, nebo vám vrátíme peníze`,
			cOne: "jeden, jedna, jedno, jednoho, jednu, jedné, jedním",
			cDays: `
				pondělí, úterý, středa, čtvrtek, pátek, sobota, neděle, víkend, středu, sobotu, neděli, víkendová, víkendové,
				o víkendu, víkendový, dnes, pouze dnes, jen dnes, zítra, do neděle, do soboty, do pátku, do středy, do úterý,
				do čtvrtka, do pondělí, do konce týdne, do konce měsíce`,
			cOfWhich: "z toho, z čehož, z nichž",
			cMinus:   "minus",
			cPayment: "kreditní kartou, platební kartou, při platbě kartou",
			cGroup: `
				studenti, studenty, pro studenty, isic, senioři, seniory, pro seniory, noví zákazníci, pro nové zákazníky,
				první nákup, na první nákup, první objednávku, na první objednávku, newsletter, za přihlášení k newsletteru`,
			cOn:        "na",
			cOrdSuffix: "hý, há, hé, hou, tí, tý, tá, té",
			cAbout:     "asi, cca, přibližně, kolem, okolo, zhruba",
			cSingular:  "kus, výrobek, produkt, položka, láhev, lahev",
		},
		numbers: map[int]string{
			1:  "jeden kus",
			2:  "dva, dvě, dvou, dvěma, dvojice",
			3:  "tři, třemi, třech",
			4:  "čtyři, čtyř, čtyřmi",
			5:  "pět, pěti",
			6:  "šest, šesti",
			7:  "sedm, sedmi",
			8:  "osm, osmi",
			9:  "devět, devíti",
			10: "deset, deseti",
			12: "dvanáct, tucet",
		},
		ordinals: map[int]string{
			1: `
				další kus, dalšího kusu, každý další, každý další kus, každá další, každé další, každého dalšího, každou další,
				další výrobek, další produkt, další balení, další položka, další položku, další za, následující kus,
				následující produkt, každý následující, další pár, dalšího produktu, další láhev`,
			2: `
				druhý, druhá, druhé, druhou, druhého, druhému, druhém, druhým, druhém kusu, jiný kus, jiný výrobek, č. 2,
				číslo 2, produkt č. 2, nr 2`,
			3:  "třetí, třetího, třetímu, třetím, č. 3, číslo 3",
			4:  "čtvrtý, čtvrtá, čtvrté, čtvrtého, čtvrtou, čtvrtému, čtvrtém",
			5:  "pátý, pátá, páté, pátého, pátou",
			6:  "šestý, šestá, šesté, šestého, šestou",
			7:  "sedmý, sedmá, sedmé, sedmého",
			8:  "osmý, osmá, osmé, osmého",
			9:  "devátý, devátá, deváté, devátého",
			10: "desátý, desátá, desáté, desátého",
		},
		fractions: map[int]string{
			5000: `
				půl, polovina, polovinu, poloviční, polovic, polovinu ceny, polovině, poloviny, půlka, půlku, za půlku,
				poloviční cena, poloviční cenu, za poloviční cenu, poloviční ceny, o polovinu, za půl ceny, půl ceny,
				polovina ceny, polovině ceny, poloviny ceny, na polovinu, na půl`,
			3333: "třetina, třetinu, o třetinu, jedna třetina, jednu třetinu, třetina ceny, třetinu ceny",
			2500: "čtvrtina, čtvrtinu, o čtvrtinu, jedna čtvrtina, jednu čtvrtinu",
			6667: "dvě třetiny",
			7500: "tři čtvrtiny",
		},
		sizes: map[string]string{"g": "gramů, gramy", "kg": "kilogramu, kilogramů, kila", "l": "litru, litrů, litry"},
	}
}
