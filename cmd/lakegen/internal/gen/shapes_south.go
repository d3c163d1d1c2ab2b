package gen

import (
	"strconv"
	"strings"
)

// kaufgutRecord gives the code as a number, so that leading zeros are lost, and prices as
// text with a decimal comma. The promo is a badge.
func kaufgutRecord(dst []byte, o *offer) []byte {
	r := object(dst)
	r.text("artikelnummer", strconv.Itoa(100000+o.index))
	r.bytes("bezeichnung", o.name(german))
	r.text("marke", o.brand())
	r.text("inhalt", o.product.pack.label)
	if code := strings.TrimLeft(o.ean, "0"); code != "" {
		r.raw("gtin", code)
	} else {
		r.raw("gtin", "null")
	}
	if o.soldOut {
		r.text("preis", "")
	} else {
		r.text("preis", euros(o.promo.now))
	}
	if o.promo.was > 0 {
		r.text("statt", euros(o.promo.was))
	}
	r.text("grundpreis", euros(o.unit())+" €/"+unitName(o.product.kind.measure, "l", "kg", "Stück"))
	if o.promo.text != "" {
		r.text("badge", o.promo.text)
	}
	first, second, _ := strings.Cut(o.category(), " > ")
	r.open("warengruppe", '{')
	r.text("ebene1", first)
	r.text("ebene2", second)
	r.close('}')
	r.time("zeitstempel", o.seen, "02.01.2006 15:04:05")
	return r.end()
}

// soleadoRecord is flat, has no brand, and is precise to the minute only.
func soleadoRecord(dst []byte, o *offer) []byte {
	r := object(dst)
	r.text("codigo", "S-"+digits(o.index, 6))
	r.bytes("nombre", o.name(spanish))
	r.text("formato", o.product.pack.label)
	r.text("codigo_barras", o.ean)
	if o.soldOut {
		r.text("precio", "agotado")
	} else {
		r.text("precio", euros(o.promo.now)+"€")
	}
	if o.promo.was > 0 {
		r.text("precio_anterior", euros(o.promo.was)+"€")
	} else {
		r.text("precio_anterior", "")
	}
	r.text("precio_unidad", euros(o.unit())+" €/"+unitName(o.product.kind.measure, "l", "kg", "ud"))
	r.text("promo", o.promo.text)
	r.text("categoria", o.category())
	r.time("fecha", o.seen, "2006/01/02 15:04")
	return r.end()
}

// polderRecord says everything in Dutch and French.
func polderRecord(dst []byte, o *offer) []byte {
	r := object(dst)
	r.text("code", "P"+digits(o.index, 6))
	r.open("name", '{')
	r.bytes("nl", o.name(dutch))
	r.bytes("fr", o.name(french))
	r.close('}')
	r.text("brand", o.brand())
	r.text("content", o.product.pack.label)
	textOrNull(&r, "ean13", o.ean)
	switch {
	case o.wrongType:
		r.text("price_eur", "op bestelling")
	case o.soldOut:
		r.raw("price_eur", "null")
	default:
		r.money("price_eur", o.promo.now)
	}
	if o.promo.was > 0 {
		r.money("strike_price_eur", o.promo.was)
	}
	r.open("unit_price", '{')
	r.money("eur", o.unit())
	r.text("per", unitName(o.product.kind.measure, "L", "KG", "ST"))
	r.close('}')
	if o.promo.text != "" {
		r.open("promo", '{')
		r.text("nl", o.promo.text)
		r.text("fr", inFrench.Replace(o.promo.text))
		r.close('}')
	}
	r.open("category", '{')
	r.number("id", int64(10+o.product.kind.category))
	r.text("nl", o.category())
	r.close('}')
	r.time("crawled", o.seen, isoSeconds)
	return r.end()
}

// inFrench turns the Belgian phrases into the label that stands beside them.
var inFrench = strings.NewReplacer(
	"2de aan", "2ème à", "2de tegen", "2ème à", "bij", "pour", "stuks", "pièces", "producten voor", "produits pour",
	"voor", "pour", "gratis levering", "produits = livraison gratuite", "met de app", "avec l'app", "KNALPRIJS", "PRIX CHOC",
)

// alpenkorbRecord lists typed prices in cents and cuts its promo label into fragments.
func alpenkorbRecord(dst []byte, o *offer) []byte {
	r := object(dst)
	r.number("art_nr", int64(700000+o.index))
	r.bytes("titel", o.name(german))
	r.text("hersteller", o.brand())
	r.open("menge", '{')
	r.number("wert", int64(o.product.pack.amount))
	r.text("einheit", unitName(o.product.kind.measure, "ml", "g", "Stk"))
	r.close('}')
	textOrNull(&r, "ean", o.ean)
	r.open("preise", '[')
	regular, action := o.promo.now, 0
	if o.promo.was > 0 {
		regular, action = o.promo.was, o.promo.now
	}
	switch {
	case o.wrongType:
		r.element()
		r.dst = appendText(r.dst, "auf Anfrage")
	case !o.soldOut:
		typedPrice(&r, "regulaer", regular)
		if action > 0 {
			typedPrice(&r, "aktion", action)
		}
	}
	r.close(']')
	r.number("grundpreis_cent", int64(o.unit()))
	r.open("hinweise", '[')
	if o.promo.text != "" {
		for fragment := range strings.SplitSeq(o.promo.text, ", ") {
			r.element()
			r.dst = appendText(r.dst, fragment)
		}
	}
	r.close(']')
	r.raw("wg", o.category())
	r.time("stand", o.seen, isoSeconds)
	return r.end()
}

func typedPrice(r *record, kind string, cents int) {
	r.element()
	r.dst = append(r.dst, '{')
	r.first = true
	r.text("typ", kind)
	r.number("cent", int64(cents))
	r.close('}')
}

// textOrNull writes an empty text as null.
func textOrNull(r *record, name, value string) {
	if value == "" {
		r.raw(name, "null")
	} else {
		r.text(name, value)
	}
}

// digits pads a number with zeros.
func digits(n, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}

func euros(cents int) string  { return string(appendMoney(nil, cents, ',')) }
func pounds(cents int) string { return string(appendMoney(nil, cents, '.')) }
