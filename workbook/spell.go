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
	recent [256]recentFigure

	prepared *Column // the column that prepare saw last, with a format
	format   string
}

// recentFigure is a figure that was spelled lately: figures repeat, and each is
// spelled for its cell and for the change log.
type recentFigure struct {
	col  *Column
	of   allocate.Value
	said spelled
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
func (sp *speller) figure(v allocate.Value, c *Column) spelled {
	var d decimal.Decimal
	switch v := v.(type) {
	case allocate.Amount:
		d = v.Value
	case allocate.Share:
		d = v.Value
	default:
		return spelled{}
	}
	if d.NumDigits() > 18 {
		return sp.fresh(v, c)
	}
	slot := &sp.recent[uint64(d.CoefficientInt64())%uint64(len(sp.recent))]
	if slot.col != c || !sameFigure(slot.of, v) {
		*slot = recentFigure{c, v, sp.fresh(v, c)}
	}
	return slot.said
}

// fresh is figure without a look at recent ones.
func (sp *speller) fresh(v allocate.Value, c *Column) spelled {
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

// sameFigure reports whether two figures of up to 18 digits are spelled alike.
func sameFigure(a, b allocate.Value) bool {
	switch a := a.(type) {
	case allocate.Amount:
		b, ok := b.(allocate.Amount)
		same := ok && sameDigits(a.Value, b.Value)
		a.Value, b.Value = decimal.Decimal{}, decimal.Decimal{}
		return same && a == b
	case allocate.Share:
		b, ok := b.(allocate.Share)
		return ok && a.Digits == b.Digits && sameDigits(a.Value, b.Value)
	}
	return false
}

// sameDigits reports whether two decimals are the same in digits and exponent.
// The first has up to 18 digits.
func sameDigits(a, b decimal.Decimal) bool {
	return a.Exponent() == b.Exponent() && a.CoefficientInt64() == b.CoefficientInt64() && b.NumDigits() <= 18
}

func (sp *speller) amount(a allocate.Amount, c *Column) spelled {
	if c.Written.Text || c.Written.Cells == 0 && c.Unit.IsZero() && a.Scale != 0 {
		return spelled{Text: a.Written()}
	}
	return spelled{Number: a.Value.Shift(-int32(c.Written.Divisor)).String(), Format: c.Written.Format}
}

func (sp *speller) share(s allocate.Share, c *Column) spelled {
	if c.Written.Text {
		return spelled{Text: s.In(sp.lang)}
	}
	return spelled{Number: s.Value.Shift(int32(c.Written.Divisor)).String(), Format: shareFormat(s, c)}
}

// shareFormat returns the number format that a share needs among numbers.
func shareFormat(s allocate.Share, c *Column) string {
	if c.Written.Format == "" && c.Written.Divisor == 0 {
		return percentFormat(s.Digits)
	}
	return c.Written.Format
}

// percentFormat returns the number format that shows a fraction as a percentage
// with so many digits after the point: 0%, 0.0%.
func percentFormat(digits int8) string {
	switch {
	case digits <= 0:
		return "0%"
	case digits == 1:
		return "0.0%"
	case digits == 2:
		return "0.00%"
	}
	return "0." + zeros(digits) + "%"
}

func zeros(n int8) string { return decimal.New(1, int32(n)).String()[1:] }

// prepare makes the cell formats that a figure of a column may need. It must
// have seen every figure before the styles part is written: which comes first,
// styles or rows, is up to the workbook.
func (sp *speller) prepare(c *Column, v allocate.Value) {
	if c.Written.Text {
		return
	}
	format := c.Written.Format
	if s, ok := v.(allocate.Share); ok {
		format = shareFormat(s, c)
	} else if c.Written.Uneven {
		return
	}
	if format == "" || c == sp.prepared && format == sp.format {
		return
	}
	sp.prepared, sp.format = c, format
	sp.cloneFor(c.Written.Style, format)
	for _, xf := range c.Written.Blanks {
		sp.cloneFor(xf, format)
	}
}

// cloneFor makes a copy of a cell format of General, with a number format.
func (sp *speller) cloneFor(xf int32, format string) {
	key := clone{xf, format}
	if _, had := sp.clones[key]; !had && sp.styles.Format(int(xf)) == "" {
		sp.clones[key] = int32(sp.styles.CloneXf(int(xf), format))
	}
}

// edit returns the edit that puts the figure into its cell. A cell whose own
// format is General gets a copy of its style with the neighbours' number format,
// so that 0.4 does not stand below 30%; any other format is a person's wish.
func (sp *speller) edit(cell *sheet.Cell, col *Column, s spelled) sheet.CellEdit {
	edit := sheet.CellEdit{Col: col.Col, Style: -1, Value: true, Text: s.Text, Number: s.Number}
	own := col.Written.Style
	if cell != nil {
		own = cell.Style
	} else {
		edit.Style = own
	}
	if s.Number != "" && s.Format != "" {
		if id, ok := sp.clones[clone{own, s.Format}]; ok {
			edit.Style = id
		}
	}
	return edit
}
