package price

import (
	"bytes"

	"github.com/martsql/mart/udfs/internal/fold"
)

// A role is what a number that reads like a price is for.
type role uint8

const (
	unmarked role = iota
	toPay         // "nu 2,99"
	old           // "statt 3,99"
	saving        // "save £1", and negative amounts
	group         // the price of several, or their number: "2 for $5"
)

// maxFounds bounds how many numbers of a text are weighed against one another.
const maxFounds = 8

// Words before a price, folded. A phrase is matched from its end, at a word's start.
var (
	oldWords = phrases("was", "were", "before", "instead of", "old price", "list price", "previously", "formerly", "originally", "rrp", "msrp",
		"i.p.v.", "i.p.v", "ipv", "in plaats van", "oude prijs", "adviesprijs", "normaal", "eerst", "statt", "anstatt", "bisher", "vorher", "uvp",
		"alter preis", "originalpreis", "normalpreis", "au lieu de", "au lieu d'", "avant", "ancien prix", "prix barre", "invece di", "anziche", "prima",
		"prezzo intero", "en lugar de", "en vez de", "em vez de", "antes", "antes de", "precio anterior", "ord.pris", "ord. pris", "ordinarie pris",
		"tidigare", "fore", "i stedet for", "istallet for", "zamiast", "misto", "namiesto")
	payWords = phrases("now", "only", "just", "sale price", "nu", "nu voor", "voor maar", "voor slechts", "slechts", "actieprijs", "jetzt", "nur",
		"aktionspreis", "angebotspreis", "maintenant", "seulement", "prix promo", "ahora", "agora", "ora", "adesso", "solo", "ora a", "nyt", "teraz", "ted", "na")
	savingWords = phrases("save", "saving", "you save", "korting", "bespaar", "voordeel", "rabatt", "spare", "sparen", "remise", "economisez", "ahorra",
		"ahorro", "poupe", "risparmi", "spar", "spara")
	savedWords = phrases("off", "korting", "voordeel", "rabatt", "gespart", "de remise", "de reduction", "de descuento", "di sconto", "de desconto", "rabat")
	// Between the old and the new price. They mean many other things, so the new price
	// must be the lower one.
	toWords = phrases("voor", "for", "fur", "pour", "por", "per", "auf", "to", "a", "naar", "nu", "now", ">", "->")
	// Before the old price of such a pair.
	fromWords = phrases("van", "von", "from", "de", "da", "fra", "fran", "z", "od")
	// Between a number of units and their price, on either side.
	forWords = phrases("for", "voor", "fur", "pour", "por", "per", "za", "για", "/", "=")
	// Between that number and these words.
	pieceWords = phrases("st", "st.", "stk", "stk.", "stuks", "stuck", "pcs", "pieces", "packs", "pz", "uds", "x", "items", "flaschen", "flessen", "packungen")
)

func phrases(list ...string) [][]byte {
	out := make([][]byte, len(list))
	for i, s := range list {
		out[i] = []byte(s)
	}
	return out
}

// lastOf is where the phrase of the list starts that s ends with, or -1.
func lastOf(s []byte, list [][]byte) int {
	if len(s) == 0 {
		return -1
	}
	for _, p := range list {
		at := len(s) - len(p)
		if at >= 0 && bytes.HasSuffix(s, p) && (at == 0 || !fold.IsLetter(s[at]) || !fold.IsLetter(s[at-1]) && s[at-1] != '.') {
			return at
		}
	}
	return -1
}

// firstOf is where the phrase of the list ends that s starts with, or -1.
func firstOf(s []byte, list [][]byte) int {
	for _, p := range list {
		if bytes.HasPrefix(s, p) && (len(s) == len(p) || !fold.IsLetter(p[len(p)-1]) || !fold.IsLetter(s[len(p)])) {
			return len(p)
		}
	}
	return -1
}

// front is the text before a price without the space and colon at its end.
func front(s []byte, at int) []byte { return bytes.TrimRight(s[:at], " :(") }

// assign gives the numbers of a text their roles.
func assign(s []byte, list []found) {
	if len(list) == 1 { // most texts: nothing to weigh it against
		several(s, list, 0)
		return
	}
	for i := range list {
		f := &list[i]
		lead, tail := front(s, f.start), bytes.TrimLeft(s[f.end:], " ")
		switch {
		case f.negative, lastOf(lead, savingWords) >= 0, firstOf(tail, savedWords) >= 0:
			f.role = saving
		case lastOf(lead, oldWords) >= 0:
			f.role = old
		case lastOf(lead, payWords) >= 0:
			f.role = toPay
		}
	}
	for i := range len(list) - 1 {
		ranged(s, &list[i], &list[i+1])
	}
	pair := -1 // the new price of the pair met last
	for i := range list {
		if i+1 < len(list) && reduced(s, &list[i], &list[i+1]) {
			list[i].role, list[i+1].role = old, toPay
			pair = i + 1
		}
		if list[i].role != old && pair != i {
			several(s, list, i)
		}
	}
}

