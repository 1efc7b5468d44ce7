package workbook

import (
	"cmp"
	"slices"

	"goalxl/allocate"
	"goalxl/templates"
)

// finish settles what only the whole workbook tells: formulas without a stored
// value, dates without a year, percentages without a sign, merged cells.
func (r *reader) finish() {
	r.compute()
	r.settleDues()
	r.settleShares()
	r.settleUnits()
	r.carryDown()
	r.namePeople()
	r.order()
	r.addUpParts()
	r.interpret()
	for _, t := range r.tables {
		t.describe()
		r.plan.Tables[t.index] = t.finished()
		t.place.CheckCol = t.checkColumn()
		t.place.free = t.freeColumns()
	}
}

// order puts the rows of the plan in the order of the tables, and of the rows in
// each: tables that stand side by side were read row by row.
func (r *reader) order() {
	inOrder(r.plan.Targets, func(x *allocate.Target) allocate.Ref { return x.At })
	inOrder(r.plan.Breakdowns, func(x *allocate.Breakdown) allocate.Ref { return x.At })
	inOrder(r.plan.Totals, func(x *allocate.Total) allocate.Ref { return x.At })
	inOrder(r.plan.Actions, func(x *allocate.Action) allocate.Ref { return x.At })
	inOrder(r.plan.History, func(x *allocate.Actual) allocate.Ref { return x.At })
	inOrder(r.plan.Parts, func(x *allocate.PartFigure) allocate.Ref { return x.At })
	inOrder(r.plan.Unread, func(x allocate.Unread) allocate.Ref { return x.At })
}

// inOrder sorts rows by table and row, where they are not yet.
func inOrder[T any](rows []T, at func(T) allocate.Ref) {
	byPlace := func(a, b T) int {
		return cmp.Or(cmp.Compare(at(a).Table, at(b).Table), cmp.Compare(at(a).Row, at(b).Row))
	}
	if !slices.IsSortedFunc(rows, byPlace) {
		slices.SortStableFunc(rows, byPlace)
	}
}

// settleShares gives the bare numbers of share columns their meaning.
func (r *reader) settleShares() {
	percent := make([]bool, len(r.tables))
	status := make([]bool, len(r.tables))
	any := false
	for i, t := range r.tables {
		percent[i] = t.settleColumn(allocate.FieldShare)
		status[i] = t.settleColumn(allocate.FieldStatus)
		any = any || t.bare(allocate.FieldShare) || t.bare(allocate.FieldStatus)
	}
	if !any {
		return
	}
	for _, b := range r.plan.Breakdowns {
		settleShare(&b.Share, percent[b.At.Table])
	}
	for _, total := range r.plan.Totals {
		settleShare(&total.Share, percent[total.At.Table])
	}
	for _, a := range r.plan.Actions {
		settleShare(&a.Status, status[a.At.Table])
	}
}

// bare reports whether the column of a field has numbers that do not say whether
// they are percentages.
func (t *tableReader) bare(f allocate.Field) bool {
	c := t.byField[f]
	return c != nil && c.tally.bare > 0
}

// settleColumn decides how the bare numbers of a share column are read, and says
// so in the column.
func (t *tableReader) settleColumn(f allocate.Field) (percent bool) {
	c := t.byField[f]
	if c == nil || c.tally.bare == 0 {
		return false
	}
	percent = c.tally.percent(c.heading.Unit.Base == allocate.PercentUnit)
	c.place.Why = percentWhy(percent)
	return percent
}

// settleShare turns a bare number into the share that it stands for.
func settleShare(s *allocate.Share, percent bool) {
	if s.Digits >= 0 {
		return
	}
	n := -1 - s.Digits
	if percent {
		s.Value, s.Digits = s.Value.Shift(-2), min(n, maxShown)
		return
	}
	s.Digits = min(max(0, n-2), maxShown)
}

// close ends the tables of the sheet.
func (s *sheetReader) close() {
	for _, t := range s.open {
		t.done()
	}
	s.open = nil
	for _, t := range s.tables {
		t.merged = len(s.layout.sheets[s.sheet].Merged) > 0
	}
}

// CheckHeading is the heading of the tool's own column in the table's language.
func (t *Table) CheckHeading() string { return templates.Check.In(t.Lang) }
