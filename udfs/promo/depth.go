package promo

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/martsql/mart/udfs/internal/iso4217"
)

// depth computes the effective percentage: what the shopper saves on the group of
// MinQuantity units at once. Bounds and deferred money never give one.
func (p *parser) depth(unit Number) {
	o := &p.out
	if o.Mechanic == Tiered {
		p.tierDepths(unit)
		return
	}
	if p.bounded && !(p.boundPercent && !p.boundPrice && o.Price.Valid && o.WasPrice.Valid) { // both prices tell more than "better than half price"
		if p.explain {
			p.why = append(p.why, "the text states a bound, or leaves open what the numbers hold for: no depth")
		}
		return
	}
	n := int64(o.MinQuantity)
	switch o.Mechanic {
	case PercentOff, FixedPrice, MultibuyPrice, AmountOff:
		if p.priceDepth(n, unit) {
			return
		}
	}
	pct := o.PercentOff.Scaled
	switch o.Mechanic {
	case PercentOff, MultibuyPercent:
		p.set(pct, FromText)
		if p.explain {
			p.because("%s%% off every unit", o.PercentOff)
		}
	case BuyXGetYFree, BundleUnits:
		if o.PaidQuantity > 0 {
			p.set(ratio(int64(o.FreeQuantity), n), FromText)
			if p.explain {
				p.because("%d of %d units are free", o.FreeQuantity, n)
			}
		}
	case NthUnitDiscount:
		p.nthDepth(n, unit)
	case BonusPack:
		if o.FreeQuantity > 0 {
			pieces := o.FreeQuantity + o.PaidQuantity
			p.set(ratio(int64(o.FreeQuantity), int64(pieces)), FromText)
			if p.explain {
				p.because("%d of %d pieces in the pack are free", o.FreeQuantity, pieces)
			}
		} else if p.ofContent {
			p.set(pct, FromText)
			if p.explain {
				p.because("%s%% of the content is free", o.PercentOff)
			}
		} else {
			p.set(ratio(pct, 100*scale+pct), FromText)
			if p.explain {
				p.because("%s%% more content: 100 x %[1]s / (100 + %[1]s)", o.PercentOff)
			}
		}
	}
}

// sameMoney is the unit price, unless the text prints another currency than the retailer's.
func (p *parser) sameMoney(unit Number, home string) Number {
	if !unit.Valid || home == "" || !p.foreign && (p.out.Currency == "" || p.out.Currency == home) {
		return unit
	}
	if p.explain {
		printed, of := cmp.Or(p.out.Currency, "a sign of others"), home
		if home == iso4217.Unknown {
			of = "a currency that is not known"
		}
		p.why = append(p.why, "the text prints "+printed+", the unit price is in "+of+": it is left aside")
	}
	return Number{}
}

// nthDepth spreads the benefit of one unit over the group.
func (p *parser) nthDepth(n int64, unit Number) {
	o := &p.out
	if o.PercentOff.Valid {
		units := int64(1)
		if p.nthUnits > 1 {
			units = int64(p.nthUnits)
		}
		p.set(round2(o.PercentOff.Scaled*units/n), FromText)
		if p.explain {
			p.because("%s%% off %d of %d units", o.PercentOff, units, n)
		}
		return
	}
	if !unit.Valid || unit.Scaled <= 0 {
		return
	}
	saved := o.AmountOff.Scaled
	if o.Price.Valid {
		saved = unit.Scaled - o.Price.Scaled
	}
	p.setUnit(ratio(saved, n*unit.Scaled))
	if p.explain {
		p.because("%s saved on %d units of %s", Num(saved), n, unit)
	}
}

