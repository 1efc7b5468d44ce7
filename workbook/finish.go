package workbook

import (
	"cmp"
	"slices"

	"goalxl/allocate"
	"goalxl/templates"
	"goalxl/workbook/sheet"
)

// finish settles what only the whole workbook tells: formulas without a stored
// value, dates without a year, percentages without a sign, merged cells.
func (r *reader) finish() {
	r.compute()
	r.settleDues()
	r.settleShares()
	r.settleUnits()
	r.carryDown()
	r.order()
	for _, t := range r.tables {
		t.describe()
		r.plan.Tables[t.index] = t.finished()
		t.place.CheckCol = t.checkColumn()
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

// finished returns what the core must know of the table.
func (t *tableReader) finished() allocate.Table {
	table := t.plan.Tables[t.index]
	if c := t.byField[allocate.FieldShare]; c != nil {
		table.ShareDigits = c.tally.shown(c.place.Written.Divisor == 2)
	}
	c := t.byField[allocate.FieldAmount]
	if c == nil {
		return table
	}
	table.AmountUnit, table.AmountScale = c.unit.Base, c.unit.Scale
	if scale, ok := c.tally.scale(); ok {
		table.AmountScale, table.AmountDigits = scale, c.tally.amountDigits(scale)
	}
	if f := c.tally.lender(c); f != nil && table.AmountUnit == "" {
		table.AmountUnit = f.unit.Base
	}
	return table
}

// shown returns the digits after the point that the column's percentages show;
// -1 if it has none.
func (y *tally) shown(percent bool) int8 {
	if y.explicit+y.bare == 0 {
		return -1
	}
	digits := y.shareDigits
	if y.bare > 0 {
		n := y.bareDigits
		if !percent {
			n = max(0, n-2)
		}
		digits = max(digits, n)
	}
	return min(digits, maxShown)
}

// describe says how the figures of each column are written.
func (t *tableReader) describe() {
	for i := range t.cols {
		c := &t.cols[i]
		y, w := &c.tally, &c.place.Written
		w.Cells = y.typed + y.derived
		f := t.book.format(w.Style)
		if w.Cells > 0 {
			w.Text = y.texts > y.numbers
			w.Style = y.style
			if !w.Text {
				w.Style = y.numberStyle
			}
			w.Form = y.form
			f = t.book.format(w.Style)
		}
		if t.book.styles != nil {
			w.Format = t.book.styles.Format(int(w.Style))
		}
		switch c.role.Field {
		case allocate.FieldShare, allocate.FieldStatus:
			t.describeShare(c, f)
		default:
			t.describeAmount(c, f)
		}
	}
}

func (t *tableReader) describeShare(c *columnReader, f *numberFormat) {
	w, y := &c.place.Written, &c.tally
	percent := y.bare > 0 && y.percent(c.heading.Unit.Base == allocate.PercentUnit)
	if y.bare == 0 && w.Cells == 0 {
		percent = c.heading.Unit.Base == allocate.PercentUnit && !f.percent
	}
	if percent && y.bare >= y.explicit {
		w.Divisor = 2
	}
	w.Sign = w.Text && y.explicit > 0
	w.Digits = max(0, y.shown(percent))
}

func (t *tableReader) describeAmount(c *columnReader, f *numberFormat) {
	w, y := &c.place.Written, &c.tally
	if scale, ok := y.scale(); ok {
		w.Scale, w.Digits = scale, y.amountDigits(scale)
		w.Divisor = y.divisor
		return
	}
	unit := c.unit
	if !f.unit.IsZero() && !f.symbol {
		unit = f.unit
	}
	w.Scale, w.Divisor = unit.Scale, unit.Scale-f.divisor
}

// checkColumn returns the column for 核对结果: the table's own, or the first free
// one at its right end.
func (t *tableReader) checkColumn() int32 {
	if t.place.HasCheck {
		return t.place.CheckCol
	}
	rng := t.place.Range()
	for col := t.last + 1; col <= sheet.MaxCols; col++ {
		if !t.occupied.has(col-t.last) && !t.taken(col, rng) {
			return col
		}
	}
	return 0
}

// taken reports whether another table, or a merged range, has the column beside
// the table's rows.
func (t *tableReader) taken(col int32, rng sheet.Range) bool {
	s := &t.layout.sheets[t.sheet]
	for _, i := range s.Tables {
		o := t.layout.tables[i].Range()
		if i != t.index && o.Col1 <= col && col <= o.Col2 && o.Row1 <= rng.Row2 && rng.Row1 <= o.Row2 {
			return true
		}
	}
	for i := range s.Merged {
		m := &s.Merged[i]
		if m.Col1 <= col && col <= m.Col2 && m.Row1 <= rng.Row2 && rng.Row1 <= m.Row2 {
			return true
		}
	}
	return false
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
