package gen

// A fault is what can go wrong with the line of one offer.
type fault int

const (
	sound     fault = iota
	cutShort        // the line ends in the middle
	mistyped        // a text where a number belongs
	errorPage       // a line of HTML stands before the record
	twice           // the product is scraped again some minutes later
)

// Faults in ten thousand lines.
const (
	cutShortRate  = 15
	mistypedRate  = 15
	errorPageRate = 5
	twiceRate     = 100
)

// faultOf decides what is wrong with the line of an offer in the day's main file.
func faultOf(c *Config, o *offer, day int) fault {
	if !c.Faults {
		return sound
	}
	d := roll(c.Seed, topicFault, uint64(o.shop.number), o.product.id, uint64(day))
	at := d.below(10_000)
	if at -= cutShortRate; at < 0 {
		return cutShort
	}
	if at -= mistypedRate; at < 0 {
		return mistyped
	}
	if at -= errorPageRate; at < 0 {
		return errorPage
	}
	if at -= twiceRate; at < 0 {
		return twice
	}
	return sound
}

// hasNumbers says whether the shop's shape has a place where a text does not fit.
func (s *shop) hasNumbers() bool {
	switch s.id {
	case "appelmarkt", "boerhof", "polder", "alpenkorb":
		return true
	}
	return false
}

// isLateDay says whether some of a shop's records of a day arrive in a second file, on
// the day after.
func isLateDay(c *Config, s *shop, day int) bool {
	return c.Faults && (day+3*s.number)%10 == 0
}

// A lateness says in which of a day's files an offer stands.
type lateness int

const (
	inTime   lateness = iota // in the main file only
	lateOnly                 // in the late file only
	both                     // in both: a duplicate, when the line in the main file is good
)

func latenessOf(c *Config, o *offer, day int) lateness {
	if !isLateDay(c, o.shop, day) {
		return inTime
	}
	d := roll(c.Seed, topicLate, uint64(o.shop.number), o.product.id, uint64(day))
	switch at := d.below(1000); {
	case at < 40:
		return lateOnly
	case at < 60:
		return both
	}
	return inTime
}
