package promo

// Finnish.
func finnish() language {
	return language{
		code: "fi",
		words: map[concept]string{
			cLess: "vähemmän",
			cFree: `
				ilmaiseksi, ilmainen, kaupan päälle, maksutta, ilmaista, ilmaisen, ilmaiset, veloituksetta, kaupanpäälle,
				kaupanpäällisenä, kaupan päälliseksi, ilman lisämaksua, lahjaksi, maksuton, maksuttoman, maksuttomasti, ilmatteeksi`,
			cBundle: "hinnalla, samaan hintaan kuin, hinnasta",
			cBuy: `
				osta, ota, ostamalla, ostaessa, ostaessasi, ostaen, ostat, osta vähintään, ostoksen, ostettu, ostetut, valitse,
				poimi, ottamalla, otat, hanki, tilaa, tilaamalla, ostakaa, ostetaan`,
			cPay: "maksa, maksa vain, maksat, maksat vain, maksamalla, maksakaa, maksetaan",
			cGet: "saat, saat myös, saa, saatte, nappaa, lunasta, hae, saadaan",
			cOff: `
				alennus, alennusta, alennuksella, halvemmalla, alella, alennukset, alennuksen, alennuksia, alennuksilla, alessa,
				alehinta, alehintaan, alennettu, alennettua, alennetut, alennettuun hintaan, alennushinta, alennushintaan, halvempi,
				edullisempi, edullisemmin, edullisempaan, hinnanalennus, hinnanalennuksen, lisäalennus, lisäalennusta, hyvitystä,
				alempi hinta, hinnasta pois, pois hinnasta, off`,
			cPrice: `
				hinta, hintaan, hinnat, hinnan, hinnasta, hinnoista, hintoihin, puoleen hintaan, puoli hintaa, puolet hinnasta,
				puolella hinnalla, puolikkaaseen hintaan, puoleenhintaan`,
			cFrom: `
				alkaen, vähintään, kun ostat, alk., lähtien, ostaessasi vähintään, kun ostat vähintään, kun ostat yli,
				ostamalla vähintään, yli, ostoksille yli, yli ostoksesta, ostoksesta, tilauksille yli, minimi, minimissään,
				ostaessasi`,
			cWas: `
				norm, ennen, ovh, arvo, normaali, normaalihinta, normaalisti, normaali hinta, alin hinta, normaalihinnasta,
				normaalihintaan, suositushinta, suositeltu hinta, ohjehinta, aiemmin, aikaisemmin, aiempi hinta, aikaisempi hinta,
				edellinen hinta, entinen hinta, vanha hinta, alkuperäinen hinta, alkup., alk.hinta, listahinta,
				alin hinta 30 päivää, alin hinta 30 pv, alin 30 pv hinta, alin hinta 30 pv aikana, 30 pv alin hinta,
				30 päivän alin hinta, alin hinta viimeisen 30 päivän aikana, edeltävien 30 päivän alin hinta,
				alin hinta ennen alennusta, alin hinta edeltävän 30 päivän aikana, alin hinta edeltävältä 30 päivältä, arvoltaan,
				arvoinen, ilman korttia, ilman plussa-korttia, ilman s-etukorttia, sijaan, vertailuhinta`,
			cWorth: "arvo, arvoltaan, arvoinen",
			cNow: `
				nyt, vain, tarjoushinta, nyt vain, nyt alkaen, ainoastaan, uusi hinta, erikoishinta, kampanjahinta, etuhinta,
				kortilla, tarjouksessa, vaan, tarjoushintaan, jäsenhinta, plussa-hinta, huippuhinta, ale-hinta, nykyinen hinta`,
			cSave: "säästä, säästät, säästö, säästöä, säästät jopa, säästäkää, säästetään",
			cDelivery: `
				toimitus, toimituskulut, toimitusmaksu, toimituksen, toimitusta, postikulut, kuljetus, kotiinkuljetus,
				toimituskuluja, postitus, rahti`,
			cEach: `
				kpl, kappale, /kpl, per kpl, kappaleelta, /kappale, kappalehinta, kpl-hinta, per kappale, /pkt, /prk, /plo, /pss,
				/rs, /ras, per tuote, per pakkaus, kappaleen hinta, a-hinta, yksittäin, kappalehintaan`,
			cHeadline: `
				tarjous, tarjoukset, etu, alennusmyynti, kampanja, viikon tarjous, ale, tarjouksia, tarjouksessa, kampanjat, edut,
				etuja, viikon tarjoukset, viikonlopputarjous, viikonlopun tarjous, supertarjous, superhinta, huipputarjous, löytö,
				löydöt, edullinen, poistomyynti, poistohinta, poistotuote, loppuunmyynti, tyhjennysmyynti, hullut päivät,
				3+1 päivät, päivän tarjous, hinnanalennus, alennettu hinta, halpa hinta, aina halpa, edullinen hinta,
				pysyvästi edullinen, hintaromahdus, super, viimeinen mahdollisuus, black friday, black week, cyber monday,
				kuukauden tarjous, erikoistarjous, kanta-asiakastarjous, kesäale, talviale, loppuale, tarjoushinta`,
			cUpTo:    "jopa, enintään, korkeintaan, enimmillään, maksimissaan, maksimi, max, maks, parhaimmillaan, maksimialennus",
			cAtLeast: "vähintään, ainakin, yli, enemmän kuin, parempi kuin, minimissään, minimi",
			cLoyalty: `
				plussa, plussa-etu, s-etukortti, plussakortilla, s-etukortilla, plussa-kortilla, asiakasomistaja, plussa-kortti,
				plussakortti, plussa-jäsen, k-plussa, k-plussa-etu, k-plussa-kortti, k-plussa-kortilla, plussa-hinta, s-etu,
				s-kortti, s-kortilla, omistaja-asiakas, asiakasomistajat, asiakasomistajille, asiakasomistajaetu,
				asiakasomistajahinta, kanta-asiakas, kanta-asiakkaat, kanta-asiakkaille, kanta-asiakashinta, kanta-asiakasetu,
				kanta-asiakastarjous, kanta-asiakaskortilla, kanta-asiakkaana, jäsen, jäsenet, jäsenille, jäsenetu, jäsenhinta,
				jäsenkortilla, klubi, klubilaisille, klubilainen, klubihinta, lidl plus, lidl plus -etu, lidl plus kanssa,
				bonuskortti, bonuskortilla, bonusasiakas, tokmanni-klubi, ikea family, member, h&m member`,
			cUnit: `
				kpl, kappaletta, pkt, tuotetta, pulloa, plo, pussia, pss, prk, rs, ras, kappaleen, kappaleesta, kappaleet, tuote,
				tuotteen, tuotteesta, tuotteet, tuotteita, tuotteella, pullo, pullon, pullot, pulloja, pussi, pussin, pussit,
				purkki, purkkia, purkin, purkit, paketti, pakettia, paketin, paketit, pakkaus, pakkausta, pakkauksen, pakkauksia,
				rasia, rasiaa, rasian, tölkki, tölkkiä, tölkit, tlk, pari, paria, parin, laatikko, laatikkoa, kori, koria, kg-pussi,
				levy, levyä, rulla, rullaa, rll, nippu, nippua, kirja, kirjaa, kirjan, vaate, vaatetta, setti, settiä, tuubi,
				tuubia, astia, astiaa, ruukku, ruukkua, multipack, kenno, lajia, ltk, pll, ps, annos, annosta, kappale`,
			cPercentWord: "prosenttia, prosentti, prosentin, pros",
			cDeposit: `
				pantti, sis. pantti, + pantti, sis. pantin, pantin, panttia, pantit, sis. pantit, ei sis. panttia, sisältää pantin,
				+ pantit, panttimaksu`,
			cContent: `
				rasvaa, vol, alk, rasvaprosentti, alkoholia, puuvilla, puuvillaa, villaa, silkkiä, pellavaa, polyesteri,
				polyesteriä, viskoosi, viskoosia, elastaani, elastaania, kaakao, kaakaota, hedelmää, lihaa, lihapitoisuus, mehua,
				täysmehu, sokeria, suolaa, proteiinia, kuitua, kierrätetty, kierrätettyä, kierrätysmuovia, kierrätetystä,
				luonnollista alkuperää, arabica, täysjyvä, täysjyvää, kauraa, ruista, vähemmän sokeria, vähemmän rasvaa,
				vähemmän suolaa, vähemmän kaloreita, vähemmän muovia, enemmän proteiinia, enemmän kuitua, enemmän hedelmää,
				enemmän lihaa, kotimaista, suomalaista, korko, korkoa, tyytyväisyys, tyytyväisyystakuu, bakteereista, saannista,
				suositeltavasta, tyytyväisiä, luomua`,
			cVAT:  "alv, sis. alv, arvonlisävero, veroton",
			cMore: "enemmän, lisää, extra, ekstra, lisää sisältöä, enemmän sisältöä, isompi pakkaus, enemmän tuotetta",
			cPoints: `
				pistettä, pisteet, pisteellä, plussa-pistettä, plussa-pisteet, bonuspistettä, bonuspisteet, pistettä per, pisteitä,
				tuplapisteet, leimaa, leimat, tarrat, tarraa`,
			cFiller: `
				ja, tai, kaikki, kaikista, kaikkiin, kaikesta, koko, myös, tämä, nämä, sama, saman, samaa, samasta, samat, sitä,
				sen, joka, valitut, valituista, valikoidut, valikoima, valikoimasta, valikoimaa, valitusta, valituille, tuotteille,
				tuotteesta, tuotteet, tuotteiden, kanssa, kassalla, ostoskorissa, kaikille, meiltä, sinulle, mukaan, ostamasi,
				ostettu, ostetusta, valmiiksi, normaalihintaisista, normaalihintaiset, ovh-hinnasta, merkin, sarjan, mallisto,
				mallistosta, aina, toisen valmistajan, toisen luokan, toinen laatu`,
			cLimit: `
				max, raj, rajoitus, rajoitettu, per asiakas, per talous, /talous, /asiakas, max per talous, enintään per asiakas,
				taloutta kohti, rajoitus per talous`,
			cOfWhich:      "joista, joista yksi, josta, näistä",
			cAbout:        "noin, suunnilleen",
			cFreeDelivery: "ilmainen toimitus, ilmaiset toimituskulut",
			cGift:         "lahja, lahjan, kylkiäinen, kylkiäisenä, kaupanpäällinen",
			cVolume:       "paljousalennus, määräalennus, monipakkaus, säästöpakkaus, osta enemmän säästä enemmän, mitä enemmän ostat sitä enemmän säästät",
			cCashback: `
				seuraavasta ostoksesta, seuraavaan ostokseen, seuraavalle ostokselle, seuraavalla ostokerralla, seuraavan ostoksen,
				seuraavista ostoksista, seuraaviin ostoksiin, seuraavaan tilaukseen, seuraavasta tilauksesta, seuraava ostos,
				seuraava tilaus, seuraavalla kerralla, seuraavaan ostoskertaan, lahjakortti, lahjakortin, lahjakorttia,
				lahjakortti kaupan päälle, ostohyvitys, ostohyvitystä, ostohyvityksen, hyvitys, hyvitetään, bonusta, bonuksena,
				bonuksen, bonukset, arvoseteli, arvosetelin, seteli, ostoetuseteli, takaisin, rahat takaisin, rahaa takaisin,
				cashback, cash back, tilille, bonustilille, s-bonus, voucher, plussa-etuseteli, etuseteli`,
			cUpToAfter: "asti, saakka",
			cMinus:     "miinus",
			cDouble:    "tupla, tuplat, tuplasti, kaksinkertainen, kaksinkertaiset, kaksinkertaisesti, kolminkertainen, tripla, triplat",
			cCheapest: `
				halvin, halvimman, halvimmasta, halvinta, halvimpaan, halvimmat, halvimmista, edullisin, edullisimman,
				edullisimmasta, edullisinta, edullisimpaan, halvin tuote, halvimman tuotteen, halvimmasta tuotteesta,
				edullisin tuote, edullisimman tuotteen, edullisimmasta tuotteesta, halvemman, halvemmasta, halvempi tuote,
				halvemman tuotteen, edullisemman, edullisempi tuote, edullisemman tuotteen, saman tai halvemman,
				samanarvoinen tai halvempi, samanarvoinen tai edullisempi, saman tai alemman hintaisen, samanhintainen tai halvempi,
				samanhintainen tai edullisempi, alimman hintainen, hinnaltaan alin, hinnaltaan halvin, edullisemmasta,
				halvemmasta tuotteesta, edullisemmasta tuotteesta`,
			cApp: "app, sovellus, sovelluksessa, sovelluksella, sovelluksen, vain sovelluksessa, appissa, mobiilisovellus, mobiilisovelluksessa",
			cCoupon: `
				kuponki, kupongilla, kupongin, kuponkitarjous, koodi, koodilla, alekoodi, alekoodilla, alennuskoodi,
				alennuskoodilla, etukoodi, etukoodilla, kampanjakoodi, kampanjakoodilla, etukuponki, digikuponki`,
			cPayment: "luottokortilla, korttimaksu, mobilepay",
			cGroup: `
				opiskelija, opiskelijat, opiskelijoille, opiskelija-alennus, opiskelija-alennusta, opiskelijakortilla, seniori,
				seniorit, senioreille, eläkeläiset, eläkeläisille, eläkeläisalennus, uudet asiakkaat, uusille asiakkaille,
				uusi asiakas, ensitilaus, ensimmäinen tilaus, ensimmäisestä tilauksesta, ensimmäisestä ostoksesta, uutiskirje,
				uutiskirjeen tilaajille`,
			cDays: `
				maanantai, tiistai, keskiviikko, torstai, perjantai, lauantai, sunnuntai, maanantaina, tiistaina, keskiviikkona,
				torstaina, perjantaina, lauantaina, sunnuntaina, viikonloppu, viikonloppuna, vain tänään, tänään, huomenna,
				koko viikonlopun, vain viikonloppuna`,
			cOnline: `
				verkkokaupassa, vain verkkokaupassa, verkkokauppa, verkossa, vain verkossa, online, vain verkosta, verkosta,
				nettikaupassa, vain netissä, netissä`,
			cStore: "myymälässä, vain myymälässä, myymälöissä, vain myymälästä, tavarataloissa, kaupassa, kaupasta",
			cMix: `
				mix, valitse vapaasti, vapaasti valittavissa, vapaasti, yhdistele, yhdistele vapaasti, sekoita, valinnainen,
				valinnaista, mikä tahansa, mitkä tahansa, lajitelma, eri lajeja, useita lajeja, valintasi mukaan, mix & match`,
			cOrdSuffix: "nen, sesta, stä, nnen",
			cPerson:    "henkilöä, henkilölle, henkilö, hlö, hlöä, hengelle, lasta, aikuista",
			cTime: `
				tuntia, tunti, tunnin, päivä, päivää, päivän, pv, viikko, viikkoa, viikon, vko, kuukausi, kuukautta, kuukauden, kk,
				vuosi, vuotta, vuoden, minuuttia, minuutin, yötä, vrk`,
			cMonth: `
				tammikuuta, helmikuuta, maaliskuuta, huhtikuuta, toukokuuta, kesäkuuta, heinäkuuta, elokuuta, syyskuuta, lokakuuta,
				marraskuuta, joulukuuta, tammikuu, helmikuu, maaliskuu, huhtikuu, toukokuu, kesäkuu, heinäkuu, elokuu, syyskuu,
				lokakuu, marraskuu, joulukuu`,
			cUntil: `
				voimassa, voimassa asti, tarjous voimassa, hinta voimassa, hinnat voimassa, kampanja voimassa, tarjous on voimassa,
				voimassaoloaika, päättyy, viimeinen käyttöpäivä, parasta ennen, tarjoukset voimassa, vko`,
			cInstalment: "osamaksu, osamaksulla, korotta, koroton, korottomasti, korottomalla maksuajalla, maksuaika, maksuaikaa, kk erissä, /kk, erissä",
			cGuarantee:  "tyytyväisyystakuu, rahat takaisin -takuu, tyytyväisyys taataan",
			cOne:        "yhdestä, yhdellä",
			cOn:         "kaikista, kaikesta, valituista, valikoiduista",
		},
		numbers: map[int]string{
			1:  "yhden, yksi",
			2:  "kaksi, kahden, kahta, kahdella, kahdesta, kaksi kappaletta, molemmat",
			3:  "kolme, kolmen, kolmella, kolmesta, kolmea",
			4:  "neljä, neljän, neljää, neljästä",
			5:  "viisi, viiden, viittä",
			6:  "kuusi, kuuden, kuutta",
			7:  "seitsemän",
			8:  "kahdeksan",
			9:  "yhdeksän",
			10: "kymmenen",
			12: "tusina, kaksitoista",
		},
		ordinals: map[int]string{
			1: `
				seuraava tuote, seuraavan tuotteen, seuraavasta tuotteesta, seuraava, seuraavan, seuraavasta, jokainen seuraava,
				jokaisesta seuraavasta, lisätuote, lisätuotteesta`,
			2: `
				toinen, toisesta, toinen tuote, toisen, toisen tuotteen, toisesta tuotteesta, toista, toiseen, toisella,
				toinen kappale, toisen kappaleen, toinen pari, toisen parin, toisesta parista, joka toinen, 2. tuotteesta,
				toinen samanlainen, toinen samanarvoinen`,
			3:  "kolmas, kolmannen, kolmannesta, kolmatta, kolmas tuote, kolmannen tuotteen, kolmannesta tuotteesta, joka kolmas",
			4:  "neljäs, neljännen, neljännestä, joka neljäs",
			5:  "viides, viidennen, viidennestä",
			6:  "kuudes, kuudennen, kuudennesta",
			7:  "seitsemäs",
			8:  "kahdeksas",
			9:  "yhdeksäs",
			10: "kymmenes, kymmenennen",
		},
		fractions: map[int]string{
			5000: `
				puoleen, puoli, puolet, puolikas, puolet hinnasta, puoleen hintaan, puolella hinnalla, puolet pois,
				puolta halvempi, puoli hintaa, puolella, puoleenhintaan`,
			3333: "kolmannes, kolmanneksen, kolmasosa, kolmasosan",
			2500: "neljännes, neljänneksen, neljäsosa, neljäsosan",
		},
		sizes: map[string]string{"g": "grammaa, gramma", "kg": "kiloa, kilon", "l": "litra, litraa, litran"},
	}
}
