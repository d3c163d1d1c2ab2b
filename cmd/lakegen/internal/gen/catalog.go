package gen

// A language is an index into the words of the catalogue.
type language int

const (
	dutch language = iota
	french
	german
	english
	spanish
	languages
)

// A packaging is what the label says and how much is in it.
type packaging struct {
	label  string
	amount int // in the base measure of the kind: ml, g or pieces
}

// A measure is what unit prices of a kind refer to.
type measure int

const (
	perLitre measure = iota
	perKilo
	perPiece
)

// base is the amount, in ml, g or pieces, that one unit price is for.
func (m measure) base() int {
	if m == perPiece {
		return 1
	}
	return 1000
}

// A kind is a sort of product, such as semi-skimmed milk.
type kind struct {
	category int // index into the shops' category trees
	cents    int // usual price in euro cents of the first packaging
	measure  measure
	loose    bool // weighed in the shop: its code is an in-store code
	packs    []packaging
	names    [languages]string
}

var (
	litres  = []packaging{{"1 l", 1000}, {"500 ml", 500}, {"1,5 l", 1500}, {"2 l", 2000}}
	bottles = []packaging{{"75 cl", 750}, {"37,5 cl", 375}, {"1 l", 1000}}
	cans    = []packaging{{"33 cl", 330}, {"6 x 33 cl", 1980}, {"50 cl", 500}, {"24 x 33 cl", 7920}}
	half    = []packaging{{"500 g", 500}, {"250 g", 250}, {"1 kg", 1000}, {"400 g", 400}}
	small   = []packaging{{"200 g", 200}, {"150 g", 150}, {"2 x 125 g", 250}, {"300 g", 300}}
	kilos   = []packaging{{"1 kg", 1000}, {"500 g", 500}, {"2 kg", 2000}}
	pieces  = []packaging{{"1 st", 1}, {"2 st", 2}, {"4 st", 4}, {"8 st", 8}}
	washes  = []packaging{{"20 st", 20}, {"40 st", 40}, {"60 st", 60}}
)

