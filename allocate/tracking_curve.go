package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// curve is how a target is to be reached over a period: stretches of it with their
// weights, or, without any, in equal steps a day.
type curve struct {
	period Period
	parts  []stretch
	sum    decimal.Decimal // of the weights
}

// stretch is a month or a quarter, as far as it lies in the period, and its weight.
type stretch struct {
	days   Period
	weight decimal.Decimal
}

// flat is the curve of a period without a season.
func flat(p Period) curve { return curve{period: p} }

// at returns the part of the target that is to be reached by the end of a day, 0 to 1.
// Within a stretch it grows in equal steps a day.
func (c *curve) at(day Date) ratio {
	switch {
	case day.Before(c.period.From):
		return over(decimal.Decimal{}, whole)
	case !day.Before(c.period.To):
		return over(whole, whole)
	case c.parts == nil:
		return dayRatio(Period{c.period.From, day}.Days(), c.period.Days())
	}
	done := decimal.Decimal{}
	for _, s := range c.parts {
		if day.Before(s.days.To) {
			passed := dayRatio(Period{s.days.From, day}.Days(), s.days.Days())
			return over(done, c.sum).plus(over(s.weight.Mul(passed.num), c.sum.Mul(passed.den)))
		}
		done = done.Add(s.weight)
	}
	return over(whole, whole)
}

// months are figures by month.
type months map[Month]decimal.Decimal

// weigh takes the weights of a period's stretches of so many months (1, or 3 for quarters)
// from the figures that stand at the first month of each, or so many months earlier; bad
// says why they cannot be weights.
func weigh(p Period, figures months, length, back Month) (c curve, bad lang.Message) {
	c = curve{period: p}
	first := MonthOf(p.From)
	for m := first - Month(int(first)%int(length)); m <= MonthOf(p.To); m += length {
		w, ok := figures[m-back]
		switch {
		case !ok:
			return c, textMonthMissing.With(m - back)
		case w.Sign() < 0:
			return c, textMonthBelow.With(m - back)
		}
		days := Period{m.First(), earlier((m + length - 1).Last(), p.To)}
		if days.From.Before(p.From) {
			days.From = p.From
		}
		c.parts, c.sum = append(c.parts, stretch{days, w}), c.sum.Add(w)
	}
	if c.sum.IsZero() {
		return c, textMonthsZero.With()
	}
	return c, lang.Message{}
}

// complete returns the months of a plan; where those that are given make the target
// already, the blank ones of the period plan nothing.
func (f months) complete(p Period, target decimal.Decimal) months {
	sum, all := decimal.Decimal{}, months{}
	for m := MonthOf(p.From); m <= MonthOf(p.To); m++ {
		all[m] = f[m]
		sum = sum.Add(f[m])
	}
	if sum.Equal(target) {
		return all
	}
	return f
}
