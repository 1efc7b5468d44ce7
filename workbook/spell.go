package workbook

import (
	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/sheet"
	"goalxl/workbook/style"
)

// speller writes figures as their column writes them: 3600万元 among texts, a
// number in the column's own unit and format among numbers.
type speller struct {
	lang   lang.Lang
	styles *style.Styles
	clones map[clone]int32
}

// clone names a cell format that is another one with a number format.
type clone struct {
	xf     int32
	format string
}

// spelled is a figure as a cell holds it: exactly one of Text and Number.
type spelled struct {
	Text, Number string
	Format       string // number format that shows the number as its neighbours are shown; "" to keep the cell's own
}

// figure returns how a figure stands in a column.
func (sp speller) figure(v allocate.Value, c *Column) spelled {
	switch v := v.(type) {
	case allocate.Amount:
		return sp.amount(v, c)
	case allocate.Share:
		return sp.share(v, c)
	}
	return spelled{}
}

// figure returns how a figure stands in a cell. In a column of several units the
// cell's own number format decides, and where it gives none, text with the unit.
func (m *marker) figure(v allocate.Value, at allocate.Ref, c *Column) spelled {
	a, ok := v.(allocate.Amount)
	if !ok || !c.Written.Uneven {
		return m.spell.figure(v, c)
	}
	if xf, ok := m.book.layout.tables[at.Table].blanks[at.Row]; ok {
		if f := m.book.format(xf); f.unit.Base == a.Unit {
			return spelled{Number: a.Value.Shift(int32(f.divisor - f.unit.Scale)).String()}
		}
	}
	return spelled{Text: a.Written()}
}

func (sp speller) amount(a allocate.Amount, c *Column) spelled {
	if c.Written.Text || c.Written.Cells == 0 && c.Unit.IsZero() && a.Scale != 0 {
		return spelled{Text: a.Written()}
	}
	return spelled{Number: a.Value.Shift(-int32(c.Written.Divisor)).String(), Format: c.Written.Format}
}

func (sp speller) share(s allocate.Share, c *Column) spelled {
	if c.Written.Text {
		return spelled{Text: s.In(sp.lang)}
	}
	format := c.Written.Format
	if format == "" && c.Written.Divisor == 0 {
		format = percentFormat(s.Digits)
	}
	return spelled{Number: s.Value.Shift(int32(c.Written.Divisor)).String(), Format: format}
}

// percentFormat returns the number format that shows a fraction as a percentage
// with so many digits after the point: 0%, 0.0%.
func percentFormat(digits int8) string {
	if digits <= 0 {
		return "0%"
	}
	return "0." + zeros(digits) + "%"
}

func zeros(n int8) string { return decimal.New(1, int32(n)).String()[1:] }

// prepare makes the cell formats that figures of a column will need. It must
// have seen every column before the styles part is written: which comes first,
// styles or rows, is up to the workbook.
func (sp speller) prepare(c *Column, s spelled) {
	if s.Number == "" || s.Format == "" {
		return
	}
	for _, xf := range append([]int32{c.Written.Style}, c.Written.Blanks...) {
		if sp.styles.Format(int(xf)) == "" {
			sp.clones[clone{xf, s.Format}] = int32(sp.styles.CloneXf(int(xf), s.Format))
		}
	}
}

// edit returns the edit that puts the figure into its cell. A cell whose own
// format is General gets a copy of its style with the neighbours' number format,
// so that 0.4 does not stand below 30%; any other format is a person's wish.
func (sp speller) edit(cell *sheet.Cell, col int32, s spelled, near int32) sheet.CellEdit {
	edit := sheet.CellEdit{Col: col, Style: -1, Value: true, Text: s.Text, Number: s.Number}
	own := near
	if cell != nil {
		own = cell.Style
	} else {
		edit.Style = near
	}
	if id, ok := sp.clones[clone{own, s.Format}]; ok && s.Number != "" {
		edit.Style = id
	}
	return edit
}
