package workbook

import (
	"slices"
	"strings"

	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// Cells is what the cells of a table say, row by row, whether a plan uses them or
// not: replies are compared by it.
type Cells struct {
	Table *Table
	Index int32  // of the table in the plan
	Sheet string // its name
	Rows  []CellRow
}

// CellRow is a row of a table that is neither a title nor blank.
type CellRow struct {
	Row   int32
	Kind  RowKind
	Mark  string      // the text of the row that Cells was asked to look for
	Cells []CellValue // beside Table.Columns
}

// CellValue is what a cell holds. The zero value is a blank cell.
type CellValue struct {
	// Text is what stands there, as people read it: 4800万元, 40%, 2024/12/31.
	Text string
	// Plain is the figure: an amount in base units of Unit, a share as a fraction, a
	// day or a span of days (2024-12-01/2024-12-31); "" for words and for what is none.
	Plain string
	Unit  allocate.Unit
	// Figure is the amount or the share; nil for all else.
	Figure allocate.Value
	// Number is what a numeric cell stores, as plain digits, and Format its number
	// format; "" for text, and for General.
	Number, Format string
	// Formula says that a formula gives it. One that stores no value and was not
	// computed has no Text.
	Formula bool
}

// Cells reads the workbook as Read does, and each sheet with tables once more. A
// row gets as its Mark the first text in any of its cells that mark holds for,
// beyond the table's columns, too; mark may be nil.
func (b *Book) Cells(mark func(text string) bool) ([]Cells, error) {
	r, err := b.read()
	if err != nil {
		return nil, err
	}
	x := &explainer{reader: r}
	var all []*cellReader
	for _, t := range r.tables {
		e := newTableExplainer(x, t)
		e.cells = &cellReader{e: e, mark: mark}
		x.tables, all = append(x.tables, e), append(all, e.cells)
	}
	slices.SortStableFunc(x.tables, inSheetOrder)
	if err := x.readTables(); err != nil {
		return nil, err
	}
	out := make([]Cells, len(all))
	for i, c := range all {
		out[i] = c.settled()
	}
	return out, nil
}

// cellReader reads all cells of one table.
type cellReader struct {
	e    *tableExplainer
	mark func(string) bool
	rows []CellRow
}

// row takes a row of the sheet that was found to be of the kind.
func (c *cellReader) row(row *sheet.Row, kind RowKind) {
	out := CellRow{Row: row.Num, Kind: kind, Cells: make([]CellValue, len(c.e.cols))}
	for i := range c.e.cols {
		if cell := cellOf(row, c.e.cols[i].place.Col); cell != nil && c.e.t.holds(cell) {
			out.Cells[i] = c.value(&c.e.cols[i], cell)
		}
	}
	for i := range row.Cells {
		if cell := &row.Cells[i]; c.mark != nil && out.Mark == "" && cell.Type != sheet.Number && cell.Type != sheet.Blank {
			if text := trim(aliased(c.e.t.bytesOf(cell))); c.mark(text) {
				out.Mark = strings.Clone(text)
			}
		}
	}
	c.rows = append(c.rows, out)
}

// value reads one cell. A bare number of a column of shares waits for the whole
// column: see settled.
func (c *cellReader) value(col *columnExplainer, cell *sheet.Cell) CellValue {
	v := CellValue{Formula: cell.Kind != sheet.NoFormula, Text: strings.Clone(c.e.t.word(cell))}
	if cell.Type == sheet.Number {
		v.Number, v.Format = c.number(cell)
	}
	if cell.Type == sheet.Error || cell.Type == sheet.Bool {
		v.Text = c.e.t.shown(cell)
	}
	if cell.Type == sheet.Blank || c.e.t.dash(cell) {
		return v
	}
	if col.form == dateFigure {
		v.Plain = c.e.date(cell)
		return v
	}
	var found foundFigure
	if col.form == noFigure || !c.e.read(col, cell, &found) {
		return v
	}
	switch found.form {
	case amountFigure:
		v.Figure = found.amount
	case shareFigure:
		v.Figure = found.share
	}
	return v
}

// number returns the digits of a numeric cell, and its number format.
func (c *cellReader) number(cell *sheet.Cell) (digits, format string) {
	if d, err := allocate.ParseNumberBytes(cell.Text); err == nil {
		digits = d.String()
	}
	if styles := c.e.x.book.styles; styles != nil {
		format = styles.Format(int(cell.Style))
	}
	return digits, format
}

// settled gives the figures their final values, now that the columns are known.
func (c *cellReader) settled() Cells {
	for i := range c.e.cols {
		col := &c.e.cols[i]
		percent := col.tally.bare > 0 && col.tally.percent(col.heading.Unit.Base == allocate.PercentUnit)
		lent := col.tally.lender(col.columnReader)
		for j := range c.rows {
			c.rows[j].Cells[i].settle(percent, lent)
		}
	}
	place := c.e.t.place
	return Cells{Table: place, Index: c.e.t.index, Sheet: c.e.x.layout.sheets[place.Sheet].Name, Rows: c.rows}
}

func (v *CellValue) settle(percent bool, lent *numberFormat) {
	switch f := v.Figure.(type) {
	case allocate.Amount:
		lend(&f, allocate.Typed, lent)
		v.Figure, v.Plain, v.Unit = f, f.Plain(), f.Unit
		v.Text = f.Written()
	case allocate.Share:
		settleShare(&f, percent)
		v.Figure, v.Plain = f, f.Plain()
		v.Text = f.Exact()
	}
}

// Of returns the row's cell in the first column with the field; the zero value
// where the table has none.
func (c *Cells) Of(row *CellRow, f allocate.Field) CellValue {
	if i := slices.IndexFunc(c.Table.Columns, func(col Column) bool { return col.Field == f }); i >= 0 {
		return row.Cells[i]
	}
	return CellValue{}
}

// Heading returns the number of the column that the heading test holds for, -1 if
// there is none.
func (c *Cells) Heading(is func(heading string) bool) int {
	return slices.IndexFunc(c.Table.Columns, func(col Column) bool {
		leaf := col.Heading
		if cut := strings.LastIndex(leaf, " / "); cut >= 0 {
			leaf = leaf[cut+len(" / "):]
		}
		return is(leaf)
	})
}
