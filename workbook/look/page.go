package look

import "github.com/xuri/excelize/v2"

// Page is how a sheet is printed: A4, one page wide, with the file's name, the
// sheet's and the page's number below.
type Page struct {
	Portrait bool
	One      bool // one page high, too
}

// Paper sets a sheet of a new workbook up for printing, and takes its grid lines
// off; tab is the colour of its tab, height the usual height of its rows in points.
func Paper(f *excelize.File, sheet string, p Page, tab string, height float64) error {
	a4, orientation, wide, high := 9, "landscape", 1, 0
	if p.Portrait {
		orientation = "portrait"
	}
	if p.One {
		high = 1
	}
	if err := f.SetPageLayout(sheet, &excelize.PageLayoutOptions{
		Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high,
	}); err != nil {
		return err
	}
	side, end, foot, centred := 0.4, 0.5, 0.25, true
	if err := f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &foot, Footer: &foot, Horizontally: &centred,
	}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&L&9&F&C&9&A&R&9&P / &N"}); err != nil {
		return err
	}
	grid, fit, custom := false, true, true
	if err := f.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: &grid}); err != nil {
		return err
	}
	return f.SetSheetProps(sheet, &excelize.SheetPropsOptions{
		TabColorRGB: &tab, FitToPage: &fit, DefaultRowHeight: &height, CustomHeight: &custom})
}
