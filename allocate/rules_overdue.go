package allocate

import "goalxl/internal/lang"

func checkOverdue(r *review) {
	if r.policy.AsOf.IsZero() {
		return
	}
	type cause struct {
		table     int32
		owner, at string
		due       Period
	}
	index := map[cause]int{}
	var late [][]int
	for i, a := range r.plan.Actions {
		if a.StatusIn == Broken && !r.fedByActuals(i) || !r.isLate(i) {
			continue
		}
		key := cause{a.At.Table, a.Owner, r.statusText(i), a.Due}
		at, ok := index[key]
		if !ok {
			at = len(late)
			index[key] = at
			late = append(late, nil)
		}
		late[at] = append(late[at], i)
	}
	for _, actions := range late {
		r.addOverdue(actions)
	}
}

// isLate reports whether an action is past its date and not done.
func (r *review) isLate(i int) bool {
	if r.tracked != nil {
		return r.tracked.Actions[i].Overdue
	}
	a := r.plan.Actions[i]
	if a.Due.IsZero() || !a.Due.To.Before(r.policy.AsOf) {
		return false
	}
	return !a.hasStatus() || a.Status.Value.LessThan(whole)
}

// fedByActuals reports whether actuals give the progress of an action, whatever its
// 完成状态 says.
func (r *review) fedByActuals(i int) bool {
	return r.tracked != nil && r.tracked.Actions[i].NewStatus.Valid
}

// progressOf returns the progress of an action: by its actuals, else as typed.
func (r *review) progressOf(i int) (Share, bool) {
	if r.fedByActuals(i) {
		p := &r.tracked.Actions[i]
		return percentText(over(p.Actual.Value, p.Target.Value), whole), true
	}
	a := r.plan.Actions[i]
	return a.Status, a.hasStatus()
}

func (r *review) statusText(i int) string {
	s, ok := r.progressOf(i)
	if !ok {
		return ""
	}
	return s.Value.String()
}

// addOverdue records actions that are late alike: one owner, one date, one progress.
func (r *review) addOverdue(late []int) {
	a := r.plan.Actions[late[0]]
	f := Finding{
		At: a.at(FieldDue), Subject: a.Name,
		Hint: lang.T("更新完成状态；未完成的，写明原因和调整措施，必要时改期。", "Update the progress; for what is not done, give cause and remedy, and a new date if need be.").With(),
	}
	progress := lang.T("完成状态未填", "no progress is given").With()
	if done, ok := r.progressOf(late[0]); ok {
		status, left := done.Value, done.Value.Sub(whole)
		f.Found, f.Expected, f.Difference, f.Unit = &status, &whole, &left, "%"
		progress = lang.T("只完成 %s，尚差 %s 个百分点", "%s is done, %s points are missing").With(done, left.Abs().Shift(2).String())
	}
	days := daysBetween(a.Due.To, r.policy.AsOf)
	if len(late) == 1 {
		f.Message = lang.T("“%s”已逾期 %d 天：应于 %s 前完成，%s。", "\"%s\" is late (days: %d): it was due by %s, and %s.").
			With(a.Name, days, a.Due.To.String(), progress)
	} else {
		f.Each = true
		for _, i := range late {
			f.Members = append(f.Members, r.plan.Actions[i].at(FieldDue))
		}
		f.Message = lang.T("“%s”等 %d 项（%s）已逾期 %d 天：应于 %s 前完成，%s。", "\"%s\" and others, %d actions (%s), are late (days: %d): due by %s, and %s.").
			With(a.Name, len(late), rowsOf(f.Members), days, a.Due.To.String(), progress)
	}
	r.add(f)
}
