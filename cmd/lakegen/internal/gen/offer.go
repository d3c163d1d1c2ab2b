package gen

// An offer is what a scraper saw of one product in one shop at one moment. Shapes write
// it the way the shop does.
type offer struct {
	shop    *shop
	index   int // position in the shop's assortment; shop codes are made of it
	product *product
	renamed bool
	ean     string // as the shop gives it: may be empty or wrong
	soldOut bool   // shown without a price
	promo   promo
	seen    int64 // Unix time in seconds, UTC

	// wrongType puts a text where the shop always has a number or an object. Shapes that
	// hold only texts ignore it.
	wrongType bool
}

const secondsPerDay = 24 * 60 * 60

// offerAt is the offer of the index-th product of a shop on a day, or false when the shop
// does not carry it that day.
func offerAt(c *Config, s *shop, index, day int, p *product) (offer, bool) {
	*p = productAt(c, s.number, index)
	if !isSold(c, s, p, day) {
		return offer{}, false
	}
	o := offer{
		shop: s, index: index, product: p,
		renamed: hasNewName(c, s, p, day),
		ean:     p.ean,
		promo:   promoFor(c, s, p, day, shelfPrice(c, s, p, day)),
	}
	d := roll(c.Seed, topicCode, uint64(s.number), p.id, uint64(day))
	o.soldOut = d.chance(4)
	// A crawl starts at four in the morning and takes three hours.
	o.seen = int64(day)*secondsPerDay + 4*3600 + int64(index)*3*3600/int64(c.Products)
	if c.Faults {
		o.ean = scrapedEAN(c, s, p)
	}
	return o, true
}

// scrapedEAN is the code as the shop has it: 6% have none, 2% a wrong one. It does not
// change from day to day.
func scrapedEAN(c *Config, s *shop, p *product) string {
	d := roll(c.Seed, topicCode, uint64(s.number), p.id)
	switch at := d.below(1000); {
	case at < 60:
		return ""
	case at < 70: // a digit off: the check digit no longer fits
		return p.ean[:12] + string('0'+(p.ean[12]-'0'+1)%10)
	case at < 75:
		return "0000000000000"
	case at < 80: // cut short
		return p.ean[:11]
	}
	return p.ean
}

// name gives the product's name in a language.
func (o *offer) name(l language) []byte {
	return o.product.appendName(nil, o.shop.ownBrand, l, o.renamed)
}

// brand is the maker's name; own-brand products have the shop's.
func (o *offer) brand() string {
	if o.product.brand == "" {
		return o.shop.ownBrand
	}
	return o.product.brand
}

// unit is the price of a litre, kilogram or piece at the shown price, in cents.
func (o *offer) unit() int { return unitPrice(o.product, o.promo.now) }

// category is the place in the shop's own tree.
func (o *offer) category() string { return trees[o.product.kind.category][o.shop.number] }
