package blank

import (
	"github.com/xuri/excelize/v2"

	"goalxl/internal/lang"
	"goalxl/workbook/report"
	"goalxl/workbook/style"
)

// What people fill in stands in blue on light yellow, what is computed in the
// usual ink on grey.
const (
	inputInk, inputFill = "FF1F3FBF", "FFFFFBE0"
	computedFill        = "FFF2F4F7"
)

// Colours of the tabs.
const (
	planTab, listTab, helpTab = "FF2F6DB5", "FF8C9BAE", "FFE0A800"
)

// input is the look of a cell that people fill in.
func input(l style.Look) style.Look {
	l.Color, l.Fill, l.Unlocked = inputInk, inputFill, true
	return l
}

// computed is the look of a cell with a formula.
func computed(l style.Look) style.Look {
	l.Fill = computedFill
	return l
}

// words is the look of an input of text; figures that of an input of numbers.
func words() style.Look { return input(report.Words()) }

func centred(format string) style.Look {
	l := report.Words()
	l.Across, l.Indent, l.NumFmt = "center", 0, format
	return l
}

// figures is the look of a number: never shown smaller, the column is wide enough.
func figures(format string) style.Look {
	l := report.Number(format)
	l.Shrink = false
	return l
}

// remark is the look of the line under a title.
func remark() style.Look {
	l := report.Subtitle
	l.Color, l.Size = report.Faint, 9
	return l
}

// style returns the id of a look in the new workbook.
func (m *maker) style(l style.Look) (int, error) {
	if id, ok := m.styles[l]; ok {
		return id, nil
	}
	id, err := m.f.NewStyle(excelStyle(l))
	m.styles[l] = id
	return id, err
}

// excelStyle is a look as excelize takes it.
func excelStyle(l style.Look) *excelize.Style {
	s := &excelize.Style{
		Font: &excelize.Font{Family: l.Font, Size: float64(l.Size), Bold: l.Bold, Color: rgb(l.Color)},
		Alignment: &excelize.Alignment{Horizontal: l.Across, Vertical: l.Down, WrapText: l.Wrap,
			Indent: l.Indent, ShrinkToFit: l.Shrink},
		Protection: &excelize.Protection{Locked: !l.Unlocked},
	}
	if l.Underline {
		s.Font.Underline = "single"
	}
	if l.Fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{rgb(l.Fill)}}
	}
	if l.Border != "" {
		for _, side := range [...]string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Style: 1, Color: rgb(l.Border)})
		}
	}
	if l.NumFmt != "" {
		s.CustomNumFmt = &l.NumFmt
	}
	return s
}

// rgb is a colour without its alpha, as excelize takes it.
func rgb(argb string) string {
	if len(argb) == 8 {
		return argb[2:]
	}
	return argb
}

// The units of amounts, and the number formats that say them in each cell.
var (
	unitWords   = [...]lang.Text{TenThousand: lang.T("万元", "万元"), Yuan: lang.T("元", "CNY")}
	unitFormats = [...]lang.Text{TenThousand: lang.T(`#,##0.00"万元"`, `#,##0.00"万元"`), Yuan: lang.T(`#,##0.00"元"`, `#,##0.00" CNY"`)}
)

// money is the number format of amounts.
func (o *Options) money() string { return unitFormats[o.Unit].In(o.Lang) }

// unitWord is the unit of amounts for people.
func (o *Options) unitWord() string { return unitWords[o.Unit].In(o.Lang) }

// amountWidth is the least width of a column with amounts in the unit.
func (o *Options) amountWidth() float64 {
	if o.Unit == TenThousand {
		return 18
	}
	return 23
}

// differential is a look that a condition puts over a cell's own.
func differential(l style.Look) *excelize.Style {
	return &excelize.Style{
		Font: &excelize.Font{Color: rgb(l.Color), Bold: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{rgb(l.Fill)}},
	}
}
