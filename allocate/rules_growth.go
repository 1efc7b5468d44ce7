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

// aboveCase is a row or a goal that grows faster than its history.
type aboveCase struct {
	row, goal int32 // indexes in Plan.Breakdowns and Plan.Targets; one is -1
	why       justification
	from, to  Severity // before and after the justification
}

// checkGrowth lists the errors first, so that none of them is among those that
// are only counted.
func checkGrowth(r *review) {
	cases := r.aboveCases()
	for _, errors := range [...]bool{true, false} {
		for i := range cases {
			if (cases[i].to == Error) == errors {
				r.addGrowth(&cases[i])
			}
		}
	}
}

// aboveCases lists what grows faster than its history, in sheet order.
func (r *review) aboveCases() []aboveCase {
	t := r.growthTally()
	whys := r.goalJustifications(t)
	cases := make([]aboveCase, 0, len(t.above)+len(t.aboveGoals))
	for _, row := range t.above {
		cases = append(cases, aboveCase{row: row, goal: -1, why: r.plan.Breakdowns[row].More.justification()})
	}
	for _, goal := range t.aboveGoals {
		cases = append(cases, aboveCase{row: -1, goal: goal, why: whys[goal]})
	}
	for i := range cases {
		a := &cases[i]
		r.caseOfAbove(a, &t.c)
		a.from = Warning
		if t.c.judge(&r.policy).steep {
			a.from = Error
		}
		a.to = a.why.lower(a.from)
	}
	return cases
}

// caseOfAbove sets c to the target of a beside its history.
func (r *review) caseOfAbove(a *aboveCase, c *growthCase) {
	if a.row >= 0 {
		r.caseOfRow(int(a.row), c)
	} else {
		r.caseOfGoal(int(a.goal), c)
	}
}

// nameOfAbove returns the cell and the name of a target.
func (r *review) nameOfAbove(a *aboveCase) (at Ref, subject string) {
	if a.row >= 0 {
		b := r.plan.Breakdowns[a.row]
		at, subject = b.At, b.Item
	} else {
		goal := r.plan.Targets[a.goal]
		at, subject = goal.At, goal.Type
	}
	at.Field = FieldAmount
	return at, subject
}

// addGrowth records that a target grows faster than its history.
func (r *review) addGrowth(a *aboveCase) {
	at, subject := r.nameOfAbove(a)
	if r.full() {
		r.addAs(a.to, Finding{At: at})
		return
	}
	c := &r.growthTally().c
	r.caseOfAbove(a, c)
	text := growthText{subject: subject, c: *c, v: c.judge(&r.policy), why: a.why, from: a.from, to: a.to, volatile: r.policy.VolatilePoints}
	text.c.past = append([]yearly(nil), c.past...)
	found, expected := text.v.growth.fraction(), text.v.reference.fraction()
	over := found.Sub(expected)
	r.addAs(a.to, Finding{
		At: at, Subject: subject, Unit: PercentUnit,
		Found: &found, Expected: &expected, Difference: &over,
		Message: lang.T("%s", "%s").With(text),
		Hint:    text.hint(),
	})
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
