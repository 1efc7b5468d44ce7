package workbook

import (
	"strings"

	"goalxl/allocate"
	"goalxl/templates"
	"goalxl/workbook/sheet"
)

// fieldSlots is the number of fields, for arrays by field.
const fieldSlots = int(allocate.FieldHalf) + 1

// tableReader reads the rows of one table into the plan.
type tableReader struct {
	*sheetReader
	index       int32 // of the plan's tables
	kind        allocate.TableKind
	place       *Table
	first, last int32
	cols        []columnReader // in the order of place.Columns
	byField     [fieldSlots]*columnReader
	series      []*columnReader // actuals by year and plans by month, besides the fields
	idle        bool            // its rows are passed over
	doubt       bool            // the row at hand may be headings of another table
	occupied    bitset          // columns at the right end, counted from last, that have cells

	cells     [fieldSlots]*sheet.Cell // of the row at hand, by field
	seriesAt  []*sheet.Cell
	filled    int // cells of the row that hold something
	formulas  int // of them, formulas
	silent    int // of these, those that show nothing
	lone      *sheet.Cell
	colons    int    // filled cells that are remarks: 编制：张三
	dimension string // carried down
	section   string // the last section row's text
	above     string // the last item that rows below it may be parts of
	among     bool   // the row before was a part of it: 其中
	amongUsed bool
	seen      int32 // the last row of the sheet that came by
	blank     bool  // a blank row came since the last row of data
	held      []heldRow
	loneRows  []int32       // rows of data that hold nothing but an item
	unitCol   *columnReader // the column of units, nil if there is none
	unitCell  *sheet.Cell   // of the row at hand
	keyCol    *columnReader // the column of keys (编号), nil if there is none
	keyCell   *sheet.Cell   // of the row at hand
	rowUnit   templates.Unit
	leading   *sheet.Cell    // the first cell of the row that holds something
	merged    bool           // the sheet has merged cells
	said      *allocate.Says // of the actual that was read last

	note                    *unitNote // that gives bare numbers their unit; nil if there is none
	titleYear               int16     // that the target or a title over the table names; 0 if none does
	yearUsed                bool      // dates without a year were read in it
	lent                    bool      // figures got the unit of the others in their column
	blankOwners, blankItems int
	dimensionBlank          bitset // rows whose dimension was carried down
}

// prepare sets up the lookup of columns by field.
func (t *tableReader) prepare() {
	for i := range t.cols {
		c := &t.cols[i]
		c.place = &t.place.Columns[i]
		switch f := c.role.Field; {
		case c.heading.UnitColumn:
			t.unitCol = c
		case f == allocate.FieldOther && isKey(c.heading.Name):
			t.keyCol = c
		case f == allocate.NoField || f == allocate.FieldOther:
		case (f == allocate.FieldPrior || f == allocate.FieldActual) && (c.role.Year != 0 || f == allocate.FieldPrior), isPart(f):
			t.series = append(t.series, c)
		default:
			t.byField[f] = c
		}
	}
	t.seriesAt = make([]*sheet.Cell, len(t.series))
	if t.kind == allocate.BreakdownTable && t.byField[allocate.FieldDimension] == nil {
		t.dimension = t.itemsDimension()
	}
}

// itemsDimension returns the dimension that the heading of the items names: 区域.
func (t *tableReader) itemsDimension() string {
	if c := t.byField[allocate.FieldItem]; c != nil && (c.heading.Dimension || c.heading.Field == allocate.NoField || c.heading.Stated) {
		return strings.TrimSpace(c.heading.Heading)
	}
	return ""
}

// table returns what the core must know of the table as far as it is known.
func (t *tableReader) table() allocate.Table {
	table := allocate.Table{Kind: t.kind, Name: t.layout.sheets[t.sheet].Name, ShareDigits: -1, AmountDigits: -1}
	for i := range t.cols {
		if f := t.cols[i].role.Field; f != allocate.NoField {
			table.Fields = append(table.Fields, f)
		}
	}
	if c := t.byField[allocate.FieldAmount]; c != nil {
		table.AmountUnit, table.AmountScale = c.unit.Base, c.unit.Scale
	}
	return table
}

func (t *tableReader) covers(col int32) bool { return col >= t.first && col <= t.last }

// take reads a row of the sheet as a row of the table.
func (t *tableReader) take(row *sheet.Row) {
	if t.idle {
		if from, to := t.span(row); to-from > 1 {
			t.place.LastRow = row.Num
			t.place.Rows++
		}
		return
	}
	t.pick(row)
	switch {
	case t.filled == t.silent: // an empty row of a template is a blank one
		t.blank = true
		return
	case t.filled == t.colons && (t.filled > 1 || t.blank || isRemark(t.textOf(t.lone))):
		t.noteRow(row.Num)
		return
	case t.filled == 1 && t.loneRow(row.Num):
		return
	}
	t.release(row.Num)
	t.read(row.Num)
	t.blank = false
	t.place.LastRow = row.Num
}

// columnReader is a column of a table while it is read.
type columnReader struct {
	place   *Column
	role    templates.Role
	heading *templates.Meaning
	unit    templates.Unit
	tally   tally
	// borrowed says that the unit is that of another column of the table.
	borrowed bool
}
