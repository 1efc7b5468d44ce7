package workbook

import (
	"slices"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/sheet"
)

// Layout says where everything that a plan was read from stands.
type Layout struct {
	tables []*Table
	sheets []Sheet
	// formulas counts the formulas of all sheets, up to one more than can be computed.
	formulas int
	area     int64 // cells of all sheets, counted up to the last of each row
}

// Sheet is a sheet of the workbook, whether or not a table was found on it.
type Sheet struct {
	Name   string
	Part   string
	Hidden bool
	Tables []int32 // indexes into Layout.Tables, in the order of their headings
	Own    bool    // one that the tool put in
	Merged []sheet.Range
	// NotesRel is the relationship of the drawing that the sheet's notes stand
	// in; "" if it has none.
	NotesRel string
	// Coloured says that the sheet has conditional formats of the tool's.
	Coloured bool
	Tracked  bool          // it has some of refresh's
	plain    bool          // see sheet.Scanner.Plain
	words    []sheet.Range // where its formats for the words in 核对结果 are
}

// Table is a table that was found on a sheet. Rows and columns count from 1.
type Table struct {
	Kind allocate.TableKind
	// As is what the table is to people: a table of plan and actual is read as a
	// breakdown, and follows what was planned.
	As    allocate.TableKind
	Sheet int32     // index into Layout.Sheets
	Lang  lang.Lang // of the headings
	// HeadFirst and HeadLast are the rows of the headings; rows of data come after.
	HeadFirst, HeadLast int32
	LastRow             int32 // the last row of data, or 合计 row after it; HeadLast if there is none
	FirstCol, LastCol   int32
	Rows                int // rows of data
	Columns             []Column
	// CheckCol is the column for the table's 核对结果: its own of an earlier run if
	// there is one (HasCheck), else the first one at the right end that is empty
	// beside the table's rows and belongs to no other table.
	CheckCol int32
	HasCheck bool
	// Sections are rows that only head the rows below them.
	Sections []int32
	// Notes are rows of remarks below or between the rows of data.
	Notes []int32

	free    []int32         // columns for more, where CheckCol would stand: the first few, next to each other
	held    bitset          // rows whose 偏差与调整措施 is a formula's
	besides []int32         // styles of the cells in LastCol, the first few kinds
	numeric bitset          // rows whose amount is a plain number
	powers  powers          // of their amounts
	blanks  map[int32]int32 // rows whose blank amount has a number format with a unit, and the cell's style
}

// Column is a column of a table.
type Column struct {
	Col     int32
	Heading string         // as written; upper headings before it, joined by " / "
	Field   allocate.Field // FieldOther for one that is understood and not used, NoField for one that is not
	Year    int16          // for FieldPrior and FieldActual: whose year
	Means   string         // the meaning's name in JSON: target, cum_actual, month:3 ...
	Unit    templates.Unit // of bare numbers
	// UnitWhy says where the unit comes from; zero if there is none.
	UnitWhy lang.Message
	// Why says which choice was made where the cells alone do not tell, such as
	// whether a bare 40 is 40%; zero if there was none.
	Why     lang.Message
	Written Written
}

// Written is how the figures of a column are written, so that what the tool
// writes looks like its neighbours.
type Written struct {
	Cells  int  // how many figures were seen
	Text   bool // most are text: 4800万元, 40%; else numbers
	Style  int32
	Blanks []int32 // styles of the column's blank cells, the first few kinds
	Format string  // number format of the numbers; "" is General
	// Divisor is the power of ten that lies between a number in the cell and base
	// units: 4800 under 万元 has 4. For shares 2 means that 40 is 40%.
	Divisor int8
	// Uneven says that no single Divisor holds: the column's numbers have several
	// units (12,000万元 above 200家), and each cell's own format tells.
	Uneven bool
	Scale  int8          // of the figures as shown: 4 for 万
	Digits int8          // after the point, as shown
	Form   allocate.Form // how text spells amounts: Amount.Written with it looks like the neighbours
	Sign   bool          // text has the percent sign: 40%
	// Numbers says that every figure is a number, and that Divisor holds for all.
	Numbers bool
}

// blanksSeen bounds how many styles of blank cells are kept for a column.
const blanksSeen = 16

// seeBeside keeps the style of a cell in the table's last column, beside which the
// column 核对结果 goes.
func (t *Table) seeBeside(xf int32) {
	if len(t.besides) < blanksSeen && !slices.Contains(t.besides, xf) {
		t.besides = append(t.besides, xf)
	}
}

