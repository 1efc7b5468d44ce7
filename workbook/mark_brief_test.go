package workbook

import (
	"testing"

	"goalxl/allocate"
)

// TestMostRowsAreNotRead holds that the rows of a usual sheet are marked without
// being taken apart once more.
func TestMostRowsAreNotRead(t *testing.T) {
	book, plan := read(t, bigBook(t, 20))
	defer book.Close()
	m, err := book.newMarker(allocate.Check(plan, allocate.DefaultPolicy(allocate.Date{Year: 2024, Month: 6, Day: 30})))
	if err != nil {
		t.Fatal(err)
	}
	if err := m.plan(); err != nil {
		t.Fatal(err)
	}
	for _, s := range m.sheets {
		if s == nil {
			continue
		}
		if e := m.edits(s); e.Brief == nil || e.Missing != nil {
			t.Errorf("%s: every row is read again", s.sheet.Name)
		}
	}
}
