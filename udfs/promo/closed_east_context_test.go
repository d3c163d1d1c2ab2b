package promo_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/martsql/mart/udfs/promo"
)

// What shops print before and behind an offer: the product with its strength and size,
// dates, conditions, limits.
var eastBefore = map[string][]string{
	"pl": {"Masło Extra 82% 200 g ", "Szampon Elseve 400 ml, ", "Piwo Żywiec 5,6% 0,5 l – ", "Wszystkie kosmetyki Nivea: ", "Tylko dziś! ", "Czekolada Lindt 70% kakao ", "Od 20.11 do 26.11: ", "Kawa ziarnista 1 kg ", "SUPER CENA ", "Kawa Jacobs 2x250 g ", "Whisky 40% 0,7 l ", "Wino białe wytrawne 12,5%, ", "Coca-Cola 4x1,5 l ", "Pampers 4 Maxi 56 szt. ", "Ariel 3w1 40 prań ", "Jogurt 0% tłuszczu 150 g ", "iPhone 15 128 GB ", "Papier toaletowy 8 rolek ", "Biedronka: ", "Sok 100% 1 l ", "Actimel 8 x 100 g ", "Parówki 93% mięsa ", "Dwa produkty Garnier, ", "Perfumy EDT 50 ml, "},
	"cs": {"Od 25. 11. do 1. 12.: ", "Máslo 82% 250 g ", "Šampon Elseve 400 ml, ", "Pivo 12° 0,5 l – ", "Veškerá kosmetika Nivea: ", "Jen dnes! ", "Čokoláda Lindt 70% kakaa ", "Od 20.11. do 26.11.: ", "Káva 1 kg ", "AKCE ", "Káva 2x250 g ", "Whisky 40% 0,7 l ", "Víno bílé 12,5%, ", "Coca-Cola 4x1,5 l ", "Pampers 4 Maxi 56 ks ", "Ariel 3v1 40 praní ", "Jogurt 0% tuku 150 g ", "iPhone 15 128 GB ", "Toaletní papír 8 rolí ", "Džus 100% 1 l ", "Actimel 8 x 100 g ", "Párky 93% masa ", "Parfém EDT 50 ml, "},
	"sk": {"Od 25. 11. do 1. 12.: ", "Maslo 82% 250 g ", "Šampón Elseve 400 ml, ", "Pivo 12% 0,5 l – ", "Všetka kozmetika Nivea: ", "Len dnes! ", "Čokoláda Lindt 70% kakaa ", "Od 20.11. do 26.11.: ", "Káva 1 kg ", "AKCIA ", "Whisky 40% 0,7 l ", "Víno biele 12,5%, ", "Coca-Cola 4x1,5 l ", "Pampers 4 Maxi 56 ks ", "Ariel 3v1 40 praní ", "Jogurt 0% tuku 150 g ", "iPhone 15 128 GB ", "Toaletný papier 8 roliek ", "Džús 100% 1 l ", "Actimel 8 x 100 g "},
	"sv": {"Smör 82% 500 g ", "Schampo Elvital 250 ml, ", "Folköl 3,5% 33 cl – ", "Alla produkter från Nivea: ", "Bara idag! ", "Choklad Lindt 70% kakao ", "20/11–26/11: ", "Kaffe 450 g ", "KAMPANJ ", "Kaffe 2x250 g ", "Whisky 40% 70 cl ", "Vin 12,5%, ", "Coca-Cola 4x1,5 l ", "Pampers 4 Maxi 56 st ", "Ariel 3-i-1 40 tvättar ", "Yoghurt 0% fett 500 g ", "iPhone 15 128 GB ", "Toapapper 8 rullar ", "Juice 100% 1 l ", "Ost 28% 500 g ", "Kvarg 0,2% 500 g, "},
	"no": {"Smør 82% 500 g ", "Sjampo Elvital 250 ml, ", "Øl 4,7% 0,5 l – ", "Alle produkter fra Nivea: ", "Kun i dag! ", "Sjokolade Lindt 70% kakao ", "20.11–26.11: ", "Kaffe 450 g ", "TILBUD ", "Whisky 40% 70 cl ", "Vin 12,5%, ", "Coca-Cola 4x1,5 l ", "Pampers 4 Maxi 56 stk ", "Yoghurt 0% fett 500 g ", "iPhone 15 128 GB ", "Toalettpapir 8 ruller ", "Juice 100% 1 l ", "Ost 27% 500 g ", "Kvarg 0,2% 500 g, "},
	"da": {"Smør 82% 500 g ", "Shampoo Elvital 250 ml, ", "Øl 4,7% 0,5 l – ", "Alle produkter fra Nivea: ", "Kun i dag! ", "Chokolade Lindt 70% kakao ", "20.11–26.11: ", "Kaffe 450 g ", "TILBUD ", "Whisky 40% 70 cl ", "Vin 12,5%, ", "Coca-Cola 4x1,5 l ", "Pampers 4 Maxi 56 stk ", "Yoghurt 0% fedt 500 g ", "iPhone 15 128 GB ", "Toiletpapir 8 ruller ", "Juice 100% 1 l ", "Ost 45% 500 g "},
	"fi": {"Voi 82% 500 g ", "Shampoo Elvital 250 ml, ", "Olut 4,7% 0,5 l – ", "Kaikki Nivea-tuotteet: ", "Vain tänään! ", "Suklaa Lindt 70% kaakaota ", "20.11.–26.11.: ", "Kahvi 450 g ", "TARJOUS ", "Whisky 40% 70 cl ", "Viini 12,5%, ", "Coca-Cola 4x1,5 l ", "Pampers 4 Maxi 56 kpl ", "Jogurtti 0% rasvaa 500 g ", "iPhone 15 128 GB ", "WC-paperi 8 rl ", "Mehu 100% 1 l ", "Juusto 27% 500 g ", "Jauheliha 17% 400 g "},
	"hu": {"Vaj 82% 250 g ", "Sampon Elseve 400 ml, ", "Sör 5% 0,5 l – ", "Minden Nivea termék: ", "Csak ma! ", "Csokoládé Lindt 70% kakaó ", "11.20–11.26.: ", "Kávé 1 kg ", "AKCIÓ ", "Whisky 40% 0,7 l ", "Bor 12,5%, ", "Coca-Cola 4x1,5 l ", "Pampers 4 Maxi 56 db ", "Joghurt 0% zsír 150 g ", "iPhone 15 128 GB ", "WC-papír 8 tekercs ", "Gyümölcslé 100% 1 l ", "Sajt 45% 500 g ", "Tejföl 20% 330 g "},
	"el": {"Βούτυρο 82% 250 γρ ", "Σαμπουάν Elseve 400 ml, ", "Μπύρα 5% 0,5 l – ", "Όλα τα προϊόντα Nivea: ", "Μόνο σήμερα! ", "Σοκολάτα Lindt 70% κακάο ", "20/11–26/11: ", "Καφές 1 kg ", "ΠΡΟΣΦΟΡΑ ", "Ουίσκι 40% 0,7 l ", "Κρασί 12,5%, ", "Coca-Cola 4x1,5 l ", "Pampers 4 Maxi 56 τεμ. ", "Γιαούρτι 2% λιπαρά 200 g ", "iPhone 15 128 GB ", "Χαρτί υγείας 8 ρολά ", "Χυμός 100% 1 l ", "Γάλα 3,5% 1 lt "},
	"he": {"חמאה 82% 200 גרם ", "שמפו 400 מל, ", "בירה 5% 0.5 ליטר – ", "כל מוצרי Nivea: ", "רק היום! ", "שוקולד לינדט 70% קקאו ", "20.11–26.11: ", "קפה 1 קג ", "מבצע ", "ויסקי 40% 0.7 ליטר ", "יין 12.5%, ", "קוקה קולה 4x1.5 ליטר ", "פמפרס 4 מקסי 56 יח ", "יוגורט 0% שומן 150 גרם ", "iPhone 15 128 GB ", "נייר טואלט 8 גלילים ", "גבינה 5% 250 גרם ", "חלב 3% 1 ליטר "},
	"tr": {"Tereyağı 250 g ", "Şampuan Elseve 400 ml, ", "Tüm Nivea ürünleri: ", "Sadece bugün! ", "Çikolata Lindt %70 kakao ", "20–26 Kasım: ", "Kahve 1 kg ", "KAMPANYA ", "Viski %40 70 cl ", "Coca-Cola 4x1,5 L ", "Prima 4 Maxi 56 adet ", "Yoğurt %0 yağ 500 g ", "iPhone 15 128 GB ", "Tuvalet kağıdı 8 rulo ", "Süt %3 yağlı 1 L ", "Peynir %45 500 g ", "Zeytinyağı 2 L "},
}

