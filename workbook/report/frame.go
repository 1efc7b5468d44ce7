package report

import (
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"goalxl/internal/lang"
	"goalxl/workbook/look"
	"goalxl/workbook/sheet"
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
	onePage  bool
	words    []string // of the state column: passed, then one for each severity
	choices  []choice
	head     int    // row of the headings; 0 is headingRow, under which the sheet is frozen
	sign     string // the signature, if it is another one
}

// The first rows of each sheet.
const (
	titleRow, subtitleRow, headingRow = 1, 2, 3
	firstRow                          = 4
	maxRows                           = sheet.MaxRows
)

// frame is a sheet without its rows: what stands before the rows, between the
// rows and the links, and behind the links.
type frame struct{ head, middle, tail []byte }

// build returns the frames of sheets. dxfs are for each sheet the ids of the
// differential styles in the user's workbook, in the order that rules asks for them.
func build(plans []*plan, strict bool, dxfs [][]int) ([]frame, error) {
	moulds, err := mouldsOf(plans)
	if err != nil {
		return nil, err
	}
	frames := make([]frame, 0, len(plans))
	for i, p := range plans {
		one := p.cast(moulds[i], dxfs[i])
		if strict {
			one.head = strictNamespaces(one.head)
		}
		frames = append(frames, one)
	}
	return frames, nil
}

func (p *plan) dimension(f *excelize.File, name string) error {
	return f.SetSheetDimension(name, fmt.Sprintf("A1:%s%d", p.lastColumn(), max(p.lastRow, firstRow)))
}

func (p *plan) lastColumn() string { return colName(len(p.columns) - 1) }

// view sets the page up and freezes the headings.
func (p *plan) view(f *excelize.File, name string) error {
	if err := look.Paper(f, name, look.Page{One: p.onePage}, p.tab, look.PlainHeight); err != nil || p.onePage {
		return err
	}
	if p.head > 0 {
		return nil
	}
	return f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: headingRow,
		TopLeftCell: fmt.Sprintf("A%d", firstRow), ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: "A4", ActiveCell: "A4", Pane: "bottomLeft"}}})
}

func (p *plan) filter(f *excelize.File, name string) error {
	if !p.filtered {
		return nil
	}
	return f.AutoFilter(name, p.table(), nil)
}

// headRow is the row of the headings.
func (p *plan) headRow() int {
	if p.head > 0 {
		return p.head
	}
	return headingRow
}

// table is the range of the heading row and what stands under it.
func (p *plan) table() string {
	return fmt.Sprintf("A%d:%s%d", p.headRow(), p.lastColumn(), p.lastRow)
}

// rules colours the state column by its words, and greys the rows that passed.
func (p *plan) rules(f *excelize.File, name string) error {
	if len(p.words) == 0 || !p.filtered {
		return nil
	}
	last := p.lastColumn()
	state := fmt.Sprintf("%s%d:%s%d", last, firstRow, last, p.lastRow)
	var options []excelize.ConditionalFormatOptions
	if err := placeholders(f, len(p.looks())); err != nil {
		return err
	}
	for i, word := range p.words {
		id := i // of the order in which looks counts: cut puts the right one
		options = append(options, excelize.ConditionalFormatOptions{
			Type: "cell", Criteria: "==", Value: `"` + word + `"`, Format: &id})
	}
	if err := f.SetConditionalFormat(name, state, options); err != nil {
		return err
	}
	rows := fmt.Sprintf("A%d:%s%d", firstRow, colName(len(p.columns)-2), p.lastRow)
	id := len(p.words)
	return f.SetConditionalFormat(name, rows, []excelize.ConditionalFormatOptions{{
		Type: "formula", Criteria: fmt.Sprintf(`$%s%d="%s"`, last, firstRow, p.words[0]), Format: &id}})
}

// placeholders declares differential styles with the ids 0 to n−1, for the
// conditional formats to name until cut puts the user's ids in their place.
func placeholders(f *excelize.File, n int) error {
	for i := range n {
		id, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: fmt.Sprintf("%06X", i)}})
		if err != nil {
			return err
		}
		if id != i {
			return fmt.Errorf("differential style %d got the id %d", i, id)
		}
	}
	return nil
}

// looks are the differential styles that rules counts through.
func (p *plan) looks() []style.Look {
	if len(p.words) == 0 || !p.filtered {
		return nil
	}
	return []style.Look{look.PassedMark, Mark(Info), Mark(Warning), Mark(Error), look.Mended}
}

func colName(i int) string { return string(rune('A' + i)) }

// cellName is a cell as formulas name it; row counts from 1, col from 0.
func cellName(row, col int) string { return colName(col) + strconv.Itoa(row) }
