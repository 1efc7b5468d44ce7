package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// measure is a row whose progress is being measured.
type measure struct {
	*Progress
	action *Action // nil for a sub-target
	row    int32   // whose season it has; -1 if none
	to     Date    // the last day whose actuals count

	sum      decimal.Decimal // actual to date
	curve    curve
	complete ratio
	planned  ratio
}

// The words for how a row stands.
var (
	wordOnTrack    = lang.T("正常", "on track")
	wordWatch      = lang.T("关注", "at risk")
	wordBehind     = lang.T("落后", "behind")
	wordOverdue    = lang.T("逾期", "overdue")
	wordDone       = lang.T("已完成", "done")
	wordNotStarted = lang.T("未开始", "not started")
	wordNoActual   = lang.T("无实际数", "no actual")
	wordStale      = lang.T("久未更新", "not updated")
	wordNoTarget   = lang.T("无目标", "no target")
	wordNoDate     = lang.T("无时间", "no date")
)

// judge measures a row: how much is done, how much should be, and what that means.
func (t *tracker) judge(m *measure) {
	t.measureActual(m)
	t.measureComplete(m)
	t.measurePlan(m)
	t.decide(m)
	t.foresee(m)
	t.propose(m)
	if m.action != nil && m.CompleteFrom == FromActuals && !m.lent {
		m.NewStatus = NullShare{Decimal: decimal.Max(decimal.Zero, decimal.Min(whole, m.Complete.Decimal)), Valid: true}
	}
}

// actualBy adds up a row's actuals to the end of a month. Percentages do not add up:
// the latest one counts.
func (t *tracker) actualBy(m *measure, last Month) (sum decimal.Decimal, latest Month) {
	first := MonthOf(m.countFrom)
	percent := m.Target.Unit == PercentUnit
	for _, s := range m.Series {
		for _, a := range t.in.Actuals.Series[s].Months {
			if a.Month < first || a.Month > last {
				continue
			}
			if percent && a.Month >= latest {
				sum = a.Amount.Value
			} else if !percent {
				sum = sum.Add(a.Amount.Value)
			}
			latest = max(latest, a.Month)
		}
	}
	return sum, latest
}

func (t *tracker) measureActual(m *measure) {
	m.sum, m.LastActual = t.actualBy(m, MonthOf(m.to))
	if m.LastActual == 0 {
		return
	}
	like := m.Target
	if m.TargetFrom == NoTarget {
		like = Amount{Unit: t.unitOfSeries(m.Series)}
	}
	m.Actual = like.With(m.sum)
}

func (t *tracker) measureComplete(m *measure) {
	a := m.action
	switch {
	case m.lent && a.hasStatus() && a.Status.Value.Cmp(whole) >= 0: // the action is done, whatever came of it
		m.complete, m.CompleteFrom = over(a.Status.Value, whole), FromProgress
	case m.LastActual != 0 && m.TargetFrom != NoTarget && m.Target.Value.Sign() > 0:
		m.complete, m.CompleteFrom = over(m.sum, m.Target.Value), FromActuals
	case a != nil && a.hasStatus():
		m.complete, m.CompleteFrom = over(a.Status.Value, whole), FromProgress
	}
	m.Complete = m.complete.value()
}

func (t *tracker) measurePlan(m *measure) {
	if m.Period.IsZero() {
		return
	}
	start := m.BasisWhy
	m.curve, m.Basis, m.BasisWhy = t.curveOf(m)
	if !start.IsZero() {
		m.BasisWhy = lang.T("%s；%s", "%s; %s").With(m.BasisWhy, start)
	}
	m.planned = m.curve.at(t.policy.AsOf)
	m.Planned = m.planned.value()
	if m.TargetFrom != NoTarget {
		m.fine = m.planned.of(m.Target.Value, fineDigits)
		m.Plan = m.Target.With(m.planned.of(m.Target.Value, centDigits))
	}
	if m.LastActual != 0 && m.TargetFrom != NoTarget {
		m.Variance = m.Target.With(m.sum.Sub(m.Plan.Value))
	}
	if m.complete.known() {
		m.Lead = m.complete.minus(m.planned).value()
		m.Index = m.complete.per(m.planned).value()
	}
}

// decide gives the row its colour.
func (t *tracker) decide(m *measure) {
	asOf := t.policy.AsOf
	done := m.complete.known() && m.complete.cmp(whole) >= 0
	m.Overdue = !done && !m.due.IsZero() && m.due.Before(asOf)
	m.Stale = m.LastActual != 0 && !done && daysBetween(m.LastActual.Last(), asOf) > t.policy.StaleDays
	switch {
	case done:
		m.State, m.Word = Green, wordDone
	case m.Overdue:
		m.State, m.Word, m.Late = Red, wordOverdue, daysBetween(m.due, asOf)
	case m.Period.IsZero():
		m.Word = wordNoDate
	case asOf.Before(m.Period.From):
		m.Word = wordNotStarted
	case m.TargetFrom == NoTarget && m.CompleteFrom == NoComplete:
		m.Word = wordNoTarget
	case m.CompleteFrom != FromActuals:
		m.Word = wordNoActual
	case m.Stale:
		m.Word = wordStale
	default:
		m.State, m.Word = t.policy.stateOf(m.complete, m.planned)
	}
	m.Why = t.whyOf(m)
}

// stateOf judges complete ÷ planned, exactly. Before anything was planned, nothing is late.
func (p *Policy) stateOf(complete, planned ratio) (State, lang.Text) {
	index := complete.per(planned)
	switch {
	case planned.cmp(decimal.Decimal{}) <= 0 && complete.cmp(decimal.Decimal{}) <= 0:
		return Grey, wordNotStarted
	case !index.known() || index.cmp(p.GreenIndex) >= 0:
		return Green, wordOnTrack
	case index.cmp(p.AmberIndex) >= 0:
		return Amber, wordWatch
	}
	return Red, wordBehind
}