var eastBehind = map[string][]string{
	"pl": {" z kartą Moja Biedronka", " do 31.12", ". Limit 2 szt. na osobę", " – oferta ważna do 26.11", " na wszystkie szampony", " przy zakupie online"},
	"cs": {" – platí do 3. 12. 2026", " s kartou", " do 31.12.", ". Max. 2 ks na osobu", " – platí do 26.11.", " na všechny šampony"},
	"sk": {" – platí do 3. 12. 2026", " s kartou", " do 31.12.", ". Max. 2 ks na osobu", " – platí do 26.11.", " na všetky šampóny"},
	"sv": {" för medlemmar", " t.o.m. 31/12", ". Max 2 per hushåll", " – gäller till 26/11", " på alla schampon"},
	"no": {" for medlemmer", " t.o.m. 31.12", ". Maks 2 per kunde", " – gjelder til 26.11", " på alle sjampoer"},
	"da": {" for medlemmer", " t.o.m. 31.12", ". Maks 2 pr. kunde", " – gælder til 26.11", " på alle shampooer"},
	"fi": {" Plussa-kortilla", " 31.12. asti", ". Raj. 2 kpl/talous", " – voimassa 26.11. asti", " kaikista shampoista"},
	"hu": {" Clubcarddal", " 12.31-ig", ". Vásárlónként max. 2 db", " – érvényes 11.26-ig", " minden samponra"},
	"el": {" με κάρτα", " έως 31/12", ". Έως 2 τεμάχια ανά πελάτη", " – ισχύει έως 26/11", " σε όλα τα σαμπουάν"},
	"he": {" לחברי מועדון", " עד 31.12", ". מוגבל ל-2 יחידות", " – בתוקף עד 26.11", " על כל השמפו"},
	"tr": {" Money Kart ile", " 31.12'ye kadar", ". Kişi başı 2 adet ile sınırlıdır", " – 26 Kasım'a kadar geçerli", " tüm şampuanlarda"},
}

// A product before an offer, or a condition behind it, never makes another depth of it.
// That a few more go unread is the lesser evil.
func TestClosedClassesEastInContext(t *testing.T) {
	all, unread := 0, 0
	for _, lang := range slices.Concat(eastSlavic(), eastNordic(), eastSouth()) {
		for _, c := range lang.classes() {
			for i, word := range strings.Split(c.words, "|") {
				for j, sentence := range strings.Split(c.sentences, "|") {
					text := strings.ReplaceAll(sentence, "{}", word)
					before, behind := eastBefore[lang.lang], eastBehind[lang.lang]
					for _, text := range []string{before[(i+j)%len(before)] + text, text + behind[(i+j)%len(behind)]} {
						all++
						switch p := promo.Parse(text, promo.Number{}, ""); p.EffectivePercent.String() {
						case c.want.depth:
						case "":
							unread++
						default:
							t.Errorf("%s %q: depth %s, want %q (%s %s)", lang.lang, text, p.EffectivePercent, c.want.depth, p.Mechanic, brief(p))
						}
					}
				}
			}
		}
	}
	t.Logf("%d of %d texts have a depth that is not read", unread, all)
	if unread*100 > all {
		t.Errorf("%d of %d texts have a depth that is not read", unread, all)
	}
}
