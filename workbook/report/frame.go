package report

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"goalxl/internal/lang"
	"goalxl/workbook/markup"
	"goalxl/workbook/style"
)

// column is one column of a sheet: its heading and its width in characters.
type column struct {
	heading lang.Text
	width   float64
}

// plan is what the frame of a sheet is made from.
type plan struct {
	name     string
	columns  []column
	lastRow  int // of the filtered table
	tab      string
	filtered bool
	words    []string // of the state column: passed, then one for each severity
}

// The first rows of each sheet.
const (
	titleRow, subtitleRow, headingRow = 1, 2, 3
	firstRow                          = 4
	maxRows                           = 1048576
)

// frame is a sheet without its rows: what stands before the rows, between the
// rows and the links, and behind the links.
type frame struct{ head, middle, tail []byte }

// build has excelize make the frame. dxfs are the ids of the differential styles
// in the user's workbook, in the order that rules asks for them.
func (p *plan) build(strict bool, dxfs []int) (frame, error) {
	f := excelize.NewFile()
	defer f.Close()
	const sheet = "frame"
	if _, err := f.NewSheet(sheet); err != nil {
		return frame{}, fmt.Errorf("making %s: %w", p.name, err)
	}
	for _, step := range []func(*excelize.File, string) error{p.widths, p.view, p.page, p.filter, p.rules} {
		if err := step(f, sheet); err != nil {
			return frame{}, fmt.Errorf("making %s: %w", p.name, err)
		}
	}
	if _, err := f.WriteToBuffer(); err != nil {
		return frame{}, fmt.Errorf("making %s: %w", p.name, err)
	}
	xml, ok := f.Pkg.Load("xl/worksheets/sheet2.xml")
	if !ok {
		return frame{}, fmt.Errorf("making %s: the sheet's part is missing", p.name)
	}
	out, err := cut(xml.([]byte), dxfs)
	if strict {
		out.head = strictNamespaces(out.head)
	}
	return out, err
}

func (p *plan) widths(f *excelize.File, sheet string) error {
	for i, c := range p.columns {
		if err := f.SetColWidth(sheet, colName(i), colName(i), c.width); err != nil {
			return err
		}
	}
	return f.SetSheetDimension(sheet, fmt.Sprintf("A1:%s%d", p.lastColumn(), max(p.lastRow, firstRow)))
}

func (p *plan) lastColumn() string { return colName(len(p.columns) - 1) }

func (p *plan) view(f *excelize.File, sheet string) error {
	grid, height, fit, custom := false, float64(plainHeight), true, true
	if err := f.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: &grid}); err != nil {
		return err
	}
	if err := f.SetSheetProps(sheet, &excelize.SheetPropsOptions{
		TabColorRGB: &p.tab, FitToPage: &fit, DefaultRowHeight: &height, CustomHeight: &custom,
	}); err != nil {
		return err
	}
	return f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: headingRow,
		TopLeftCell: fmt.Sprintf("A%d", firstRow), ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: "A4", ActiveCell: "A4", Pane: "bottomLeft"}}})
}

func (p *plan) page(f *excelize.File, sheet string) error {
	a4, landscape, wide, high := 9, "landscape", 1, 0
	if err := f.SetPageLayout(sheet, &excelize.PageLayoutOptions{
		Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high,
	}); err != nil {
		return err
	}
	side, end, foot, centred := 0.4, 0.5, 0.25, true
	if err := f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &foot, Footer: &foot, Horizontally: &centred,
	}); err != nil {
		return err
	}
	return f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&L&9&F&C&9&A&R&9&P / &N"})
}

func (p *plan) filter(f *excelize.File, sheet string) error {
	if !p.filtered {
		return nil
	}
	return f.AutoFilter(sheet, p.table(), nil)
}

// table is the range of the heading row and what stands under it.
func (p *plan) table() string {
	return fmt.Sprintf("A%d:%s%d", headingRow, p.lastColumn(), p.lastRow)
}

// rules colours the state column by its words, and greys the rows that passed.
func (p *plan) rules(f *excelize.File, sheet string) error {
	if len(p.words) == 0 || !p.filtered {
		return nil
	}
	last := p.lastColumn()
	state := fmt.Sprintf("%s%d:%s%d", last, firstRow, last, p.lastRow)
	var options []excelize.ConditionalFormatOptions
	for i, word := range p.words {
		id := i // of the order in which they are declared: cut puts the right one
		options = append(options, excelize.ConditionalFormatOptions{
			Type: "cell", Criteria: "==", Value: `"` + word + `"`, Format: &id})
	}
	if err := f.SetConditionalFormat(sheet, state, options); err != nil {
		return err
	}
	rows := fmt.Sprintf("A%d:%s%d", firstRow, colName(len(p.columns)-2), p.lastRow)
	id := len(p.words)
	return f.SetConditionalFormat(sheet, rows, []excelize.ConditionalFormatOptions{{
		Type: "formula", Criteria: fmt.Sprintf(`$%s%d="%s"`, last, firstRow, p.words[0]), Format: &id}})
}

// looks are the differential styles that rules counts through.
func (p *plan) looks() []style.Look {
	if len(p.words) == 0 || !p.filtered {
		return nil
	}
	return []style.Look{passedMark, Mark(Info), Mark(Warning), Mark(Error), mendedRow}
}

// cut takes the sheet apart around its rows, and puts in the ids of the
// differential styles.
func cut(xml []byte, dxfs []int) (frame, error) {
	doc, err := markup.Parse(xml)
	if err != nil {
		return frame{}, err
	}
	data, margins := doc.Root.Child("sheetData"), doc.Root.Child("printOptions")
	if data == nil || margins == nil {
		return frame{}, fmt.Errorf("making a sheet: its frame lacks rows or margins")
	}
	var out frame
	out.head = append([]byte(nil), xml[:data.Start]...)
	out.tail = append([]byte(nil), xml[margins.Start:]...)
	at := data.End
	doc.Root.Walk(func(n *markup.Node) {
		start, end, ok := doc.AttrSpan(n, "dxfId")
		if id := doc.Int(n, "dxfId", -1); ok && id >= 0 && id < len(dxfs) {
			out.middle = fmt.Append(append(out.middle, xml[at:start]...), dxfs[id])
			at = end
		}
	})
	out.middle = append(out.middle, xml[at:margins.Start]...)
	return out, nil
}

// strictNamespaces gives the root element the namespaces of strict workbooks.
func strictNamespaces(head []byte) []byte {
	head = bytes.ReplaceAll(head, []byte(`"http://schemas.openxmlformats.org/spreadsheetml/2006/main"`),
		[]byte(`"http://purl.oclc.org/ooxml/spreadsheetml/main"`))
	return bytes.ReplaceAll(head, []byte(`"http://schemas.openxmlformats.org/officeDocument/2006/relationships"`),
		[]byte(`"http://purl.oclc.org/ooxml/officeDocument/relationships"`))
}

func colName(i int) string { return string(rune('A' + i)) }
