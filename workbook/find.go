package workbook

import (
	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/sheet"
)

// sheetReader goes down the rows of one sheet: it looks for headings among the
// cells that belong to no table, and hands rows to the tables that are open.
type sheetReader struct {
	*reader
	sheet  int32
	own    bool           // a sheet that the tool put in: checked, not read
	open   []*tableReader // tables that take rows
	tables []*tableReader // all tables of the sheet
	above  []looseRow     // the last loose rows, the nearest last
	head   []looseRow     // rows of headings that the next row may go on with
	units  []unitNote     // 单位：万元 and the like, in the order of their cells
	loose  looseRow       // of the row at hand; its cells are used again
	tried  int            // rows that looked like headings and were none
}

// row takes the next row of the sheet.
func (s *sheetReader) row(row *sheet.Row) {
	s.gather(row)
	if s.head != nil {
		if continues(s.head, s.loose) {
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

// startsTable reports whether the loose cells are headings, and keeps them then
// until the next row has shown whether it goes on with them.
func (s *sheetReader) startsTable() bool {
	if !s.promising() {
		return false
	}
	s.tried++
	rows := withUppers(s.above, s.loose)
	for ; len(rows) > 0; rows = rows[1:] {
		if len(recognise(rows)) > 0 {
			break
		}
	}
	if len(rows) == 0 {
		return false
	}
	s.head = append([]looseRow(nil), rows[:len(rows)-1]...)
	s.head = append(s.head, s.loose.clone())
	return true
}

// The bounds of looking for headings on a sheet.
const (
	maxLoose = 1024 // cells of a row that are looked at
	maxTried = 2000 // rows that have words of headings and are none
)

// promising is a cheap look at the loose cells: whether some stretch of them,
// without a figure and without more than one blank column inside, has two words
// of headings.
func (s *sheetReader) promising() bool {
	cells := s.loose.cells
	if s.tried >= maxTried {
		return false
	}
	promising, all, texts := false, 0, 0
	for start := 0; start < len(cells); {
		end, figures := start, 0
		for ; end < len(cells) && (end == start || cells[end].col <= cells[end-1].col+2); end++ {
			if cells[end].figure {
				figures++
			}
		}
		if figures == 0 { // only there: words among figures are data, and looking them up costs
			known := 0
			for i := start; i < end; i++ {
				if s.known.heading(cells[i].text) {
					known++
				}
			}
			promising = promising || known >= 2
			all, texts = all+known, texts+end-start
		}
		start = end
	}
	s.nearest.see(s, texts, all)
	return promising
}

// settle opens the tables whose headings are complete.
func (s *sheetReader) settle() {
	if s.head == nil {
		return
	}
	rows := s.head
	s.head, s.above = nil, nil
	for _, f := range recognise(rows) {
		s.closeOver(f.firstCol(), f.lastCol(), rows[0].num)
		s.start(f)
	}
}

// closeOver closes the tables above that a new one begins below of.
func (s *sheetReader) closeOver(first, last, row int32) {
	kept := s.open[:0]
	for _, t := range s.open {
		if t.first <= last && first <= t.last {
			t.end(row)
			continue
		}
		kept = append(kept, t)
	}
	s.open = kept
}

// start opens a table.
func (s *sheetReader) start(f found) {
	t := &tableReader{sheetReader: s, index: int32(len(s.plan.Tables)), kind: f.kind, first: f.firstCol(), last: f.lastCol()}
	t.place = &Table{
		Kind: f.kind, Sheet: s.sheet, Lang: languageOf(f.meanings),
		HeadFirst: f.rows[0].num, HeadLast: f.rows[len(f.rows)-1].num,
		FirstCol: t.first, LastCol: t.last,
	}
	t.place.LastRow, t.seen = t.place.HeadLast, t.place.HeadLast
	note := s.unitFor(t)
	for i := range f.headings {
		m, role := &f.meanings[i], &f.roles[i]
		if role.Field == allocate.FieldCheck {
			t.place.HasCheck, t.place.CheckCol = true, f.headings[i].col
		}
		unit, why := unitOf(m, role, note)
		t.place.Columns = append(t.place.Columns, Column{
			Col: f.headings[i].col, Heading: m.Heading, Field: role.Field, Year: role.Year, Means: role.Means,
			Unit: unit, UnitWhy: why,
		})
		t.cols = append(t.cols, columnReader{role: *role, heading: m, unit: unit})
	}
	t.prepare()
	s.plan.Tables = append(s.plan.Tables, t.table())
	s.layout.tables = append(s.layout.tables, t.place)
	s.layout.sheets[s.sheet].Tables = append(s.layout.sheets[s.sheet].Tables, t.index)
	s.reader.tables = append(s.reader.tables, t)
	s.tables = append(s.tables, t)
	s.open = append(s.open, t)
}

// languageOf returns the language that most headings are in.
func languageOf(ms []templates.Meaning) lang.Lang {
	zh, en := 0, 0
	for i := range ms {
		if isHan(ms[i].Name) {
			zh++
		} else if ms[i].Name != "" {
			en++
		}
	}
	if en > zh {
		return lang.EN
	}
	return lang.ZH
}

// isHan reports whether a text has a Chinese character.
func isHan(s string) bool {
	for _, r := range s {
		if r >= 0x3400 && r <= 0x9FFF {
			return true
		}
	}
	return false
}

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
