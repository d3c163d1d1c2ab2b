package price

import (
	"bytes"

	"github.com/martsql/mart/udfs/internal/fold"
)

// How sure a number is the price. The first of the surest wins.
const (
	noPrice  = iota
	plain    // a number alone
	withCent // with digits behind the point
	withSign // with a currency
)

// A found is a number of the text with what stands around it.
type found struct {
	amount     int64 // times scale
	money      money
	negative   bool
	sure       int
	role       role
	start, end int // with its currency
}

// scan reads a folded text. It returns the amount times scale and the currency, and
// reports false when there is no price to pay, or a negative one.
func scan(s []byte, home string) (amount int64, currency string, ok bool) {
	var room [maxFounds]found
	list := room[:0]
	for i := 0; i < len(s) && len(list) < maxFounds; {
		if !fold.IsDigit(s[i]) && !opensFraction(s, i) {
			i++
			continue
		}
		f, end := readPrice(s, i, home)
		if f.sure > noPrice {
			if n := len(list); n > 0 {
				f.start = max(f.start, list[n-1].end) // a sign between two may be read as of both
			}
			list = append(list, f)
		}
		i = end
	}
	if len(list) == 0 {
		return 0, "", false
	}
	assign(s, list)
	best := choose(list)
	if best == nil || best.negative {
		return 0, "", false
	}
	if best.sure < withSign {
		return best.amount, shared(list, home), true
	}
	return best.amount, best.money.resolve(home), true
}

// shared is the currency of a price that prints none: that of the old price beside it.
func shared(list []found, home string) string {
	for i := range list {
		if f := &list[i]; f.role == old && f.sure == withSign {
			return f.money.resolve(home)
		}
	}
	return home
}

// opensFraction reports whether s[i] is the separator of a number like ",99".
func opensFraction(s []byte, i int) bool {
	return (s[i] == '.' || s[i] == ',') && i+1 < len(s) && fold.IsDigit(s[i+1]) && (i == 0 || s[i-1] == ' ' || s[i-1] == '-' && opensSign(s, i-1) || signEnds(s, i))
}

func signEnds(s []byte, i int) bool {
	_, _, ok := signBefore(s, i)
	return ok
}

// readPrice reads the number at s[at] and its currency.
func readPrice(s []byte, at int, home string) (f found, end int) {
	n, ok := readNumber(s, at)
	end = n.end
	if !ok {
		return f, end
	}
	front := before(s, at)
	back := behind(s, &n, at, front, home)
	end = back.end
	if front.attached || back.refused {
		return f, end
	}
	f = found{amount: n.amount, negative: front.negative, sure: plain, start: at, end: end}
	if front.ok {
		f.start = front.start
	}
	if n.decimal || back.decimal {
		f.sure = withCent
	}
	// A sign that touches the number is its own; one a space away may be of the next.
	switch {
	case front.ok && (front.touches || !back.ok):
		f.money, f.sure = front.money, withSign
	case back.ok:
		f.money, f.sure = back.money, withSign
	}
	f.money = f.money.named(front.money).named(back.money) // "$5 USD"
	if n.thousands && !contains(thousandths, f.money.resolve(home), home, f.sure) {
		f.amount *= 1000
	}
	if f.money.minor {
		f.amount = (f.amount + 50) / 100
	}
	return f, end
}

// contains reports whether the currency of a price is in the list.
func contains(list, printed, home string, sure int) bool {
	if sure < withSign {
		printed = home
	}
	for i := 0; i+3 <= len(list); i += 4 {
		if list[i:i+3] == printed {
			return true
		}
	}
	return false
}

// An edge is what stands before or behind a number.
type edge struct {
	money
	ok       bool // money was found
	touches  bool // without a space between
	attached bool // the number is part of a word or of a date
	negative bool
	start    int // of the currency
}

// before reads what stands before the number at s[at].
func before(s []byte, at int) (e edge) {
	i := at
	if i > 0 && s[i-1] == '-' {
		if i > 1 && !opensSign(s, i-1) {
			e.attached = fold.IsLetter(s[i-2]) && !isCurrencyBefore(s, i-1)
			return e // "2,99-3,99", "B-12"
		}
		e.negative = s[at] != ',' // "-,79" has no euros
		i--
	}
	gap := i
	for gap > 0 && (s[gap-1] == ' ' || s[gap-1] == ':') {
		gap--
	}
	if gap > 1 && s[gap-1] == '.' && fold.IsLetter(s[gap-2]) { // "Fr. 4.95"
		gap--
	}
	if m, start, ok := signBefore(s, gap); ok {
		e.money, e.ok, e.touches, e.start = m.named(wordBefore(s, start)), true, gap == i, start
		e.negative = e.negative || minusBefore(s, start)
		return e
	}
	start := gap
	for start > 0 && fold.IsLetter(s[start-1]) {
		start--
	}
	if m, ok := word(s[start:gap]); ok && !m.minor && (start == 0 || !fold.IsDigit(s[start-1])) {
		e.money, e.ok, e.touches, e.start = m, true, gap == i, start
		e.negative = e.negative || minusBefore(s, start)
		return e
	}
	e.attached = i > 0 && (fold.IsLetter(s[i-1]) || s[i-1] == '/' || s[i-1] == '_')
	e.negative = e.negative || i > 1 && minusBefore(s, i)
	return e
}

