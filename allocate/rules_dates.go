package allocate

import "goalxl/internal/lang"

// dueKey is one cause of dates outside a period: the same date for the same goal.
type dueKey struct {
	table       int32
	due, period Period
}

func checkDueOutsidePeriod(r *review) {
	index := map[dueKey]int{}
	var keys []dueKey
	var cells [][]Ref
	for i, b := range r.plan.Breakdowns {
		period := r.periodOf(i)
		if b.Due.IsZero() || period.IsZero() || period.Contains(b.Due) {
			continue
		}
		key := dueKey{b.At.Table, b.Due, period}
		at, ok := index[key]
		if !ok {
			at = len(keys)
			index[key] = at
			keys, cells = append(keys, key), append(cells, nil)
		}
		ref := b.At
		ref.Field = FieldDue
		cells[at] = append(cells[at], ref)
	}
	for i, key := range keys {
		r.addOutside(key, cells[i])
	}
}

// periodOf returns the period that a breakdown row belongs to: its own, or its goal's.
func (r *review) periodOf(row int) Period {
	if more := r.plan.Breakdowns[row].More; more != nil && !more.Period.IsZero() {
		return more.Period
	}
	if goal := r.goalOf(row); goal != nil {
		return goal.Period
	}
	return Period{}
}

func (r *review) addOutside(key dueKey, cells []Ref) {
	text := lang.T("完成时间 %s 不全在目标周期 %s 之内（%s）。", "The date %s is not wholly within the goal's period %s (%s).")
	switch {
	case key.period.To.Before(key.due.From):
		text = lang.T("完成时间 %s 晚于目标周期 %s（%s）。", "The date %s is after the goal's period %s (%s).")
	case key.due.To.Before(key.period.From):
		text = lang.T("完成时间 %s 早于目标周期 %s（%s）。", "The date %s is before the goal's period %s (%s).")
	}
	r.add(Finding{
		At: cells[0], Members: cells, Each: true, Subject: r.itemAt(cells[0]),
		Message: text.With(key.due, key.period, rowsOf(cells)),
		Hint:    lang.T("改完成时间，使它落在 %s 之内；或核对目标周期。", "Bring the date into %s, or verify the goal's period.").With(key.period),
	})
}

// itemAt returns the item of the breakdown row at a cell.
func (r *review) itemAt(at Ref) string {
	rows := rowFinder{len(r.plan.Breakdowns), 0, func(i int) Ref { return r.plan.Breakdowns[i].At }}
	if i := rows.find(at); i >= 0 {
		return r.plan.Breakdowns[i].Item
	}
	return ""
}
