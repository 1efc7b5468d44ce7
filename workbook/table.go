package workbook

import (
	"strings"

	"goalxl/allocate"
	"goalxl/templates"
	"goalxl/workbook/sheet"
)

// fieldSlots is the number of fields, for arrays by field.
const fieldSlots = int(allocate.FieldCheck) + 1

// tableReader reads the rows of one table into the plan.
type tableReader struct {
	*sheetReader
	index       int32 // of the plan's tables
	kind        allocate.TableKind
	place       *Table
	first, last int32
	cols        []columnReader // in the order of place.Columns
	byField     [fieldSlots]*columnReader
	series      []*columnReader // actuals by year, besides the fields
	doubt       bool            // the row at hand may be headings of another table
	occupied    bitset          // columns at the right end, counted from last, that have cells

	cells     [fieldSlots]*sheet.Cell // of the row at hand, by field
	seriesAt  []*sheet.Cell
	filled    int // cells of the row that hold something
	lone      *sheet.Cell
	colons    int    // filled cells that are remarks: 编制：张三
	dimension string // carried down
	section   string // the last section row's text
	blank     bool   // a blank row came since the last row of data
	held      []heldRow
	loneRows  []int32       // rows of data that hold nothing but an item
	unitCol   *columnReader // the column of units, nil if there is none
	unitCell  *sheet.Cell   // of the row at hand
	rowUnit   templates.Unit
	leading   *sheet.Cell // the first cell of the row that holds something
	merged    bool        // the sheet has merged cells

	blankOwners, blankItems int
	dimensionBlank          bitset // rows whose dimension was carried down
	firstOf                 struct{ breakdowns, totals, unread, actions, targets, history int }
}

// heldRow is a row with a single text, kept until it is clear what it is.
type heldRow struct {
	row   int32
	text  string
	blank bool // a blank row came before it
}

// prepare sets up the lookup of columns by field.
func (t *tableReader) prepare() {
	for i := range t.cols {
		c := &t.cols[i]
		c.place = &t.place.Columns[i]
		switch f := c.role.Field; {
		case c.heading.UnitColumn:
			t.unitCol = c
		case f == allocate.NoField || f == allocate.FieldOther:
		case (f == allocate.FieldPrior || f == allocate.FieldActual) && (c.role.Year != 0 || f == allocate.FieldPrior):
			t.series = append(t.series, c)
		default:
			t.byField[f] = c
		}
	}
	t.seriesAt = make([]*sheet.Cell, len(t.series))
	if t.kind == allocate.BreakdownTable && t.byField[allocate.FieldDimension] == nil {
		t.dimension = t.itemsDimension()
	}
	p := t.plan
	t.firstOf.breakdowns, t.firstOf.totals, t.firstOf.unread = len(p.Breakdowns), len(p.Totals), len(p.Unread)
	t.firstOf.actions, t.firstOf.targets, t.firstOf.history = len(p.Actions), len(p.Targets), len(p.History)
}

