package note

import "goalxl/workbook/sheet"

// cell is a place on a sheet, counted from 1.
type cell struct{ col, row int }

const (
	maxCol = sheet.MaxCols
	maxRow = sheet.MaxRows
)

// parseCell reads a reference like C2.
func parseCell(ref string) (cell, bool) {
	col, row, ok := sheet.ParseRef([]byte(ref))
	return cell{int(col), int(row)}, ok
}
