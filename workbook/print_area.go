package workbook

import (
	"bytes"

	"goalxl/workbook/blank"
	"goalxl/workbook/opc"
	"goalxl/workbook/sheet"
)

// The sheets of a workbook that was made from the template print their table: with the
// column 核对结果 beside it, they print that, too. The print areas of other workbooks
// stay as people set them.

// checkAreas returns, by the part of their sheet, the columns of 核对结果 of sheets
// with one table; has says whether the column is there already.
func checkAreas(l *Layout, has bool) map[string]int32 {
	cols := map[string]int32{}
	for i := range l.sheets {
		s := &l.sheets[i]
		if len(s.Tables) != 1 {
			continue
		}
		if t := l.tables[s.Tables[0]]; t.HasCheck == has && (has || t.CheckCol == t.LastCol+1) {
			cols[s.Part] = t.CheckCol
		}
	}
	return cols
}

// movedAreas returns the print areas that are to end at the column of 核对结果, or with
// back those that no longer are.
func movedAreas(pkg *opc.Package, cols map[string]int32, back bool) ([]opc.Area, error) {
	b, err := pkg.Bytes(pkg.Workbook())
	if err != nil || len(cols) == 0 || !bytes.Contains(b, []byte(blank.DefinedName)) {
		return nil, err
	}
	names, err := opc.DefinedNames(b)
	if err != nil {
		return nil, err
	}
	ends := opc.PrintAreas(names)
	var areas []opc.Area
	for i, s := range pkg.Sheets() {
		col, ok := cols[s.Part]
		if !ok {
			continue
		}
		a := opc.Area{Sheet: i, From: sheet.ColumnName(col - 1), To: sheet.ColumnName(col)}
		if back {
			a.From, a.To = a.To, a.From
		}
		if ends[i] == a.From {
			areas = append(areas, a)
		}
	}
	return areas, nil
}