// wordBefore is the currency of the word that ends before s[end], a space between.
func wordBefore(s []byte, end int) money {
	for end > 0 && s[end-1] == ' ' {
		end--
	}
	start := end
	for start > 0 && fold.IsLetter(s[start-1]) {
		start--
	}
	m, _ := word(s[start:end])
	return m
}

// wordBehind is the currency of the word at s[at], a space between, and its end.
func wordBehind(s []byte, at int) (m money, end int) {
	if at < len(s) && s[at] == ' ' {
		at++
	}
	end = fold.Letters(s, at)
	m, _ = word(s[at:end])
	return m, end
}

// opensSign reports whether the dash at s[i] is a minus: nothing, a space or a currency
// stands before it.
func opensSign(s []byte, i int) bool {
	return i == 0 || s[i-1] == ' ' || s[i-1] == '(' || signEnds(s, i)
}

func isCurrencyBefore(s []byte, end int) bool {
	start := end
	for start > 0 && fold.IsLetter(s[start-1]) {
		start--
	}
	_, ok := word(s[start:end])
	return ok
}

// minusBefore reports whether a minus stands before s[start]: at once, or with a space
// between at the start of the text.
func minusBefore(s []byte, start int) bool {
	if start > 0 && s[start-1] == '-' {
		return opensSign(s, start-1)
	}
	return start == 2 && s[0] == '-' && s[1] == ' '
}

// A tail is what stands behind a number.
type tail struct {
	edge
	end     int
	decimal bool // ",-" or digits behind the currency were printed
	refused bool // the number counts something else
}

// behind reads what stands behind a number, and completes the number where its cents
// are there: "2€99", "49:90 kr", "12 99 €".
func behind(s []byte, n *number, at int, front edge, home string) (t tail) {
	t.end = n.end
	if front.ok {
		at = front.start
	}
	if !n.decimal && !n.thousands && len(bytes.Trim(s[:at], " -")) == 0 {
		t.apart(s, n, front, home)
	}
	if !n.decimal && t.end < len(s) {
		t.colon(s, n, front, home)
	}
	if t.refused {
		return t
	}
	t.dashes(s)
	gap := t.end
	if gap < len(s) && s[gap] == ' ' {
		gap++
	}
	if m, end := signAt(s, gap); end > 0 {
		t.money, t.ok, t.touches = m, true, gap == t.end
		if cents := fold.Digits(s, end); t.touches && cents-end == 2 && !n.decimal && !n.thousands && !m.minor {
			n.amount += fraction(s[end:cents])
			t.decimal, end = true, cents
		} else if t.cents(s, n, m, end) { // "3 € 50"
			return t
		} else if cents > end {
			t.ok = t.touches && !front.ok // "2 €3": the sign is the next number's
			end = gap
		}
		t.end = end
		if by, behind := wordBehind(s, end); by.code != "" && m.named(by) == by {
			t.money, t.end = by, behind // "5.00 $ CAD"
		}
		return t
	}
	end := fold.Letters(s, gap)
	m, ok := word(s[gap:end])
	if ok && !front.ok && t.cents(s, n, m, end) { // "3 Fr. 50"
		t.money, t.ok, t.touches = m, true, gap == n.end
		return t
	}
	if ok && (end == len(s) || !fold.IsDigit(s[end])) && !(end == gap+1 && gap > t.end && (n.decimal || front.ok)) {
		t.money, t.ok, t.touches, t.end = m, true, gap == t.end, end
		return t // a lone p behind "2,99" or "€ 3" is per, not pence
	}
	t.refused = refuses(s, t.end, gap, end, n)
	return t
}

