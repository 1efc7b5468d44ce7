package blank

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

// page is a sheet with one of the tables.
type page struct {
	name    string
	table   *templates.Table
	columns []*templates.Column
	widths  []float64
	title   string
	hint    string // the line under the title
	note    string // at the right end of the title's row
	head    int    // the row of the headings
	rows    int    // of the table, blank ones included
	tab     string
	// top writes the rows between the hint and the headings; may be nil.
	top func(*sheetWriter) error
	// cell returns a cell of the table, rows and columns counted from 0.
	cell   func(row, col int) cell
	hidden bool    // the last column holds what people need not see
	asks   bool    // the line under the title asks for something, and is not small print
	high   float64 // the most that a row of the table is high, in points; 0 is any
	// more are checks of cells outside the table; may be nil.
	more func() []rule
}

// cell is a value with its look. A formula stands with the value that it has.
type cell struct {
	look    style.Look
	value   any // string, int, float64 or nil
	formula string
}

// newPage lays out the sheet of a table: its columns and their widths.
func (m *maker) newPage(table *templates.Table, title lang.Text) *page {
	p := &page{name: table.Sheet.In(m.Lang), table: table, title: title.With(m.Year).In(m.Lang), head: 4, tab: look.PlanTab}
	for i := range table.Columns {
		c := &table.Columns[i]
		if !c.Required {
			continue
		}
		width := float64(c.Width) + 2
		if c.Kind == templates.Amount {
			width = max(width, m.amountWidth())
		}
		p.columns, p.widths = append(p.columns, c), append(p.widths, width)
	}
	return p
}

// seen is the number of columns that people see.
func (p *page) seen() int {
	if p.hidden {
		return len(p.columns) - 1
	}
	return len(p.columns)
}

func (p *page) first() int { return p.head + 1 }
func (p *page) last() int  { return p.head + p.rows }

// ref is the range of a column's cells on the sheet: C5:C54, with $ if fixed.
func (p *page) ref(col int, fixed bool) string {
	sign := ""
	if fixed {
		sign = "$"
	}
	name := colName(col)
	return fmt.Sprintf("%[1]s%[2]s%[1]s%[3]d:%[1]s%[2]s%[1]s%[4]d", sign, name, p.first(), p.last())
}

func colName(i int) string {
	name, err := excelize.ColumnNumberToName(i + 1)
	if err != nil {
		panic(err) // no table of ours is that wide
	}
	return name
}

// quoted is a sheet's name as formulas write it.
func quoted(sheet string) string { return "'" + sheet + "'" }

// add makes the sheet: what stands around the rows first, for the rows are streamed.
func (m *maker) add(p *page) error {
	if _, err := m.f.NewSheet(p.name); err != nil {
		return err
	}
	for _, step := range []func(*page) error{m.view, m.filter, m.rules} {
		if err := step(p); err != nil {
			return err
		}
	}
	if err := m.frame(p.name, p.tab, true); err != nil {
		return err
	}
	return m.write(p)
}

// view freezes the headings.
func (m *maker) view(p *page) error {
	at := fmt.Sprintf("A%d", p.first())
	return m.f.SetPanes(p.name, &excelize.Panes{Freeze: true, YSplit: p.head, TopLeftCell: at, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: at, ActiveCell: at, Pane: "bottomLeft"}}})
}

func (m *maker) filter(p *page) error {
	return m.f.AutoFilter(p.name, fmt.Sprintf("A%d:%s%d", p.head, colName(len(p.columns)-1), p.last()), nil)
}

// checkWidth is the width of the column behind the table: fill puts 核对结果 there.
const checkWidth = 30

// write streams the rows.
func (m *maker) write(p *page) error {
	stream, err := m.f.NewStreamWriter(p.name)
	if err != nil {
		return err
	}
	for i, width := range append(p.widths[:len(p.widths):len(p.widths)], checkWidth) {
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if p.hidden {
		if err := stream.SetColVisible(len(p.columns), len(p.columns), false); err != nil {
			return err
		}
	}
	w := &sheetWriter{maker: m, stream: stream, widths: p.widths, high: p.high}
	w.title(p.title, p.note, p.seen())
	hint := look.Remark
	if p.asks {
		hint = look.Subtitle
	}
	w.row(2, look.PlainHeight, cell{hint, p.hint, ""})
	if p.top != nil {
		if err := p.top(w); err != nil {
			return err
		}
	}
	w.headings(p)
	cells := make([]cell, len(p.columns))
	for r := range p.rows {
		for c := range cells {
			cells[c] = p.cell(r, c)
		}
		w.row(p.first()+r, 0, cells...)
	}
	if w.err != nil {
		return w.err
	}
	return stream.Flush()
}

// sheetWriter streams the rows of a sheet.
type sheetWriter struct {
	*maker
	stream *excelize.StreamWriter
	widths []float64
	high   float64
	values []any
	texts  []string
	err    error
}

// row writes a row from column A on; height in points, 0 for as high as its text.
func (w *sheetWriter) row(row int, height float64, cells ...cell) {
	w.values, w.texts = w.values[:0], w.texts[:0]
	for i := range cells {
		c := &cells[i]
		text, _ := c.value.(string)
		w.texts = append(w.texts, text)
		if c.look == (style.Look{}) {
			w.values = append(w.values, nil)
			continue
		}
		id, err := w.style(c.look)
		if err != nil && w.err == nil {
			w.err = err
		}
		w.values = append(w.values, excelize.Cell{StyleID: id, Formula: c.formula, Value: c.value})
	}
	var options []excelize.RowOpts
	if height == 0 {
		if height = look.RowHeight(w.texts, w.widths); w.high > 0 {
			height = min(height, w.high)
		}
	}
	if height > 0 {
		options = append(options, excelize.RowOpts{Height: height})
	}
	if err := w.stream.SetRow(fmt.Sprintf("A%d", row), w.values, options...); err != nil && w.err == nil {
		w.err = err
	}
}

// title writes the first row: what the sheet is, and a note at its right end.
func (w *sheetWriter) title(text, note string, columns int) {
	cells := make([]cell, columns)
	cells[0] = cell{look.Title, text, ""}
	if note != "" {
		right := look.Remark
		right.Across = "right"
		cells[columns-1] = cell{right, note, ""}
	}
	w.row(1, look.TitleHeight, cells...)
}

// headings writes the row of headings.
func (w *sheetWriter) headings(p *page) {
	var cells []cell
	for _, c := range p.columns {
		cells = append(cells, cell{look.Heading, c.Heading.In(w.Lang), ""})
	}
	w.row(p.head, look.HeadingHeight, cells...)
}
