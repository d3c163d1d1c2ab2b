package gen

import "strconv"

// A product is a thing in the world: the same one may stand in several shops.
type product struct {
	id      uint64
	kind    *kind
	brand   string // empty: the shop's own brand
	variant int
	pack    packaging
	cents   int    // what it usually costs, in euro cents
	ean     string // 13 digits, valid
}

// productAt says which product is the index-th of a shop's assortment.
//
// Index i names product i of the world in every shop, so that shops share products; where
// a shop does not carry that one, its own brand takes the place.
func productAt(c *Config, shop, index int) product {
	own := uint64(c.Products)*uint64(shop+1) + uint64(index)
	d := roll(c.Seed, topicAssortment, uint64(shop), uint64(index))
	if d.chance(300) {
		return makeProduct(c, own, true)
	}
	return makeProduct(c, uint64(index), false)
}

func makeProduct(c *Config, id uint64, own bool) product {
	d := roll(c.Seed, topicProduct, id)
	p := product{id: id, kind: &kinds[d.below(len(kinds))]}
	maker := brands[d.below(len(brands))]
	if !own {
		p.brand = maker.name
	}
	p.variant = d.below(len(variants))
	p.pack = p.kind.packs[d.below(len(p.kind.packs))]
	first := p.kind.packs[0].amount
	// A larger pack costs a little less than in proportion.
	p.cents = p.kind.cents * (30*first + 70*p.pack.amount) / (100 * first)
	p.cents = shelfEnding(p.cents * d.between(75, 150) / 100)
	p.ean = eanOf(maker.prefix, id)
	if p.kind.loose {
		p.ean = inStoreCode(d.below(400))
	}
	return p
}

// eanOf numbers products so that no two share a code: 3^18 has no factor in common with
// 10^9, so the multiplication shuffles the numbers without collision. The prefix is a
// function of the id too, and only makes codes look like a country's.
func eanOf(prefix string, id uint64) string {
	item := strconv.FormatUint(id%1e9*387420489%1e9+1e9, 10)[1:]
	return withCheckDigit(prefix + item)
}

// inStoreCode is a code of the range 20-29, which every shop fills as it likes: two shops
// use the same code for different things.
func inStoreCode(plu int) string {
	return withCheckDigit("21" + strconv.Itoa(10000+plu) + "00000")
}

// withCheckDigit completes 12 digits to a GTIN-13.
func withCheckDigit(digits string) string {
	sum := 0
	for i := range len(digits) {
		weight := 1 + 2*(i%2)
		sum += int(digits[i]-'0') * weight
	}
	return digits + strconv.Itoa((10-sum%10)%10)
}

// shelfEnding turns an amount into one that ends in 9, as most shelf prices do.
func shelfEnding(cents int) int { return max(cents-cents%10+9, 19) }

// appendName writes what a shop calls the product, in its language.
func (p *product) appendName(dst []byte, ownBrand string, l language, isRenewed bool) []byte {
	if p.brand != "" {
		dst = append(dst, p.brand...)
	} else {
		dst = append(dst, ownBrand...)
	}
	dst = append(append(dst, ' '), p.kind.names[l]...)
	if word := variants[p.variant][l]; word != "" {
		dst = append(append(dst, ' '), word...)
	}
	if isRenewed {
		dst = append(append(dst, ' '), renewed[l]...)
	}
	return dst
}
