package workbook

import (
	"errors"
	"io"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/opc"
	"goalxl/workbook/sheet"
)

var textSheet = lang.T("工作表 %s", "sheet %s")

// GridRow is a row of a workbook that is read as it stands, without looking for the
// tables of a plan. It is valid until the next one.
type GridRow struct {
	Sheet string
	Num   int32      // counts from 1
	Cells []GridCell // those with a value, by rising column
}

// GridCell is a cell that holds something.
type GridCell struct {
	Col int32 // counts from 1
	// Text is what the cell holds: words; a number as a plain decimal, with the % or
	// the unit that its number format shows (60%, 48000000元); a date as 2024-06-30, or as
	// 2024-06 where that is all that is shown; #REF!.
	Text string
	Bare bool // a number to which the format gives no unit
	// Currency is the unit of a sign (￥) in front of a bare number.
	Currency allocate.Unit
	Broken   bool // an error value, or a formula that stores no value
}

// EachRow hands over the rows of all visible worksheets of a workbook, one after the
// other, without the tool's own sheets. An error of row ends it, and is returned.
func EachRow(path string, row func(*GridRow) error) error {
	b, err := Open(path)
	if err != nil {
		return err
	}
	defer b.Close()
	r := newReader(b)
	for _, s := range b.pkg.Sheets() {
		if s.Kind != opc.Worksheet || s.State != opc.Visible {
			continue
		}
		if err := r.eachRow(s, row); err != nil {
			return err
		}
	}
	return b.pkg.VerifyRest()
}

func (r *reader) eachRow(s opc.Sheet, row func(*GridRow) error) error {
	part, err := r.book.pkg.Open(s.Part)
	if err != nil {
		return err
	}
	defer part.Close()
	limits := sheet.DefaultLimits()
	limits.Styles, limits.Strings = -1, r.book.strings.Len()
	sc, out := sheet.NewScannerWithin(part, limits), GridRow{Sheet: s.Name}
	for {
		read, err := sc.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return r.book.within(err, textSheet.With(s.Name))
		}
		out.Num, out.Cells = read.Num, out.Cells[:0]
		for i := range read.Cells {
			if c, ok := r.gridCell(&read.Cells[i]); ok {
				out.Cells = append(out.Cells, c)
			}
		}
		if err := row(&out); err != nil {
			return err
		}
	}
}

// gridCell reads a cell; false where it shows nothing.
func (r *reader) gridCell(c *sheet.Cell) (out GridCell, ok bool) {
	out.Col = c.Col
	switch c.Type {
	case sheet.Blank:
		out.Broken = c.Kind != sheet.NoFormula
		return out, out.Broken
	case sheet.Error:
		out.Text, out.Broken = r.words.of(aliased(c.Text)), true
		return out, true
	case sheet.Number, sheet.Date:
		return r.gridNumber(out, c)
	}
	out.Text = r.word(c)
	return out, out.Text != ""
}

func (r *reader) gridNumber(out GridCell, c *sheet.Cell) (GridCell, bool) {
	f := r.book.format(c.Style)
	if f.date || c.Type == sheet.Date {
		p, ok := r.datePeriod(c, f)
		out.Text, out.Broken = gridDate(p), !ok
		return out, true
	}
	d, err := allocate.ParseNumberBytes(c.Text)
	switch {
	case err != nil:
		out.Text, out.Broken = r.words.of(aliased(c.Text)), true
	case f.percent:
		out.Text = d.Shift(2).String() + "%"
	case f.unit.Base != "" && !f.symbol || f.unit.Scale != 0:
		out.Text = d.Shift(int32(f.unit.Scale)-int32(f.divisor)).String() + string(f.unit.Base)
	default:
		out.Text, out.Bare, out.Currency = d.Shift(-int32(f.divisor)).String(), true, f.unit.Base
	}
	return out, true
}

// gridDate writes a day, a month or a year.
func gridDate(p allocate.Period) string {
	switch {
	case p.IsZero():
		return ""
	case p.From == p.To:
		return p.From.String()
	case p == allocate.MonthOf(p.From).Period():
		return allocate.MonthOf(p.From).String()
	}
	return p.From.String()[:4]
}
