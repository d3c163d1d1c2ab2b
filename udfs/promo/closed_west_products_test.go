package promo_test

import (
	"strings"
	"testing"

	"github.com/martsql/mart/udfs/promo"
)

// westProducts are names of products, whose words must not change what an offer means, and
// offers around them: mechanic, depth, and the sentence.
var westProducts = map[string][2]string{
	"nl": {"kaas|jong belegen kaas|melk|halfvolle melk|pure chocolade|bier|Heineken bier|AH Biologisch gehakt|kipfilet|zalm|volkoren brood|roomboter|olijfolie|extra vierge olijfolie|koffie|Douwe Egberts koffie|shampoo|Andrélon shampoo|wasmiddel|Ariel pods|luiers|Pampers Baby-Dry|tandpasta|Coca-Cola Zero|Red Bull energy drink|wijn|rode wijn|frisdrank|sinaasappelsap|" +
		"appels|bananen|trostomaten|sla|diepvriespizza|Dr. Oetker Ristorante pizza|ijs|Magnum ijs|chips|Lay's chips|koekjes|stroopwafels|kattenvoer|Whiskas kattenvoer|toiletpapier|Page toiletpapier|batterijen|Duracell batterijen|gouden ketting|leren tas|katoenen T-shirt|wollen trui|zilveren ring|vegan burger|sportvoeding|proteïne repen|eiwit repen|speelgoed|LEGO|fietsband|kruidenthee|Club Mate|Kind repen|Beemster kaas 48+",
		"percent_off 20 {} -20%|percent_off 20 {} 20% korting|percent_off 20 20% korting op {}|percent_off 20 -20% op {}|nth_unit_discount 25 {} 2e halve prijs|nth_unit_discount 25 2e halve prijs {}|buy_x_get_y_free 50 {} 1+1 gratis|buy_x_get_y_free 50 1+1 gratis {}|multibuy_percent 25 {} 25% korting bij 2 stuks|multibuy_price  {} 2 voor €5|multibuy_price  2 voor €5 {}|fixed_price  {} €1,99|fixed_price 50 {} van €10 voor €5|amount_off  {} €1 korting"},
	"fr": {"fromage|camembert|lait|lait demi-écrémé|chocolat noir|bière|vin rouge|Bordeaux rouge|champagne|jambon|poulet fermier|saumon fumé|pain de mie|beurre doux|huile d'olive|huile d'olive vierge extra|café|café moulu|shampooing|lessive|Ariel lessive|couches Pampers|dentifrice|Coca-Cola|eau minérale|jus d'orange|pommes|bananes|tomates cerises|salade|pizza surgelée|glace vanille|chips|biscuits|croquettes pour chat|papier toilette|piles|sac en cuir|T-shirt en coton|pull en laine|steak végétal|barres protéinées|jouets|LEGO|pneus|thé vert|céréales|yaourt nature|yaourts aux fruits|crème solaire|Plus Belle crème|Mini Babybel|Maxi Lion|Super U eau|Prime Hydration|sirop de grenadine|lessive liquide|café en grains",
		"percent_off 20 {} -20%|percent_off 20 {} 20% de réduction|percent_off 20 20% de remise sur {}|percent_off 20 -20% sur {}|nth_unit_discount 25 {} le 2e à -50%|nth_unit_discount 25 -50% sur le 2ème {}|buy_x_get_y_free 50 {} 1+1 gratuit|buy_x_get_y_free 33.33 {} 2 achetés = 1 offert|multibuy_percent 25 {} -25% dès 2 achetés|multibuy_price  {} 2 pour 5€|multibuy_price  2 pour 5€ {}|fixed_price  {} 1,99€|fixed_price 50 {} 5€ au lieu de 10€|amount_off  {} 1€ de remise"},
	"de": {"Käse|Gouda|Milch|H-Milch|Zartbitterschokolade|Bier|Krombacher Pils|Rotwein|Sekt|Schinken|Hähnchenbrust|Lachs|Vollkornbrot|Butter|Olivenöl|natives Olivenöl extra|Kaffee|Jacobs Krönung|Shampoo|Waschmittel|Ariel Pods|Windeln|Pampers Baby-Dry|Zahnpasta|Coca-Cola|Mineralwasser|Orangensaft|Apfelsaft|Äpfel|Bananen|Rispentomaten|Salat|Tiefkühlpizza|Eiscreme|Kartoffelchips|Kekse|Katzenfutter|Toilettenpapier|Batterien|Goldkette|Ledertasche|Baumwoll-Shirt|Wollpullover|veganer Burger|Proteinriegel|Spielzeug|LEGO|Autoreifen|Kräutertee|Müsli|Naturjoghurt|Sonnencreme|Gut & Günstig Nudeln|Fast Food Menü|Kinder Riegel|Neu Joghurt|Alt Bier|Ja! Milch|Frosch Reiniger|Persil|Bio Eier|Rundstahl Kette|Weizenbier|Hafer Drink|Hausmarke Sekt",
		"percent_off 20 {} -20%|percent_off 20 {} 20% Rabatt|percent_off 20 20% Rabatt auf {}|percent_off 20 -20% auf {}|nth_unit_discount 25 {} 2. Artikel zum halben Preis|nth_unit_discount 25 50% auf den 2. Artikel {}|buy_x_get_y_free 50 {} 1+1 gratis|multibuy_percent 25 {} ab 2 Stück 25% Rabatt|multibuy_price  {} 2 für 5 €|multibuy_price  2 für 5 € {}|fixed_price  {} 1,99 €|fixed_price 50 {} 5 € statt 10 €|amount_off  {} 1 € Rabatt|bundle_units 33.33 {} 3 für 2"},
	"en": {"cheese|mature cheddar|milk|semi skimmed milk|dark chocolate|beer|Stella Artois lager|pale ale|Old Speckled Hen ale|red wine|prosecco|ham|chicken breast|salmon fillets|wholemeal bread|butter|olive oil|extra virgin olive oil|coffee|instant coffee|shampoo|laundry detergent|Ariel pods|nappies|Pampers Baby-Dry|toothpaste|Coca-Cola Zero|mineral water|orange juice|apples|bananas|cherry tomatoes|salad|frozen pizza|ice cream|crisps|Doritos|biscuits|cat food|toilet tissue|batteries|gold necklace|leather bag|cotton T-shirt|wool jumper|vegan burgers|protein bars|toys|LEGO|car tyres|green tea|cereal|natural yogurt|sun cream|KIND bars|Boost energy|Prime Hydration|cod fillets|Joker perfume|Star Wars LEGO|Fast relief gel|Clean & Clear wash|Whole Earth peanut butter|Simply lemonade|Honey Nut Cheerios|Real Techniques brushes|Second Nature kitchen roll|Down To Earth soap|Original Source shower gel|Extra gum|Max Factor mascara|Pepsi Max|Club soda|Pick n Mix sweets|Total yogurt|Plus size jeans",
		"percent_off 20 {} -20%|percent_off 20 {} 20% off|percent_off 20 20% off {}|percent_off 20 Save 20% on {}|nth_unit_discount 25 {} Buy 1 get 1 half price|nth_unit_discount 25 Buy one get one 50% off {}|buy_x_get_y_free 50 {} buy 1 get 1 free|buy_x_get_y_free 50 Buy one get one free {}|multibuy_percent 25 {} save 25% when you buy 2|multibuy_price  {} 2 for £5|multibuy_price  2 for £5 {}|multibuy_price  Any 2 for £5 {}|fixed_price  {} £1.99|fixed_price 50 {} was £10 now £5|amount_off  {} £1 off|bundle_units 33.33 {} 3 for 2"},
	"es": {"queso|queso manchego|leche|leche entera|chocolate negro|cerveza|vino tinto|cava|jamón serrano|pechuga de pollo|salmón|pan integral|mantequilla|aceite de oliva|aceite de oliva virgen extra|café molido|champú|detergente|pañales|dentífrico|Coca-Cola|agua mineral|zumo de naranja|manzanas|plátanos|tomates cherry|lechuga|pizza congelada|helado|patatas fritas|galletas|comida para gatos|papel higiénico|pilas|collar de oro|bolso de piel|camiseta de algodón|jersey de lana|hamburguesa vegana|barritas proteicas|juguetes|LEGO|neumáticos|té verde|cereales|yogur natural|crema solar|Queso Macro|Cerveza Patagonia|arroz|sal marina|atún claro",
		"percent_off 20 {} -20%|percent_off 20 {} 20% de descuento|percent_off 20 20% de descuento en {}|nth_unit_discount 25 {} 2ª unidad al 50%|nth_unit_discount 25 2ª unidad -50% {}|bundle_units 33.33 {} 3x2|bundle_units 33.33 3x2 en {}|buy_x_get_y_free 50 {} 1+1 gratis|multibuy_percent 25 {} 25% llevando 2|multibuy_price  {} 2 por 5€|fixed_price  {} 1,99€|fixed_price 50 {} antes 10€ ahora 5€"},
	"it": {"formaggio|parmigiano reggiano|latte|latte intero|cioccolato fondente|birra|vino rosso|prosecco|prosciutto crudo|petto di pollo|salmone|pane integrale|burro|olio d'oliva|olio extravergine d'oliva|caffè macinato|shampoo|detersivo|pannolini|dentifricio|Coca-Cola|acqua minerale|succo d'arancia|mele|banane|pomodorini|insalata|pizza surgelata|gelato|patatine|biscotti|carta igienica|pile|collana in oro|borsa in pelle|maglietta di cotone|maglione di lana|burger vegetali|barrette proteiche|giocattoli|LEGO|pneumatici|tè verde|cereali|yogurt bianco|crema solare|pasta di semola|riso|tonno",
		"percent_off 20 {} -20%|percent_off 20 {} sconto 20%|percent_off 20 20% di sconto su {}|nth_unit_discount 25 {} 2° pezzo -50%|nth_unit_discount 25 secondo pezzo -50% {}|bundle_units 33.33 {} 3x2|buy_x_get_y_free 50 {} 1+1 gratis|multibuy_percent 25 {} acquistando 2 pezzi -25%|multibuy_price  {} 2 pezzi 5€|fixed_price  {} 1,99€|fixed_price 50 {} 5€ anziché 10€"},
	"pt": {"queijo|queijo flamengo|leite|leite meio-gordo|chocolate negro|cerveja|vinho tinto|espumante|presunto|peito de frango|salmão|pão integral|manteiga|azeite|azeite virgem extra|café moído|champô|detergente|fraldas|pasta de dentes|Coca-Cola|água mineral|sumo de laranja|maçãs|bananas|tomate cherry|alface|pizza congelada|gelado|batatas fritas|bolachas|comida para gato|papel higiénico|pilhas|colar de ouro|mala de pele|hambúrguer vegetal|barras proteicas|brinquedos|LEGO|pneus|chá verde|cereais|iogurte natural|protetor solar|arroz|atum|feijão",
		"percent_off 20 {} -20%|percent_off 20 {} 20% de desconto|percent_off 20 20% de desconto em {}|nth_unit_discount 25 {} 50% off na 2ª unidade|nth_unit_discount 25 2ª unidade com 50% de desconto {}|bundle_units 33.33 {} leve 3 pague 2|bundle_units 33.33 leve 3 pague 2 {}|buy_x_get_y_free 50 {} 1+1 grátis|multibuy_percent 25 {} 25% levando 2|multibuy_price  {} 2 por 5€|fixed_price  {} 1,99€|fixed_price 50 {} antes 10€ agora 5€"},
	"ro": {"brânză|cașcaval|lapte|lapte integral|ciocolată neagră|bere|vin roșu|șuncă|piept de pui|somon|pâine integrală|unt|ulei de măsline|cafea măcinată|șampon|detergent|scutece|pastă de dinți|Coca-Cola|apă minerală|suc de portocale|mere|banane|roșii cherry|salată|pizza congelată|înghețată|chipsuri|biscuiți|hrană pentru pisici|hârtie igienică|baterii|geantă de piele|tricou de bumbac|jucării|LEGO|anvelope|ceai verde|cereale|iaurt natural|cremă solară|orez|ton",
		"percent_off 20 {} -20%|percent_off 20 {} 20% reducere|percent_off 20 20% reducere la {}|nth_unit_discount 25 {} al doilea la jumătate de preț|nth_unit_discount 25 al 2-lea produs -50% {}|buy_x_get_y_free 50 {} 1+1 gratis|multibuy_percent 25 {} la 2 produse 25% reducere|fixed_price  {} 1,99 lei"},
}

