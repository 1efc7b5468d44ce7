package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// justification is what people wrote to justify a target.
type justification struct {
	text     string // 论证说明, or else 资源需求; "" if neither is filled in
	resource bool   // it is the 资源需求
	below    bool   // it stands in a row of the goal's breakdown
}

func (m *More) justification() justification {
	switch {
	case m == nil:
		return justification{}
	case m.Reason != "":
		return justification{text: m.Reason}
	}
	return justification{text: m.Resource, resource: m.Resource != ""}
}

// lower is the severity of a finding with that justification: one level less.
func (j justification) lower(s Severity) Severity {
	if j.text == "" {
		return s
	}
	return s - 1
}

// checkGrowth lists the errors first, so that none of them is among those that
// are only counted.
func checkGrowth(r *review) {
	t := r.growthTally()
	whys := r.goalJustifications(t)
	for _, errors := range [...]bool{true, false} {
		for _, i := range t.above {
			r.caseOfRow(int(i), &t.c)
			b := r.plan.Breakdowns[i]
			r.addGrowth(&t.c, errors, b.At, b.Item, b.More.justification())
		}
		for _, i := range t.aboveGoals {
			r.caseOfGoal(int(i), &t.c)
			goal := r.plan.Targets[i]
			r.addGrowth(&t.c, errors, goal.At, goal.Type, whys[i])
		}
	}
}

// goalJustifications finds what justifies the goals that grow faster than their history: a
// goal has no justification of its own, but the rows of its breakdown have. One
// suffices where none of the rows is itself above history without one.
func (r *review) goalJustifications(t *growthTally) []justification {
	if len(t.aboveGoals) == 0 {
		return nil
	}
	whys := make([]justification, len(r.plan.Targets))
	for i, b := range r.plan.Breakdowns {
		goal := r.match.goal[i]
		if why := b.More.justification(); goal >= 0 && why.text != "" && whys[goal].text == "" {
			why.below = true
			whys[goal] = why
		}
	}
	for _, i := range t.above {
		if goal := r.match.goal[i]; goal >= 0 && r.plan.Breakdowns[i].More.justification().text == "" {
			whys[goal] = justification{}
		}
	}
	return whys
}

// addGrowth records that a target grows faster than its history, if the finding
// is an error or not, as asked. A justification lowers the severity by one level.
func (r *review) addGrowth(c *growthCase, errors bool, at Ref, subject string, why justification) {
	text := growthText{subject: subject, c: *c, v: c.judge(&r.policy), why: why, from: Warning, volatile: r.policy.VolatilePoints}
	if text.v.steep {
		text.from = Error
	}
	text.to = why.lower(text.from)
	at.Field = FieldAmount
	switch {
	case (text.to == Error) != errors:
		return
	case r.full():
		r.addAs(text.to, Finding{At: at})
		return
	}
	text.c.past = append([]yearly(nil), c.past...)
	found, expected := text.v.growth.fraction(), text.v.reference.fraction()
	over := found.Sub(expected)
	r.addAs(text.to, Finding{
		At: at, Subject: subject, Unit: PercentUnit,
		Found: &found, Expected: &expected, Difference: &over,
		Message: lang.T("%s", "%s").With(text),
		Hint:    text.hint(),
	})
}

// hint is what would mend the finding.
func (g growthText) hint() lang.Message {
	limit := g.c.target
	if g.c.inPoints() {
		step := decimal.New(int64(g.v.reference)*int64(g.c.ahead()), -3)
		limit.Value = g.c.value(g.c.last()).Add(step)
	} else {
		limit.Value = g.c.expected(g.v)
	}
	if g.why.text != "" {
		return lang.T("复核论证是否足以支撑超出的增速；按历史增速约为 %s。", "Review whether the justification carries the growth above history; at the historical rate the target would be about %s.").With(limit)
	}
	return lang.T("填写论证说明，写明资源如何匹配；或把目标调到 %s 以内。", "Fill in a justification that says which resources match it, or bring the target to %s or less.").With(limit)
}

// caseOfRow sets c to a breakdown row beside its history, and says why its growth
// cannot be checked, if it cannot.
func (r *review) caseOfRow(row int, c *growthCase) unchecked {
	a, ok := r.amountOf(row)
	if !ok || r.goalOf(row) == nil && len(r.plan.Targets) > 0 {
		return noAmount
	}
	return r.caseOf(row, a, c)
}

// caseOf is caseOfRow for a given amount.
func (r *review) caseOf(row int, a Amount, c *growthCase) unchecked {
	b, h := r.plan.Breakdowns[row], r.historyOf()
	c.target = a
	period, typ := b.Due, ""
	whole := true // a date that the row is due on says the year, but not for how long it is
	if goal := r.goalOf(row); goal != nil {
		typ = goal.Type
		if !goal.Period.IsZero() {
			period, whole = goal.Period, false
		}
	}
	if b.More != nil {
		if typ == "" {
			typ = b.More.Type
		}
		if !b.More.Period.IsZero() {
			period, whole = b.More.Period, false
		}
	}
	why := c.setYear(period, whole)
	if len(h.plan.History) == 0 {
		return noHistory
	}
	named := h.findRow(b, typ, a.Unit.Kind())
	if named.ambiguous && h.beside[row] < 0 {
		c.clue = named
		return unclearName
	}
	return h.judgeable(c, why, r.policy.GrowthYears, h.beside[row], named.head)
}

// caseOfGoal is caseOfRow for a goal: its history is that of its type, or of the
// company as a whole.
func (r *review) caseOfGoal(i int, c *growthCase) unchecked {
	goal, h := r.plan.Targets[i], r.historyOf()
	amount, ok := r.goalAmount(int32(i))
	if !ok {
		return noAmount
	}
	c.target = amount
	why := c.setYear(goal.Period, false)
	if len(h.plan.History) == 0 {
		return noHistory
	}
	named := h.findGoal(foldName(goal.Type), amount.Unit.Kind())
	return h.judgeable(c, why, r.policy.GrowthYears, append([]int32{h.goals[i]}, named...)...)
}

// growthTrips reports whether the row, were its amount the given one (base
// units), would be flagged for growing faster than its history. It is asked for
// proposed edits, a few dozen times per finding, so it must not walk the plan.
func (r *review) growthTrips(row int, amount decimal.Decimal) bool {
	a, ok := r.amountOf(row)
	if !ok {
		if goal := r.goalOf(row); goal != nil {
			a = goal.Amount
		}
	}
	a.Value = amount
	c := &r.historyOf().probe
	return r.caseOf(row, a, c) == checked && c.above(&r.policy)
}
