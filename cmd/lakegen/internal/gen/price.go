package gen

// shelfPrice is what a unit costs in a shop on a day without promotion, in cents of the
// shop's currency. It moves in steps: each product keeps a price for two weeks to two
// months, and prices creep up by about 3% a year.
func shelfPrice(c *Config, s *shop, p *product, day int) int {
	d := roll(c.Seed, topicPrice, uint64(s.number), p.id)
	length := d.between(15, 60)
	step := (day + d.below(length)) / length
	level := roll(c.Seed, topicPrice, uint64(s.number), p.id, uint64(step))
	cents := p.cents * s.level / 100 * level.between(94, 107) / 100
	const origin = 20454 // 2026-01-01, as days since 1970
	cents = cents * (365*100 + 3*(step*length-origin)) / (365 * 100)
	return shelfEnding(cents)
}

// isSold says whether a shop carries the product on a day: products come and go.
func isSold(c *Config, s *shop, p *product, day int) bool {
	d := roll(c.Seed, topicPresence, uint64(s.number), p.id)
	length := d.between(20, 70)
	spell := (day + d.below(length)) / length
	absent := roll(c.Seed, topicPresence, uint64(s.number), p.id, uint64(spell))
	return !absent.chance(40)
}

// hasNewName says whether a shop shows the product under its relaunched name on a day.
func hasNewName(c *Config, s *shop, p *product, day int) bool {
	d := roll(c.Seed, topicName, p.id)
	length := d.between(60, 120)
	era := (day + d.below(length)) / length
	renewal := roll(c.Seed, topicName, p.id, uint64(s.number), uint64(era))
	return renewal.chance(300)
}

// unitPrice is the price of one litre, kilogram or piece.
func unitPrice(p *product, cents int) int {
	return cents * p.kind.measure.base() / p.pack.amount
}
