package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// In renders the basis for people: 月度计划, 上年节奏, 时间匀速.
func (b PlanBasis) In(l lang.Lang) string {
	return [...]lang.Text{
		lang.T("无计划", "no plan"), lang.T("月度计划", "monthly plan"), lang.T("上年节奏", "last year's profile"), lang.T("时间匀速", "even over time"),
	}[b].In(l)
}

// String returns the name that JSON uses: none, monthly-plan, last-year, linear.
func (b PlanBasis) String() string {
	return [...]string{"none", "monthly-plan", "last-year", "linear"}[b]
}

// Shown is a computed amount as a text shows it: in its column's scale, or a lower one
// where it would be below 1, and rounded to a digit or two; the value itself stays as it is.
func (a Amount) Shown() Amount {
	for _, lower := range [...][2]int8{{9, 6}, {8, 4}, {6, 3}} {
		if a.Scale == lower[0] && a.Value.Abs().LessThan(decimal.New(1, int32(lower[0]))) && !a.Value.IsZero() {
			a = a.Rescaled(lower[1])
			a.Digits = 1
		}
	}
	digits := int32(max(a.Digits, 1))
	if a.Scale >= 8 {
		digits = max(digits, 2)
	}
	a.Value = a.Value.Round(digits - int32(a.Scale))
	a.Digits = int8(min(int32(a.Digits), max(0, placesOf(a.Value.Shift(-int32(a.Scale))))))
	return a
}

// percentText is a fraction as a percentage with one digit, or as many as it takes to
// stay on its side of the bounds.
func percentText(q ratio, bounds ...decimal.Decimal) Share {
	for digits := int8(1); ; digits++ {
		s := Share{q.num.DivRound(q.den, int32(digits)+2), digits}
		sure := digits == 6
		if !sure {
			sure = true
			for _, b := range bounds {
				sure = sure && (q.cmp(b) < 0) == s.Value.LessThan(b)
			}
		}
		if sure {
			return s
		}
	}
}

// whyOf gives the arithmetic behind a row's colour.
func (t *tracker) whyOf(m *measure) lang.Message {
	done := t.doneText(m)
	switch {
	case m.Overdue:
		return lang.T("应于 %s 前完成，已逾期 %d 天；%s", "it was due by %s, %d days ago; %s").With(m.due.String(), m.Late, done)
	case m.Period.IsZero():
		return lang.T("没有时间节点，也没有目标周期；%s", "there is no date and no goal period; %s").With(done)
	case t.policy.AsOf.Before(m.Period.From):
		return lang.T("%s 起开始；%s", "it starts on %s; %s").With(m.Period.From.String(), done)
	case !m.complete.known() || m.CompleteFrom != FromActuals:
		return lang.T("%s；计划 %s（%s）", "%s; plan %s (%s)").With(done, percentText(m.planned), m.Basis)
	case m.Stale:
		return lang.T("最近的实际数是 %s，已 %d 天没有更新；%s", "the last actual is of %s, %d days ago; %s").With(m.LastActual, daysBetween(m.LastActual.Last(), t.policy.AsOf), done)
	}
	index := m.complete.per(m.planned)
	if t.tiny(m, index) {
		done = lang.T("%s（实际数没有写单位，按元读；若是万元，请在列名里写明）", "%s (the actuals have no unit and were read in base units; if they are thousands, say so in the heading)").With(done)
	}
	if !index.known() {
		return lang.T("%s；到今天没有计划数（%s）", "%s; nothing was planned by now (%s)").With(done, m.Basis)
	}
	return lang.T("%s；计划 %s（%s），指数 %s", "%s; plan %s (%s), index %s").
		With(done, percentText(m.planned), m.Basis, percentText(index, t.policy.GreenIndex, t.policy.AmberIndex))
}

// tiny reports whether bare actuals of money come to less than a thousandth of the plan,
// as they do where their unit was left out.
func (t *tracker) tiny(m *measure, index ratio) bool {
	return index.known() && m.sum.Sign() > 0 && index.cmp(decimal.New(1, -3)) < 0 &&
		m.Target.Unit.Kind() == Money && t.unitOfSeries(m.Series) == ""
}

