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
func (m *marker) brief(s *sheetMarks) func(int32, *sheet.Cell) (sheet.CellEdit, bool) {
	if !s.sheet.plain || len(s.tables) != 1 || s.tables[0].CheckCol == 0 {
		return nil
	}
	t := s.tables[0]
	return func(num int32, last *sheet.Cell) (sheet.CellEdit, bool) {
		if num <= t.HeadLast || last.Col > t.LastCol {
			return sheet.CellEdit{}, false
		}
		if t.advance(num); t.next < len(t.changes) && t.changes[t.next].At.Row == num || s.fresh.due(num) {
			return sheet.CellEdit{}, false
		}
		if num > t.LastRow {
			return sheet.CellEdit{}, true
		}
		if last.Col < t.LastCol {
			last = nil
		}
		return m.checkEdit(t, num, last), true
	}
}
