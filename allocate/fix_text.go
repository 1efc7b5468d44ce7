package allocate

import "goalxl/internal/lang"

var (
	textFix      = lang.T("把%s %s 改为 %s 即平%s", "Change %s from %s to %s%s")
	textFixOr    = lang.T("；或把%s %s 改为 %s%s", "; or %s from %s to %s%s")
	textFits     = lang.T("，且与填写的占比 %s 相符", ", which also fits the typed share %s")
	textFitsAll  = lang.T("，另有 %d 处随之相符", ", which also puts right %d more")
	textTrips    = lang.T("，但会触发“%s”", ", but that raises %q")
	textTripsNot = lang.T("，不触发其他提醒", ", and nothing else is raised")
	textGoal     = lang.T("总目标%s", "the goal %s")
	textShareOf  = lang.T("%s的占比", "the share of %s")
	textOne      = lang.T("%s。", "%s.")
	textTwo      = lang.T("%s%s。", "%s%s.")
)

// fix is an outcome as a finding carries it.
func (r *review) fix(g *group, o outcome) Fix {
	f := Fix{}
	f.At, f.Before, f.After = r.cellOf(g, o.edit)
	for _, id := range o.then {
		if rule := findIn(r.rules, id); rule != nil {
			f.Then = append(f.Then, rule)
		}
	}
	return f
}

// cellOf is the cell that an edit changes, what is there, and what would be.
func (r *review) cellOf(g *group, e edit) (at Ref, before, after Value) {
	if e.row < 0 {
		t := r.plan.Targets[g.goal]
		at = t.At
		at.Field = FieldAmount
		return at, t.Amount, restated(t.Amount, e)
	}
	b := r.plan.Breakdowns[e.row]
	if e.share {
		s := Share{e.value, b.Share.Digits}
		if needed := -exponentOf(e.value) - 2; needed > int32(s.Digits) {
			s.Digits = int8(needed)
		}
		return r.ref(e.row, FieldShare), b.Share, s
	}
	return r.ref(e.row, FieldAmount), b.Amount, restated(b.Amount, e)
}

// restated is an amount changed by an edit, written as it was.
func restated(a Amount, e edit) Amount {
	f := form{a.Unit, a.Scale, a.Digits, a.Form}
	return f.amount(e.value)
}

// fixHint says the best edit, and the next one that is as good as any.
func (r *review) fixHint(g *group) lang.Message {
	if len(g.fixes) == 0 {
		return lang.Message{}
	}
	best := r.fixText(textFix, g, &g.fixes[0])
	if len(g.fixes) == 1 {
		return textOne.With(best)
	}
	return textTwo.With(best, r.fixText(textFixOr, g, &g.fixes[1]))
}

func (r *review) fixText(form lang.Text, g *group, o *outcome) lang.Message {
	_, before, after := r.cellOf(g, o.edit)
	return form.With(r.editSubject(g, o.edit), before, after, r.effects(o))
}

func (r *review) editSubject(g *group, e edit) lang.Message {
	switch {
	case e.row < 0:
		return textGoal.With(r.plan.Targets[g.goal].Type)
	case e.share:
		return textShareOf.With(r.plan.Breakdowns[e.row].Item)
	}
	return textDimension.With(r.plan.Breakdowns[e.row].Item)
}

// effects says what else an edit does: the share that it fits, the rules that it trips.
func (r *review) effects(o *outcome) lang.Join {
	var j lang.Join
	switch {
	case len(o.cured) == 1 && o.cured[0] == o.row:
		j.Parts = append(j.Parts, textFits.With(r.plan.Breakdowns[o.row].Share))
	case o.cures() > 0:
		j.Parts = append(j.Parts, textFitsAll.With(o.cures()))
	}
	if len(o.then) == 0 {
		j.Parts = append(j.Parts, textTripsNot.With())
		return j
	}
	titles := lang.Join{Between: textList}
	for _, id := range o.then {
		if rule := findIn(r.rules, id); rule != nil {
			titles.Parts = append(titles.Parts, rule.Title.With())
		}
	}
	j.Parts = append(j.Parts, textTrips.With(titles))
	return j
}
