package gen

// A shop is one scraper: what the shop sells at which level, how it talks about
// promotions, and how its records look.
type shop struct {
	number   int // position in shops; part of the keys of every decision about the shop
	id       string
	ownBrand string
	language language
	level    int  // price level in percent of the euro price, currency included
	comma    byte // decimal mark in texts
	showsCut bool // the record shows the lowered price and the price before
	phrases  []phrase
	delivery []string
	shape    func(dst []byte, o *offer) []byte
}

// shops are ordered so that the first four already speak four languages.
var shops = []shop{
	{0, "appelmarkt", "Appelmarkt", dutch, 103, '.', true, dutchPhrases, nil, appelmarktRecord},
	{1, "quatrevents", "Quatre Vents", french, 106, ',', true, frenchPhrases, nil, quatreventsRecord},
	{2, "kaufgut", "Kaufgut", german, 93, ',', true, germanPhrases, nil, kaufgutRecord},
	{3, "highfield", "Highfield", english, 87, '.', false, englishPhrases, nil, highfieldRecord},
	{4, "boerhof", "Boerhof", dutch, 100, ',', true, folderPhrases, folderDelivery, boerhofRecord},
	{5, "soleado", "Soleado", spanish, 91, ',', true, spanishPhrases, nil, soleadoRecord},
	{6, "polder", "Polder", dutch, 105, ',', true, belgianPhrases, nil, polderRecord},
	{7, "alpenkorb", "Alpenkorb", german, 101, '.', true, austrianPhrases, nil, alpenkorbRecord},
}

// trees holds, for each category, where it stands in the tree of each shop, in the order of shops:
// levels are parted by " > ". Alpenkorb gives only a number.
var trees = [14][8]string{
	{"Vers > Zuivel en eieren", "Crèmerie > Lait, beurre et yaourts", "Kühlregal > Molkerei", "Fresh Food > Milk, Butter & Yogurt", "Zuivel, boter en eieren", "LÁCTEOS", "Verse producten > Zuivel", "1103"},
	{"Vers > Kaas", "Crèmerie > Fromages", "Kühlregal > Käse", "Fresh Food > Cheese", "Kaas en tapas", "QUESOS", "Verse producten > Kazen", "1104"},
	{"Vers > Brood en gebak", "Boulangerie > Pains et viennoiseries", "Backwaren > Brot und Brötchen", "Bakery > Bread & Rolls", "Brood en gebak", "PANADERÍA", "Bakkerij > Brood", "1201"},
	{"Vers > Aardappel, groente, fruit", "Fruits et légumes > Tout", "Obst und Gemüse > Frisch", "Fresh Food > Fruit & Vegetables", "Groente en fruit", "FRUTAS Y VERDURAS", "Verse producten > Groenten en fruit", "1001"},
	{"Vers > Vlees, kip, vis", "Boucherie et poissonnerie > Libre-service", "Fleisch und Fisch > Kühlung", "Fresh Food > Meat & Fish", "Vlees, kip, vis", "CARNE Y PESCADO", "Verse producten > Vlees en vis", "1301"},
	{"Dranken > Frisdrank, sappen, water", "Boissons > Sans alcool", "Getränke > Alkoholfrei", "Drinks > Soft Drinks & Water", "Frisdrank en sappen", "REFRESCOS Y AGUA", "Dranken > Fris en water", "2001"},
	{"Dranken > Koffie en thee", "Épicerie sucrée > Cafés et thés", "Vorrat > Kaffee und Tee", "Food Cupboard > Tea & Coffee", "Koffie en thee", "CAFÉ E INFUSIONES", "Voorraad > Koffie en thee", "3101"},
	{"Dranken > Bier, wijn, aperitieven", "Boissons > Bières et vins", "Getränke > Bier und Wein", "Drinks > Beer & Wine", "Bier en wijn", "CERVEZAS Y VINOS", "Dranken > Bier en wijn", "2002"},
	{"Snoep en snacks > Chips, koek, chocola", "Épicerie sucrée > Chocolats et apéritifs", "Süßes und Salziges > Alles", "Food Cupboard > Crisps, Snacks & Chocolate", "Chips, noten en chocolade", "APERITIVOS Y DULCES", "Snacks > Zoet en zout", "3201"},
	{"Houdbaar > Ontbijt en broodbeleg", "Épicerie sucrée > Petit déjeuner", "Vorrat > Frühstück und Aufstrich", "Food Cupboard > Breakfast & Spreads", "Ontbijt en beleg", "DESAYUNO", "Voorraad > Ontbijt", "3102"},
	{"Houdbaar > Pasta, rijst, sauzen", "Épicerie salée > Pâtes, riz et sauces", "Vorrat > Nudeln, Reis, Saucen", "Food Cupboard > Pasta, Rice & Sauces", "Pasta, rijst en wereldkeuken", "PASTA, ARROZ Y SALSAS", "Voorraad > Pasta en rijst", "3103"},
	{"Diepvries > Alles", "Surgelés > Tout", "Tiefkühl > Alles", "Frozen > All Frozen", "Diepvries", "CONGELADOS", "Diepvries > Alles", "4001"},
	{"Huis > Schoonmaak en papier", "Entretien > Lessive et papier", "Haushalt > Wasch- und Putzmittel", "Household > Laundry, Cleaning & Paper", "Huishouden", "LIMPIEZA Y HOGAR", "Huishouden > Schoonmaak", "5001"},
	{"Huis > Drogisterij en baby", "Hygiène et beauté > Soins et bébé", "Drogerie > Pflege und Baby", "Health & Beauty > Toiletries & Baby", "Drogisterij en baby", "HIGIENE Y BEBÉ", "Verzorging > Lichaam en baby", "5101"},
}

// A Category is one place in a shop's own tree.
type Category struct {
	Shop string
	Path string // levels parted by " > "
	Name string // what the place is, the same in every shop
}

// categoryNames are the names of the rows of trees.
var categoryNames = [len(trees)]string{
	"dairy", "cheese", "bread", "fruit_vegetables", "meat_fish", "soft_drinks", "coffee_tea",
	"beer_wine", "snacks", "breakfast", "pasta_rice_sauces", "frozen", "household", "personal_care",
}

// Categories lists every place that any shop puts its products in.
func Categories() []Category {
	var list []Category
	for i := range shops {
		for j, row := range trees {
			list = append(list, Category{shops[i].id, row[i], categoryNames[j]})
		}
	}
	return list
}
