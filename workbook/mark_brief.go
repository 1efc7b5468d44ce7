package workbook

import "goalxl/workbook/sheet"

// advance moves the cursor to the changes of a row.
func (t *tableMarks) advance(row int32) {
	for t.next < len(t.changes) && t.changes[t.next].At.Row < row {
		t.next++
	}
}

// brief returns the function for rows that need not be read again (see
// sheet.Edits.Brief); nil where the sheet holds more than one table, or more than
// rows and cells.
func (m *marker) brief(s *sheetMarks) func(*sheet.BriefRow) ([]sheet.CellEdit, bool) {
	if !s.sheet.plain || len(s.tables) != 1 || s.tables[0].CheckCol == 0 {
		return nil
	}
	t := s.tables[0]
	var buf []sheet.CellEdit
	return func(row *sheet.BriefRow) ([]sheet.CellEdit, bool) {
		if row.Num <= t.HeadLast || row.Last.Col > t.LastCol || s.fresh.due(row.Num) {
			return nil, false
		}
		var ok bool
		if buf, ok = m.briefChanges(t, row, buf[:0]); !ok {
			return nil, false
		}
		if row.Num <= t.LastRow {
			beside := &row.Last
			if beside.Col < t.LastCol {
				beside = nil
			}
			if edit := m.checkEdit(t, row.Num, beside); edit.Col > 0 {
				buf = append(buf, edit)
			}
		}
		return buf, true
	}
}

// briefChanges appends the edits that a table's changes make in a row; ok is false
// where the row must be read for them. The cursor stays before the changes.
func (m *marker) briefChanges(t *tableMarks, row *sheet.BriefRow, buf []sheet.CellEdit) (edits []sheet.CellEdit, ok bool) {
	t.advance(row.Num)
	before := int32(0)
	for i := t.next; i < len(t.changes) && t.changes[i].At.Row == row.Num; i++ {
		c := &t.changes[i]
		col := t.Column(c.At.Field, c.At.Year)
		if col == nil {
			continue
		}
		if col.Col <= before {
			return buf, false
		}
		before = col.Col
		cell, ok := row.Cell(col.Col)
		if !ok {
			return buf, false
		}
		buf = append(buf, m.spell.edit(cell, col, m.figure(c.After, c.At, col)))
	}
	return buf, true
}