// priceDepth computes a depth from prices: printed ones first, then the regular unit
// price of the caller. It reports that the depth is decided, if only to be empty.
func (p *parser) priceDepth(n int64, unit Number) bool {
	o := &p.out
	group := int64(1)
	if o.Basis == PerGroup && n > 1 {
		group = n
	}
	if o.Price.Valid && o.WasPrice.Valid {
		whole := group * o.WasPrice.Scaled
		if p.wasGroup {
			whole = o.WasPrice.Scaled
		}
		d := ratio(whole-o.Price.Scaled, whole)
		if o.PercentOff.Valid && !p.boundPercent && abs(d-o.PercentOff.Scaled) > 5*scale {
			if p.explain {
				p.why = append(p.why, "the prices say "+Num(d).String()+"%, the text "+o.PercentOff.String()+"%: they contradict each other, no depth")
			}
			p.conflict = true
			return true
		}
		p.set(d, FromPrintedPrices)
		if p.explain {
			p.because("%s instead of %s", o.Price, Num(whole))
		}
		return true
	}
	if o.Mechanic == PercentOff {
		return false
	}
	if o.Mechanic == AmountOff && o.WasPrice.Valid && group == 1 {
		p.set(ratio(o.AmountOff.Scaled, o.WasPrice.Scaled), FromPrintedPrices)
		if p.explain {
			p.because("%s off %s", o.AmountOff, o.WasPrice)
		}
		return true
	}
	if o.Price.Valid && o.AmountOff.Valid && (o.Mechanic == FixedPrice || p.groupSaving) {
		whole := o.Price.Scaled + o.AmountOff.Scaled
		p.set(ratio(o.AmountOff.Scaled, whole), FromPrintedPrices)
		if p.explain {
			p.because("%s saved on %s", o.AmountOff, Num(whole))
		}
		return true
	}
	if !unit.Valid || unit.Scaled <= 0 || o.Basis == PerMeasure || o.Basis == PerOrder {
		return true
	}
	whole := group * unit.Scaled
	if o.Mechanic == AmountOff {
		p.setUnit(ratio(o.AmountOff.Scaled, whole))
		if p.explain {
			p.because("%s off %s", o.AmountOff, Num(whole))
		}
	} else if o.Price.Valid {
		p.setUnit(ratio(whole-o.Price.Scaled, whole))
		if p.explain {
			p.because("%s instead of %s", o.Price, Num(whole))
		}
	}
	return true
}

// tierDepths computes the depth of every step that has none, and takes that of the step
// in the scalar fields.
func (p *parser) tierDepths(unit Number) {
	o := &p.out
	if unit.Valid && unit.Scaled > 0 {
		for i := range o.Tiers {
			t := &o.Tiers[i]
			whole := int64(t.MinQuantity) * unit.Scaled
			d := int64(0)
			switch {
			case t.EffectivePercent.Valid:
				continue
			case t.Price.Valid:
				d = ratio(whole-t.Price.Scaled, whole)
			case t.AmountOff.Valid:
				d = ratio(t.AmountOff.Scaled, whole)
			}
			if d > 0 && d < 95*scale {
				t.EffectivePercent = Num(d)
			}
		}
	}
	if p.bounded {
		return
	}
	for i, t := range o.Tiers {
		if t.MinQuantity == o.MinQuantity && t.EffectivePercent.Valid {
			source := FromText
			if t.Price.Valid || t.AmountOff.Valid {
				source = FromUnitPrice
			}
			p.set(t.EffectivePercent.Scaled, source)
			if p.explain {
				p.because("the best step of the ladder, from %d units%s", t.MinQuantity, p.stepWords(i, unit))
			}
		}
	}
}

// set stores a depth that lies between 0 and 100.
func (p *parser) set(d int64, from Source) {
	if d <= 0 || d >= 100*scale {
		return
	}
	p.out.EffectivePercent, p.out.EffectiveSource = Num(round2(d)), from
}

// setUnit stores a depth that rests on the unit price of the caller. One of 95 percent
// or more says that the price has another basis: of a group, of a kilogram.
func (p *parser) setUnit(d int64) {
	if d < 95*scale {
		p.set(d, FromUnitPrice)
	}
}

// stepWords tell how the depth of a step of a ladder is computed, when the text does not
// print it: ": (30 + 50) / 3".
func (p *parser) stepWords(i int, unit Number) string {
	t := p.out.Tiers[i]
	whole := Num(int64(t.MinQuantity) * unit.Scaled)
	switch {
	case t.Price.Valid:
		return fmt.Sprintf(": %s instead of %s", t.Price, whole)
	case t.AmountOff.Valid:
		return fmt.Sprintf(": %s off %s", t.AmountOff, whole)
	case t.EffectivePercent == t.PercentOff:
		return ""
	}
	var percents []string // of the units one by one, see cumulate
	for _, step := range p.out.Tiers[:i+1] {
		percents = append(percents, step.PercentOff.String())
	}
	return fmt.Sprintf(": (%s) / %d", strings.Join(percents, " + "), t.MinQuantity)
}

// because tells how a depth came about, for Explain. Callers ask p.explain first: the
// arguments cost memory.
func (p *parser) because(format string, args ...any) {
	line := fmt.Sprintf(format, args...)
	if p.out.EffectivePercent.Valid {
		line += " = " + p.out.EffectivePercent.String() + "%"
	} else {
		line += ": not between 0 and 100 (0 and 95 with a unit price), so no depth"
	}
	p.why = append(p.why, line)
}

func abs(v int64) int64 { return max(v, -v) }
