package promo

// Norwegian.
func norwegian() language {
	return language{
		code: "no",
		words: map[concept]string{
			cLess:         "mindre",
			cFreeDelivery: "fraktfritt, fri frakt",
			cFree: `
				gratis, på kjøpet, fri, fritt, gratis på kjøpet, gratis med på kjøpet, kostnadsfri, kostnadsfritt, uten kostnad,
				uten ekstra kostnad, på oss, med på kjøpet, du får på kjøpet, spanderer vi, gratis med`,
			cFor:    "for",
			cAt:     "til, for",
			cBundle: "til prisen av, for prisen av, til pris av, for prisen for, til prisen for, samme pris som, for samme pris som",
			cBuy: `
				kjøp, kjop, ta, velg, kjøper, handle, kjøpe, kjøpt, kjøpte, handler, handlet, handle for, tar, tatt, velger, valgt,
				plukk, bestill, bestiller, legg i handlekurven, kjøp med deg, ta med, når du handler, kjøper du`,
			cPay: `
				betal, betal for, betal kun for, betaler, betaler for, betaler kun for, betal bare for, betal bare, betal kun,
				betaler bare for, betaler kun, betaler bare, du betaler for, du betaler kun for, du betaler bare for, du betaler,
				betalt, betaler du for, betaler du kun for, betaler du bare for, betaler du`,
			cGet: "få, få med, får, får du, du får, får med, fått, få også, hent, motta, mottar, få ytterligere",
			cOff: `
				rabatt, avslag, billigere, lavere pris, rabatten, rabatter, rabattert, rabatterte, rabattpris, avslaget, prisavslag,
				nedsatt, nedsatte, nedsatt pris, satt ned, satt ned med, prisreduksjon, redusert, redusert pris, reduserte priser,
				lavere priser, senket pris, prisnedsettelse, nedsettelse, ekstra rabatt, billigere med, rimeligere`,
			cPrice: `
				pris, prisen, pris på, priser, halv pris, halve prisen, til halv pris, til halve prisen, halvparten av prisen,
				halvpris, half price`,
			cFrom: `
				fra, ved kjøp av, fra og med, minst, når du kjøper, ved kjøp av minst, over, ved, ved kjøp over, ved kjøp av min,
				ved kjøp av minimum, ved kjøp av flere enn, ved kjøp fra, ved kjøp for, ved kjøp for over, ved kjøp for minst,
				ved bestilling, ved bestilling over, ved ordre over, ved handel over, ved handel for, når du handler for,
				når du handler for over, når du handler for minst, når du handler over, handle for over, handle for minst,
				handle for, handle over, handler for, handler for over, kjøp for over, kjøp for minst, kjøp for, kjøp over,
				kjøp minst, hvis du kjøper, allerede fra, per kjøp av, pr kjøp av, min., minimum, f.o.m., ved kjop av`,
			cWas: `
				før, førpris, veil pris, veil, ord pris, tidligere, i stedet for, veil. pris, normalpris, ord. pris, ordinær pris,
				verdi, til en verdi av, ordinærpris, ordinært, ordinær, ordinære priser, av ordinær pris,
				laveste pris siste 30 dager, laveste pris de siste 30 dager, laveste pris de siste 30 dagene,
				laveste pris siste 30 dagene, siste 30 dagers laveste pris, laveste pris 30 dager,
				laveste pris i løpet av de siste 30 dagene, laveste pris siste 30 d, forrige pris, gammel pris, tidligere pris,
				tidligere laveste pris, veiledende, veiledende pris, veiledende utsalgspris, anbefalt pris, anbefalt utsalgspris,
				normal pris, vanlig pris, vanligvis, normalt, listepris, i stedet, sammenlignet med, ikke-medlem, uten medlemskap,
				istedenfor, istedet for`,
			cWorth: "verdi, til en verdi av",
			cNow: `
				ny pris, nå, kun, bare, nå kun, kampanjepris, tilbudspris, nå bare, kun nå, nå fra, spesialpris, aktuell pris,
				salgspris, rabattert pris, pris nå, satt ned til, nedsatt til, kuppris, pris med kort, app-pris, apppris,
				kupongpris, kundepris, for kun, for bare`,
			cSave:     "spar, du sparer, sparer, spar hele, du spar, besparelse",
			cDelivery: "frakt, levering, hjemlevering, fraktfritt, frakten, leveringen, porto, fraktkostnad, hjemlevert, utkjøring, hjemkjøring",
			cGift:     "gave, gave med på kjøpet, gaver, gave på kjøpet, gave med, gratis gave",
			cMore:     "ekstra, mer, mer innhold, ytterligere innhold, større pakning, ekstra innhold, mer i pakken",
			cEach: `
				stk, per stk, pr stk, /stk, pr. stk., stykk, per pakke, pr pakke, pr. pk, per pk, per flaske, pr flaske, per pose,
				per boks, per par, pr par, pr vare, per vare, stykket, stykkpris, pris pr stk, pris per stk`,
			cPer: "per, pr",
			cVolume: `
				mengderabatt, kvantumsrabatt, volumrabatt, flerkjøp, flerkjøpsrabatt, kjøp mer spar mer, kjøp flere spar mer,
				jo mer du kjøper jo mer sparer du, multikjøp, storkjøp, multirabatt`,
			cCashback: `
				trumf-bonus, bonus på trumf, trumf bonus, neste kjøp, bonus på konto, gavekort, tilbake, cashback, kjøpeutbytte,
				i bonus, på neste kjøp, ditt neste kjøp, på ditt neste kjøp, neste handel, på neste handel, neste handletur,
				neste gang du handler, neste besøk, neste bestilling, neste ordre, ved neste kjøp, fremtidige kjøp, bonus på kjøpet,
				bonuspenger, i trumf-bonus, i trumf, trumf-bonus på, på trumf-kontoen, på konto, på kontoen, på din konto,
				på medlemskontoen, til din konto, i lommeboken, lommebok, gavekortet, gavekort på, gavekort verdt, verdikupong,
				verdisjekk, voucher, tilgodelapp, tilgodehavende, refusjon, refundert, refunderes, får du tilbake,
				pengene tilbake på kortet, kontant tilbake, cash back, i kjøpeutbytte, kjøpeutbytte på, utbytte, coop-bonus,
				bonuskroner, bonuspoeng, neste kjop, pa neste kjop, ditt neste kjop`,
			cPoints: "poeng, poengene, bonuspoeng, doble poeng, klistremerker, stempler",
			cHeadline: `
				tilbud, kampanje, kronemarked, salg, kupp, ukens tilbud, kjempekupp, superkupp, førstepris, lavpris, super, utsalg,
				supertilbud, mammut, mammutsalg, knallpris, prisfall, kanonkjøp, prissjokk, tilbudet, tilbudene, kampanjen,
				kampanjer, salget, kuppet, ukas tilbud, ukens kupp, ukas kupp, ukens vare, helgekupp, superpris, kanonpris,
				prissjokket, bunnpris, lave priser, lavprisen, alltid lav pris, faste lave priser, priskutt, prisras, prisknus,
				prisdump, prisdykk, prisfest, sjokkpris, sjokksalg, siste sjanse, sommersalg, januarsalg, black week, black friday,
				cyber monday, kjøpefest, ukeavis, kundeavis, gode tilbud, toppkupp, prisbombe, outlet`,
			cUpTo: `
				opptil, inntil, opp til, inntil -, maks, helt opp til, maksimalt, maksimum, max, høyst, på det meste, oppimot,
				opp mot, så mye som, inntill, opptill, hoyst`,
			cAtLeast: "minst, mer enn, over, mere enn, bedre enn, minimum, i hvert fall",
			cDouble:  "dobbel, doble, dobbelt, dobbelt så mye, trippel, tredobbel, triple",
			cCheapest: `
				billigste, den billigste, rimeligste, den rimeligste, billigste vare, billigst, billigste varen,
				den billigste varen, billigste produkt, billigste produktet, det billigste produktet, det billigste, de billigste,
				billigste plagg, det billigste plagget, billigste plagget, billigste paret, laveste prisen, laveste pris av,
				med lavest pris, den med lavest pris, varen med lavest pris, rimeligste vare, rimeligste varen,
				den rimeligste varen, den billigere, den rimeligere, av samme eller lavere verdi, til samme eller lavere verdi,
				til samme eller lavere pris, samme eller lavere verdi, samme eller lavere pris, lik eller lavere verdi,
				lik eller lavere pris, av lik eller lavere verdi, lavere verdi, lavest pris, laveste verdi`,
			cTo: "til",
			cLoyalty: `
				trumf-bonus, bonus på trumf, trumf, medlem, medlemmer, coop medlem, medlemspris, kundekort, æ, æ-kunder,
				medlemstilbud, for medlemmer, med coop medlem, medlemsrabatt, medlemskap, medlemskort, medlemskortet, medlemsfordel,
				medlemspriser, som medlem, for deg som er medlem, medlems, kundeklubb, for kundeklubb, kundeklubbmedlem,
				kundeklubbmedlemmer, kundeklubbpris, kundeklubbtilbud, coop-medlemmer, for coop-medlemmer, coop-kort, coopay,
				trumf-medlem, trumf-medlemmer, trumf-kunde, trumfkunde, trumf pris, trippel-trumf, trippeltrumf, med trumf, rema æ,
				æ-appen, med æ, æ-pris, meny mer, kiwi pluss, pluss-kunde, plusskunde, plusskunder, pluss kunder, spar kunde,
				vita-kort, boots kundeklubb, club vita, lojalitetskort, bonuskort, kundekortpris, ikea family, h&m member,
				xxl reward, fordelskort, fordelskunde, norwegian reward`,
			cApp: "app, i appen, appen, app-en, med appen, via appen, kun i appen, bare i appen, mobilapp, i vår app",
			cCoupon: `
				kupong, kode, rabattkode, med kode, kuponger, kupongen, digital kupong, med kupong, koden, bruk kode, bruk koden,
				bruk rabattkode, bruk rabattkoden, med koden, rabattkoden, med rabattkode, rabattkupong, kampanjekode, kupongkode`,
			cGroup: `
				studenter, student, pensjonister, nye kunder, studentbevis, studentrabatt, senior, seniorer, honnør, nytt medlem,
				nye medlemmer, ny kunde, ny medlem, første kjøp, på første kjøp, første bestilling, første ordre, ditt første kjøp,
				på ditt første kjøp, nyhetsbrev, nyhetsbrevet, ved abonnement`,
			cDays: `
				mandag, tirsdag, onsdag, torsdag, fredag, lørdag, søndag, helg, helgetilbud, mandager, tirsdager, onsdager,
				torsdager, fredager, lørdager, søndager, helgen, helga, i helgen, kun i dag, bare i dag, i dag, i morgen,
				hele helgen, til søndag, til lørdag, t.o.m. søndag`,
			cOnline: `
				kun på nett, på nett, kun online, nettbutikk, online, bare på nett, bare online, nettpris, på nettet, nettkupp,
				i nettbutikken, nettbutikken, på nettsiden, webpris, kun nett`,
			cStore: `
				i butikk, kun i butikk, butikk, i butikken, i butikkene, kun i butikken, bare i butikk, i våre butikker,
				i fysisk butikk, i varehuset`,
			cMix: `
				valgfri, valgfrie, miks, bland, fritt valg, mix, plukk og miks, velg fritt, fritt utvalg, velg mellom, velg og miks,
				bland fritt, bland og match, miks og match, mix og match, miks & match, kombiner, kombiner fritt,
				kombiner som du vil, plukk & miks, valgfritt, plukk og mix, flere varianter, ulike varianter, ulike typer`,
			cLimit: `
				maks per kunde, maks, maks per husstand, max, begrenset til, per kunde, pr kunde, per husstand, pr husstand,
				maks antall, maks pr kunde, maks pr husstand, maks per medlem, maks kjøp`,
			cFiller: `
				og, på, av, en, et, den, det, de, i, med, alle, alt, hele, din, ditt, utvalgte, samme, eller, som, er, flere,
				eller flere, hele kjøpet, utvalget, om, også, vår, vårt, dine, sin, sitt, gir, gis, hos, alt i, utvalgt,
				utvalgte varer, utvalgte produkter, merket, sortiment, sortimentet, av vårt, ordinære, denne, dette, i kassen,
				kassen, i handlekurven, handlekurven, trekkes fra i kassen, allerede nedsatte, allerede, samme type, noe, når,
				sammen, sammen med, blir, kategorien, serien, kjøpte, eller mer, for deg, andre sortering, andre varer,
				andre produkter, andre kampanjer, andre merker, andre dag`,
			cOn: "på",
			cUnit: `
				stk, pakke, pakker, flasker, flaske, bokser, boks, produkter, produkt, varer, vare, poser, pose, par, pk, pkn,
				varen, plagg, pack, stykker, stykke, stykk, pakken, pakning, pakninger, flasken, flaska, boksen, posen, produktet,
				produktene, varene, artikler, artikkel, paret, plagget, plaggene, esker, eske, rull, ruller, kartong, kartonger,
				kasser, brett, beger, begre, bøker, bok, boken, boka, kg-pose, glass, tube, tuber, skål, spann, sekk, sekker, bunt,
				bunter, sett, multipack, storpakning, fl, ps, bx`,
			cOrdSuffix:   "e, dje, ende, ern, eren",
			cPercentWord: "prosent, prosents",
			cPerson:      "personer, pers, person, barn, voksne, gjester, deltakere",
			cTime:        "timer, dager, uker, måneder, år, min, uke, minutter, time, dag, dagene, døgn, minutt, sekunder, måned, mnd, netter, natt, åringer",
			cMonth: `
				januar, februar, mars, april, mai, juni, juli, august, september, oktober, november, desember, jan, feb, mar, jun,
				jul, aug, sep, okt, nov`,
			cWeekday: "man, tir, ons, tor, fre, lør, søn",
			cUntil: `
				gjelder til, t.o.m., gjelder, uke, til og med, gyldig til, gjelder fra, gjelder t.o.m., gjelder f.o.m., gyldig,
				gyldig t.o.m., gyldig fra, tilbudet gjelder, tilbudet gjelder til, tilbudet gjelder t.o.m., kampanjen gjelder,
				gjelder fram til, fram til, frem til, gjelder i perioden, slutter, best før, så lenge`,
			cDeposit: `
				pant, + pant, inkl. pant, ekskl pant, panten, eks. pant, eksklusiv pant, inklusiv pant, inkludert pant,
				pant kommer i tillegg, uten pant, pluss pant, med pant`,
			cVAT: "mva, inkl. mva, ekskl mva, eks mva, inklusiv mva, inkludert mva, avgift",
			cContent: `
				fett, vol, alk, alkohol, bomull, kakao, frukt, kjøtt, mindre sukker, sukker, økologisk, ull, kjøttinnhold,
				mindre fett, mindre kalorier, mindre plast, færre kalorier, mindre karbohydrater, mer protein, mer frukt, mer fiber,
				mer kjøtt, protein, fiber, fettinnhold, polyester, viskose, elastan, silke, kasjmir, polyamid, lyocell, resirkulert,
				resirkulerte, resirkulert plast, av resirkulert, naturlig opprinnelse, av naturlig opprinnelse, fullkorn, arabica,
				kakaoinnhold, alkoholinnhold, volum, volumprosent, juice, juiceinnhold, effektiv rente, bakterier, fornøyd,
				fornøyde, fornøyde kunder, av kundene, av dagsbehovet, dagsbehovet, anbefalt dagsinntak, raskere, råmelk`,
			cInstalment: `
				delbetaling, kr/mnd, rentefritt, avbetaling, nedbetaling, per måned, pr måned, kr/md, pr mnd, per mnd, /mnd,
				rentefri, rentefrie, uten renter, renter, rentefri betaling, rentefri delbetaling`,
			cGuarantee: "fornøyd-garanti, pengene tilbake, fornøydgaranti, 100% fornøyd, pengene-tilbake-garanti",
			cOne:       "en, et, én, ett, den ene, ene",
			cOfWhich:   "hvorav, herav, derav",
			cAbout:     "ca, cirka, omkring, omtrent, rundt",
			cMinus:     "minus",
			cPayment:   "kredittkort, vipps, klarna, bankkort",
			cSingular:  "vare, varen, produktet, paret, plagget",
		},
		numbers: map[int]string{3: "tre", 5: "fem", 6: "seks", 7: "sju, syv", 8: "åtte", 12: "tolv, et dusin, dusin"},
		ordinals: map[int]string{
			1: `
				neste vare, neste varen, neste produkt, neste par, neste plagg, neste til, neste for, hver ekstra, hver neste,
				ytterligere en, enda en, en til, ett til, et til`,
			2: `
				andre, andre varen, andre vare, den andre, den andre varen, det andre, andre produkt, andre produktet,
				andre paret, andre par, andre plagg, andre plagget, andre flaske, andre pakke, vare nr 2, nr 2, nummer 2,
				nummer to, en annen vare, annen vare, annethvert, annenhver, hver andre`,
			3: `
				tredje, den tredje, det tredje, tredje varen, tredje vare, tredje produkt, nr 3, nummer 3, nummer tre,
				vare nr 3, hver tredje`,
			4:  "fjerde, den fjerde, det fjerde, fjerde varen, nr 4, nummer 4, vare nr 4",
			5:  "femte, den femte, femte varen, nr 5, vare nr 5",
			6:  "sjette, den sjette, sjette varen",
			7:  "sjuende, syvende",
			8:  "åttende",
			9:  "niende",
			10: "tiende",
		},
		fractions: map[int]string{
			5000: `
				halv, halve, halvparten, halv pris, halve prisen, til halv pris, til halve prisen, halvparten av prisen,
				halvparten av, halvpris, halvert pris, halvt, halverte priser, halvert`,
			3333: "en tredjedel, en tredel, tredjedel, tredel",
			2500: "en fjerdedel, fjerdedel, en kvart",
			6667: "to tredjedeler, to tredeler",
			7500: "tre fjerdedeler",
		},
	}
}
