package workbook

import (
	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// readHistory reads a row of 历史数据, wide or long.
func (t *tableReader) readHistory(at allocate.Ref) {
	item := t.words2(allocate.FieldItem)
	if item == "" { // merged or blank-below
		if n := len(t.plan.History); n > 0 && t.plan.History[n-1].At.Table == t.index {
			item = t.plan.History[n-1].Item
		}
	}
	t.place.Rows++
	if c := t.cells[allocate.FieldActual]; c != nil && t.byField[allocate.FieldYear] != nil {
		var p allocate.Period
		t.period(t.cells[allocate.FieldYear], ref(at, allocate.FieldYear), &p)
		t.addActual(c, t.byField[allocate.FieldActual], ref(at, allocate.FieldActual), item, int16(p.Year()))
	}
	t.readSeries(at, item)
}

// readSeries reads the actuals of the row's year columns, of a history table or
// beside a target, and its plans by month or quarter.
func (t *tableReader) readSeries(at allocate.Ref, item string) {
	for i, col := range t.series {
		if c := t.seriesAt[i]; c != nil {
			at.Field, at.Year = col.role.Field, col.role.Year
			if isPart(at.Field) {
				t.addPart(c, col, at)
				continue
			}
			t.addActual(c, col, at, item, col.role.Year)
		}
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
