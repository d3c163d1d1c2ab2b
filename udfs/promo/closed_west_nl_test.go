package promo_test

func westDutch() []westClass {
	const nl = "nl"
	return append(westOrdinals(nl, map[int]string{
		2: "2e|2de|2ᵉ|2E|tweede|de tweede|het 2e|de 2de|elke 2e|elke tweede|elk 2e|elk tweede|ieder tweede|iedere 2e|iedere tweede|2e stuk|2de product|tweede stuk|tweede product|tweede artikel|" +
			"tweede verpakking|2e verpakking|2e pak|2e fles|tweede fles|tweede paar|2e item|2e exemplaar|2e doos|2e zak|2e pot|2e bos|2e krat|2e tray|2e set|2e pizza|2e menu|het andere product|elk volgend product|" +
			"elke volgende|ieder volgend artikel|elk volgend stuk|elke volgende verpakking|volgende product|het volgende artikel|elk extra product|elke extra fles|ieder extra stuk|elke andere|het tweede|2de artikel naar keuze|" +
			"het tweede goedkopere product|2e brood|2e kaartje|2e persoon|tweede ticket|tweede matras|tweede bril|elke bijkomende fles|elk bijkomend product",
		3:  "3e|3de|derde|het derde|elke 3e|elke derde|elk 3de|elk derde artikel|derde product|3e stuk|3de product|3e artikel|derde verpakking",
		4:  "4e|4de|vierde|het vierde|elke 4e|elk vierde artikel|vierde product|4e stuk|4de product",
		5:  "5e|5de|vijfde|het vijfde|elke 5e|elk vijfde artikel|vijfde product|5e stuk",
		6:  "6e|6de|zesde|het zesde|elke 6e|zesde product|6de fles|zesde fles",
		7:  "7e|7de|zevende|het zevende stuk",
		8:  "8e|8ste|achtste|het achtste stuk",
		9:  "9e|9de|negende|het negende stuk",
		10: "10e|10de|tiende|het tiende stuk|elke tiende",
		11: "11e|11de|elfde",
		12: "12e|12de|twaalfde|de twaalfde fles",
	},
		"{} -50%|{} 50% korting|{} halve prijs|{} aan halve prijs|{} voor de helft|{} voor de halve prijs|{} tegen halve prijs|{} met 50% korting|-50% op {}|50% korting op {}|{} nu met 50% korting|{} = 50% korting|{} aan -50%|"+
			"{} tegen 50% korting|{} voor de helft van de prijs|Shampoo: {} -50%|halve prijs op {}|{} 50% goedkoper|{} krijg je 50% korting|{} à -50%",
		"{} gratis|{} GRATIS|gratis {}|{} voor niks|{} krijg je gratis|{} is gratis|{} helemaal gratis|{} geheel gratis|Shampoo: {} gratis"),
		westClass{nl, westNth(2, 50), "{} -50%|{} 50% korting|{} halve prijs|{} aan halve prijs|{} voor de helft|-50% op {}|halve prijs op {}|{} aan -50%", "2 e|de 2 e"},
		westClass{nl, westNthPrice(2), "{} voor 1 euro|{} € 1|{} voor €1,00|{} nu voor € 1|{} voor slechts € 1|{} aan € 1|{} slechts 1 euro", "2e|tweede|2de product|het tweede stuk|elke tweede fles"},
		westClass{nl, westUpTo, "{} 50% korting|{} -50%|Shampoo {} 50% korting|{} 50% voordeel|Korting {} 50%|Kortingen {} 50%", "tot|tot wel|tot en met|tot maximaal|maximaal|max.|max|oplopend tot|tot zelfs|tot maar liefst|tot ruim|wel tot|hoogstens|ten hoogste|" +
			"maar liefst tot|niet meer dan|kortingen tot|korting tot wel|kortingen oplopend tot|voordeel tot|hooguit|tot bijna|tot net geen|tot meer dan|hoog oplopend tot|tot een maximum van|met maximaal|op te lopen tot|variërend tot|tot wel zo'n|profiteer tot"},
		westClass{nl, westBounded, "{} 50% korting|{} 50% goedkoper|Shampoo {} 50% korting", "vanaf|minstens|minimaal|min.|ten minste|tenminste|meer dan|ruim|al vanaf|reeds vanaf|van 20 tot|van 20% tot|20 tot|20% tot|tussen 20 en|tussen 20% en|tussen de 20 en|meer als|beter dan|" +
			"op zijn minst|op z'n minst|niet minder dan|boven de"},
		westClass{nl, westNoDepth, "{} 50% korting|Shampoo {} 50% korting|{} de helft goedkoper", "gemiddeld|ongeveer|circa|ca.|zo'n|bijna|rond de|om en bij de|nagenoeg|net geen|pakweg"},
		westClass{nl, westFreeOf(2, 1), "3 producten, {} gratis|3 stuks kopen, {} gratis|Koop 3 producten, {} is gratis|Koop 3, {} krijg je gratis|bij 3 stuks {} gratis|3 halen, {} gratis|Bij aankoop van 3 producten is {} gratis", "goedkoopste|de goedkoopste|het goedkoopste product|het goedkoopste artikel|het goedkoopste|de goedkoopste fles|laagst geprijsde|het laagst geprijsde artikel|laagstgeprijsde|het laagstgeprijsde product|voordeligste|het voordeligste product|" +
			"het minst dure|het minst dure product|het product met de laagste prijs|artikel met de laagste prijs|goedkoopste van de drie|goedkopere product|het goedkoopste exemplaar|de minst dure|de goedkoopste van de 3"},
		westClass{nl, westNth(2, 50), "2 producten, {} halve prijs|Koop 2 producten, {} -50%|Koop 2, {} met 50% korting|50% korting op {} bij aankoop van 2|2 stuks, 50% korting op {}|Bij 2 stuks: {} voor de helft", "goedkoopste|de goedkoopste|het goedkoopste product|het laagst geprijsde artikel|het voordeligste|" +
			"het minst dure product|het goedkopere product|de goedkopere"},
		westClass{nl, westDeferred, "{} bij aankoop van 2|{} bij aankoop van 2 producten|Koop 2 producten, ontvang {}|Nu {}|{}", "€ 5 terug|€ 5 geld terug|5 euro retour|€ 5 cashback|20% cashback|20% terug|20% terugbetaald|100% terugbetaald|€ 5 tegoed|20% tegoed|€ 5 shoptegoed|€ 5 winkeltegoed|" +
			"een waardebon van € 5|waardebon t.w.v. € 5|€ 5 waardebon|een kortingsbon van € 5 voor je volgende aankoop|€ 5 korting op je volgende aankoop|20% korting op je volgende aankoop|20% korting op uw volgende aankoop|" +
			"20% korting op een volgende aankoop|20% korting bij je volgende bezoek|20% korting op je volgende bezoek|20% korting op je volgende bestelling|20% korting op een volgende bestelling|20% korting bij een volgend bezoek|" +
			"€ 5 korting bij je volgende bezoek|een cadeaubon van € 5|cadeaukaart t.w.v. € 5|€ 5 op je klantenkaart|20% op je klantenkaart|€ 5 op je spaarkaart|€ 5 op je kaart|20% terug op je kaart|50 punten|dubbele punten|100 extra punten|" +
			"20% spaartegoed|€ 5 spaartegoed|€ 5 bonustegoed|20% terug in de vorm van een waardebon|€ 5 terug in bonnen|20% in waardebonnen|20% terug in waardebonnen|€ 5 aankoopbon|een aankoopbon van € 5|tegoedbon van € 5|€ 5 tegoedbon|" +
			"20% teruggave|€ 5 teruggave|€ 5 terugbetaling|20% terugbetaling|€ 5 in je portemonnee|20% gestort op je kaart|€ 5 spaargeld|20% voor later|€ 5 op je app|20% korting op uw volgende winkelbezoek|vergoeding van € 5|€ 5 giftcard|een giftcard van € 5"},
		westClass{nl, westPercent("20"), "{}|{} op shampoo", "20% korting met kortingsbon|20% korting met coupon|20% korting met je klantenkaart|20% korting met code ZOMER|20% korting in de app|20% korting met bonuskaart|20% ledenkorting|20% korting voor leden|20% clubkorting|20% directe korting|20% korting aan de kassa|" +
			"20% korting bij inlevering van de bon|20% onmiddellijke korting|20% kassakorting|20% prijsverlaging|20% voordeel|20% afgeprijsd|20% reductie|20% goedkoper|20% minder|20% lagere prijs|20% prijskorting|20% extra korting|nu 20% korting|alleen vandaag 20% korting|" +
			"20% stuntkorting|20% bonuskorting|20% weekendkorting|20% studentenkorting|20% zomerkorting|20% in prijs verlaagd|20% uitverkoopkorting|20% afslag|20% onder de adviesprijs|twintig procent korting|20 procent korting|20 pct korting|20 % korting|20% van de prijs af"},
		westClass{nl, westFreeOf(3, 1), "{}", "4 stuks waarvan 1 gratis|4 stuks, waarvan 1 gratis|4 flessen waarvan één gratis|4 voor de prijs van 3|4 halen, 3 betalen|4 halen 3 betalen|4 kopen, 3 betalen|4 kopen = 3 betalen|koop 4, betaal 3|haal 4, betaal er 3|neem 4, betaal slechts 3|neem er 4, betaal er 3|" +
			"vier voor de prijs van drie|vier halen, drie betalen|betaal 3, krijg er 4|betaal 3 en krijg 4|4 nemen, 3 betalen|4 stuks halen, 3 stuks betalen|4 producten voor de prijs van 3|koop 3, krijg 1 gratis|koop 3, krijg er 1 gratis|koop er 3, krijg er 1 gratis|3 kopen, 1 gratis|3 + 1 gratis|3+1 GRATIS|" +
			"3 + 1 cadeau|3 plus 1 gratis|drie plus één gratis|3 kopen + 1 gratis|bij aankoop van 3: 1 gratis|bij aankoop van 3 stuks, 1 gratis|1 gratis bij aankoop van 3|3 gekocht, 1 gratis|3 gekocht = 1 gratis|3 kopen = 1 gratis|3 kopen, 4e gratis|" +
			"4e gratis bij aankoop van 3|koop drie, krijg de vierde gratis|4 stuks, inclusief 1 gratis|4 stuks incl. 1 gratis|4 stuks inclusief 1 gratis|3 stuks + 1 stuk gratis|3 flessen + 1 fles gratis|3 pakken kopen, 1 pak gratis|4 meenemen, 3 betalen|4 = 3|4 betaal je er 3|u koopt er 4 en betaalt er 3|" +
			"4 voor 3 betalen|pak er 4, betaal er 3|4 stuks voor de prijs van 3 stuks|vier stuks voor de prijs van drie|de 4e is gratis als je er 3 koopt"},
		westClass{nl, westFreeOf(1, 1), "{}", "1+1 gratis|één plus één gratis|1 + 1 cadeau|2 halen, 1 betalen|2 voor de prijs van 1|twee voor de prijs van één|twee halen, één betalen|2 halen = 1 betalen|koop 1, krijg 1 gratis|koop er één, krijg er één gratis|1 kopen, 1 gratis|1 kopen = 1 gratis|1 betalen = 2 krijgen|betaal 1 krijg 2|2 voor 1|" +
			"koop 1 en krijg de tweede gratis|koop er 1 en krijg er 1 gratis|1 kopen 2e gratis|2e gratis|twee halen een betalen|1 + 1|1+1 GRATIS!|nu 1+1 gratis|bij aankoop van 1, 1 gratis|bij aankoop van één, tweede gratis"},
		westClass{nl, westPercent("50"), "{}|{} op shampoo", "halve prijs|de helft van de prijs|voor de helft|halve prijs op alles|alles halve prijs|alles voor de halve prijs|nu voor de halve prijs|50% korting|-50%|vijftig procent korting|helft van de prijs|nu halve prijs|tegen halve prijs|aan halve prijs|halveprijs|half geld|voor half geld"},
		westClass{nl, westPercent("25"), "{}", "vanaf 2 stuks 25% korting|bij 2 stuks 25% korting|25% korting vanaf 2 stuks|25% bij aankoop van 2|25% korting bij 2|bij aankoop van twee producten 25% korting|25% korting per 2 stuks|koop 2, krijg 25% korting|2 stuks -25%|2 voor -25%|2 stuks: 25% korting|" +
			"25% korting bij afname van 2|25% korting als je er 2 koopt|25% korting bij minimaal 2 stuks|25% korting vanaf 2 producten naar keuze|een kwart korting|25% korting op 2 stuks|2 of meer: 25% korting|vanaf twee stuks 25% korting|25% korting wanneer je 2 stuks koopt|-25% vanaf twee stuks"},
		westClass{nl, westDepth("50"), "{}", "van 10,00 voor 5,00|van € 10 voor € 5|was € 10, nu € 5|normaal € 10, nu € 5|€ 10 nu € 5|€ 5 i.p.v. € 10|€ 5 ipv € 10|€ 5 in plaats van € 10|adviesprijs € 10, nu € 5|nu € 5, was € 10|€ 5 (was € 10)|oude prijs € 10 nieuwe prijs € 5|van 10.- voor 5.-|eerst € 10, nu € 5|voorheen € 10, nu € 5|" +
			"normale prijs € 10 actieprijs € 5|van € 10,- nu € 5,-|winkelprijs € 10, onze prijs € 5|€ 10 wordt € 5|van € 10 naar € 5|€ 5 normaal € 10|laagste prijs laatste 30 dagen € 10, nu € 5|doorstreepprijs € 10, nu € 5|€ 5 (adviesprijs € 10)|gewone prijs € 10, nu € 5|elders € 10, nu € 5|reguliere prijs € 10, nu € 5|afgeprijsd van € 10 naar € 5|" +
			"verlaagd van € 10 naar € 5|consumentenadviesprijs € 10, nu € 5|van €10 nu slechts €5|€10 nu maar €5|vroeger € 10, nu € 5|oorspronkelijk € 10, nu € 5|originele prijs € 10, nu € 5|vorige prijs € 10, nu € 5|standaardprijs € 10, nu € 5"},
		westClass{nl, westNoDepth, "{}", "laagste prijs van de afgelopen 30 dagen € 5|laagste prijs laatste 30 dagen: € 5|nu € 5|alleen nu € 5|voor € 5|slechts € 5|maar € 5|per stuk € 5|€ 5 per kilo|5,99 per stuk|2 voor € 5|3 stuks voor € 5|30% minder suiker|30% minder vet|30% minder plastic|25% gerecycled|100% katoen|12% vol|" +
			"4,5% alcohol|70% cacao|21% btw|incl. 21% btw|excl. 9% btw|met 20% fruit|3 termijnen|0% rente|100% biologisch|80% arabica|kaas 48+|20% vet|tot 100% natuurlijk|85% vruchten|100% natuurlijk|gratis bezorging vanaf € 20|gratis verzending|gratis retour|niet goed, geld terug|100% tevredenheidsgarantie|" +
			"tevreden of geld terug|5 jaar garantie|24 uur per dag|7 dagen per week|2 persoons|4 personen|50% sneller klaar|minder dan 2% vet|30% minder calorieën|40% minder zout|20% eiwit|15% vruchtvlees|50% volkoren|95% plantaardig|20% polyester|100% scharrel|60% minder afval|30% minder verpakking|100% recyclebaar|vetgehalte 20%"},
	)
}
