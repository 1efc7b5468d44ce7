package blank

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"goalxl/workbook/report"
)

// frame settles what every sheet has: no grid lines, rows high enough for Chinese
// text, A4 landscape one page wide, protection without a password.
func (m *maker) frame(sheet, tab string, landscape bool) error {
	for _, step := range []func(string) error{m.paper, m.protect} {
		if err := step(sheet); err != nil {
			return err
		}
	}
	if !landscape {
		portrait := "portrait"
		if err := m.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &portrait}); err != nil {
			return err
		}
	}
	grid, height, fit, custom := false, float64(report.PlainHeight)+2, true, true
	if err := m.f.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: &grid}); err != nil {
		return err
	}
	return m.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{
		TabColorRGB: &tab, FitToPage: &fit, DefaultRowHeight: &height, CustomHeight: &custom})
}

// paper sets the page up.
func (m *maker) paper(sheet string) error {
	a4, landscape, wide, high := 9, "landscape", 1, 0
	if err := m.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{
		Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high,
	}); err != nil {
		return err
	}
	side, end, foot, centred := 0.4, 0.5, 0.25, true
	if err := m.f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &foot, Footer: &foot, Horizontally: &centred,
	}); err != nil {
		return err
	}
	return m.f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&L&9&F&C&9&A&R&9&P / &N"})
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
		area := fmt.Sprintf("%s!$A$1:$%s$%d", sheet, colName(len(p.columns)-1), p.last())
		titles := fmt.Sprintf("%s!$%d:$%d", sheet, p.head, p.head)
		for _, name := range [...][2]string{{"_xlnm.Print_Area", area}, {"_xlnm.Print_Titles", titles}} {
			if err := m.f.SetDefinedName(&excelize.DefinedName{Name: name[0], RefersTo: name[1], Scope: p.name}); err != nil {
				return err
			}
		}
	}
	return nil
}
