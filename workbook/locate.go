package workbook

import (
	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// Location is where a finding or a change stands, as people write it.
type Location struct {
	Sheet string
	Cell  string // C2: the cell to go to; the first cell of the row where there is no such column
	Range string // C2:C4: the cell and its members, as far as they stand on the same sheet
}

// Locate returns where a reference stands, and the range that it and its members
// cover.
func (l *Layout) Locate(at allocate.Ref, members []allocate.Ref) Location {
	place, ok := l.place(at)
	if !ok {
		return Location{Sheet: place.Sheet}
	}
	area := sheet.Range{Col1: place.Col, Row1: place.Row, Col2: place.Col, Row2: place.Row}
	find := columnFinder{layout: l}
	for _, m := range members {
		t, c := find.find(m)
		if t == nil || l.sheets[t.Sheet].Part != place.Part {
			continue
		}
		col, row := t.FirstCol, m.Row
		if c != nil {
			col = c.Col
		} else if row <= 0 {
			row = t.HeadLast
		}
		area.Col1, area.Col2 = min(area.Col1, col), max(area.Col2, col)
		area.Row1, area.Row2 = min(area.Row1, row), max(area.Row2, row)
	}
	return Location{Sheet: place.Sheet, Cell: place.Ref(), Range: area.String()}
}

// place returns the cell of a reference: the first of the row where the table
// has no such column, the first heading where it names no row.
func (l *Layout) place(at allocate.Ref) (Place, bool) {
	place, ok := l.Cell(at)
	if ok || place.Part == "" {
		return place, ok
	}
	t := l.tables[at.Table]
	place.Col = t.FirstCol
	if place.Row <= 0 {
		place.Row = t.HeadLast
	}
	return place, true
}