// kinds is what the shops sell, in five languages. Three kinds for each category.
var kinds = []kind{
	{0, 115, perLitre, false, litres, [languages]string{"halfvolle melk", "lait demi-écrémé", "fettarme Milch", "semi-skimmed milk", "leche semidesnatada"}},
	{0, 189, perKilo, false, half, [languages]string{"Griekse yoghurt", "yaourt à la grecque", "griechischer Joghurt", "Greek style yogurt", "yogur griego"}},
	{0, 259, perKilo, false, small, [languages]string{"roomboter ongezouten", "beurre doux", "Süßrahmbutter", "unsalted butter", "mantequilla sin sal"}},
	{1, 549, perKilo, false, half, [languages]string{"jong belegen kaas", "gouda jeune", "junger Gouda", "mild gouda", "queso gouda tierno"}},
	{1, 299, perKilo, false, small, [languages]string{"mozzarella", "mozzarella", "Mozzarella", "mozzarella", "mozzarella"}},
	{1, 329, perKilo, false, small, [languages]string{"geraspte kaas", "fromage râpé", "Reibekäse", "grated cheddar", "queso rallado"}},
	{2, 219, perPiece, false, pieces, [languages]string{"volkorenbrood", "pain complet", "Vollkornbrot", "wholemeal loaf", "pan integral"}},
	{2, 179, perPiece, false, pieces, [languages]string{"croissants", "croissants", "Croissants", "butter croissants", "cruasanes"}},
	{2, 149, perPiece, false, pieces, [languages]string{"stokbrood", "baguette", "Baguette", "baguette", "barra de pan"}},
	{3, 199, perKilo, true, kilos, [languages]string{"bananen", "bananes", "Bananen", "bananas", "plátanos"}},
	{3, 249, perKilo, true, kilos, [languages]string{"trostomaten", "tomates grappes", "Rispentomaten", "vine tomatoes", "tomates en rama"}},
	{3, 299, perKilo, false, kilos, [languages]string{"kruimige aardappelen", "pommes de terre", "mehlige Kartoffeln", "baking potatoes", "patatas"}},
	{4, 749, perKilo, false, half, [languages]string{"kipfilet", "filet de poulet", "Hähnchenbrustfilet", "chicken breast fillets", "pechuga de pollo"}},
	{4, 499, perKilo, false, half, [languages]string{"rundergehakt", "haché de bœuf", "Rinderhackfleisch", "lean beef mince", "carne picada de vacuno"}},
	{4, 629, perKilo, false, small, [languages]string{"gerookte zalm", "saumon fumé", "Räucherlachs", "smoked salmon", "salmón ahumado"}},
	{5, 165, perLitre, false, litres, [languages]string{"cola", "cola", "Cola", "cola", "refresco de cola"}},
	{5, 229, perLitre, false, litres, [languages]string{"sinaasappelsap", "jus d'orange", "Orangensaft", "orange juice", "zumo de naranja"}},
	{5, 99, perLitre, false, litres, [languages]string{"bronwater bruisend", "eau pétillante", "Mineralwasser Classic", "sparkling water", "agua con gas"}},
	{6, 699, perKilo, false, half, [languages]string{"snelfilterkoffie", "café moulu", "Filterkaffee gemahlen", "ground coffee", "café molido"}},
	{6, 389, perPiece, false, washes, [languages]string{"koffiecapsules", "capsules de café", "Kaffeekapseln", "coffee capsules", "cápsulas de café"}},
	{6, 199, perPiece, false, washes, [languages]string{"groene thee", "thé vert", "Grüner Tee", "green tea bags", "té verde"}},
	{7, 119, perLitre, false, cans, [languages]string{"pils", "bière blonde", "Pils", "lager", "cerveza rubia"}},
	{7, 599, perLitre, false, bottles, [languages]string{"rode wijn", "vin rouge", "Rotwein", "red wine", "vino tinto"}},
	{7, 649, perLitre, false, bottles, [languages]string{"witte wijn", "vin blanc sec", "Weißwein trocken", "white wine", "vino blanco"}},
	{8, 189, perKilo, false, small, [languages]string{"paprikachips", "chips paprika", "Paprikachips", "paprika crisps", "patatas fritas al pimentón"}},
	{8, 219, perKilo, false, small, [languages]string{"melkchocolade", "chocolat au lait", "Vollmilchschokolade", "milk chocolate", "chocolate con leche"}},
	{8, 279, perKilo, false, small, [languages]string{"gezouten noten", "noix salées", "gesalzene Nüsse", "salted nuts", "frutos secos salados"}},
	{9, 329, perKilo, false, half, [languages]string{"krokante muesli", "muesli croustillant", "Knuspermüsli", "crunchy granola", "muesli crujiente"}},
	{9, 279, perKilo, false, half, [languages]string{"aardbeienjam", "confiture de fraises", "Erdbeerkonfitüre", "strawberry jam", "mermelada de fresa"}},
	{9, 359, perKilo, false, half, [languages]string{"pindakaas", "beurre de cacahuète", "Erdnussbutter", "peanut butter", "crema de cacahuete"}},
	{10, 119, perKilo, false, half, [languages]string{"spaghetti", "spaghetti", "Spaghetti", "spaghetti", "espaguetis"}},
	{10, 239, perKilo, false, kilos, [languages]string{"basmatirijst", "riz basmati", "Basmatireis", "basmati rice", "arroz basmati"}},
	{10, 199, perKilo, false, half, [languages]string{"tomatensaus basilicum", "sauce tomate basilic", "Tomatensauce Basilikum", "tomato and basil sauce", "salsa de tomate con albahaca"}},
	{11, 389, perPiece, false, pieces, [languages]string{"pizza margherita", "pizza margherita", "Pizza Margherita", "margherita pizza", "pizza margarita"}},
	{11, 259, perKilo, false, kilos, [languages]string{"diepvries spinazie", "épinards surgelés", "Rahmspinat tiefgekühlt", "frozen spinach", "espinacas congeladas"}},
	{11, 449, perLitre, false, litres, [languages]string{"vanille-ijs", "glace vanille", "Vanilleeis", "vanilla ice cream", "helado de vainilla"}},
	{12, 799, perPiece, false, washes, [languages]string{"wasmiddel capsules", "lessive capsules", "Waschmittel Caps", "laundry capsules", "detergente en cápsulas"}},
	{12, 229, perLitre, false, litres, [languages]string{"afwasmiddel citroen", "liquide vaisselle citron", "Spülmittel Zitrone", "lemon washing up liquid", "lavavajillas limón"}},
	{12, 449, perPiece, false, pieces, [languages]string{"toiletpapier 3-laags", "papier toilette 3 épaisseurs", "Toilettenpapier 3-lagig", "toilet tissue 3 ply", "papel higiénico 3 capas"}},
	{13, 349, perLitre, false, []packaging{{"250 ml", 250}, {"400 ml", 400}}, [languages]string{"shampoo", "shampooing", "Shampoo", "shampoo", "champú"}},
	{13, 249, perLitre, false, []packaging{{"75 ml", 75}, {"2 x 75 ml", 150}}, [languages]string{"tandpasta", "dentifrice", "Zahnpasta", "toothpaste", "pasta de dientes"}},
	{13, 299, perPiece, false, washes, [languages]string{"babydoekjes", "lingettes bébé", "Feuchttücher", "baby wipes", "toallitas húmedas"}},
}

// A brand is a made-up maker; prefix begins the codes of its products.
type brand struct {
	name   string
	prefix string // three digits, as GS1 gives them to countries
}

var brands = []brand{
	{"Boerengoud", "871"}, {"Veldzicht", "871"}, {"De Molenaar", "540"}, {"Alma", "301"},
	{"Fleur de Mai", "325"}, {"Nordhof", "400"}, {"Bergquell", "401"}, {"Almtal", "900"},
	{"Brightwell", "500"}, {"Harvest & Co", "501"}, {"Casa Riva", "800"}, {"Sol de Abril", "841"},
	{"Blue Harbor", "012"}, {"Tundra", "640"}, {"Kersenhof", "872"}, {"Petit Matin", "302"},
}

// variants tell products of one kind and brand apart; the first is the plain one.
var variants = [][languages]string{
	{"", "", "", "", ""},
	{"biologisch", "bio", "Bio", "organic", "ecológico"},
	{"mild", "doux", "mild", "mild", "suave"},
	{"familieverpakking", "format familial", "Familienpackung", "family pack", "formato familiar"},
	{"extra", "extra", "Extra", "extra", "extra"},
}

// renewed is what some names gain when a maker relaunches a product.
var renewed = [languages]string{"vernieuwd", "nouvelle recette", "neue Rezeptur", "new recipe", "nueva receta"}
