package promo

// Texts that were cut off, and thresholds without a benefit.

// cutOff reports that the text ends with the last token: nothing was masked behind it.
func (p *parser) cutOff() bool {
	for _, c := range p.norm[p.toks[p.n-1].end:] {
		if isAlnum(c) {
			return false
		}
	}
	return true
}

func fillTruncated(p *parser, m *match) bool {
	n := p.tok(m, capN).count()
	if !believable(n) || n < 2 || !p.cutOff() {
		return false
	}
	p.out.Mechanic, p.out.MinQuantity, p.out.Basis = MultibuyPrice, n, PerGroup
	return true
}

func fillTruncatedPrice(p *parser, m *match) bool {
	if !p.cutOff() {
		return false
	}
	p.out.Mechanic, p.out.MinQuantity, p.out.Basis = FixedPrice, 1, PerUnit
	return true
}

func fillThreshold(p *parser, m *match) bool {
	n := p.tok(m, capN).count()
	if !believable(n) || p.instalment {
		return false
	}
	p.out.Mechanic, p.out.MinQuantity = Unknown, n
	return true
}
