package workbook

import (
	"strconv"

	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// readHistory reads a row of 历史数据, wide or long.
func (t *tableReader) readHistory(at allocate.Ref) {
	item := t.words2(allocate.FieldItem)
	if item == "" { // merged or blank-below
		if n := len(t.plan.History); n > 0 && t.plan.History[n-1].At.Table == t.index {
			item = t.plan.History[n-1].Item
		} else if n := len(t.plan.Months); n > 0 && t.plan.Months[n-1].At.Table == t.index {
			item = t.plan.Months[n-1].Item
		}
	}
	t.place.Rows++
	if c := t.cells[allocate.FieldActual]; c != nil && t.byField[allocate.FieldYear] != nil {
		var p allocate.Period
		t.period(t.cells[allocate.FieldYear], ref(at, allocate.FieldYear), &p)
		if month := t.monthOfLine(p); month != 0 {
			t.addMonth(c, t.byField[allocate.FieldActual], ref(at, allocate.FieldActual), item, month)
		} else {
			t.addActual(c, t.byField[allocate.FieldActual], ref(at, allocate.FieldActual), item, int16(p.Year()))
		}
	}
	t.readSeries(at, item)
}

// readSeries reads the actuals of the row's year columns, of a history table or
// beside a target, and its plans by month or quarter.
func (t *tableReader) readSeries(at allocate.Ref, item string) {
	for i, col := range t.series {
		if c := t.seriesAt[i]; c != nil {
			at.Field, at.Year = col.role.Field, col.role.Year
			switch {
			case !isPart(at.Field):
				t.addActual(c, col, at, item, col.role.Year)
			case t.kind != allocate.HistoryTable:
				t.addPart(c, col, at)
			case at.Year != 0:
				t.addMonth(c, col, at, item, allocate.MonthNumbered(int(col.heading.Span.Year), int(at.Year)))
			}
		}
	}
}

// monthOfLine returns the month that a line of a long history is about: where its year is
// given as a month, or beside a column of months; zero where it is about a year.
func (t *tableReader) monthOfLine(p allocate.Period) allocate.Month {
	month := allocate.MonthOf(p.From)
	if !p.IsZero() && p == month.Period() {
		return month
	}
	for i, col := range t.series {
		if c := t.seriesAt[i]; c != nil && col.role.Field == allocate.FieldMonth && col.role.Year == 0 && p.Year() != 0 {
			text := t.word(c)
			if n, err := strconv.Atoi(text); err == nil {
				return allocate.MonthNumbered(p.Year(), n)
			}
			if m, err := allocate.ParsePeriod(text, allocate.YearPeriod(p.Year())); err == nil {
				return allocate.MonthOf(m.From)
			}
		}
	}
	return 0
}

// addMonth reads what a month of an earlier year brought into the plan.
func (t *tableReader) addMonth(c *sheet.Cell, col *columnReader, at allocate.Ref, item string, month allocate.Month) {
	if t.dash(c) || month == 0 {
		return
	}
	if a, state := t.amount(c, col, at); state == allocate.Typed || state == allocate.Derived {
		t.plan.Months = append(t.plan.Months, allocate.MonthFigure{At: at, Item: item, Month: month, Amount: a})
	}
}

// addActual reads one actual into the plan.
func (t *tableReader) addActual(c *sheet.Cell, col *columnReader, at allocate.Ref, item string, year int16) {
	amount, state := t.amount(c, col, at)
	if state == allocate.Broken && c.Type != sheet.Blank {
		return
	}
	a := t.rows.actuals.row()
	*a = allocate.Actual{
		At: at, Item: item, Year: year, Amount: amount, Part: col.role.Part,
		Beside: t.kind != allocate.HistoryTable, Says: t.historySays(),
	}
	if c.Type == sheet.Blank {
		t.waitAt(c, at, col, waitingFormula{amount: &a.Amount, actual: a})
		return
	}
	t.plan.History = append(t.plan.History, a)
}

// historySays returns what the row says of its actuals. Those that follow each other
// mostly say the same, and share it.
func (t *tableReader) historySays() *allocate.Says {
	says := allocate.Says{Dimension: t.words2(allocate.FieldDimension), Type: t.words2(allocate.FieldType)}
	switch {
	case says == allocate.Says{}:
		return nil
	case t.said == nil || *t.said != says:
		t.said = &says
	}
	return t.said
}
