package allocate

import "math/big"

// verdict is what a target's growth comes to, beside its history.
type verdict struct {
	growth    rate         // that the target asks for
	reference rate         // that history gives, by the policy's method
	method    GrowthMethod // by which the reference was found; CAGR where the policy's is not applicable
	best      rate         // the best single year
	bestYear  int          // which; 0 if no two years follow each other
	steep     bool         // far above history: an error, to be justified
}

// above reports whether the target grows faster than its history.
func (c *growthCase) above(pol *Policy) bool {
	v := c.refer(pol)
	return v.growth > v.reference
}

// refer finds growth and reference rate.
func (c *growthCase) refer(pol *Policy) verdict {
	v := verdict{growth: c.growth(), method: pol.Growth}
	switch pol.Growth {
	case GrowthMean:
		if mean, ok := c.meanRate(); ok {
			v.reference = mean
			return v
		}
	case GrowthMax:
		if top, year := c.best(c.from); year != 0 {
			v.reference = top
			return v
		}
	}
	v.method, v.reference = GrowthCAGR, c.compound()
	return v
}

// judge is refer with what makes a finding grave.
func (c *growthCase) judge(pol *Policy) verdict {
	v := c.refer(pol)
	v.best, v.bestYear = c.best(0)
	if v.bestYear == 0 {
		v.best = c.compound()
	}
	v.steep = v.growth > v.best && (v.growth - v.reference).fraction().GreaterThan(pol.GrowthErrorPoints)
	return v
}

// meanRate returns the arithmetic mean of the yearly rates of the reference
// period, correctly rounded; false where a year is missing or is no base.
func (c *growthCase) meanRate() (rate, bool) {
	if c.inPoints() {
		return c.compound(), true
	}
	sum, steps := new(big.Rat), 0
	for i := c.from + 1; i < len(c.past); i++ {
		from, to := c.value(i-1), c.value(i)
		if c.past[i].year-c.past[i-1].year != 1 || from.Sign() <= 0 {
			return 0, false
		}
		sum.Add(sum, new(big.Rat).Quo(to.Rat(), from.Rat()))
		steps++
	}
	// half tenths of a point, rounded away from zero
	sum.Quo(sum, big.NewRat(int64(steps), 1)).Sub(sum, big.NewRat(1, 1)).Mul(sum, big.NewRat(2000, 1))
	half := new(big.Int).Quo(sum.Num(), sum.Denom())
	if !half.IsInt64() || half.Int64() > int64(maxRate) {
		return maxRate, true
	}
	n := half.Int64()
	return rate(n/2 + n%2), true
}
