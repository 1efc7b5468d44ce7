package allocate

import "goalxl/internal/lang"

var (
	textAssumedStart = lang.T("没有写明开始日，按 %s 起算", "no start is given; counted from %s")
	textAssumedYear  = lang.T("没有写明周期，按 %s 算", "no period is given; taken to be %s")
)

// isSpan reports whether a time node says when it starts: 2024/06-09 does; a day and a
// single month (2024/12/: some day in December) only say when it ends.
func isSpan(p Period) bool {
	sameMonth := p.From.Year == p.To.Year && p.From.Month == p.To.Month
	return p.From != p.To && !(sameMonth && p.wholeMonths())
}

// periodOfRow returns the days over which a sub-target is to be reached.
func (t *tracker) periodOfRow(row int32) (Period, lang.Message) {
	b := t.plan.Breakdowns[row]
	p, why := lifetime(b.Due, t.periodOf(int(row)))
	if p.IsZero() && len(t.season.plan[placeOf(b.At)]) > 0 { // months without a year are those of the year at hand
		p = YearPeriod(int(t.policy.AsOf.Year))
		why = textAssumedYear.With(p)
	}
	return p, why
}

// periodOfAction returns the days over which an action is to be done.
func (t *tracker) periodOfAction(i int) (Period, lang.Message) {
	outer := t.sole
	if row := t.serves[i]; row >= 0 {
		if p := t.periodOf(int(row)); !p.IsZero() {
			outer = p
		}
	}
	return lifetime(t.plan.Actions[i].Due, outer)
}

// lifetime joins a due date with the period that it lies in: what says only its end
// starts with the period, and where there is none, with the year.
func lifetime(due, outer Period) (Period, lang.Message) {
	switch {
	case due.IsZero():
		return outer, lang.Message{}
	case isSpan(due):
		return due, lang.Message{}
	case !outer.IsZero() && !due.To.Before(outer.From):
		return Period{outer.From, due.To}, lang.Message{}
	}
	start := Date{due.To.Year, 1, 1}
	return Period{start, due.To}, textAssumedStart.With(Period{start, start})
}

// countedFrom returns the first day whose actuals count for an action: work that was
// done before its time node began counts, what belongs to an earlier year does not.
func (t *tracker) countedFrom(p Period) Date {
	switch {
	case p.IsZero():
		return t.sole.From
	case t.sole.ContainsDay(p.From):
		return t.sole.From
	}
	return Date{p.From.Year, 1, 1}
}
