package allocate

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// TestCurves: whatever the season, what is planned begins at 0, ends at 1 and never falls,
// and a flat season by months is reached at every month's end.
func TestCurves(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		from := Date{2024, 1, 1}.AddDays(rapid.IntRange(0, 400).Draw(r, "from"))
		p := Period{from, from.AddDays(rapid.IntRange(0, 500).Draw(r, "days"))}
		figures := months{}
		for m := MonthOf(p.From) - 3; m <= MonthOf(p.To)+3; m++ {
			figures[m] = decimal.New(rapid.Int64Range(0, 1000).Draw(r, "weight"), -2)
		}
		length := Month(rapid.SampledFrom([]int{1, 3}).Draw(r, "length"))
		c, bad := weigh(p, figures, length, 0)
		if !bad.IsZero() {
			c = flat(p)
		}
		last := c.at(p.From.AddDays(-1))
		if last.num.Sign() != 0 || c.at(p.To).cmp(whole) != 0 {
			r.Fatalf("it runs from %v to %v", last, c.at(p.To))
		}
		for day := p.From; !p.To.Before(day); day = day.AddDays(1) {
			now := c.at(day)
			if now.minus(last).num.Sign() < 0 || now.cmp(whole) > 0 {
				r.Fatalf("on %s it is %v after %v", day, now, last)
			}
			last = now
		}
	})
}

// TestCurveWithinAMonth: within a month the plan grows in equal steps a day.
func TestCurveWithinAMonth(t *testing.T) {
	c, bad := weigh(YearPeriod(2024), months{}.complete(YearPeriod(2024), decimal.Decimal{}), 1, 0)
	if bad.IsZero() {
		t.Fatal("a year without any weight has a season")
	}
	figures := months{}
	for m := 1; m <= 12; m++ {
		figures[MonthNumbered(2024, m)] = decimal.New(1, 0)
	}
	figures[MonthNumbered(2024, 2)] = decimal.New(29, 0) // 40 in all
	c, bad = weigh(YearPeriod(2024), figures, 1, 0)
	if got := c.at(Date{2024, 2, 10}).value().Decimal; !bad.IsZero() || !got.Equal(decimal.New(275, -3)) {
		t.Errorf("10 February: %s, want (1 + 10) ÷ 40", got)
	}
}

// TestPercentText: a percentage stands on its side of a bound, whatever the digits take.
func TestPercentText(t *testing.T) {
	bound := decimal.New(95, -2)
	rapid.Check(t, func(r *rapid.T) {
		q := over(decimal.NewFromInt(rapid.Int64Range(0, 2_000_000).Draw(r, "num")), decimal.NewFromInt(rapid.Int64Range(1, 1_000_000).Draw(r, "den")))
		s := percentText(q, bound)
		if s.Digits < 6 && s.Value.LessThan(bound) != (q.cmp(bound) < 0) {
			r.Fatalf("%v is said as %s", q, s.In(0))
		}
	})
}
