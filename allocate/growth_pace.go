package allocate

import "github.com/shopspring/decimal"

// pace returns the yearly growth from one figure to a later one; for
// percentages the points a year.
func (c *growthCase) pace(from, to decimal.Decimal, years int) rate {
	if !c.inPoints() {
		return growthRate(from, to, years)
	}
	tenths := to.Sub(from).Shift(3).DivRound(decimal.New(int64(years), 0), 0)
	if limit := decimal.New(int64(maxRate), 0); tenths.Abs().GreaterThan(limit) {
		return maxRate * rate(tenths.Sign())
	}
	return rate(tenths.IntPart())
}

func (c *growthCase) value(i int) decimal.Decimal { return c.past[i].actual.Amount.Value }

// last is the index of the last actual.
func (c *growthCase) last() int { return len(c.past) - 1 }

// ahead is the number of years from the last actual to the target; above 1
// the target's growth is annualised.
func (c *growthCase) ahead() int { return c.year - int(c.past[c.last()].year) }

// span is the number of years of the reference period.
func (c *growthCase) span() int { return int(c.past[c.last()].year - c.past[c.from].year) }

// growth is the growth that the target asks for a year.
func (c *growthCase) growth() rate {
	if !c.inPoints() && c.target.Value.Sign() <= 0 {
		return -1000
	}
	return c.pace(c.value(c.last()), c.target.Value, c.ahead())
}

// compound is the growth rate of the reference period (CAGR).
func (c *growthCase) compound() rate {
	return c.pace(c.value(c.from), c.value(c.last()), c.span())
}

// best is the best single year of all the history, and which; year 0 if no two
// years follow each other.
func (c *growthCase) best(from int) (top rate, year int) {
	for i := from + 1; i < len(c.past); i++ {
		if c.past[i].year-c.past[i-1].year != 1 || !c.base(i-1) {
			continue
		}
		if c.value(i).Sign() < 0 && !c.inPoints() {
			continue
		}
		if g := c.pace(c.value(i-1), c.value(i), 1); year == 0 || g > top {
			top, year = g, int(c.past[i].year)
		}
	}
	return top, year
}
