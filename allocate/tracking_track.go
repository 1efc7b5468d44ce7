package allocate

import (
	"slices"

	"goalxl/internal/lang"
)

// Track says where every action and every sub-target of a plan stands on the
// policy's day, against the actuals. It does not alter the plan. The error is a
// *lang.Error: the workbook already has a snapshot of a later month.
func Track(p *Plan, pol Policy, in TrackInput) (*Tracking, error) {
	if err := inOrder(in.Earlier, MonthOf(pol.AsOf)); err != nil {
		return nil, err
	}
	r := &review{plan: p, policy: pol, rules: Rules}
	r.matchRows()
	r.arrange()
	if r.result.Err != nil {
		return nil, r.result.Err
	}
	t := newTracker(r, in)
	t.match()
	for i := range p.Breakdowns {
		t.out.Targets[i] = t.target(int32(i))
	}
	for i := range p.Actions {
		t.out.Actions[i] = t.action(i)
	}
	t.compare()
	return t.out, nil
}

// tracker is a Track under way.
type tracker struct {
	*review
	in     TrackInput
	out    *Tracking
	fed    feeding
	season seasons
	serves []int32 // by action: the sub-target that it serves; -1 if none is certain
	// renamed holds the folded names of the export that --map gives another name.
	renamed map[string]bool
	sole    Period // the period of all goals, where they have but one
}

func newTracker(r *review, in TrackInput) *tracker {
	p := r.plan
	t := &tracker{review: r, in: in, sole: solePeriod(p), out: &Tracking{
		AsOf: r.policy.AsOf, Month: MonthOf(r.policy.AsOf), Region: in.Region, review: r,
		Actions: make([]Progress, len(p.Actions)), Targets: make([]Progress, len(p.Breakdowns)),
	}}
	t.in.Earlier = slices.Clone(in.Earlier) // restated months are noted in them
	if t.in.Actuals == nil {
		t.in.Actuals = &Actuals{}
	}
	t.season.index(p, r.historyOf().types)
	t.serves = r.servedBy()
	return t
}

// solePeriod returns the period that all goals have, where it is one.
func solePeriod(p *Plan) Period {
	var sole Period
	for _, g := range p.Targets {
		switch {
		case g.Period.IsZero() || g.Period == sole:
		case sole.IsZero():
			sole = g.Period
		default:
			return Period{}
		}
	}
	return sole
}

// inOrder refuses a month that is earlier than one that was refreshed already.
func inOrder(earlier []Snapshot, month Month) error {
	var last Month
	for i := range earlier {
		last = max(last, earlier[i].Month)
	}
	if last <= month {
		return nil
	}
	return &lang.Error{
		What: lang.T("月度快照已有 %s，不能再按 %s 刷新：会用旧数覆盖新数", "there is a snapshot of %s already; refreshing %s would put old figures over new ones").With(last, month),
		Hint: lang.T("请用 --as-of 指定 %s 或以后的日期；确要重做，先删去“月度快照”里更晚的月份", "name a day in %s or later with --as-of; to do it over, delete the later months from the sheet of snapshots").With(last),
	}
}

// target says where a sub-target stands.
func (t *tracker) target(row int32) Progress {
	b := t.plan.Breakdowns[row]
	pr := Progress{At: b.At, Subject: b.Item, Owner: b.Owner, Serves: row}
	if a, ok := t.amountOf(int(row)); ok {
		pr.Target, pr.TargetFrom = a, TargetOfRow
	}
	pr.Period, pr.BasisWhy = t.periodOfRow(row)
	s := t.fed.rows[row]
	pr.Series, pr.From = s.series, s.how
	pr.countFrom, pr.due = pr.Period.From, pr.Period.To
	t.judge(&measure{Progress: &pr, to: earlier(t.policy.AsOf, pr.Period.To), row: row})
	return pr
}

// action says where an action stands: against the figure that it names itself, else
// against the sub-target that it serves.
func (t *tracker) action(i int) Progress {
	a := t.plan.Actions[i]
	pr := Progress{At: a.At, Subject: a.Name, Detail: a.Action, Owner: a.Owner, Serves: t.serves[i]}
	s := t.fed.actions[i]
	pr.Series, pr.From = s.series, s.how
	pr.Period, pr.BasisWhy = t.periodOfAction(i)
	pr.countFrom, pr.due = t.countedFrom(pr.Period), a.Due.To
	m := &measure{Progress: &pr, action: a, to: t.policy.AsOf, row: -1}
	if unit := t.unitOfSeries(s.series); a.Target.Value.Sign() > 0 && measures(unit, a.Target.Unit) {
		pr.Target, pr.TargetFrom = a.Target, TargetOfRow
	} else if figure, ok := soleFigure(a.Action, unit); ok {
		pr.Target, pr.TargetFrom = figure, TargetInAction
	} else if row := pr.Serves; row >= 0 {
		t.lean(m, row)
	}
	if pr.TargetFrom == NoTarget && t.unitOfSeries(s.series) == PercentUnit {
		pr.Target, pr.TargetFrom = Amount{Value: whole, Unit: PercentUnit, Scale: percentScale}, TargetIsProgress
	}
	t.judge(m)
	return pr
}

// lean gives an action without a figure of its own the target of the sub-target that
// it serves, with its actuals and its season.
func (t *tracker) lean(m *measure, row int32) {
	served := &t.out.Targets[row]
	if served.TargetFrom == NoTarget {
		return
	}
	if m.Series == nil {
		m.Series, m.From, m.lent = served.Series, served.From, served.Series != nil
	} else if !measures(t.unitOfSeries(m.Series), served.Target.Unit) {
		return
	}
	m.Target, m.TargetFrom, m.row = served.Target, TargetOfItem, row
	if m.lent { // they run as the sub-target does, whenever the action is due
		m.Period, m.BasisWhy = t.periodOfRow(row)
		m.countFrom, m.to = served.Period.From, earlier(t.policy.AsOf, served.Period.To)
	}
}

// unitOfSeries returns the unit of the figures of some series; "" if they have none.
func (t *tracker) unitOfSeries(series []int32) Unit {
	for _, s := range series {
		for _, m := range t.in.Actuals.Series[s].Months {
			if m.Amount.Unit != "" {
				return m.Amount.Unit
			}
		}
	}
	return ""
}

func earlier(a, b Date) Date {
	if b.IsZero() || a.Before(b) {
		return a
	}
	return b
}