// itemsDimension returns the dimension that the heading of the items names: 区域.
func (t *tableReader) itemsDimension() string {
	if c := t.byField[allocate.FieldItem]; c != nil && (c.heading.Dimension || c.heading.Field == allocate.NoField) {
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

// mayBeHeadings is a cheap look at a row: whether it could hold the headings of
// another table rather than data of this one. Rows with a figure do not; of the
// others two of the first texts must be words of headings.
func (t *tableReader) mayBeHeadings(row *sheet.Row) bool {
	from, to := t.span(row)
	if to-from < 2 {
		return false
	}
	cells := row.Cells[from:to]
	for i := range cells {
		switch c := &cells[i]; c.Type {
		case sheet.Blank:
		case sheet.Shared, sheet.Inline, sheet.FormulaStr:
			if b := t.bytesOf(c); len(b) > 0 && (b[0] < 'A' || b[0] >= 0xC2 && b[0] <= 0xC3) && looksFigure(aliased(b)) {
				return false
			}
		case sheet.Number:
			if !isYear(c.Text) {
				return false
			}
		default:
			return false
		}
	}
	texts, known := 0, 0
	for i := range cells {
		switch c := &cells[i]; c.Type {
		case sheet.Shared:
			known += t.known.shared(c.Index(), t.book.strings)
		case sheet.Inline, sheet.FormulaStr:
			known += t.known.bytes(c.Text)
		case sheet.Blank:
			continue
		}
		if texts++; known >= 2 {
			return true
		}
		if texts >= 4 || texts >= 2 && known == 0 {
			return false
		}
	}
	return false
}

// span returns which of the row's cells stand in the table's columns.
func (t *tableReader) span(row *sheet.Row) (from, to int) {
	for from < len(row.Cells) && row.Cells[from].Col < t.first {
		from++
	}
	to = len(row.Cells)
	for to > from && row.Cells[to-1].Col > t.last {
		to--
	}
	return from, to
}

// take reads a row of the sheet as a row of the table.
func (t *tableReader) take(row *sheet.Row) {
	if t.doubt {
		t.doubt = false
	}
	t.pick(row)
	switch {
	case t.filled == 0:
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

// pick sorts the cells of a row by field.
func (t *tableReader) pick(row *sheet.Row) {
	clear(t.cells[:])
	clear(t.seriesAt)
	t.filled, t.colons, t.lone, t.leading, t.unitCell = 0, 0, nil, nil, nil
	next, series := 0, 0
	for i := range row.Cells {
		c := &row.Cells[i]
		if c.Col < t.first {
			continue
		}
		if c.Col > t.last {
			break
		}
		for next < len(t.cols) && t.cols[next].place.Col < c.Col {
			next++
		}
		if next == len(t.cols) || t.cols[next].place.Col != c.Col {
			continue // a column without a heading
		}
		col := &t.cols[next]
		if col.role.Field == allocate.FieldCheck || !t.holds(c) {
			col.place.Written.seeBlank(c.Style)
			if c.Style != 0 && col.place.Written.Cells == 0 {
				col.place.Written.Style = c.Style
			}
			continue
		}
		t.filled++
		t.lone = c
		if t.leading == nil {
			t.leading = c
		}
		if t.filled == t.colons+1 && t.isColon(c) {
			t.colons++
		}
		switch f := col.role.Field; {
		case col == t.unitCol:
			t.unitCell = c
		case f == allocate.NoField || f == allocate.FieldOther:
		case t.byField[f] == col:
			t.cells[f] = c
		default:
			for series < len(t.series) && t.series[series] != col {
				series++
			}
			if series < len(t.series) {
				t.seriesAt[series] = c
			}
		}
	}
}

// holds reports whether a cell holds anything: a value that is not only spaces,
// or a formula.
func (t *tableReader) holds(c *sheet.Cell) bool {
	switch c.Type {
	case sheet.Blank:
		return c.Kind != sheet.NoFormula
	case sheet.Number, sheet.Bool, sheet.Error, sheet.Date:
		return true
	case sheet.Shared:
		return !blankText(t.book.strings.At(c.Index()))
	}
	return c.Kind != sheet.NoFormula || !blankText(c.Text)
}

// isColon reports whether a cell is a remark of the form 编制：张三.
func (t *tableReader) isColon(c *sheet.Cell) bool {
	if c.Type != sheet.Shared && c.Type != sheet.Inline {
		return false
	}
	b := t.bytesOf(c)
	return len(b) < 240 && (strings.Contains(aliased(b), "：") || strings.Contains(aliased(b), ":"))
}

// isRemark reports whether a lone text is a remark on the table.
func isRemark(text string) bool {
	s := strings.TrimSpace(text)
	for _, w := range [...]string{"注", "备注", "说明", "编制", "制表", "审核", "填报", "数据来源", "报告期", "单位", "金额单位", "Note", "note", "Source", "Unit", "Prepared"} {
		if rest, ok := strings.CutPrefix(s, w); ok && (rest == "" || strings.ContainsAny(rest, ":：") || rest[0] >= '0' && rest[0] <= '9') {
			return true
		}
	}
	return false
}

// loneRow takes a row with a single text: a section row, a remark, a title of
// the next table, or an item whose figures are still blank. It reports whether
// the row is dealt with.
func (t *tableReader) loneRow(row int32) bool {
	if t.lone.Type != sheet.Shared && t.lone.Type != sheet.Inline || t.kind == allocate.ContactTable {
		return false
	}
	text := t.textOf(t.lone)
	if total, _ := totalLabel(text); total {
		return false
	}
	item := t.itemCell()
	switch {
	case item == nil && t.cells[allocate.FieldDimension] == t.lone && t.byField[allocate.FieldDimension] != nil && t.byField[allocate.FieldItem] != nil:
		t.release(row)
		t.dimension, t.section = t.word(t.lone), t.word(t.lone)
		t.sectionRow(row)
	case item == t.lone:
		t.held = append(t.held, heldRow{row, strings.Clone(text), t.blank})
	case t.lone.Col == t.first || isRemark(text):
		t.release(row)
		t.section = t.word(t.lone)
		t.sectionRow(row)
	default:
		return false
	}
	return true
}

// itemCell returns the cell that names the row; nil if it is blank.
func (t *tableReader) itemCell() *sheet.Cell {
	switch t.kind {
	case allocate.GoalTable:
		return t.cells[allocate.FieldType]
	case allocate.TrackingTable:
		return t.cells[allocate.FieldName]
	}
	return t.cells[allocate.FieldItem]
}

func (t *tableReader) sectionRow(row int32) {
	t.place.Sections = append(t.place.Sections, row)
}

// noteRow takes a row of remarks; it may state the unit of the next table.
func (t *tableReader) noteRow(row int32) {
	t.release(row)
	t.place.Notes = append(t.place.Notes, row)
	if unit, title, ok := unitIn(t.textOf(t.lone)); ok {
		t.units = append(t.units, unitNote{unit, row, t.lone.Col, title})
	}
}

// release settles the rows that were held back, now that a row of data follows:
// they are rows of data themselves, whose figures are blank.
func (t *tableReader) release(row int32) {
	if len(t.held) == 0 {
		return
	}
	held := t.held
	t.held = t.held[:0]
	cells, series, lone, filled := t.cells, append([]*sheet.Cell(nil), t.seriesAt...), t.lone, t.filled
	for _, h := range held {
		t.readLone(h)
	}
	t.cells, t.lone, t.filled = cells, lone, filled
	copy(t.seriesAt, series)
}

// readLone reads a row of data that holds nothing but its item.
func (t *tableReader) readLone(h heldRow) {
	clear(t.cells[:])
	clear(t.seriesAt)
	c := sheet.Cell{Type: sheet.Inline, Text: []byte(h.text), HasValue: true}
	switch t.kind {
	case allocate.GoalTable:
		t.cells[allocate.FieldType] = &c
	case allocate.TrackingTable:
		t.cells[allocate.FieldName] = &c
	default:
		t.cells[allocate.FieldItem] = &c
	}
	t.read(h.row)
	t.loneRows = append(t.loneRows, h.row)
	t.place.LastRow = max(t.place.LastRow, h.row)
}

// end closes the table because another one begins at the row: lone texts above
// it are its title, or remarks.
func (t *tableReader) end(row int32) {
	kept := t.held
	for len(kept) > 0 {
		h := kept[len(kept)-1]
		if !h.blank && h.row < row-1 {
			break
		}
		t.place.Notes = append(t.place.Notes, h.row)
		if unit, title, ok := unitIn(h.text); ok {
			t.units = append(t.units, unitNote{unit, h.row, t.first, title})
		}
		kept = kept[:len(kept)-1]
	}
	t.held = kept
	t.retract(row)
	t.done()
}

// done settles the rows that are still held back at the end of the table.
func (t *tableReader) done() {
	kept := t.held[:0]
	for i, h := range t.held {
		if h.blank && t.place.Rows > 0 {
			for _, rest := range t.held[i:] {
				t.place.Notes = append(t.place.Notes, rest.row)
			}
			break
		}
		kept = append(kept, h)
	}
	t.held = kept
	t.release(0)
	for n := len(t.place.Sections); n > 0 && t.place.Sections[n-1] > t.place.LastRow; n-- { // they head nothing
		t.place.Notes = append(t.place.Notes, t.place.Sections[n-1])
		t.place.Sections = t.place.Sections[:n-1]
	}
}

// retract takes back rows that turned out to be upper headings of a table that
// begins at the row.
func (t *tableReader) retract(row int32) {
	p := t.plan
	for n := len(p.Breakdowns); n > t.firstOf.breakdowns && p.Breakdowns[n-1].At.Table == t.index && p.Breakdowns[n-1].At.Row >= row; n-- {
		p.Breakdowns = p.Breakdowns[:n-1]
		t.place.Rows--
	}
	for n := len(p.Actions); n > t.firstOf.actions && p.Actions[n-1].At.Table == t.index && p.Actions[n-1].At.Row >= row; n-- {
		p.Actions = p.Actions[:n-1]
		t.place.Rows--
	}
	for n := len(p.Targets); n > t.firstOf.targets && p.Targets[n-1].At.Table == t.index && p.Targets[n-1].At.Row >= row; n-- {
		p.Targets = p.Targets[:n-1]
		t.place.Rows--
	}
	for n := len(p.Unread); n > t.firstOf.unread && p.Unread[n-1].At.Table == t.index && p.Unread[n-1].At.Row >= row; n-- {
		p.Unread = p.Unread[:n-1]
	}
	if t.place.LastRow >= row {
		t.place.LastRow = row - 1
	}
}

// columnReader is a column of a table while it is read.
type columnReader struct {
	place   *Column
	role    templates.Role
	heading *templates.Meaning
	unit    templates.Unit
	tally   tally
}
