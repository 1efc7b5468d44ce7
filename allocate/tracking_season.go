package allocate

import "goalxl/internal/lang"

// seasons finds the figures by months of a sub-target: its own plan, or last year's
// actuals.
type seasons struct {
	plan  map[rowPlace][]*PartFigure
	named map[string]months // last years' actuals of a history table, by folded item
	cores map[string]string // the folded item by what it is about; "" where several are about it
}

type rowPlace struct{ table, row int32 }

func placeOf(at Ref) rowPlace { return rowPlace{at.Table, at.Row} }

func (s *seasons) index(p *Plan, types []string) {
	if len(p.Parts) > 0 {
		s.plan = map[rowPlace][]*PartFigure{}
	}
	for _, f := range p.Parts {
		if f.In == Typed || f.In == Derived {
			s.plan[placeOf(f.At)] = append(s.plan[placeOf(f.At)], f)
		}
	}
	if len(p.Months) > 0 {
		s.named, s.cores = map[string]months{}, map[string]string{}
	}
	for _, f := range p.Months {
		name := foldName(f.Item)
		if s.named[name] == nil {
			s.named[name] = months{}
			core, _ := coreName(name, types)
			if _, taken := s.cores[core]; taken {
				name = ""
			}
			s.cores[core], name = name, foldName(f.Item)
		}
		s.named[name][f.Month] = s.named[name][f.Month].Add(f.Amount.Value)
	}
}

// planned returns what a row plans for each month of a year, or, where it has no months,
// for each quarter (at its first month); nil if it plans neither.
func (s *seasons) planned(at Ref, year int) (figures months, length Month) {
	byMonth, byQuarter := months{}, months{}
	for _, f := range s.plan[placeOf(at)] {
		switch n := int(f.At.Year); f.At.Field {
		case FieldMonth:
			byMonth[MonthNumbered(year, n)] = f.Amount.Value
		case FieldQuarter:
			byQuarter[MonthNumbered(year, 3*n-2)] = f.Amount.Value
		}
	}
	switch {
	case len(byMonth) > 0:
		return byMonth, 1
	case len(byQuarter) > 0:
		return byQuarter, 3
	}
	return nil, 0
}

var (
	textLinearAction = lang.T("按时间匀速", "even over the time")
	textNoMonths     = lang.T("没有月度计划和上年各月实际，按时间匀速", "there is no plan by months and no last year by months: even over the time")
	textBadPlan      = lang.T("月度计划不能用（%s），按时间匀速", "the plan by months is of no use (%s): even over the time")
	textBadPrior     = lang.T("上年各月实际不能用（%s），按时间匀速", "last year by months is of no use (%s): even over the time")
	textOwnPlan      = lang.T("按工作簿的月度计划", "by the workbook's own plan by months")
	textOwnQuarters  = lang.T("按工作簿的季度计划，季内匀速", "by the workbook's own plan by quarters, even within each")
	textScaledPlan   = lang.T("%s；各月计划合计 %s，与目标 %s 不同，按比例折算", "%s; the months add to %s, not to the target %s, and were taken in proportion")
	textMonthMissing = lang.T("缺 %s", "%s is missing")
	textMonthBelow   = lang.T("%s 小于 0", "%s is below 0")
	textMonthsZero   = lang.T("各月都是 0", "all months are 0")
	textFromExport   = lang.T("按上年各月实际（取自实际数文件）", "by last year's months, as the actuals have them")
	textFromHistory  = lang.T("按上年各月实际（取自工作簿）", "by last year's months, as the workbook has them")
)

// curveOf finds how a row's target is to be reached: by its own months, by last
// year's, else by time; and says why not by the better ones.
func (t *tracker) curveOf(m *measure) (curve, PlanBasis, lang.Message) {
	p := m.Period
	if m.row < 0 {
		return flat(p), LinearTime, textLinearAction.With()
	}
	why := textNoMonths.With()
	if own, length := t.season.planned(t.plan.Breakdowns[m.row].At, int(p.To.Year)); own != nil {
		c, bad := t.ownCurve(m, own, length)
		if bad.IsZero() {
			return c, MonthlyPlan, t.ownWhy(m, &c, length)
		}
		why = textBadPlan.With(bad)
	}
	prior, from := t.priorMonths(m)
	if prior == nil {
		return flat(p), LinearTime, why
	}
	c, bad := weigh(p, prior, 1, 12)
	if !bad.IsZero() {
		return flat(p), LinearTime, textBadPrior.With(bad)
	}
	return c, PriorProfile, from
}

func (t *tracker) ownCurve(m *measure, own months, length Month) (curve, lang.Message) {
	if length == 1 {
		own = own.complete(m.Period, m.Target.Value)
	}
	return weigh(m.Period, own, length, 0)
}

func (t *tracker) ownWhy(m *measure, c *curve, length Month) lang.Message {
	why := textOwnPlan.With()
	if length == 3 {
		why = textOwnQuarters.With()
	}
	if !c.sum.Equal(m.Target.Value) {
		why = textScaledPlan.With(why, m.Target.With(c.sum), m.Target)
	}
	return why
}

// priorMonths returns the row's actuals by months of earlier years, and where from.
func (t *tracker) priorMonths(m *measure) (months, lang.Message) {
	name := foldName(t.plan.Breakdowns[m.row].Item)
	core, _ := coreName(name, t.historyOf().types)
	for _, n := range [...]string{name, t.season.cores[core]} {
		if named := t.season.named[n]; named != nil {
			return named, textFromHistory.With()
		}
	}
	first, prior := MonthOf(m.Period.From)-12, months{}
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
