package workbook

import (
	"slices"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/sheet"
)

// tableExplainer goes over the rows of one table again.
type tableExplainer struct {
	x      *explainer
	t      *tableReader
	totals map[int32]bool
	cols   []columnExplainer // in the order of the table's columns
	rows   []ExplainedRow
	next   int32 // the row after the last one that was seen
	unread []UnreadCell
	cells  *cellReader // takes the rows instead; nil to explain them
}

// columnExplainer collects the figures of one column.
type columnExplainer struct {
	*columnReader
	form    figureForm
	sample  columnSample // of a column whose heading nothing knows
	tally   tally        // of figures that the plan does not use
	figures []foundFigure
	unit    allocate.Unit // of the amounts, while all have the same
	units   int           // how many amounts were seen
	mixed   bool          // they have several units
	inText  bool          // some amount is text
}

// foundFigure is one figure of a column, as it was read.
type foundFigure struct {
	row    int // index into the table's rows
	used   string
	amount allocate.Amount
	share  allocate.Share
	form   figureForm
}

// figureForm says how the cells of a column are read for their figures.
type figureForm uint8

const (
	noFigure figureForm = iota
	amountFigure
	shareFigure
	dateFigure
)

// formOf says which figures a column of the meaning holds.
func formOf(means string) figureForm {
	switch templates.KindOf(means) {
	case templates.Amount, templates.Number:
		return amountFigure
	case templates.Share, templates.Status:
		return shareFigure
	case templates.Period:
		return dateFigure
	}
	return noFigure
}

func newTableExplainer(x *explainer, t *tableReader) *tableExplainer {
	e := &tableExplainer{x: x, t: t, totals: map[int32]bool{}, next: t.place.HeadLast + 1}
	for _, total := range x.plan.Totals {
		if total.At.Table == t.index {
			e.totals[total.At.Row] = true
		}
	}
	for i := range t.cols {
		c := &t.cols[i]
		e.cols = append(e.cols, columnExplainer{columnReader: c, form: formOf(c.place.Means)})
	}
	for _, u := range x.plan.Unread {
		if place, ok := x.layout.Cell(u.At); ok && u.At.Table == t.index && !u.Stale {
			e.unread = append(e.unread, UnreadCell{place.Ref(), u.Text})
		}
	}
	return e
}

// blanksUntil adds the rows without any cell before the row.
func (e *tableExplainer) blanksUntil(row int32) {
	for ; e.next < row && e.next <= e.t.place.LastRow; e.next++ {
		e.rows = append(e.rows, ExplainedRow{Row: e.next, Kind: BlankRow})
	}
}

// row takes a row of the sheet.
func (e *tableExplainer) row(row *sheet.Row) {
	place := e.t.place
	if row.Num <= place.HeadLast || row.Num > place.LastRow {
		return
	}
	e.blanksUntil(row.Num)
	e.next = row.Num + 1
	if slices.Contains(place.Notes, row.Num) {
		return
	}
	kind := e.kindOf(row)
	if e.cells != nil {
		e.setRowUnit(row)
		e.cells.row(row, kind)
		return
	}
	e.rows = append(e.rows, ExplainedRow{Row: row.Num, Kind: kind})
	if kind == SectionRow || kind == BlankRow {
		return
	}
	e.setRowUnit(row)
	for i := range e.cols {
		if cell := cellOf(row, e.cols[i].place.Col); cell != nil && e.t.holds(cell) {
			if e.cols[i].place.Means == "" {
				e.cols[i].sample.add(e.x.reader, cell)
			}
			e.figure(&e.cols[i], cell, row.Num)
		}
	}
}

// setRowUnit reads the unit that the row gives its bare numbers, where the table has
// a column of units.
func (e *tableExplainer) setRowUnit(row *sheet.Row) {
	e.t.rowUnit = templates.Unit{}
	if c := e.t.unitCol; c != nil {
		if cell := cellOf(row, c.place.Col); cell != nil && e.t.holds(cell) {
			e.t.rowUnit, _ = templates.ParseUnit(e.t.word(cell))
		}
	}
}

// kindOf says what the row was taken for.
func (e *tableExplainer) kindOf(row *sheet.Row) RowKind {
	switch {
	case e.totals[row.Num]:
		return TotalRow
	case slices.Contains(e.t.place.Sections, row.Num):
		return SectionRow
	}
	for i := range e.cols {
		c := cellOf(row, e.cols[i].place.Col)
		if c == nil || !e.t.holds(c) || e.cols[i].role.Field == allocate.FieldCheck {
			continue
		}
		if total, _ := totalLabel(e.t.word(c)); total && (e.t.idle || e.t.kind == allocate.HistoryTable) {
			return TotalRow
		}
		return DataRow
	}
	return BlankRow
}

// cellOf returns the row's cell in the column; nil if it has none.
func cellOf(row *sheet.Row, col int32) *sheet.Cell {
	i, ok := slices.BinarySearchFunc(row.Cells, col, func(c sheet.Cell, col int32) int { return int(c.Col - col) })
	if !ok {
		return nil
	}
	return &row.Cells[i]
}

// explained gives out what was collected.
func (e *tableExplainer) explained() Explained {
	out := Explained{Table: e.t.place, Sheet: e.x.layout.sheets[e.t.place.Sheet].Name, Passed: e.t.idle}
	for i := range e.cols {
		c := &e.cols[i]
		e.settle(c)
		out.Columns = append(out.Columns, c.explained())
	}
	out.Rows, out.Unread = e.rows, e.unread
	return out
}

// guesses gives the headings that nothing knows the meanings that their cells
// suggest.
func (e *tableExplainer) guesses() []Guess {
	have := map[string]bool{}
	for i := range e.cols {
		have[e.cols[i].place.Means] = true
	}
	var out []Guess
	for i := range e.cols {
		if p := e.cols[i].place; p.Means == "" && p.Heading != "" {
			out = append(out, Guess{p.Heading, e.cols[i].sample.guess(have)})
		}
	}
	return out
}

// explained says what the column was understood as, and why.
func (c *columnExplainer) explained() ExplainedColumn {
	p := c.place
	x := ExplainedColumn{Col: sheet.ColumnName(p.Col), Heading: p.Heading, Means: p.Means, Unit: string(p.Unit.Base), Why: p.Why}
	if x.Spelled = p.Unit.Text; c.form != amountFigure {
		x.Unit = ""
	}
	if c.form != amountFigure {
		return x
	}
	if !p.UnitWhy.IsZero() {
		x.Why = p.UnitWhy
	}
	switch {
	case c.units == 0:
	case x.Unit == "" && !c.mixed && c.unit != "":
		x.Unit = string(c.unit)
		if p.UnitWhy.IsZero() && c.inText {
			x.Why = lang.T("单元格里写明的单位", "the unit written in the cells").With()
		} else if p.UnitWhy.IsZero() {
			x.Why = lang.T("单元格的数字格式", "the number format of the cells").With()
		}
	case x.Unit == "" && c.mixed:
		x.Why = lang.T("各单元格自带单位，不止一种", "the cells have several units of their own").With()
	case p.UnitWhy.IsZero():
		x.Why = lang.T("没有写明单位，数字按原样读", "no unit is stated: numbers are read as they stand").With()
	}
	return x
}