// cents takes the two digits behind a currency that ends at s[end], when they end the price:
// "3 € 50", "3 Fr. 50", "5 zl 99 gr".
func (t *tail) cents(s []byte, n *number, m money, end int) bool {
	if n.decimal || n.thousands || t.decimal || m.minor {
		return false
	}
	at := end
	if at < len(s) && s[at] == '.' {
		at++
	}
	if at < len(s) && s[at] == ' ' {
		at++
	}
	stop := fold.Digits(s, at)
	if stop-at != 2 {
		return false
	}
	close := stop
	if word := fold.Spaces(s, stop); isCents(s[word:fold.Letters(s, word)]) {
		close = fold.Letters(s, word)
	}
	if !closed(s, close) {
		return false
	}
	n.amount += fraction(s[at:stop])
	t.decimal, t.end = true, close
	return true
}

// apart takes the two digits that stand a space behind the first number: raised cents that
// lost their markup. "12 99 €" is 12.99. Without any currency it may be two numbers of
// anything, and is no price.
func (t *tail) apart(s []byte, n *number, front edge, home string) {
	at := n.end + 1
	stop := fold.Digits(s, min(at, len(s)))
	if n.end >= len(s) || s[n.end] != ' ' || stop-at != 2 {
		return
	}
	word := fold.Spaces(s, stop)
	end, ok := currencyAt(s, word)
	if !ok {
		end = stop
		if letters := fold.Letters(s, word); front.ok && isCents(s[word:letters]) {
			end, stop = letters, letters // "£1 50p"
		}
	}
	if !closed(s, end) {
		return
	}
	t.end = stop
	if t.refused = !ok && !front.ok && home == ""; t.refused {
		return
	}
	n.amount += fraction(s[at : at+2])
	n.decimal, t.decimal = true, true
}

// currencyAt is where the currency at s[at] ends, if there is one.
func currencyAt(s []byte, at int) (end int, ok bool) {
	if m, end := signAt(s, at); end > 0 {
		return end, !m.minor
	}
	end = fold.Letters(s, at)
	m, ok := word(s[at:end])
	return end, ok && !m.minor
}

// closed reports that a price ends at s[at]: with the text, or before what it is per.
func closed(s []byte, at int) bool {
	at = fold.Spaces(s, at)
	return at == len(s) || s[at] == '/'
}

// isCents tells words for hundredths that stand behind them: "3 euro 50 cent".
func isCents(w []byte) bool {
	switch string(w) {
	case "gr", "bani", "rp", "rappen", "haleru":
		return true
	}
	m, ok := word(w)
	return ok && m.minor
}

// dashes passes ",-", ".--" and ",=" behind whole amounts.
func (t *tail) dashes(s []byte) {
	i := t.end
	if i+1 >= len(s) || s[i] != ',' && s[i] != '.' || s[i+1] != '-' && s[i+1] != '=' {
		return
	}
	for i++; i < len(s) && (s[i] == '-' || s[i] == '='); i++ {
	}
	t.end, t.decimal = i, true
}

// colon reads the cents of "49:90" and "49:-", as Sweden prints them. Anywhere else it
// is a time.
func (t *tail) colon(s []byte, n *number, front edge, home string) {
	i := t.end
	if s[i] != ':' || i+1 == len(s) {
		return
	}
	end := fold.Digits(s, i+1)
	crown := front.shared == crowns || isCrown(home) || crownBehind(s, end)
	switch {
	case s[i+1] == '-' && crown:
		t.end, t.decimal = i+2, true
	case end == i+1:
	case end-i == 3 && crown:
		n.amount += fraction(s[i+1 : end])
		t.end, t.decimal = end, true
	default:
		t.end, t.refused = end, true
	}
}

func isCrown(home string) bool { return home == "SEK" || home == "NOK" || home == "DKK" }

func crownBehind(s []byte, at int) bool {
	if at < len(s) && s[at] == ' ' {
		at++
	}
	return at+1 < len(s) && s[at] == 'k' && s[at+1] == 'r'
}

// refuses reports whether what stands at s[gap:end] makes the number something else than
// a price: a percentage, a part of a word, a date, a size.
func refuses(s []byte, at, gap, end int, n *number) bool {
	if at < len(s) && (s[at] == '/' && !n.decimal && at+1 < len(s) && fold.IsDigit(s[at+1]) || s[at] == '_') {
		return true
	}
	if gap < len(s) && s[gap] == '%' {
		return true
	}
	if gap == at {
		return end > gap // "500g"
	}
	return measures(s[gap:end])
}

// measures reports a unit: the number before it is no price.
func measures(word []byte) bool {
	switch string(word) {
	case "g", "gr", "gram", "kg", "mg", "ml", "cl", "dl", "l", "lb", "oz", "x", "st", "stk", "stuks", "pcs":
		return true
	}
	return false
}
