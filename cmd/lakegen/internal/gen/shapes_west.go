package gen

import "strings"

const isoSeconds = "2006-01-02T15:04:05Z"

// unitName is how records in most languages name the measure of a unit price.
func unitName(m measure, litre, kilo, piece string) string {
	return [...]string{perLitre: litre, perKilo: kilo, perPiece: piece}[m]
}

// appelmarktRecord nests prices as numbers, and has the promo in an object of its own.
func appelmarktRecord(dst []byte, o *offer) []byte {
	r := object(dst)
	r.text("sku", "wi"+digits(o.index, 6))
	r.bytes("title", o.name(dutch))
	r.text("brand", o.brand())
	r.text("size", o.product.pack.label)
	textOrNull(&r, "gtin", o.ean)
	r.text("category", strings.ReplaceAll(o.category(), " > ", "/"))
	switch {
	case o.wrongType:
		r.text("price", "uitverkocht")
	case o.soldOut:
		r.raw("price", "null")
	default:
		r.open("price", '{')
		r.money("now", o.promo.now)
		if o.promo.was > 0 {
			r.money("was", o.promo.was)
		} else {
			r.raw("was", "null")
		}
		r.open("unit", '{')
		r.money("amount", o.unit())
		r.text("per", unitName(o.product.kind.measure, "l", "kg", "stuk"))
		r.close('}')
		r.close('}')
	}
	if o.promo.text == "" {
		r.raw("bonus", "null")
	} else {
		r.open("bonus", '{')
		r.text("mechanism", o.promo.text)
		r.truth("card_only", o.promo.loyalty)
		r.close('}')
	}
	r.time("scraped_at", o.seen, isoSeconds)
	return r.end()
}

// quatreventsRecord has every price as text with a decimal comma, and the promo in "label".
func quatreventsRecord(dst []byte, o *offer) []byte {
	r := object(dst)
	r.text("reference", "QV-"+digits(o.index, 6))
	r.bytes("libelle", o.name(french))
	r.text("marque", o.brand())
	r.text("contenance", o.product.pack.label)
	r.text("ean", o.ean)
	if o.soldOut {
		r.text("prix", "épuisé")
	} else {
		r.text("prix", euros(o.promo.now)+" €")
	}
	if o.promo.was > 0 {
		r.text("ancien_prix", euros(o.promo.was)+" €")
	}
	r.text("prix_au", euros(o.unit())+" €/"+unitName(o.product.kind.measure, "L", "kg", "pièce"))
	r.text("label", o.promo.text)
	r.text("rayon", o.category())
	r.time("releve", o.seen, "2006-01-02 15:04:05")
	return r.end()
}

// highfieldRecord lists offers; prices are the regular ones, as text without a sign.
func highfieldRecord(dst []byte, o *offer) []byte {
	r := object(dst)
	r.text("productId", "HF"+digits(o.index, 7))
	r.bytes("name", o.name(english))
	if o.product.brand == "" {
		r.raw("brand", "null")
	} else {
		r.text("brand", o.product.brand)
	}
	r.text("packSize", strings.ToUpper(strings.ReplaceAll(o.product.pack.label, " ", "")))
	if o.ean == "" {
		r.raw("barcode", "null")
	} else {
		r.text("barcode", "0"+o.ean) // a GTIN-14
	}
	r.open("prices", '{')
	if o.soldOut {
		r.raw("regular", "null")
	} else {
		r.open("regular", '{')
		r.text("amount", pounds(o.promo.now))
		r.text("currency", "GBP")
		r.close('}')
	}
	r.open("unit", '{')
	r.text("amount", pounds(o.unit()))
	r.text("measure", unitName(o.product.kind.measure, "litre", "kg", "each"))
	r.close('}')
	r.close('}')
	r.open("offers", '[')
	if o.promo.text != "" {
		r.element()
		r.dst = append(r.dst, '{')
		r.first = true
		r.text("description", o.promo.text)
		r.truth("membersOnly", o.promo.loyalty)
		r.close('}')
	}
	r.close(']')
	department, aisle, _ := strings.Cut(o.category(), " > ")
	r.text("department", department)
	r.text("aisle", aisle)
	r.time("capturedAt", o.seen, isoSeconds)
	return r.end()
}

// boerhofRecord counts in cents, lists codes and promotions, and stamps Unix seconds.
func boerhofRecord(dst []byte, o *offer) []byte {
	r := object(dst)
	r.number("id", int64(200000+o.index))
	r.open("product", '{')
	r.bytes("name", o.name(dutch))
	r.text("brand", o.brand())
	r.text("quantity", o.product.pack.label)
	r.open("eans", '[')
	if o.ean != "" {
		r.element()
		r.dst = appendText(r.dst, o.ean)
	}
	r.close(']')
	r.close('}')
	switch {
	case o.wrongType:
		r.text("price_cents", "onbekend")
	case o.soldOut:
		r.raw("price_cents", "null")
	default:
		r.number("price_cents", int64(o.promo.now))
	}
	if o.promo.was > 0 {
		r.number("was_cents", int64(o.promo.was))
	}
	r.number("unit_price_cents", int64(o.unit()))
	r.text("unit", unitName(o.product.kind.measure, "l", "kg", "st"))
	r.open("promotions", '[')
	for _, text := range [...]string{o.promo.text, o.promo.extra} {
		if text != "" {
			r.element()
			r.dst = append(r.dst, '{')
			r.first = true
			r.text("text", text)
			r.close('}')
		}
	}
	r.close(']')
	r.open("taxonomy", '[')
	r.element()
	r.dst = appendText(r.dst, "Assortiment")
	r.element()
	r.dst = appendText(r.dst, o.category())
	r.close(']')
	r.number("ts", o.seen)
	return r.end()
}
