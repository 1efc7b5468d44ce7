package workbook

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/opc"
	"goalxl/workbook/patch"
	"goalxl/workbook/report"
	"goalxl/workbook/sheet"
)

// sheetStrip is what is taken off one sheet of a person's.
type sheetStrip struct {
	*stripper
	sheet   opc.Sheet
	entries []*vouched // by row, then column, of this sheet's change log
	next    int
	columns []ownColumn
	lists   []sheet.Range // list objects (Excel's tables)
	drawing string        // relationship of a notes drawing that goes; "" if none
	buf     []sheet.CellEdit
	err     error
}

// ownColumn is where a column of the tool's is to be: 核对结果 of a table, or one of
// those of refresh.
type ownColumn struct {
	col, head, last int32
	tracked         int  // which of those of refresh
	open            bool // its heading was found to be the tool's, and it has not ended
}

// planValues finds which entries of the change log are about which cells now.
func (e *sheetStrip) planValues() error {
	e.entries = e.log[e.sheet.Name]
	if len(e.entries) == 0 {
		return nil
	}
	if err := e.find(e.sheet, e.entries); err != nil {
		return err
	}
	slices.SortStableFunc(e.entries, func(a, b *vouched) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
	return nil
}

// planColumns notes where the columns of the tool's on the sheet are: those of its
// tables, and, should a table no longer be recognised, those that fill has coloured.
func (e *sheetStrip) planColumns(place *Sheet) error {
	for _, i := range place.Tables {
		t := e.layout.tables[i]
		for _, c := range t.Columns {
			if e.layer == markLayer && c.Field == allocate.FieldCheck || e.layer == trackLayer && c.Means == templates.TrackedMeans {
				e.columns = append(e.columns, ownColumn{col: c.Col, head: t.HeadLast, last: t.LastRow, tracked: templates.TrackedIndex(c.Heading)})
			}
		}
	}
	for _, r := range place.words {
		if e.layer == markLayer && !slices.ContainsFunc(e.columns, func(c ownColumn) bool { return c.col == r.Col1 && c.head == r.Row1-1 }) {
			e.columns = append(e.columns, ownColumn{col: r.Col1, head: r.Row1 - 1, last: r.Row2})
		}
	}
	for _, rel := range e.pkg.Rels(e.sheet.Part) {
		if rel.External || !rel.Is("table") || !e.pkg.Has(rel.Target) {
			continue
		}
		area, err := listArea(e.pkg, rel.Target)
		if err != nil {
			return err
		}
		e.lists = append(e.lists, area)
	}
	return nil
}

// edit streams the sheet through what is taken off.
func (e *sheetStrip) edit(src io.Reader, dst io.Writer) error {
	w := patch.NewWriter(dst, nil)
	err := sheet.Rewrite(w, src, sheet.Edits{
		Row:  e.row,
		Tail: e.tail,
	})
	if err == nil {
		err = e.err
	}
	if err != nil {
		return err
	}
	return w.Close()
}

// row returns the edits of a row.
func (e *sheetStrip) row(row *sheet.Row) []sheet.CellEdit {
	e.buf = e.buf[:0]
	if e.err != nil {
		return nil
	}
	if e.err = e.values(row); e.err == nil {
		e.err = e.words(row)
	}
	slices.SortFunc(e.buf, func(a, b sheet.CellEdit) int { return cmp.Compare(a.Col, b.Col) })
	e.buf = slices.CompactFunc(e.buf, func(a, b sheet.CellEdit) bool { return a.Col == b.Col })
	return e.buf
}

// values puts back what stood in the row's cells before the tool wrote them.
func (e *sheetStrip) values(row *sheet.Row) error {
	for e.next < len(e.entries) && e.entries[e.next].row < row.Num {
		e.next++
	}
	for e.next < len(e.entries) && e.entries[e.next].row == row.Num {
		first := e.next
		col := e.entries[first].col
		for e.next < len(e.entries) && e.entries[e.next].row == row.Num && e.entries[e.next].col == col {
			e.next++
		}
		before, ok, err := e.back(row.Cell(col), e.entries[first:e.next])
		if err != nil {
			return err
		}
		if ok {
			e.buf = append(e.buf, restored(col, before))
			e.put++
		}
	}
	return nil
}

// restored returns the edit that puts a value back; its cell keeps its look.
func restored(col int32, v report.Value) sheet.CellEdit {
	edit := sheet.CellEdit{Col: col, Style: -1}
	if v.Number {
		edit.Number = v.Text
	} else {
		edit.Text = v.Text
	}
	return edit
}

// words takes the tool's words off the row, and the headings over them.
func (e *sheetStrip) words(row *sheet.Row) error {
	for i := range row.Cells {
		c := &row.Cells[i]
		if c.Formula != nil || c.Spilled || c.Type == sheet.Blank {
			continue
		}
		b, err := e.bytes(c)
		if err != nil {
			return err
		}
		if e.goes(row.Num, c, trim(aliased(b))) {
			e.buf = append(e.buf, sheet.CellEdit{Col: c.Col, Style: -1, Remove: true})
		}
	}
	return nil
}

// goes reports whether what a cell holds is the tool's. People's own texts in the
// column stay.
func (e *sheetStrip) goes(row int32, cell *sheet.Cell, text string) bool {
	for i := range e.columns {
		c := &e.columns[i]
		switch {
		case c.col != cell.Col:
		case row == c.head && e.heads(c, text):
			c.open = true
			return !e.listed(row, c.col) // a list object's column must have its heading
		case !c.open || row <= c.head:
		case e.owns(c, row, cell, text):
			return true
		case row > c.last:
			c.open = false // somebody else's column begins here
		}
	}
	return false
}

// heads reports whether a text is the heading that the tool gave the column.
func (e *sheetStrip) heads(c *ownColumn, text string) bool {
	if e.layer == trackLayer {
		return templates.IsTracked(c.tracked, text)
	}
	return text == templates.Check.ZH || text == templates.Check.EN
}

// owns reports whether the tool wrote what a cell below the heading holds.
func (e *sheetStrip) owns(c *ownColumn, row int32, cell *sheet.Cell, text string) bool {
	if e.layer == trackLayer {
		return row <= c.last && (cell.Type == sheet.Number || ownState(text))
	}
	return cell.Type != sheet.Number && ownWord(text)
}

func (e *sheetStrip) listed(row, col int32) bool {
	for _, area := range e.lists {
		if area.Contains(col, row) {
			return true
		}
	}
	return false
}

// ownWord reports whether a text is one that the tool writes into 核对结果.
func ownWord(text string) bool {
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		if text == passed.In(l) {
			return true
		}
		for _, severity := range []allocate.Severity{allocate.Error, allocate.Warning, allocate.Info} {
			word := severity.In(l)
			if strings.HasPrefix(text, word) && strings.HasPrefix(text[len(word):], wordsColon.In(l)) {
				return true
			}
		}
	}
	return false
}
