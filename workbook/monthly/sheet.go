package monthly

import (
	"strconv"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

// column is a column of a list: its heading and its width in characters.
type column struct {
	heading lang.Text
	width   float64
}

// cell is what stands in a cell: a text, or a number in plain decimal digits.
type cell struct {
	text, number string
	look         style.Look
}

func words(s string) cell   { return cell{text: s, look: look.Text} }
func centred(s string) cell { return cell{text: s, look: look.Centred} }

// amount is an amount in its own unit, which its format shows.
func amount(a allocate.Amount) cell {
	if a.Unit == "" && a.Value.IsZero() {
		return cell{look: look.Centred}
	}
	if a.Unit == allocate.PercentUnit {
		return percent(allocate.NullShare{Decimal: a.Value, Valid: true})
	}
	return cell{number: a.Value.Shift(-int32(a.Scale)).String(), look: look.Figure(look.Amount(int(max(0, a.Digits)), a.UnitWord()))}
}

// percent is a fraction as a percentage; blank if there is none.
func percent(s allocate.NullShare) cell {
	if !s.Valid {
		return cell{look: look.Centred}
	}
	return cell{number: s.Decimal.String(), look: look.Figure(look.Percent)}
}

func count(n int) cell { return cell{number: strconv.Itoa(n), look: look.Centred} }

// marks are the looks of the states' words.
var marks = [...]style.Look{allocate.Grey: {}, allocate.Green: look.PassedMark, allocate.Amber: look.WarningMark, allocate.Red: look.ErrorMark}

// state is a state's colour and word.
func (b *book) state(s allocate.State, word lang.Text) cell {
	text := s.In(b.Lang)
	if word != (lang.Text{}) {
		text += "·" + word.In(b.Lang)
	}
	if s == allocate.Grey {
		return centred(text)
	}
	return cell{text: text, look: look.Word(marks[s])}
}

// list is a sheet that is being written from the top.
type list struct {
	*book
	name    string
	tab     string // its colour
	columns []column
	row     int
}

// list begins a sheet: its title and what it holds.
func (b *book) list(name, title, subtitle, tab string, columns []column) (*list, error) {
	if _, err := b.f.NewSheet(name); err != nil {
		return nil, err
	}
	l := &list{book: b, name: name, tab: tab, columns: columns, row: 1}
	for i, c := range columns {
		if err := b.f.SetColWidth(name, colName(i), colName(i), c.width); err != nil {
			return nil, err
		}
	}
	if err := l.line(look.TitleHeight, cell{text: title, look: look.Title}); err != nil {
		return nil, err
	}
	return l, l.line(0, cell{text: subtitle, look: look.Subtitle})
}

// headings writes the headings, which are frozen, filtered and repeated on each page.
func (l *list) headings(rows int) error {
	cells := make([]cell, len(l.columns))
	for i, c := range l.columns {
		cells[i] = cell{text: c.heading.In(l.Lang), look: look.Heading}
	}
	head := l.row
	if err := l.line(look.HeadingHeight, cells...); err != nil {
		return err
	}
	last := colName(len(l.columns) - 1)
	if rows > 0 {
		if err := l.f.AutoFilter(l.name, "A"+strconv.Itoa(head)+":"+last+strconv.Itoa(head+rows), nil); err != nil {
			return err
		}
	}
	if err := look.Paper(l.f, l.name, look.Page{}, l.tab, look.PlainHeight); err != nil { // a filter undoes it
		return err
	}
	return l.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: l.name,
		RefersTo: "'" + l.name + "'!$" + strconv.Itoa(head) + ":$" + strconv.Itoa(head)})
}

// freeze keeps the rows above the one at hand in view.
func (l *list) freeze() error {
	at := "A" + strconv.Itoa(l.row)
	return l.f.SetPanes(l.name, &excelize.Panes{Freeze: true, YSplit: l.row - 1, TopLeftCell: at, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: at, ActiveCell: at, Pane: "bottomLeft"}}})
}

// line writes the next row; height 0 is as high as its texts want.
func (l *list) line(height float64, cells ...cell) error {
	most := 1
	for i, c := range cells {
		at := colName(i) + strconv.Itoa(l.row)
		if err := l.put(at, c); err != nil {
			return err
		}
		if c.look.Wrap {
			most = max(most, look.Lines(c.text, l.columns[i].width))
		}
	}
	if height == 0 {
		height = look.Height(most)
	}
	if height > 0 {
		if err := l.f.SetRowHeight(l.name, l.row, height); err != nil {
			return err
		}
	}
	l.row++
	return nil
}

// put writes one cell. Texts stay texts, whatever they begin with.
func (l *list) put(at string, c cell) error {
	id, err := l.style(c.look)
	if err != nil {
		return err
	}
	if err := l.f.SetCellStyle(l.name, at, at, id); err != nil {
		return err
	}
	switch {
	case c.number != "":
		d, err := decimal.NewFromString(c.number)
		if err != nil {
			return err
		}
		return l.f.SetCellDefault(l.name, at, d.String())
	case c.text != "":
		return l.f.SetCellStr(l.name, at, c.text)
	}
	return nil
}

func colName(i int) string {
	name, _ := excelize.ColumnNumberToName(i + 1)
	return name
}