// doneText says how much of a row is done, and on what that rests.
func (t *tracker) doneText(m *measure) lang.Message {
	switch {
	case m.lent && m.Overdue && m.action.hasStatus():
		return lang.T("完成状态为 %s", "the progress says %s").With(m.action.Status)
	case m.lent && m.Overdue:
		return lang.T("完成状态没有填", "no progress is given").With()
	case m.CompleteFrom == FromActuals:
		return lang.T("实际 %s ÷ 目标 %s = %s", "actual %s ÷ target %s = %s").With(m.Actual.Shown(), m.Target, percentText(m.complete, whole))
	case m.CompleteFrom == FromProgress:
		return lang.T("没有实际数，完成状态为 %s", "no actual; the progress says %s").With(m.action.Status)
	case m.LastActual != 0:
		return lang.T("实际 %s，没有可比的目标", "actual %s, and no target to compare it with").With(m.Actual.Shown())
	case m.TargetFrom == NoTarget:
		return lang.T("没有目标数，也没有实际数", "no target figure and no actual").With()
	}
	return lang.T("没有实际数", "no actual").With()
}

// propose says what may be done about a row that is behind. It is a proposal for a
// person: nothing is changed by it.
func (t *tracker) propose(m *measure) {
	if m.State != Amber && m.State != Red {
		return
	}
	f := m.Forecast
	if m.Overdue || f == nil || f.MonthsLeft.IsZero() {
		m.Proposal = t.proposeLate(m)
		return
	}
	rate := lang.T("剩余 %s 个月，每月需 %s，目前月均 %s", "%s months are left, each needs %s; a month brought %s so far").
		With(f.MonthsLeft.Round(1).String(), f.Required.Shown(), f.SoFar.Shown())
	q := m.multiple()
	if !q.known() {
		m.Proposal = lang.T("建议复议目标或区域间调剂：%s，尚无进展", "review the target or move it between regions: %s, with no progress yet").With(rate)
		return
	}
	text := lang.T("建议复议目标或区域间调剂：%s，节奏需达到目前的 %s 倍", "review the target or move it between regions: %s, %s times the pace so far")
	switch {
	case q.cmp(t.policy.EffortMultiple) <= 0:
		text = lang.T("加强跟进：%s，节奏需达到目前的 %s 倍", "follow up more closely: %s, %s times the pace so far")
	case q.cmp(t.policy.SupportMultiple) <= 0:
		text = lang.T("增加促销或资源支持：%s，节奏需达到目前的 %s 倍", "add promotion or resources: %s, %s times the pace so far")
	}
	m.Proposal = text.With(rate, timesText(q, t.policy.EffortMultiple, t.policy.SupportMultiple))
}

// timesText is a multiple with two digits, or more where it takes more to stay on its
// side of the bounds.
func timesText(q ratio, bounds ...decimal.Decimal) string {
	for digits := int32(2); ; digits++ {
		v, sure := q.num.DivRound(q.den, digits), true
		for _, b := range bounds {
			sure = sure && (q.cmp(b) > 0) == v.GreaterThan(b)
		}
		if sure || digits == 8 {
			return v.String()
		}
	}
}

func (t *tracker) proposeLate(m *measure) lang.Message {
	if m.CompleteFrom == FromActuals && !(m.lent && m.Overdue) {
		gap := m.Target.With(decimal.Max(decimal.Zero, m.Target.Value.Sub(m.sum)))
		if !m.Overdue {
			return lang.T("已到期末，尚差 %s：说明原因，缺口另行安排", "the time is up and %s is missing: say why, and plan for the gap").With(gap.Shown())
		}
		return lang.T("已逾期 %d 天，尚差 %s：说明原因，定出新的完成时间，或复议目标", "late by %d days, %s is missing: say why, and set a new date or review the target").With(m.Late, gap.Shown())
	}
	return lang.T("已逾期 %d 天：更新完成状态，说明原因，定出新的完成时间", "late by %d days: update the progress, say why and set a new date").With(m.Late)
}
