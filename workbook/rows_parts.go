package workbook

import (
	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// isPart reports whether a column of the field plans a part of the row's year.
func isPart(f allocate.Field) bool {
	return f == allocate.FieldMonth || f == allocate.FieldQuarter || f == allocate.FieldHalf
}

// readParts reads the row's plans by month, quarter and half year.
func (t *tableReader) readParts(at allocate.Ref) {
	for i, col := range t.series {
		if c := t.seriesAt[i]; c != nil && isPart(col.role.Field) {
			at.Field, at.Year = col.role.Field, col.role.Year
			t.addPart(c, col, at)
		}
	}
}

// addPart reads one of them into the plan. A dash stands for nothing planned.
func (t *tableReader) addPart(c *sheet.Cell, col *columnReader, at allocate.Ref) {
	if t.dash(c) {
		return
	}
	p := &allocate.PartFigure{At: at}
	p.Amount, p.In = t.amount(c, col, at)
	t.plan.Parts = append(t.plan.Parts, p)
	if c.Type == sheet.Blank {
		t.waitAt(c, at, col, waitingFormula{amount: &p.Amount, state: &p.In})
	}
}