func TestProductsWest(t *testing.T) {
	total := 0
	for lang, lists := range westProducts {
		for product := range strings.SplitSeq(lists[0], "|") {
			for offer := range strings.SplitSeq(lists[1], "|") {
				total++
				parts := strings.SplitN(offer, " ", 3)
				text := strings.ReplaceAll(parts[2], "{}", product)
				p := promo.Parse(text, promo.Number{}, "")
				if p.Mechanic.String() != parts[0] || p.EffectivePercent.String() != parts[1] {
					t.Errorf("%s %q is %s %s, want %s %s; %s", lang, text, p.Mechanic, p.EffectivePercent, parts[0], parts[1], brief(p))
				}
			}
		}
	}
	t.Logf("%d sentences", total)
}

// westBrands are brands that all shops of the west have, and westBrandOffers what is said of
// them: language, mechanic, depth, sentence.
const westBrands = "Coca-Cola Zero Sugar|7UP Free|Dr Pepper Zero|Monster Energy|Red Bull|Lipton Ice Tea|Tropicana|Innocent Smoothie|Oatly|Alpro|Activia|Danone Actimel|Müller Corner|Yeo Valley|Philadelphia|Babybel|Leerdammer|President Brie|Boursin|Lurpak|Becel|Flora|Calvé pindakaas|Nutella|" +
	"Bonne Maman|Hartley's|Kellogg's Special K|Kellogg's All-Bran|Nestlé Fitness|Quaker Oats|Weetabix|Barilla|De Cecco|Buitoni|Uncle Ben's|Ben's Original|Tilda|Heinz Beanz|Hellmann's|Maille|Knorr|Maggi|Unox|Old El Paso|Blue Dragon|Patak's|McCain|Birds Eye|" +
	"Iglo|Findus|Aviko|Ben & Jerry's|Häagen-Dazs|Ola|Magnum|Cornetto|Haribo|Lindt Excellence|Milka|Côte d'Or|Tony's Chocolonely|Cadbury|Twix|Snickers|Mars|Bounty|M&M's|KitKat Chunky|Toblerone|After Eight|Ferrero Rocher|Kinder Bueno|" +
	"Oreo|LU Prince|McVitie's|Pringles|Lay's|Doritos|Cheetos|Walkers|Tyrrells|Duyvis|Nescafé Gold|Nescafé Dolce Gusto|Lavazza|Illy|Senseo|L'Or|Tassimo|PG Tips|Twinings|Heineken|Grolsch|Hertog Jan|Jupiler|Stella Artois|" +
	"Leffe|Duvel|Corona Extra|Guinness|Carlsberg|Beck's|Bitburger|Warsteiner|Jack Daniel's|Johnnie Walker|Bacardi|Absolut|Gordon's|Baileys|Aperol|Martini|Jacob's Creek|Casillero del Diablo|Dove Men+Care|Axe|Nivea Men|Nivea Soft|Rexona|Sanex|" +
	"Palmolive|Head & Shoulders|Pantene Pro-V|Elvive|Garnier Fructis|Gliss Kur|Schwarzkopf|Syoss|L'Oréal Paris|Maybelline|Rimmel|Max Factor|Colgate Total|Sensodyne|Oral-B|Listerine|Gillette Fusion 5|Wilkinson|Always Ultra|Tampax|Kleenex|Andrex|Zewa|Regina|" +
	"Plenty|Ariel 3in1 Pods|Persil|Omo|Dash|Robijn|Lenor|Comfort|Fairy|Dreft|Finish All-in-1|Sun|Calgon|Ajax|Mr. Proper|Cif|Domestos|Harpic|Febreze|Air Wick|Swiffer|Vanish Oxi Action|Whiskas|Felix|" +
	"Sheba|Cesar|Pedigree|Royal Canin|Purina One|Pampers|Huggies|Lotus Baby|Nutrilon|Aptamil|Hipp|Olvarit|Bledina|LEGO Star Wars|Barbie|Playmobil|Hot Wheels|Duracell Plus|Energizer Max|Varta|Philips Hue|Sodastream|Brita Maxtra|Tefal|" +
	"Pyrex|Bic|Post-it|Pritt|Bio Planet|Boni Selection|AH Excellent|Jumbo's Huismerk|Delhaize 365|Everyday|Carrefour Bio|Tesco Finest|Sainsbury's Taste the Difference|Asda Extra Special|M&S Food|Waitrose Essential|REWE Beste Wahl|ja!|Gut & Günstig|K-Classic|Milbona|Freeway|Solevita|Dulano|" +
	"Combino|Vitafit|Bellarom|Chef Select|Deluxe|Favorina|Formil|Cien|Lupilu|Parkside|Silvercrest|Esmara|Livergy|Hacendado|Deliplus|Marque Repère|Reflets de France|Casino Bio|U Bio|Auchan|Leader Price|Continente|Pingo Doce|Esselunga|" +
	"Conad|Coop Fior Fiore|Vivi Verde|Boerenland|Campina|Optimel|Chocomel|Fristi|Melkunie|Page Kussenzacht|Edet|Zwitsal|Andrélon|Prodent|Aquafresh|Unicura|Witte Reus|Ambi Pur|Glorix|Robijn Klein & Krachtig|Verkade|Bolletje|Peijnenburg|LU Tuc|" +
	"Croky|Van Gilse|Honig|Conimex|Remia|Zonnatura|Pickwick|Douwe Egberts|Kanis & Gunnink|Perla|Van Nelle"

