package workbook

import (
	"bytes"

	"goalxl/templates"
	"goalxl/workbook/blank"
	"goalxl/workbook/opc"
	"goalxl/workbook/sheet"
)

// openAreas returns the print areas of a workbook made from the template that end
// before the columns which owners fill in: those are printed, too. The print areas of
// other workbooks stay as people set them.
func (m *marker) openAreas() ([]opc.Area, error) {
	pkg := m.book.pkg
	raw, err := pkg.Bytes(pkg.Workbook())
	if err != nil || !bytes.Contains(raw, []byte(blank.DefinedName)) {
		return nil, err
	}
	names, err := opc.DefinedNames(raw)
	if err != nil {
		return nil, err
	}
	var areas []opc.Area
	ends := opc.PrintAreas(names)
	for i, s := range pkg.Sheets() {
		first, last := m.openSpan(s.Part)
		if first > 1 && ends[i] == sheet.ColumnName(first-1) {
			areas = append(areas, opc.Area{Sheet: i, From: ends[i], To: sheet.ColumnName(last)})
		}
	}
	return areas, nil
}

// openSpan returns the first and the last of the columns that owners fill in beside the
// one table of a sheet; 0 where it has none, or several tables.
func (m *marker) openSpan(part string) (first, last int32) {
	layout := m.book.layout
	see := func(col int32) {
		if last = max(last, col); first == 0 || col < first {
			first = col
		}
	}
	for i := range layout.sheets {
		if layout.sheets[i].Part != part || len(layout.sheets[i].Tables) != 1 {
			continue
		}
		t := layout.tables[layout.sheets[i].Tables[0]]
		for _, open := range templates.Open(t.Kind) {
			if col := t.Column(open.Field, 0); col != nil && open.Added {
				see(col.Col)
			}
		}
		if marks := m.sheets[i]; marks != nil {
			for _, merged := range marks.merged {
				for _, a := range merged.added {
					see(a.col)
				}
			}
		}
	}
	return first, last
}
