package allocate

import "github.com/shopspring/decimal"

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
	if len(h.plan.History) == 0 {
		return noHistory
	}
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
