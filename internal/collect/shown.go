package collect

import (
	"cmp"

	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/internal/outbox"
	"goalxl/templates"
	"goalxl/workbook"
)

// lang returns the language of the master's headings: that of its sheets, too.
func (c *collecting) lang() lang.Lang { return c.res.book.Lang() }

// shown is a cell's value for people and for programs.
func (c *collecting) shown(v workbook.CellValue) Value {
	out := Value{Text: v.Text, Plain: cmp.Or(v.Plain, v.Text)}
	switch f := v.Figure.(type) {
	case allocate.Amount:
		out.Text = f.In(c.lang())
	case allocate.Share:
		out.Text = f.Exact()
	}
	return out
}

// shownSent is the same of a value of the record.
func (c *collecting) shownSent(v outbox.Value) Value {
	if v.Unit == "" {
		return Value{Text: v.Text, Plain: cmp.Or(v.Value, v.Text)}
	}
	return c.shown(sentCell(templates.Amount, v))
}

// sentCell is a value of the record as a cell that says the same.
func sentCell(kind templates.Kind, v outbox.Value) workbook.CellValue {
	out := workbook.CellValue{Text: v.Text, Plain: v.Value, Unit: allocate.Unit(v.Unit)}
	d, err := decimal.NewFromString(v.Value)
	if err != nil {
		return out
	}
	switch kind {
	case templates.Amount:
		a := allocate.Amount{Value: d, Unit: allocate.Unit(v.Unit)}.Natural()
		out.Figure, out.Text = a, a.Written()
	case templates.Share, templates.Status:
		s := allocate.NewShare(d, 0)
		out.Figure, out.Text = s, s.Exact()
	}
	return out
}
