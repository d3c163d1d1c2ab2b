package gen

// errorPageLine is what a shop answers when it has had enough of a scraper.
const errorPageLine = "<html><head><title>503 Service Temporarily Unavailable</title></head></html>"

// A sheet is the content of a file as it is made: lines, and what is wrong with them.
type sheet struct {
	buf    []byte
	counts Counts
}

// line ends the line that stands in buf since the previous one.
func (s *sheet) line() {
	s.buf = append(s.buf, '\n')
	s.counts.Lines++
}

// addMain appends what the day's main file holds about one product.
func (s *sheet) addMain(c *Config, shop *shop, index, day int) {
	var p product
	o, sold := offerAt(c, shop, index, day, &p)
	if !sold || latenessOf(c, &o, day) == lateOnly {
		return
	}
	start := len(s.buf)
	switch faultOf(c, &o, day) {
	case cutShort:
		s.buf = shop.shape(s.buf, &o)
		length := len(s.buf) - start
		d := roll(c.Seed, topicFault, p.id, uint64(day), 1)
		s.buf = s.buf[:start+length*d.between(40, 95)/100]
		s.line()
		s.counts.Malformed++
	case mistyped:
		o.wrongType = shop.hasNumbers()
		s.buf = shop.shape(s.buf, &o)
		s.line()
		if o.wrongType {
			s.counts.Malformed++
		}
	case errorPage:
		s.buf = append(s.buf, errorPageLine...)
		s.line()
		s.counts.Malformed++
		s.buf = shop.shape(s.buf, &o)
		s.line()
	case twice:
		s.buf = shop.shape(s.buf, &o)
		s.line()
		d := roll(c.Seed, topicFault, p.id, uint64(day), 2)
		o.seen += 420
		o.soldOut = d.chance(100)
		s.buf = shop.shape(s.buf, &o)
		s.line()
		s.counts.Duplicates++
	default:
		s.buf = shop.shape(s.buf, &o)
		s.line()
	}
}

// addLate appends what the day's late file holds about one product. Its lines are sound.
func (s *sheet) addLate(c *Config, shop *shop, index, day int) {
	var p product
	o, sold := offerAt(c, shop, index, day, &p)
	if !sold {
		return
	}
	late := latenessOf(c, &o, day)
	if late == inTime {
		return
	}
	if late == both && isGood(faultOf(c, &o, day), shop) {
		s.counts.Duplicates++
	}
	o.seen += 25 * 3600
	s.buf = shop.shape(s.buf, &o)
	s.line()
}

// isGood says whether a line with this fault can still be read.
func isGood(f fault, s *shop) bool {
	return f != cutShort && (f != mistyped || !s.hasNumbers())
}
