package workbook

import (
	"slices"
	"strings"

	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// heldRow is a row with a single text, kept until it is clear what it is.
type heldRow struct {
	row   int32
	text  string
	blank bool // a blank row came before it
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
		t.head(row, t.word(t.lone))
	default:
		return false
	}
	return true
}

// head takes a row for the heading of the rows below it. In a table without a
// column of dimensions it may name one: 按区域.
func (t *tableReader) head(row int32, text string) {
	t.section = text
	if d := dimensionInSection(text); d != "" && t.byField[allocate.FieldDimension] == nil {
		t.dimension = d
	}
	t.sectionRow(row)
}

// headsBelow reports whether a row with a single text in the column of the items
// heads the row of data that follows it: it is numbered (一、区域) or ends with a colon,
// and the row below is not.
func (t *tableReader) headsBelow(text string) bool {
	next := ""
	if c := t.itemCell(); c != nil {
		next = t.word(c)
	}
	return isNumbered(text) && !isNumbered(next)
}

func (t *tableReader) sectionRow(row int32) {
	t.place.Sections = append(t.place.Sections, row)
}

// noteRow takes a row of remarks; it may state the unit of the next table.
func (t *tableReader) noteRow(row int32) {
	t.release(row)
	t.place.Notes = append(t.place.Notes, row)
	if unit, title, ok := unitIn(t.textOf(t.lone)); ok {
		t.units = append(t.units, unitNote{unit: unit, row: row, col: t.lone.Col, title: title})
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
	if row > 0 && t.kind == allocate.BreakdownTable {
		if n := len(held) - 1; t.headsBelow(held[n].text) {
			defer t.head(held[n].row, held[n].text)
			held = held[:n]
		}
	}
	cells, series, lone, leading, unit, filled, formulas := t.cells, append([]*sheet.Cell(nil), t.seriesAt...), t.lone, t.leading, t.unitCell, t.filled, t.formulas
	for _, h := range held {
		t.readLone(h)
	}
	t.cells, t.lone, t.leading, t.unitCell, t.filled, t.formulas = cells, lone, leading, unit, filled, formulas
	copy(t.seriesAt, series)
}

// readLone reads a row of data that holds nothing but its item.
func (t *tableReader) readLone(h heldRow) {
	clear(t.cells[:])
	clear(t.seriesAt)
	c := sheet.Cell{Type: sheet.Inline, Text: []byte(h.text), HasValue: true}
	t.lone, t.leading, t.unitCell, t.filled, t.formulas = &c, &c, nil, 1, 0
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
	if t.idle {
		return
	}
	kept := t.held
	for len(kept) > 0 {
		h := kept[len(kept)-1]
		if !h.blank && h.row < row-1 {
			break
		}
		t.place.Notes = append(t.place.Notes, h.row)
		if unit, title, ok := unitIn(h.text); ok {
			t.units = append(t.units, unitNote{unit: unit, row: h.row, col: t.first, title: title})
		}
		kept = kept[:len(kept)-1]
	}
	t.held = kept
	t.retract(row)
	t.done()
}

// done settles the rows that are still held back at the end of the table.
func (t *tableReader) done() {
	if t.idle {
		return
	}
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
	if t.place.LastRow < row {
		return
	}
	p := t.plan
	gone := func(at allocate.Ref) bool { return at.Table == t.index && at.Row >= row }
	rows := len(p.Breakdowns) + len(p.Targets) + len(p.Actions)
	p.Breakdowns = slices.DeleteFunc(p.Breakdowns, func(x *allocate.Breakdown) bool { return gone(x.At) })
	p.Targets = slices.DeleteFunc(p.Targets, func(x *allocate.Target) bool { return gone(x.At) })
	p.Actions = slices.DeleteFunc(p.Actions, func(x *allocate.Action) bool { return gone(x.At) })
	t.place.Rows -= rows - len(p.Breakdowns) - len(p.Targets) - len(p.Actions)
	p.Totals = slices.DeleteFunc(p.Totals, func(x *allocate.Total) bool { return gone(x.At) })
	p.History = slices.DeleteFunc(p.History, func(x *allocate.Actual) bool { return gone(x.At) })
	p.Parts = slices.DeleteFunc(p.Parts, func(x *allocate.PartFigure) bool { return gone(x.At) })
	p.Unread = slices.DeleteFunc(p.Unread, func(x allocate.Unread) bool { return gone(x.At) })
	t.dues = slices.DeleteFunc(t.dues, func(x waitingDue) bool { return gone(x.at) })
	t.waiting = slices.DeleteFunc(t.waiting, func(x waitingFormula) bool { return gone(x.at) })
	t.place.LastRow = row - 1
}
