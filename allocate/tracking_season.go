package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// seasons finds the figures by months of a sub-target: its own plan, or last year's
// actuals.
type seasons struct {
	plan, prior map[rowPlace]months // by the row that they stand in
	named       map[string]months   // last years' actuals of a history table, by folded item
}

type rowPlace struct{ table, row int32 }

type months map[Month]decimal.Decimal

func (s *seasons) index(p *Plan) {
	if len(p.Months) == 0 {
		return
	}
	s.plan, s.prior, s.named = map[rowPlace]months{}, map[rowPlace]months{}, map[string]months{}
	for _, f := range p.Months {
		at := rowPlace{f.At.Table, f.At.Row}
		switch {
		case !f.Actual:
			put(s.plan, at, f)
		case p.Tables[f.At.Table].Kind == HistoryTable:
			put(s.named, foldName(f.Item), f)
		default:
			put(s.prior, at, f)
		}
	}
}

func put[K comparable](in map[K]months, key K, f MonthFigure) {
	if in[key] == nil {
		in[key] = months{}
	}
	in[key][f.Month] = f.Amount.Value
}

// curve is how a target is to be reached over a period: a weight for each month, or,
// without weights, in equal steps a day.
type curve struct {
	period  Period
	first   Month
	weights []decimal.Decimal
	sum     decimal.Decimal
}

// flat is the curve of a period without a season.
func flat(p Period) curve { return curve{period: p} }

// at returns the part of the target that is to be reached by the end of a day, 0 to 1.
// Within a month it grows in equal steps a day.
func (c *curve) at(day Date) ratio {
	if day.Before(c.period.From) {
		return over(decimal.Decimal{}, whole)
	}
	if !day.Before(c.period.To) {
		return over(whole, whole)
	}
	if c.weights == nil {
		return dayRatio(Period{c.period.From, day}.Days(), c.period.Days())
	}
	now, done := int(MonthOf(day)-c.first), decimal.Decimal{}
	for _, w := range c.weights[:now] {
		done = done.Add(w)
	}
	passed := c.inMonth(now, day)
	return over(done, c.sum).plus(over(c.weights[now].Mul(passed.num), c.sum.Mul(passed.den)))
}

// inMonth returns the part of a month's days within the period that has passed on a day.
func (c *curve) inMonth(i int, day Date) ratio {
	p := (c.first + Month(i)).Period()
	if p.From.Before(c.period.From) {
		p.From = c.period.From
	}
	p.To = earlier(p.To, c.period.To)
	return dayRatio(Period{p.From, day}.Days(), p.Days())
}

// curveOf finds how a row's target is to be reached: by its own months, by last
// year's, else by time; and says why not by the better ones.
func (t *tracker) curveOf(m *measure) (curve, PlanBasis, lang.Message) {
	p := m.Period
	if m.row < 0 || m.TargetFrom == TargetInAction {
		return flat(p), LinearTime, textLinearAction.With()
	}
	b := t.plan.Breakdowns[m.row]
	at := rowPlace{b.At.Table, b.At.Row}
	why := textNoMonths.With()
	if own := t.season.plan[at]; own != nil {
		c, bad := weigh(p, own.complete(p, m.Target.Value), 0)
		if bad.IsZero() {
			if !c.sum.Equal(m.Target.Value) {
				return c, MonthlyPlan, textScaledPlan.With(m.Target.With(c.sum), m.Target)
			}
			return c, MonthlyPlan, lang.Message{}
		}
		why = textBadPlan.With(bad)
	}
	prior, from := t.priorMonths(m)
	if prior == nil {
		return flat(p), LinearTime, why
	}
	c, bad := weigh(p, prior, 12)
	if !bad.IsZero() {
		return flat(p), LinearTime, textBadPrior.With(bad)
	}
	return c, PriorProfile, from
}

var (
	textLinearAction = lang.T("按时间匀速", "even over the time")
	textNoMonths     = lang.T("没有月度计划和上年各月实际，按时间匀速", "there is no plan by months and no last year by months: even over the time")
	textBadPlan      = lang.T("月度计划不能用（%s），按时间匀速", "the plan by months is of no use (%s): even over the time")
	textBadPrior     = lang.T("上年各月实际不能用（%s），按时间匀速", "last year by months is of no use (%s): even over the time")
	textScaledPlan   = lang.T("各月计划合计 %s，与目标 %s 不同，按比例折算", "the months add to %s, not to the target %s; taken in proportion")
	textMonthMissing = lang.T("缺 %s", "%s is missing")
	textMonthBelow   = lang.T("%s 小于 0", "%s is below 0")
	textMonthsZero   = lang.T("各月都是 0", "all months are 0")
	textFromExport   = lang.T("上年各月取自实际数文件", "last year's months are those of the actuals")
	textFromHistory  = lang.T("上年各月取自工作簿", "last year's months are those of the workbook")
)

// priorMonths returns the row's actuals by months of earlier years, and where from.
func (t *tracker) priorMonths(m *measure) (months, lang.Message) {
	b := t.plan.Breakdowns[m.row]
	if own := t.season.prior[rowPlace{b.At.Table, b.At.Row}]; own != nil {
		return own, textFromHistory.With()
	}
	name := foldName(b.Item)
	if named := t.season.named[name]; named != nil {
		return named, textFromHistory.With()
	}
	core, _ := coreName(name, t.historyOf().types)
	if named := t.season.named[core]; named != nil {
		return named, textFromHistory.With()
	}
	first := MonthOf(m.Period.From) - 12
	prior := months{}
	for _, s := range m.Series {
		for _, a := range t.in.Actuals.Series[s].Months {
			if a.Month >= first && a.Month < first+12 {
				prior[a.Month] = prior[a.Month].Add(a.Amount.Value)
			}
		}
	}
	if len(prior) == 0 {
		return nil, lang.Message{}
	}
	return prior, textFromExport.With()
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

// weigh takes the weights of a period's months from figures of the same months, or of
// those so many months earlier; bad says why they cannot be weights.
func weigh(p Period, figures months, back Month) (c curve, bad lang.Message) {
	c = curve{period: p, first: MonthOf(p.From)}
	for m := c.first; m <= MonthOf(p.To); m++ {
		w, ok := figures[m-back]
		switch {
		case !ok:
			return c, textMonthMissing.With(m - back)
		case w.Sign() < 0:
			return c, textMonthBelow.With(m - back)
		}
		c.weights = append(c.weights, w)
		c.sum = c.sum.Add(w)
	}
	if c.sum.IsZero() {
		return c, textMonthsZero.With()
	}
	return c, lang.Message{}
}
