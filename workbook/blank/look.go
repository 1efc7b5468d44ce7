package blank

import (
	"goalxl/internal/lang"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

// words is the look of an input of text; figures that of an input of numbers.
func words() style.Look { return look.Input(look.Text) }

func centred(format string) style.Look {
	l := look.Centred
	l.Wrap, l.NumFmt = true, format
	return l
}

// figures is the look of a number: never shown smaller, the column is wide enough.
func figures(format string) style.Look {
	l := look.Figure(format)
	l.Shrink = false
	return l
}

// style returns the id of a look in the new workbook.
func (m *maker) style(l style.Look) (int, error) {
	if id, ok := m.styles[l]; ok {
		return id, nil
	}
	id, err := m.f.NewStyle(look.Excel(l))
	m.styles[l] = id
	return id, err
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
