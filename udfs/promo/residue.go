package promo

// score fills the residue and the confidence from what no rule used.
func (p *parser) score() {
	o := &p.out
	numbers, words := int64(0), int64(0)
	for i := range p.n {
		t := &p.toks[i]
		if p.used&(1<<i) != 0 {
			continue
		}
		switch {
		case t.is[0]&(bit(cInt)|bit(cDec)|bit(cMoney)|bit(cPct)|bit(cOrd)) != 0:
			numbers++
		case t.is[0]&(bit(cWord)) != 0:
			words++
		case t.is[0]&(bit(cFree)|bit(cOff)|bit(cBuy)|bit(cSave)|bit(cWas)) != 0:
			words++
		default:
			continue
		}
		p.left |= 1 << i
		if len(p.residue) > 0 {
			p.residue = append(p.residue, ' ')
		}
		p.residue = append(p.residue, p.text(t)...)
	}
	base := int64(9800)
	switch {
	case o.Mechanic == Unknown, o.Mechanic == None:
		base = 9000
	case p.conflict:
		base = 4000
	case o.Mechanic == BundleUnits && o.Rule == "nl.n_for_m" && p.union&(bit(cBuy)|bit(cPay)|bit(cBundle)|bit(cEq)|bit(cTimes)) == 0:
		base = 6000 // "3 voor 2": no Dutch shop is known to print it so
	case o.Rule == "" || p.rule.names[len(p.rule.names)-1] == o.Rule && o.Mechanic != PercentOff:
		base = 8500 // no word of any language supports the reading
	}
	o.Confidence = Num(max(base-1500*min(numbers, 4)-400*min(words, 5), 500))
}
