package blank

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"goalxl/workbook/look"
)

// frame settles what every sheet has: no grid lines, rows high enough for Chinese
// text, A4 one page wide, protection without a password.
func (m *maker) frame(sheet, tab string, landscape bool) error {
	if err := look.Paper(m.f, sheet, look.Page{Portrait: !landscape}, tab, look.PlainHeight+2); err != nil {
		return err
	}
	return m.protect(sheet)
}

// protect locks what is not an input. Without a password, it keeps from
// mistakes, not from people; filtering, sorting, widths and new rows are free.
func (m *maker) protect(sheet string) error {
	if m.Open {
		return nil
	}
	return m.f.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
		AutoFilter: true, Sort: true, FormatCells: true, FormatColumns: true, FormatRows: true, InsertRows: true,
		InsertHyperlinks: true, SelectLockedCells: true, SelectUnlockedCells: true, EditObjects: true, EditScenarios: true,
	})
}

// names defines what is printed of each sheet, and which rows on every page.
func (m *maker) names() error {
	for _, p := range m.sheets {
		sheet := quoted(p.name)
		area := fmt.Sprintf("%s!$A$1:$%s$%d", sheet, colName(p.seen()-1), p.last())
		titles := fmt.Sprintf("%s!$%d:$%d", sheet, p.head, p.head)
		for _, name := range [...][2]string{{"_xlnm.Print_Area", area}, {"_xlnm.Print_Titles", titles}} {
			if err := m.f.SetDefinedName(&excelize.DefinedName{Name: name[0], RefersTo: name[1], Scope: p.name}); err != nil {
				return err
			}
		}
	}
	return nil
}