// reduced reports an old price and a new one: "van 3,99 voor 2,99", "3,99 voor 2,99". A
// whole number is the old price only behind "van": in "3 voor 2" it counts units.
func reduced(s []byte, a, b *found) bool {
	between := bytes.Trim(s[a.end:b.start], " :")
	if b.amount >= a.amount || firstOf(between, toWords) != len(between) || len(between) == 0 {
		return false
	}
	return lastOf(front(s, a.start), fromWords) >= 0 || a.sure > plain && b.sure > plain
}

// ranged gives the lower end of "1,99 - 2,49 €" the currency of the upper one.
func ranged(s []byte, a, b *found) {
	if a.sure == withCent && b.sure == withSign && a.amount < b.amount && string(bytes.Trim(s[a.end:b.start], " ")) == "-" {
		a.money, a.sure = b.money, withSign
	}
}

// several finds the price of several units, and takes their number for no price: "2 for
// $5", "5 € für 2". The number may stand in the list or not.
func several(s []byte, list []found, i int) {
	f := &list[i]
	if at := lastOf(front(s, f.start), forWords); at >= 0 {
		lead := bytes.TrimRight(s[:at], " ")
		if p := lastOf(lead, pieceWords); p >= 0 {
			lead = bytes.TrimRight(lead[:p], " ")
		}
		start := len(lead)
		for start > 0 && fold.IsDigit(lead[start-1]) {
			start--
		}
		if n := count(lead[start:]); n > 0 && (start == 0 || lead[start-1] == ' ' || lead[start-1] == '(') && !ends(list, len(lead)) {
			counts(list, start)
			if n > 1 {
				f.role = group
			}
			return
		}
	}
	if f.sure == plain {
		return
	}
	tail := bytes.TrimLeft(s[f.end:], " ")
	at := firstOf(tail, forWords)
	if at <= 0 || tail[0] == '/' || tail[0] == '=' || bytes.HasPrefix(tail, []byte("per")) {
		return // "€ 1,50/100 g"
	}
	at += fold.Spaces(tail, at) - at
	end := fold.Digits(tail, at)
	start := len(s) - len(tail) + at
	if n := count(tail[at:end]); n > 1 && !priced(list, start) && !sized(s, start+end-at) {
		counts(list, start)
		f.role = group
	}
}

// sized reports that what stands behind a number at s[at:] makes it part of a size or of
// a longer number.
func sized(s []byte, at int) bool {
	if at < len(s) && (s[at] == ',' || s[at] == '.') && at+1 < len(s) && fold.IsDigit(s[at+1]) {
		return true
	}
	word := fold.Spaces(s, at)
	end := fold.Letters(s, word)
	return measures(s[word:end]) && firstOf(s[word:end], pieceWords) < 0
}

// count is a number of units: 1 to 99. 0 is none.
func count(digits []byte) int {
	if len(digits) == 0 || len(digits) > 2 || digits[0] == '0' {
		return 0
	}
	n := 0
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return n
}

// ends reports that a price that is more than a number ends at s[at].
func ends(list []found, at int) bool {
	for i := range list {
		if list[i].end == at && list[i].sure > plain {
			return true
		}
	}
	return false
}

// priced reports that the number at s[at] has a currency or cents.
func priced(list []found, at int) bool {
	for i := range list {
		if list[i].start <= at && at < list[i].end && list[i].sure > plain {
			return true
		}
	}
	return false
}

// counts takes the plain number at s[at] out of the prices.
func counts(list []found, at int) {
	for i := range list {
		if list[i].start == at && list[i].sure == plain {
			list[i].role = group
		}
	}
}

// choose is the price to pay among the numbers of a text, or nil.
func choose(list []found) *found {
	var has [group + 1]bool
	for i := range list {
		has[list[i].role] = true
	}
	pick := func(r role, least int) *found {
		var best *found
		for i := range list {
			if f := &list[i]; f.role == r && f.sure >= least && (best == nil || f.sure > best.sure) {
				best = f
			}
		}
		return best
	}
	best := pick(toPay, withCent)
	if best == nil {
		best = pick(unmarked, withCent)
	}
	if best == nil && has[old] {
		best = pick(toPay, plain)
	}
	if best == nil && has[old] && !has[saving] {
		best = pick(old, plain)
	}
	if best == nil && !has[old] {
		best = pick(saving, plain)
	}
	if best == nil && !has[group] && !has[old] {
		if best = pick(unmarked, plain); best == nil {
			best = pick(toPay, plain)
		}
	}
	return best
}
