package allocate

import (
	"slices"

	"github.com/shopspring/decimal"
)

// foresee says where a row ends if it goes on as it does, and what the rest of its
// time has to bring. Shares of a whole (占比 30%) do not grow by months: they get none.
func (t *tracker) foresee(m *measure) {
	asOf := t.policy.AsOf
	if m.CompleteFrom != FromActuals || m.Target.Unit == PercentUnit || m.Period.IsZero() || asOf.Before(m.Period.From) {
		return
	}
	line := flat(m.Period)
	f := &Forecast{
		RunRate:  m.Target.With(reach(m.sum, line.at(asOf))),
		Seasonal: m.Target.With(reach(m.sum, m.planned)),
	}
	f.Recent, f.Best = t.recent(m), f.RunRate
	if m.Basis != LinearTime {
		f.Best = f.Seasonal
	}
	all := []decimal.Decimal{f.RunRate.Value, f.Seasonal.Value, f.Recent.Value}
	f.Low = m.Target.With(slices.MinFunc(all, decimal.Decimal.Cmp))
	f.High = m.Target.With(slices.MaxFunc(all, decimal.Decimal.Cmp))
	t.require(m, f)
	m.Forecast = f
}

// reach returns where a figure ends that has come so far in a part of its time.
func reach(sum decimal.Decimal, passed ratio) decimal.Decimal {
	if passed.num.IsZero() {
		return sum
	}
	return over(whole, whole).per(passed).of(sum, centDigits)
}

// recent goes on from the actual to date at the pace of the last whole months, against
// the plan's season; without a whole month, at the pace of all the time.
func (t *tracker) recent(m *measure) Amount {
	last := MonthOf(m.to)
	if m.to != last.Last() {
		last--
	}
	first := max(last-Month(t.policy.RecentMonths)+1, MonthOf(m.Period.From))
	upTo, _ := t.actualBy(m, last)
	before, _ := t.actualBy(m, first-1)
	part := m.curve.at(last.Last()).minus(m.curve.at(first.First().AddDays(-1)))
	if last < first || part.num.Sign() <= 0 {
		return m.Target.With(reach(m.sum, m.planned))
	}
	left := over(whole, whole).minus(m.planned)
	rest := left.per(part).of(upTo.Sub(before), centDigits)
	return m.Target.With(m.sum.Add(rest))
}

// require finds what each month left has to bring, beside what one brought so far.
func (t *tracker) require(m *measure, f *Forecast) {
	asOf, end := t.policy.AsOf, m.Period.To
	f.Required, f.SoFar = m.Target.With(decimal.Decimal{}), m.Target.With(decimal.Decimal{})
	past := monthsWithin(Period{m.Period.From, earlier(asOf, end)})
	f.SoFar.Value = over(whole, whole).per(past).of(m.sum, centDigits)
	if !asOf.Before(end) {
		return
	}
	left := monthsWithin(Period{asOf.AddDays(1), end})
	f.MonthsLeft = left.value().Decimal
	missing := decimal.Max(decimal.Zero, m.Target.Value.Sub(m.sum))
	f.Required.Value = over(whole, whole).per(left).of(missing, centDigits)
	f.Multiple = m.multiple().value()
}

// multiple is the pace that is required for the rest ÷ the pace so far, both against
// the plan's season: 1 for a row exactly on it. No ratio where nothing was reached or
// planned yet, or nothing is planned for the rest.
func (m *measure) multiple() ratio {
	left := over(whole, whole).minus(m.planned)
	if m.sum.Sign() <= 0 || m.planned.num.Sign() <= 0 || left.num.Sign() <= 0 {
		return ratio{}
	}
	missing := over(decimal.Max(decimal.Zero, m.Target.Value.Sub(m.sum)), whole)
	return missing.per(left).per(over(m.sum, whole).per(m.planned))
}

// monthsWithin counts the months of a period; parts of a month count by their days.
func monthsWithin(p Period) ratio {
	sum := over(decimal.Decimal{}, whole)
	for m := MonthOf(p.From); m <= MonthOf(p.To); m++ {
		in := m.Period()
		if in.From.Before(p.From) {
			in.From = p.From
		}
		in.To = earlier(in.To, p.To)
		sum = sum.plus(dayRatio(in.Days(), m.Period().Days()))
	}
	return sum
}
