package promo

// Danish.
func danish() language {
	return language{
		code: "da",
		words: map[concept]string{
			cLess:         "mindre",
			cFreeDelivery: "fragtfri, fri fragt",
			cFree: `
				gratis, med i købet, gratis med, gratis oven i købet, oven i købet, gratis med i købet, kvit og frit,
				uden beregning, uden ekstra betaling, omkostningsfri, på os, med gratis`,
			cFor: "for",
			cAt:  "til, for",
			cBundle: `
				til prisen for, for prisen af, til prisen af, til pris for, til prisen på, for prisen for, til samme pris som,
				for samme pris som, til en pris af`,
			cBuy: `
				køb, kob, tag, vælg, køber, købt, købte, købe, ved køb, tager, taget, vælger, valgt, plukker, pluk, bestil,
				bestiller, læg i kurven, tag med, handler, handl, når du handler, køber du`,
			cPay: `
				betal, betal for, betal kun for, betaler, betaler for, betaler kun for, betal kun, betaler kun, du betaler for,
				du betaler kun for, du betaler, betal bare for, betaler bare for, betale, betalt, betaler du for,
				betaler du kun for, betaler du`,
			cGet: "få, får, får du, du får, fås, få også, modtag, modtager, hent, få yderligere, få den",
			cOff: `
				rabat, billigere, nedsat, rabatten, rabatter, rabatteret, rabatpris, afslag, prisafslag, prisnedsættelse, nedsatte,
				nedsat pris, nedsat med, sat ned, sat ned med, reduceret, reduceret pris, lavere pris, lavere priser, prisreduktion,
				ekstra rabat, besparelse, billigere med, nedsættelse, rabat på`,
			cPrice: `
				pris, prisen, priser, halv pris, halve pris, til halv pris, til halve pris, den halve pris, halvdelen af prisen,
				halvpris, half price`,
			cFrom: `
				fra, ved køb af, min, mindst, når du køber, ved køb over, over, ved, ved køb af min, ved køb af minimum,
				ved køb af mindst, ved køb af flere end, ved køb fra, ved køb for, ved køb for over, ved køb for mindst,
				ved køb for min, ved bestilling, ved bestilling over, ved ordre over, ved ordrer over, ved handel over,
				ved handel for, når du handler for, når du handler for over, når du handler for mindst, når du handler over,
				handl for, handl for over, handl for mindst, køb for over, køb for mindst, køb for min, køb for, køb over,
				køb mindst, hvis du køber, allerede fra, pr køb af, minimum, f.o.m., fra og med, per køb af, ved kob af`,
			cWas: `
				før, førpris, normalpris, i stedet for, vejl, vejl pris, vejl. pris, tidligere, værdi, til en værdi af, førprisen,
				før pris, normalt, normal pris, vejl. udsalgspris, vejledende, vejledende pris, vejledende udsalgspris,
				anbefalet pris, anbefalet udsalgspris, listepris, vanlig pris, tidligere pris, laveste pris de seneste 30 dage,
				laveste pris seneste 30 dage, laveste pris sidste 30 dage, laveste pris de sidste 30 dage,
				seneste 30 dages laveste pris, laveste pris i de seneste 30 dage, laveste pris 30 dage, gammel pris,
				sammenlignet med, ikke-medlem, ikke medlemmer, uden medlemskab, ordinær pris, ord. pris, i st. for, istedet for,
				stedet for, værd, til en værdi`,
			cWorth: "værdi, til en værdi af",
			cNow: `
				ny pris, nu, kun, nu kun, tilbudspris, nu fra, nu bare, kun nu, bare, særpris, aktuel pris, salgspris, rabatpris,
				pris nu, sat ned til, nedsat til, kup-pris, kuppris, app-pris, pris med app, kuponpris, for kun, klubpris`,
			cSave:     "spar, du sparer, sparer, spar hele, du spar, besparelse",
			cDelivery: "fragt, levering, forsendelse, fragten, leveringen, porto, fragtgebyr, hjemmelevering, udbringning",
			cGift:     "gave, gaver, gave med i købet, gratis gave, gave ved køb",
			cMore:     "ekstra, mere, mere indhold, yderligere indhold, større pakke, ekstra indhold",
			cEach: `
				stk, pr stk, per stk, pr. stk., stykket, /stk, pr. pakke, per pakke, pr. flaske, pr. pose, pr. ds, pr. dåse,
				pr. par, pr. vare, styk, per styk, pr styk, stykpris, stk-pris, pris pr stk, pris per stk`,
			cPer: "pr, per",
			cVolume: `
				mængderabat, mængderabatter, flerstyk, flerstykspris, flerstykskøb, multikøb, køb mere spar mere,
				køb flere spar mere, kvantumrabat, kvantumsrabat, stabelrabat, storkøb`,
			cCashback: `
				næste køb, cashback, gavekort, retur, tilbage, på næste køb, dit næste køb, på dit næste køb, næste handel,
				næste indkøb, dit næste indkøb, på dit næste indkøb, næste gang du handler, næste besøg, næste bestilling,
				næste ordre, ved næste køb, fremtidige køb, bonus på købet, bonuskroner, i bonus, bonus på konto, bonus på kontoen,
				på konto, på kontoen, på din konto, til din konto, på dit medlemskort, opsparing, opspar, til din opsparing,
				i pungen, gavekortet, gavekort på, værdikupon, værdibevis, værdicheck, voucher, tilgodebevis, tilgodehavende,
				refusion, refunderet, refunderes, penge tilbage, pengene tilbage på, kontant retur, cash back, kontante tilbage,
				dividende, næste kob, næste kjøb`,
			cPoints: "point, pointene, bonuspoint, dobbelt point, medlemspoint, klistermærker, stempler, plus point",
			cHeadline: `
				tilbud, udsalg, kampagne, spotvare, ugens tilbud, avisvare, tilbudspris, avistilbud, restsalg, prisfald, tilbuddet,
				tilbuddene, kampagnen, kampagner, udsalget, ugens kup, ugens vare, weekendtilbud, weekendkup, superpris, kanonpris,
				kanontilbud, supertilbud, spotvarer, lavpris, lavpriser, altid lav pris, fast lav pris, faste lave priser,
				discountpris, knaldpris, prischok, prisknald, priskrig, prisdyk, prisbasker, vildt billigt, billigt, restparti,
				ophørsudsalg, sidste chance, sommerudsalg, januarudsalg, black week, black friday, cyber monday, begrænset parti,
				mens lager haves, introtilbud, intropris, mængdetilbud, månedens tilbud, dagens tilbud, kædetilbud, tilbudsavis,
				superkup`,
			cUpTo:    "op til, optil, maks, helt op til, maksimalt, maksimum, max, højst, højest, op imod, så meget som, indtil, optill, hojst",
			cAtLeast: "mindst, mere end, bedre end, minimum, over",
			cDouble:  "dobbelt, dobbelte, dobbelt så meget, tredobbelt, tredobbelte, tripel, doble",
			cCheapest: `
				billigste, den billigste, billigst, billigste vare, den billigste vare, billigste varer, billigste produkt,
				det billigste produkt, det billigste, de billigste, billigste stykke, billigste par, det billigste par,
				laveste pris af, med laveste pris, med lavest pris, varen med laveste pris, til laveste pris, den billigere,
				af samme eller lavere værdi, til samme eller lavere værdi, til samme eller lavere pris, samme eller lavere værdi,
				samme eller lavere pris, lig eller lavere værdi, lavere værdi, lavest pris, laveste værdi, af de billigste,
				billigste styk`,
			cLoyalty: `
				medlem, medlemmer, medlemspris, plus medlem, medlemstilbud, lidl plus, coop medlem, for medlemmer, medlemskab,
				medlemskort, medlemskortet, medlemsfordel, medlemspriser, medlemsrabat, medlemsrabatten, som medlem,
				for dig som er medlem, medlems, klub, klubpris, klubmedlem, klubmedlemmer, for klubmedlemmer, kundeklub,
				kundeklubpris, coop medlemmer, coop plus, netto+, netto plus, bilka plus, bilka+, føtex plus, føtex+, med netto+,
				plus-medlemmer, plus kunder, matas club, club matas, club matas-pris, vind-vind, lidl plus app, med lidl plus,
				med lidl plus app, meny medlem, loyalitetskort, kundekort, bonuskort, ikea family, h&m member, sport 24 club,
				fordelskort, fordelsklub`,
			cApp: "app, i appen, appen, med app, med appen, via appen, kun i appen, app-tilbud, apptilbud, mobilapp, i vores app",
			cCoupon: `
				kupon, kode, rabatkode, kuponen, kuponer, med kupon, digital kupon, koden, brug kode, brug koden, brug rabatkode,
				brug rabatkoden, med kode, med koden, rabatkoden, med rabatkode, rabatkupon, kampagnekode, kuponkode`,
			cOnline: "kun online, online, på nettet, kun på nettet, webpris, netpris, i webshoppen, webshop, i webshop, onlinepris, på hjemmesiden",
			cStore:  "i butikken, i butik, kun i butik, kun i butikken, i butikkerne, i vores butikker, i varehuset",
			cMix: `
				frit valg, valgfri, bland, valgfrie, mix, frit udvalg, vælg frit, vælg mellem, bland selv, bland frit,
				bland og match, mix og match, mix & match, miks, kombiner, kombiner frit, valgfrit, flere varianter, flere slags,
				forskellige varianter, forskellige slags, div. varianter`,
			cLimit: `
				max pr kunde, maks pr kunde, max, maks, max antal, begrænset til, pr kunde, per kunde, pr husstand,
				maks pr husstand, maks antal, højst pr kunde`,
			cFiller: `
				og, på, af, en, et, den, det, de, i, med, alle, alt, hele, udvalgte, samme, eller, er, om, din, dit, også, vores,
				vort, dine, sin, sit, giver, hos, alt i, udvalgt, udvalgte varer, udvalgte produkter, mærket, sortiment,
				sortimentet, hele sortimentet, af vores, denne, dette, ved kassen, kassen, i kurven, kurven, fratrækkes ved kassen,
				trækkes fra ved kassen, allerede nedsatte, allerede, samme slags, noget, når, sammen, sammen med, bliver,
				kategorien, serien, købte, flere, eller flere, eller derover, til dig, som, hele købet, hele kurven,
				anden sortering, anden hånd, andet sortiment, anden dag`,
			cUnit: `
				stk, pakker, pakke, flasker, flaske, dåser, dåse, poser, pose, varer, vare, produkter, par, bakker, bakke, ps, fl,
				ds, stykke, stykker, pakken, flasken, dåsen, posen, bakken, produktet, produktern, produkterne, varen, varerne,
				artikel, artikler, parret, æsker, æske, rulle, ruller, karton, kartoner, kasser, bæger, bægre, bøger, bogen, glas,
				tube, tuber, spand, sæk, bundt, bundter, sæt, multipak, storkøbspakning, pk, brk, rl, bdt, ramme, rammer, styk`,
			cOrdSuffix:   "e, eren, dje, ende",
			cPercentWord: "procent, procents, pct",
			cPerson:      "personer, pers, person, børn, voksne, gæster, deltagere, kuverter",
			cTime:        "timer, dage, uger, måneder, år, uge, time, dag, dagene, døgn, minutter, sekunder, måned, mdr, nætter, nat, årige",
			cDeposit: `
				pant, + pant, ekskl. pant, inkl. pant, panten, excl. pant, eksklusiv pant, inklusiv pant, uden pant, plus pant,
				med pant, pant tillægges`,
			cVAT: "moms, inkl. moms, ekskl. moms, ex. moms, inklusive moms, eksklusiv moms, momsen, afgift",
			cContent: `
				fedt, vol, alkohol, alk, bomuld, kakao, frugt, kød, sukker, uld, økologisk, mindre fedt, mindre sukker, mindre salt,
				færre kalorier, mindre kalorier, mindre plast, mindre kulhydrater, mere protein, mere frugt, mere fiber, mere kød,
				protein, fiber, fedtindhold, polyester, viskose, elastan, silke, kashmir, polyamid, lyocell, genbrugt, genanvendt,
				genanvendte, genbrugsplast, genanvendt plast, naturlig oprindelse, af naturlig oprindelse, fuldkorn, arabica,
				kakaoindhold, alkoholindhold, volumen, volumenprocent, juice, juiceindhold, ÅOP, debitorrente, bakterier, tilfreds,
				tilfredshed, tilfredse, tilfredse kunder, af kunderne, dagsbehov, af dagsbehovet, anbefalet dagligt indtag,
				hurtigere, kødindhold`,
			cMonth: `
				januar, februar, marts, april, maj, juni, juli, august, september, oktober, november, december, jan, feb, mar, jun,
				jul, aug, sep, okt, nov, dec`,
			cOne: "en, et, én, den ene, ene",
			cUntil: `
				gælder til, t.o.m., gælder, uge, til og med, gælder fra, gælder t.o.m., gyldig, gyldig til, gyldig t.o.m.,
				gyldig fra, tilbuddet gælder, tilbuddet gælder til, tilbuddet gælder t.o.m., kampagnen gælder, frem til,
				gælder frem til, gælder i perioden, slutter, bedst før, så længe, avisen gælder, priserne gælder`,
			cDays: `
				mandag, tirsdag, onsdag, torsdag, fredag, lørdag, søndag, mandage, tirsdage, onsdage, torsdage, fredage, lørdage,
				søndage, weekend, weekenden, i weekenden, kun i dag, i dag, i morgen, hele weekenden, til søndag, til lørdag,
				t.o.m. søndag`,
			cTo:      "til",
			cOfWhich: "heraf, hvoraf, deraf",
			cAbout:   "ca, cirka, omkring, omtrent",
			cMinus:   "minus",
			cPayment: "kreditkort, mobilepay, betalingskort",
			cGroup: `
				student, studerende, for studerende, studierabat, senior, seniorer, pensionist, pensionister, nye kunder,
				nye medlemmer, ny kunde, nyt medlem, første køb, på første køb, på dit første køb, første ordre, første bestilling,
				nyhedsbrev, nyhedsbrevet, ved abonnement`,
			cOn: "på",
			cInstalment: `
				afbetaling, delbetaling, rentefri, rentefrit, rentefrie, uden renter, pr. måned, om måneden, kr/md, /md, /mdr,
				renter, rater, i rater`,
			cGuarantee: "tilfredshedsgaranti, pengene tilbage garanti, 100% tilfreds, fuld tilfredshed",
			cSingular:  "vare, varen, produktet",
		},
		numbers: map[int]string{3: "tre", 4: "fire", 5: "fem", 6: "seks", 7: "syv", 8: "otte", 12: "tolv, et dusin"},
		ordinals: map[int]string{
			1: `
				næste vare, næste produkt, næste par, næste til, næste for, hver næste, hver ekstra, hver yderligere,
				yderligere en, yderligere et, endnu en, endnu et, en til, et til`,
			2: `
				anden, andet, anden vare, den anden, den anden vare, det andet, andet produkt, andet par, det andet par,
				anden flaske, anden pakke, anden styk, andet stykke, vare nr 2, vare 2, nr 2, nummer 2, nummer to, en anden,
				et andet, hver anden, hvert andet, par nr. 2`,
			3:  "tredje, den tredje, det tredje, tredje vare, tredje produkt, nr 3, nummer 3, vare nr 3, hver tredje",
			4:  "fjerde, den fjerde, det fjerde, fjerde vare, nr 4, nummer 4, vare nr 4",
			5:  "femte, den femte, femte vare",
			6:  "sjette, den sjette",
			7:  "syvende",
			8:  "ottende",
			9:  "niende",
			10: "tiende",
		},
		fractions: map[int]string{
			5000: `
				halv, halve, halvdelen, halv pris, halve pris, til halv pris, til halve pris, den halve pris,
				halvdelen af prisen, halvdelen af, halvpris, halveret, halveret pris, halvt, den halve`,
			3333: "en tredjedel, tredjedel",
			2500: "en fjerdedel, fjerdedel, en kvart",
			6667: "to tredjedele",
			7500: "tre fjerdedele",
		},
	}
}