// seeBlank keeps the style of a blank cell of the column.
func (w *Written) seeBlank(xf int32) {
	if len(w.Blanks) < blanksSeen && !slices.Contains(w.Blanks, xf) {
		w.Blanks = append(w.Blanks, xf)
	}
}

// Sheets returns the worksheets in the workbook's order.
func (l *Layout) Sheets() []Sheet { return l.sheets }

// Tables returns the tables in the order of allocate.Plan.Tables.
func (l *Layout) Tables() []*Table { return l.tables }

// Cell returns where the cell of a reference stands; ok is false for a row
// without a field (col is then 0), and for a field that the table has no column for.
func (l *Layout) Cell(ref allocate.Ref) (place Place, ok bool) {
	if ref.Table < 0 || int(ref.Table) >= len(l.tables) {
		return Place{}, false
	}
	t := l.tables[ref.Table]
	s := &l.sheets[t.Sheet]
	place = Place{Sheet: s.Name, Part: s.Part, Row: ref.Row}
	if ref.Field == allocate.NoField {
		return place, false
	}
	c := t.Column(ref.Field, ref.Year)
	if c == nil {
		return place, false
	}
	place.Col = c.Col
	return place, true
}

// Place is a cell of a workbook.
type Place struct {
	Sheet    string
	Part     string
	Col, Row int32
}

// Ref returns the cell as people write it: C2.
func (p Place) Ref() string { return sheet.Ref(p.Col, p.Row) }

// Numeric reports whether the amount of a row is a plain number in its cell, so
// that a formula of the spreadsheet can add it.
func (l *Layout) Numeric(ref allocate.Ref) bool {
	if ref.Table < 0 || int(ref.Table) >= len(l.tables) {
		return false
	}
	t := l.tables[ref.Table]
	return t.numeric.has(ref.Row - t.HeadLast)
}

// Number returns the power of ten between the number in a cell and base units, and
// whether the cell holds a plain number that a formula can compute with.
func (l *Layout) Number(ref allocate.Ref) (divisor int8, ok bool) {
	place, ok := l.Cell(ref)
	if !ok || place.Row <= 0 {
		return 0, false
	}
	t := l.tables[ref.Table]
	c := t.Column(ref.Field, ref.Year)
	if ref.Field != allocate.FieldAmount {
		return c.Written.Divisor, c.Written.Numbers
	}
	if !t.numeric.has(ref.Row - t.HeadLast) {
		return 0, false
	}
	if !c.Written.Uneven {
		return c.Written.Divisor, true
	}
	return t.powers.of(ref.Row)
}

// powers are the powers of ten between the numbers of a column and base units, by row:
// most often the same in all rows.
type powers struct {
	first int8
	any   bool
	full  bool           // there were too many others to keep
	other map[int32]int8 // of rows in which it is not the first
}

// maxPowers is how many rows with another power of ten are kept.
const maxPowers = 4096

func (p *powers) add(row int32, power int8) {
	switch {
	case !p.any:
		p.first, p.any = power, true
	case power == p.first:
	case len(p.other) == maxPowers:
		p.full = true
	default:
		if p.other == nil {
			p.other = map[int32]int8{}
		}
		p.other[row] = power
	}
}

func (p *powers) of(row int32) (int8, bool) {
	if power, ok := p.other[row]; ok {
		return power, true
	}
	return p.first, !p.full
}

// Column returns the table's column with the field, of the year where the field
// has several; nil if there is none.
func (t *Table) Column(f allocate.Field, year int16) *Column {
	for i := range t.Columns {
		if c := &t.Columns[i]; c.Field == f && c.Year == year {
			return c
		}
	}
	return nil
}

// Range returns the table with its headings, its last row and without 核对结果.
func (t *Table) Range() sheet.Range {
	return sheet.Range{Col1: t.FirstCol, Row1: t.HeadFirst, Col2: t.LastCol, Row2: max(t.LastRow, t.HeadLast)}
}

// bitset is a set of small numbers.
type bitset []uint64

func (b *bitset) add(n int32) {
	if n < 0 {
		return
	}
	for int(n>>6) >= len(*b) {
		*b = append(*b, 0)
	}
	(*b)[n>>6] |= 1 << (n & 63)
}

func (b bitset) has(n int32) bool {
	return n >= 0 && int(n>>6) < len(b) && b[n>>6]&(1<<(n&63)) != 0
}
