package allocate

// fillGoals fills the blank amounts of goals from below, where every complete
// dimension adds up to the same.
func (r *review) fillGoals() {
	var blank map[int32]bool
	for i, t := range r.plan.Targets {
		if t.AmountIn == Blank {
			if blank == nil {
				blank = map[int32]bool{}
			}
			blank[int32(i)] = true
		}
	}
	if blank == nil {
		return
	}
	var agreed = map[int32]*group{}
	for _, g := range r.groups {
		if g.parent >= 0 || !blank[g.goal] {
			continue
		}
		probe := *g
		r.measure(&probe)
		if !r.completeFromBelow(&probe) {
			continue
		}
		if first, ok := agreed[g.goal]; ok && (first == nil || !first.sum.Equal(probe.sum)) {
			agreed[g.goal] = nil
			continue
		}
		agreed[g.goal] = &probe
	}
	r.setGoals(agreed)
}

// completeFromBelow reports whether a group is all of its goal although nobody
// wrote the goal's amount: every amount is there, every typed share is the
// amount's part of the sum, and there is more than one row or a total row or a share of 100%.
func (r *review) completeFromBelow(g *group) bool {
	if g.noAmount+g.broken+g.lost > 0 {
		return false
	}
	for _, row := range g.rows {
		b := r.plan.Breakdowns[row]
		if hasFigure(b.ShareIn) && !shareFits(b.Amount.Value, b.Share.Value, g.sum, halfDigit(b.Share.Digits), slackOf(b)) {
			return false
		}
	}
	return len(g.rows) > 1 || g.total >= 0 || g.noShare == 0
}

func (r *review) setGoals(agreed map[int32]*group) {
	for goal, g := range agreed {
		if g == nil {
			continue
		}
		r.fillGoal(goal, g)
	}
}

// fillGoal writes a goal in the form of its column, else as it reads shortest.
func (r *review) fillGoal(goal int32, g *group) {
	a := natural(g.sum, r.unitOfGroup(g))
	if t := r.table(r.plan.Targets[goal].At.Table); t.AmountDigits >= 0 {
		a = form{unit: a.Unit, scale: t.AmountScale, digits: t.AmountDigits}.amount(g.sum)
	}
	if r.fill.goals == nil {
		r.fill.goals = map[int32]goalFill{}
	}
	r.fill.goals[goal] = goalFill{a, g}
}