const westBrandOffers = "nl percent_off 20 {} 20% korting|nl percent_off 20 {} -20%|nl nth_unit_discount 25 {} 2e halve prijs|nl buy_x_get_y_free 50 {} 1+1 gratis|nl multibuy_price  {} 2 voor €5|nl fixed_price  {} €1,99|" +
	"nl buy_x_get_y_free 33.33 2+1 gratis {}|nl multibuy_percent 25 {} vanaf 2 stuks 25% korting|fr percent_off 20 {} -20%|fr nth_unit_discount 25 {} le 2e à -50%|fr buy_x_get_y_free 33.33 {} 2+1 offert|" +
	"fr multibuy_price  {} 2 pour 5€|fr fixed_price  {} 1,99€|fr percent_off 20 20% de réduction immédiate {}|de percent_off 20 {} 20% Rabatt|de percent_off 20 {} -20%|de fixed_price  {} 1,99 €|" +
	"de buy_x_get_y_free 33.33 {} 2+1 gratis|de nth_unit_discount 25 {} 2. Packung zum halben Preis|de multibuy_price  {} 2 für 5 €|en percent_off 20 {} 20% off|en multibuy_price  {} 2 for £5|" +
	"en buy_x_get_y_free 50 {} buy one get one free|en fixed_price  {} £1.99|en fixed_price 50 {} was £10 now £5|en nth_unit_discount 25 {} buy one get one half price|en bundle_units 33.33 {} 3 for 2"

func TestBrandsWest(t *testing.T) {
	for brand := range strings.SplitSeq(westBrands, "|") {
		for offer := range strings.SplitSeq(westBrandOffers, "|") {
			parts := strings.SplitN(offer, " ", 4)
			text := strings.ReplaceAll(parts[3], "{}", brand)
			p := promo.Parse(text, promo.Number{}, "")
			if p.Mechanic.String() != parts[1] || p.EffectivePercent.String() != parts[2] {
				t.Errorf("%s %q is %s %s, want %s %s; %s", parts[0], text, p.Mechanic, p.EffectivePercent, parts[1], parts[2], brief(p))
			}
		}
	}
}
