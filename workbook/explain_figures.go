package workbook

import (
	"fmt"
	"strings"

	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// unstored is a formula without a stored value that the plan does not use.
type unstored struct {
	table *tableExplainer
	col   *columnExplainer
	at    int // index into the column's figures
	cell  sheet.Cell
	row   int32
}

// figure takes a cell of the column into its figures.
func (e *tableExplainer) figure(c *columnExplainer, cell *sheet.Cell, row int32) {
	if c.form == noFigure {
		return
	}
	found := foundFigure{row: len(e.rows) - 1}
	at := allocate.Ref{Table: e.t.index, Row: row, Field: c.role.Field, Year: c.role.Year}
	var used bool
	if found.used, used = e.x.used[at]; used {
		found.form = dateFigure
		if c.form == amountFigure {
			c.seeUnit(e, cell)
		}
		c.figures = append(c.figures, found)
		return
	}
	switch {
	case c.form == dateFigure:
		if found.used = e.date(cell); found.used != "" {
			found.form = dateFigure
			c.figures = append(c.figures, found)
		}
	case e.t.dash(cell) || cell.Type == sheet.FormulaStr && blankText(cell.Text):
	case cell.Type == sheet.Blank:
		c.figures = append(c.figures, found)
		e.x.waiting = append(e.x.waiting, unstored{e, c, len(c.figures) - 1,
			sheet.Cell{Col: cell.Col, Style: cell.Style, Kind: cell.Kind, Type: sheet.Number}, row})
	case e.read(c, cell, &found):
		c.figures = append(c.figures, found)
	default:
		e.miss(c, cell, row)
	}
}

// read reads the figure of a cell that the plan does not use.
func (e *tableExplainer) read(c *columnExplainer, cell *sheet.Cell, found *foundFigure) bool {
	var text string
	switch cell.Type {
	case sheet.Shared, sheet.Inline, sheet.FormulaStr:
		text = e.t.textOf(cell)
	case sheet.Number:
		text = aliased(cell.Text)
	default:
		return false
	}
	state := allocate.Typed
	if cell.Kind != sheet.NoFormula {
		state = allocate.Derived
	}
	f := e.x.book.format(cell.Style)
	var ok bool
	if c.form == amountFigure {
		if found.amount, ok = e.t.freshAmount(cell, c.columnReader, text); ok {
			found.form = amountFigure
			c.tally.amount(&found.amount, cell, f, state)
			c.addUnit(found.amount.Unit, cell.Type != sheet.Number)
		}
		return ok
	}
	if found.share, ok = e.t.freshShare(cell, text); ok {
		found.form = shareFigure
		c.tally.share(&found.share, cell, f, state)
	}
	return ok
}

// seeUnit notes the unit of an amount that the plan has read already.
func (c *columnExplainer) seeUnit(e *tableExplainer, cell *sheet.Cell) {
	var text string
	switch cell.Type {
	case sheet.Shared, sheet.Inline, sheet.FormulaStr:
		text = e.t.textOf(cell)
	case sheet.Number:
		text = aliased(cell.Text)
	default:
		return
	}
	if a, ok := e.t.freshAmount(cell, c.columnReader, text); ok {
		c.addUnit(a.Unit, cell.Type != sheet.Number)
	}
}

func (c *columnExplainer) addUnit(unit allocate.Unit, text bool) {
	if c.units++; c.units == 1 {
		c.unit = unit
	}
	c.mixed = c.mixed || c.unit != unit
	c.inText = c.inText || text
}

// miss names a cell that holds no figure where one should stand, unless the plan
// has named it.
func (e *tableExplainer) miss(c *columnExplainer, cell *sheet.Cell, row int32) {
	at := sheet.Ref(c.place.Col, row)
	for i := range e.unread {
		if e.unread[i].Cell == at {
			return
		}
	}
	e.unread = append(e.unread, UnreadCell{at, e.t.shown(cell)})
}

// settle gives the column's figures their final values, now that the whole column
// is known, and puts them into the rows.
func (e *tableExplainer) settle(c *columnExplainer) {
	percent := c.tally.bare > 0 && c.tally.percent(c.heading.Unit.Base == allocate.PercentUnit)
	if c.tally.bare > 0 && c.place.Why.IsZero() {
		c.place.Why = percentWhy(percent)
	}
	lent := c.tally.lender(c.columnReader)
	for i := range c.figures {
		f := &c.figures[i]
		value := f.used
		switch f.form {
		case noFigure:
			continue
		case amountFigure:
			lend(&f.amount, allocate.Typed, lent)
			value = f.amount.Plain()
		case shareFigure:
			settleShare(&f.share, percent)
			value = f.share.Plain()
		}
		e.rows[f.row].put(ExplainedValue{c.place.Means, value}, c.role.Field != allocate.FieldOther)
	}
}

// put adds a value to the row. Of two columns with one meaning, the one that the
// plan reads stands.
func (r *ExplainedRow) put(v ExplainedValue, bound bool) {
	for i := range r.Values {
		if r.Values[i].Means == v.Means {
			if bound {
				r.Values[i] = v
			}
			return
		}
	}
	r.Values = append(r.Values, v)
}

// compute reads formulas that store no value and that the plan does not use.
func (x *explainer) compute() {
	if len(x.waiting) == 0 {
		return
	}
	calc := x.calculator(len(x.waiting))
	if calc != nil {
		defer calc.stop()
	}
	for i := range x.waiting {
		w := &x.waiting[i]
		value, ok := "", false
		if calc != nil {
			value, ok = calc.value(x.layout.sheets[w.table.t.place.Sheet].Name, w.cell.Col, w.row)
		}
		w.cell.Text = []byte(value)
		if _, err := allocate.ParseNumber(value); err != nil {
			w.cell.Type = sheet.FormulaStr
		}
		if found := &w.col.figures[w.at]; !ok || !w.table.read(w.col, &w.cell, found) {
			w.table.miss(w.col, &w.cell, w.row)
		}
	}
	x.waiting = nil
}

// date reads a cell as a day (2024-12-31) or a span of days (2024-01-01/2024-12-31);
// "" if it is neither.
func (e *tableExplainer) date(c *sheet.Cell) string {
	var p allocate.Period
	switch c.Type {
	case sheet.Number, sheet.Date:
		f := e.x.book.format(c.Style)
		p, _ = e.t.datePeriod(c, f)
		if f.date {
			p.To = p.From
		}
	case sheet.Shared, sheet.Inline, sheet.FormulaStr:
		p, _ = allocate.ParsePeriod(strings.Clone(e.t.textOf(c)), allocate.Period{})
	}
	switch {
	case p.IsZero():
		return ""
	case p.From == p.To:
		return isoDay(p.From)
	}
	return isoDay(p.From) + "/" + isoDay(p.To)
}

func isoDay(d allocate.Date) string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }
