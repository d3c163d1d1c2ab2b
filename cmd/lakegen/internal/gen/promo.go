package gen

import "strconv"

// An effect is what a promotion does to the price that the shop shows.
type effect int

const (
	keeps   effect = iota // multibuy, gifts, card credit: the single price stays
	percent               // the shown price falls by the percentage in the text
	sale                  // the shown price is the one in the text
	amount                // the shown price falls by the amount in the text
)

// A phrase is a promo text with holes:
//
//	{p} a percentage       {x} sale price   {w} price before   {a} amount off
//	{2} {3} {4} {8} the price of so many units together
type phrase struct {
	weight  int
	text    string
	effect  effect
	loyalty bool // only for holders of the shop's card, and the text or the record says so
}

// A promo is what one offer carries: a text, and the prices that go with it.
type promo struct {
	text    string // empty: none
	extra   string // a second text about something else, such as delivery
	loyalty bool
	now     int // shown price in cents
	was     int // price before in cents, 0 when the shop shows none
}

var (
	percentages = []int{10, 15, 20, 25, 25, 25, 30, 33, 35, 40, 50, 50}
	amounts     = []int{20, 50, 50, 100, 100, 150, 200}
)

// promoShare is how many offers in a thousand carry a product promotion.
const promoShare = 230

// promoFor decides the promotion of a product for the week of a day.
func promoFor(c *Config, s *shop, p *product, day, cents int) promo {
	const firstWednesday = 6 // 1970-01-07: promotions run from Wednesday to Tuesday
	week := (day - firstWednesday) / 7
	d := roll(c.Seed, topicPromo, uint64(s.number), p.id, uint64(week))
	out := promo{now: cents}
	if len(s.delivery) > 0 && d.chance(25) {
		out.extra = s.delivery[d.below(len(s.delivery))]
	}
	if !d.chance(promoShare) {
		return out
	}
	list := s.phrases
	ph := pick(list, d.below(totalWeight(list)))
	cut := shelfEnding(cents * d.between(55, 85) / 100)
	share := percentages[d.below(len(percentages))]
	off := amounts[d.below(len(amounts))]
	if off*2 > cents {
		off = max(cents/4/5*5, 5)
	}
	switch ph.effect {
	case percent:
		cut = cents - cents*share/100
	case amount:
		cut = cents - off
	}
	cut = min(cut, cents-1)
	out.loyalty = ph.loyalty
	out.text = fill(ph.text, s.comma, share, cut, cents, off)
	// A card price is not the price that everybody sees.
	if s.showsCut && !ph.loyalty && ph.effect != keeps {
		out.now, out.was = cut, cents
	}
	return out
}

func totalWeight(list []phrase) int {
	sum := 0
	for i := range list {
		sum += list[i].weight
	}
	return sum
}

func pick(list []phrase, at int) *phrase {
	for i := range list {
		if at -= list[i].weight; at < 0 {
			return &list[i]
		}
	}
	return &list[len(list)-1]
}

// fill puts numbers into the holes of a phrase.
func fill(text string, comma byte, share, cut, cents, off int) string {
	buf := make([]byte, 0, len(text)+8)
	for i := 0; i < len(text); i++ {
		if text[i] != '{' {
			buf = append(buf, text[i])
			continue
		}
		switch hole := text[i+1]; hole {
		case 'p':
			buf = strconv.AppendInt(buf, int64(share), 10)
		case 'x':
			buf = appendMoney(buf, cut, comma)
		case 'w':
			buf = appendMoney(buf, cents, comma)
		case 'a':
			buf = appendMoney(buf, off, comma)
		default:
			buf = appendMoney(buf, groupPrice(int(hole-'0'), cents), comma)
		}
		i += 2
	}
	return string(buf)
}

// groupPrice is a round price for n units, about a quarter under the single price.
func groupPrice(n, cents int) int {
	together := n * cents * 3 / 4
	if together > 300 {
		return together / 50 * 50
	}
	return max(together/10*10-1, 9)
}

// appendMoney writes cents as units with two decimals.
func appendMoney(dst []byte, cents int, comma byte) []byte {
	dst = strconv.AppendInt(dst, int64(cents/100), 10)
	return append(dst, comma, byte('0'+cents%100/10), byte('0'+cents%10))
}
