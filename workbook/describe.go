package workbook

import (
	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// describe says how the figures of each column are written.
func (t *tableReader) describe() {
	for i := range t.cols {
		c := &t.cols[i]
		y, w := &c.tally, &c.place.Written
		w.Cells = y.typed + y.derived
		f := t.book.format(w.Style)
		if w.Cells > 0 {
			w.Text = y.texts > y.numbers
			w.Style = y.style
			if !w.Text {
				w.Style = y.numberStyle
			}
			w.Form = y.form
			f = t.book.format(w.Style)
		}
		if t.book.styles != nil {
			w.Format = t.book.styles.Format(int(w.Style))
		}
		switch c.role.Field {
		case allocate.FieldShare, allocate.FieldStatus:
			t.describeShare(c, f)
		default:
			t.describeAmount(c, f)
		}
	}
}

func (t *tableReader) describeShare(c *columnReader, f *numberFormat) {
	w, y := &c.place.Written, &c.tally
	percent := y.bare > 0 && y.percent(c.heading.Unit.Base == allocate.PercentUnit)
	if y.bare == 0 && w.Cells == 0 {
		percent = c.heading.Unit.Base == allocate.PercentUnit && !f.percent
	}
	if percent && y.bare >= y.explicit {
		w.Divisor = 2
	}
	w.Sign = w.Text && y.explicit > 0
	w.Digits = max(0, y.shown(percent))
}

func (t *tableReader) describeAmount(c *columnReader, f *numberFormat) {
	w, y := &c.place.Written, &c.tally
	if scale, ok := y.scale(); ok {
		w.Scale, w.Digits = scale, y.amountDigits(scale)
		if w.Divisor = y.divisor; y.lender(c) != nil {
			w.Divisor = y.format.unit.Scale - y.format.divisor
		} else {
			w.Uneven = y.uneven
		}
		w.Numbers = y.texts == 0 && !w.Uneven
		return
	}
	unit := c.unit
	if !f.unit.IsZero() && !f.symbol {
		unit = f.unit
	}
	w.Scale, w.Divisor = unit.Scale, unit.Scale-f.divisor
}

// checkColumn returns the column for 核对结果: the table's own, or the first free
// one at its right end.
func (t *tableReader) checkColumn() int32 {
	if t.place.HasCheck {
		return t.place.CheckCol
	}
	rng := t.place.Range()
	for col := t.last + 1; col <= sheet.MaxCols; col++ {
		if !t.occupied.has(col-t.last) && !t.taken(col, rng) {
			return col
		}
	}
	return 0
}

// mostAdded is how many columns a table may get at its right end.
const mostAdded = 8

// freeColumns returns columns at the table's right end that are free, next to each
// other.
func (t *tableReader) freeColumns() (free []int32) {
	rng := t.place.Range()
	for col := t.last + 1; col <= sheet.MaxCols && len(free) < mostAdded && col < t.last+64; col++ {
		if t.occupied.has(col-t.last) || t.taken(col, rng) {
			free = free[:0]
			continue
		}
		free = append(free, col)
	}
	return free
}

// taken reports whether another table, or a merged range, has the column beside
// the table's rows.
func (t *tableReader) taken(col int32, rng sheet.Range) bool {
	s := &t.layout.sheets[t.sheet]
	for _, i := range s.Tables {
		o := t.layout.tables[i].Range()
		if i != t.index && o.Col1 <= col && col <= o.Col2 && o.Row1 <= rng.Row2 && rng.Row1 <= o.Row2 {
			return true
		}
	}
	for i := range s.Merged {
		m := &s.Merged[i]
		if m.Col1 <= col && col <= m.Col2 && m.Row1 <= rng.Row2 && rng.Row1 <= m.Row2 {
			return true
		}
	}
	return false
}

// shown returns the digits after the point that the column's percentages show;
// -1 if it has none.
func (y *tally) shown(percent bool) int8 {
	if y.explicit+y.bare == 0 {
		return -1
	}
	digits := y.shareDigits
	if y.bare > 0 {
		n := y.bareDigits
		if !percent {
			n = max(0, n-2)
		}
		digits = max(digits, n)
	}
	return min(digits, maxShown)
}

// blankDigits returns the digits after the point that the formats of the column's
// blank cells show in a percentage, those of the first cell that has any; -1 if none
// has: shares that are written there must add up as they are shown.
func (t *tableReader) blankDigits(c *columnReader) int8 {
	for _, xf := range c.place.Written.Blanks {
		if f := t.book.format(xf); f.percent {
			return min(f.digits, maxShown)
		}
	}
	return -1
}

// finished returns what the core must know of the table.
func (t *tableReader) finished() allocate.Table {
	table := t.plan.Tables[t.index]
	if c := t.byField[allocate.FieldShare]; c != nil {
		table.ShareDigits = c.tally.shown(c.place.Written.Divisor == 2)
		if table.ShareDigits < 0 {
			table.ShareDigits = t.blankDigits(c)
		}
	}
	c := t.byField[allocate.FieldAmount]
	if c == nil {
		return table
	}
	table.AmountUnit, table.AmountScale = c.unit.Base, c.unit.Scale
	if scale, ok := c.tally.scale(); ok {
		table.AmountScale, table.AmountDigits = scale, c.tally.amountDigits(scale)
	}
	if f := c.tally.lender(c); f != nil && table.AmountUnit == "" {
		table.AmountUnit = f.unit.Base
	}
	return table
}
