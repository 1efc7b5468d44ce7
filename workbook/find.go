package workbook

import (
	"goalxl/internal/lang"
	"goalxl/workbook/sheet"
)

// sheetReader goes down the rows of one sheet: it looks for headings among the
// cells that belong to no table, and hands rows to the tables that are open.
type sheetReader struct {
	*reader
	sheet  int32
	own    bool           // a sheet that the tool put in, or that is to be ignored: checked, not read
	open   []*tableReader // tables that take rows
	tables []*tableReader // all tables of the sheet
	above  []looseRow     // the last loose rows, the nearest last
	head   []looseRow     // rows of headings that the next row may go on with
	titles []looseRow     // the loose rows above the headings that were found last
	units  []unitNote     // 单位：万元 and the like, in the order of their cells
	loose  looseRow       // of the row at hand; its cells are used again
	tried  int            // rows that looked like headings and were none
}

// row takes the next row of the sheet.
func (s *sheetReader) row(row *sheet.Row) {
	s.gather(row)
	if s.head != nil {
		if continues(s.glossary, s.head, s.loose) {
			s.head = append(s.head, s.loose.clone())
			return
		}
		s.settle()
		s.gather(row)
	}
	if s.startsTable() {
		return
	}
	s.leave(row)
	for _, t := range s.open {
		t.take(row)
	}
	s.occupy(row)
	if len(s.loose.cells) > 0 {
		s.noteUnits()
		s.remember()
	}
}

// leave closes the tables below which something else begins at the row.
func (s *sheetReader) leave(row *sheet.Row) {
	kept := s.open[:0]
	for _, t := range s.open {
		t.blank = t.blank || row.Num > t.seen+1 // rows without cells are mostly left out
		t.seen = row.Num
		if t.blank && t.foreign(row) {
			t.end(row.Num)
			continue
		}
		kept = append(kept, t)
	}
	s.open = kept
}

// gather copies the cells of a row that no open table claims.
func (s *sheetReader) gather(row *sheet.Row) {
	s.loose.num, s.loose.figures = row.Num, false
	s.loose.cells = s.loose.cells[:0]
	for _, t := range s.open {
		t.doubt = t.mayBeHeadings(row)
	}
	for i := range row.Cells {
		c := &row.Cells[i]
		if (c.Type == sheet.Blank && c.Formula == nil) || s.claimed(c.Col) {
			continue
		}
		if len(s.loose.cells) == maxLoose {
			break
		}
		if lc, ok := s.looseCell(c); ok {
			s.loose.cells = append(s.loose.cells, lc)
			s.loose.figures = s.loose.figures || lc.figure
		}
	}
}

// claimed reports whether an open table takes the column's cell for data.
func (s *sheetReader) claimed(col int32) bool {
	for _, t := range s.open {
		if !t.doubt && t.covers(col) {
			return true
		}
	}
	return false
}

// looseCell copies a cell as a text, or as a figure.
func (s *sheetReader) looseCell(c *sheet.Cell) (looseCell, bool) {
	switch c.Type {
	case sheet.Number:
		if f := s.book.format(c.Style); !f.date && isYear(c.Text) {
			return looseCell{col: c.Col, text: string(c.Text)}, true
		}
		if f := s.book.format(c.Style); f.date && f.noDay { // months as headings: Jan-24
			if p, ok := s.datePeriod(c, f); ok {
				return looseCell{col: c.Col, text: p.In(lang.ZH)}, true
			}
		}
		return looseCell{col: c.Col, figure: true}, true
	case sheet.Shared, sheet.Inline, sheet.FormulaStr:
		text := s.textOf(c)
		if len(text) == 0 {
			return looseCell{}, false
		}
		return looseCell{col: c.Col, text: text, figure: looksFigure(text)}, true
	case sheet.Date:
		return looseCell{col: c.Col, figure: true}, true
	}
	return looseCell{col: c.Col, figure: c.Formula != nil}, c.Formula != nil
}

// clone copies a row whose cells are about to be used again.
func (r *looseRow) clone() looseRow {
	return looseRow{r.num, append([]looseCell(nil), r.cells...), r.figures}
}

// remember keeps the loose row: it may hold the upper headings of the next one.
func (s *sheetReader) remember() {
	if len(s.above) >= maxLevels-1 {
		copy(s.above, s.above[1:])
		s.above = s.above[:len(s.above)-1]
	}
	s.above = append(s.above, s.loose.clone())
}

// The bounds of looking for headings on a sheet.
const (
	maxLoose = 1024 // cells of a row that are looked at
	maxTried = 2000 // rows that have words of headings and are none
)

// occupy notes for the open tables which columns at their right have cells.
func (s *sheetReader) occupy(row *sheet.Row) {
	for _, t := range s.open {
		for i := len(row.Cells) - 1; i >= 0 && row.Cells[i].Col > t.last; i-- {
			if c := &row.Cells[i]; c.Type != sheet.Blank || c.Formula != nil {
				t.occupied.add(c.Col - t.last)
			}
		}
	}
}
