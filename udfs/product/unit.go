package product

import (
	"strings"
	"sync"
)

// A kind is what a unit measures.
type kind uint8

const (
	mass   kind = iota + 1
	volume      //
	length      //
	piece       // stuks, pcs: says nothing but how many
	noun        // rollen, capsules: pieces, and what they are
	pack        // 6-pack: how many of what is told elsewhere
)

// A unit is one unit of contents with the words that shops print for it.
type unit struct {
	name  string // its short form
	kind  kind
	base  string // kg, l, m or piece
	ratio int64  // one unit in trillionths of the base unit
	// small units are printed whole: "1.000 g" is a thousand, "1.000 kg" is one.
	small bool
	words string
}

// trillion is the scale of unit.ratio. It makes the ounce exact.
const trillion = 1_000_000_000_000

var units = [...]unit{
	{"mg", mass, "kg", trillion / 1_000_000, true, "mg milligram milligrams milligramm milligrammes"},
	{"g", mass, "kg", trillion / 1000, true, "g gr grs gram grams gramm gramme grammes gramo gramos grammo grammi grama gramas"},
	{"kg", mass, "kg", trillion, false, "kg kgs kilo kilos kilogram kilograms kilogramm kilogramme kilogrammes kilogramo kilogramos kilogrammo kilogrammi quilo quilos quilograma quilogramas"},
	{"lb", mass, "kg", 453_592_370_000, false, "lb lbs pound pounds"},
	{"pond", mass, "kg", trillion / 2, false, "pond pfund"},
	{"oz", mass, "kg", 28_349_523_125, false, "oz ounce ounces"},
	{"ml", volume, "l", trillion / 1000, true, "ml milliliter milliliters millilitre millilitres mililitro mililitros millilitro millilitri"},
	{"cl", volume, "l", trillion / 100, true, "cl centiliter centiliters centilitre centilitres centilitro centilitros centilitri"},
	{"dl", volume, "l", trillion / 10, false, "dl deciliter deciliters decilitre decilitres decilitro decilitros decilitri"},
	{"l", volume, "l", trillion, false, "l lt lts ltr ltrs liter liters litre litres litro litros litri"},
	{"fl oz", volume, "l", 29_573_529_563, false, "floz"},
	{"pint", volume, "l", 568_261_250_000, false, "pint pints pt pts"},
	{"qt", volume, "l", 946_352_946_000, false, "qt quart quarts"},
	{"gal", volume, "l", 3_785_411_784_000, false, "gal gallon gallons"},
	{"mm", length, "m", trillion / 1000, true, "mm"},
	{"cm", length, "m", trillion / 100, true, "cm"},
	{"m", length, "m", trillion, false, "m mt mtr meter meters metre metres metro metros metri"},
	{"piece", piece, "piece", trillion, true, "stuks stuk st stk stck stuck piece pieces pc pcs pce pces pz pezzo pezzi pieza piezas peca pecas " +
		"ud uds un und unid unids unidad unidades unidade unita unit units unite unites each ea ct count szt ks db"},
	{"dozen", piece, "piece", 12 * trillion, false, "dozen dozens doz dozijn dozijnen dutzend douzaine douzaines docena docenas dozzina dozzine duzia duzias dussin"},
	{"piece", noun, "piece", trillion, true, "rol rollen rolle roll rolls rouleau rouleaux rollo rollos rotolo rotoli rolo rolos " +
		"tablet tablets tabletten tablette tablettes tabl tab tabs tableta tabletas comprimido comprimidos comprime comprimes compressa compresse " +
		"capsule capsules caps kapsel kapseln kaps capsula capsulas pads pad dosette dosettes " +
		"zakje zakjes theezakjes builtjes bag bags teabags sachet sachets beutel teebeutel bustina bustine bolsita bolsitas sobre sobres saqueta saquetas " +
		"fles flessen bottle bottles bouteille bouteilles flasche flaschen botella botellas bottiglia bottiglie garrafa garrafas " +
		"blik blikken blikjes can cans canette canettes dose dosen lata latas lattina lattine boite boites " +
		"plak plakken plakjes slice slices tranche tranches scheibe scheiben loncha lonchas fetta fette fatia fatias " +
		"vel vellen sheet sheets feuille feuilles blatt hoja hojas foglio fogli folha folhas " +
		"wasbeurt wasbeurten wash washes lavage lavages waschladung waschladungen wl lavado lavados lavaggi lavagens doses " +
		"ei eieren egg eggs oeuf oeufs eier huevo huevos uova ovos " +
		"luiers nappies diapers couches windeln panales pannolini fraldas " +
		"doekjes wipes lingettes tucher toallitas salviette toalhitas " +
		"portie porties portion portions portionen porcion porciones porzioni porcoes " +
		"reep repen bar bars barre barres riegel barritas barrette barras pot pots potjes"},
	{"piece", pack, "piece", trillion, true, "pack packs pak pk pck er erpack"},
}

// words finds the unit of a word.
var words = sync.OnceValue(func() map[string]*unit {
	m := make(map[string]*unit)
	for i := range units {
		for _, w := range strings.Fields(units[i].words) {
			m[w] = &units[i]
		}
	}
	return m
})

// opensPack tells words before a count: "pack of 6", "lot de 6".
func opensPack(w []byte) bool {
	switch string(w) {
	case "pack", "pak", "set", "lot", "paquet", "paquete", "confezione", "conf", "lote", "box", "x":
		return true
	}
	return false
}

// links tells words between a count and what is counted: "6 blikjes van 33 cl".
func links(w []byte) bool {
	switch string(w) {
	case "x", "a", "de", "d", "of", "van", "von", "da", "di", "zu":
		return true
	}
	return false
}

// isTo tells words between the ends of a range.
func isTo(w []byte) bool {
	switch string(w) {
	case "to", "tot", "bis", "a", "al", "til", "till":
		return true
	}
	return false
}

// isPer tells words before the one unit that a price is for: "per stuk".
func isPer(w []byte) bool {
	switch string(w) {
	case "per", "pro", "je", "par", "por":
		return true
	}
	return false
}

// isArticle tells words that do the same where the unit ends the text: "la piece".
func isArticle(w []byte) bool {
	switch string(w) {
	case "la", "le", "el", "il", "al", "au", "the", "de", "het", "das", "die", "lo":
		return true
	}
	return false
}

// isAbout tells words that make a size approximate.
func isAbout(w []byte) bool {
	switch string(w) {
	case "ca", "circa", "env", "environ", "approx", "about", "aprox", "ongeveer", "zirka", "+-", "+/-":
		return true
	}
	return false
}
