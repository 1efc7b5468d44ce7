package workbook

import (
	"strings"

	"goalxl/allocate"
	"goalxl/templates"
	"goalxl/workbook/sheet"
)

// figureCache keeps figures that were read lately, by what stands in the cell:
// figures repeat, and equal ones then share their memory.
type figureCache[V any] struct{ slots []cachedFigure[V] }

type cachedFigure[V any] struct {
	text  string
	style int32
	col   *columnReader
	value V
}

// manyFigures is from how many bytes of worksheets on a cache pays that is not small.
const manyFigures = 256 << 10

func (f *figureCache[V]) init(bytes int64) {
	n := 1 << 11
	if bytes < manyFigures {
		n = 1 << 7
	}
	f.slots = make([]cachedFigure[V], n)
}

// slot is where the figure of a cell is kept, if it is.
func (f *figureCache[V]) slot(text string, style int32) *cachedFigure[V] {
	return &f.slots[(hashOf(text)^uint32(style)*31)%uint32(len(f.slots))]
}

// maxCached is the longest text of a figure that is worth keeping.
const maxCached = 24

// amount reads the figure of a cell; state is Blank for nil. What cannot be read
// is named in the plan, and Broken.
func (t *tableReader) amount(c *sheet.Cell, col *columnReader, at allocate.Ref) (a allocate.Amount, state allocate.Cell) {
	if c == nil || col == nil {
		return a, allocate.Blank
	}
	if state = t.stateOf(c, col, at); state == allocate.Broken {
		return a, state
	}
	text := aliased(t.bytesOf(c))
	slot := t.amounts.slot(text, c.Style)
	if !t.rowUnit.IsZero() {
		var ok bool
		if a, ok = t.freshAmount(c, col, text); !ok {
			return a, t.unread(c, at)
		}
	} else if slot.col == col && slot.style == c.Style && slot.text == text && c.Type != sheet.Date {
		a = slot.value
	} else {
		var ok bool
		if a, ok = t.freshAmount(c, col, text); !ok {
			return a, t.unread(c, at)
		}
		if len(text) <= maxCached {
			slot.col, slot.style, slot.value = col, c.Style, a
			if slot.text = text; c.Type != sheet.Shared {
				slot.text = strings.Clone(text)
			}
		}
	}
	col.tally.amount(&a, c, t.book.format(c.Style), state)
	return a, state
}

// freshAmount reads a figure that is not in the cache.
func (t *tableReader) freshAmount(c *sheet.Cell, col *columnReader, text string) (a allocate.Amount, ok bool) {
	switch c.Type {
	case sheet.Number:
		return t.numberAmount(c, col)
	case sheet.Shared, sheet.Inline, sheet.FormulaStr:
		if strings.TrimSpace(text) != text || c.Type != sheet.Shared {
			text = strings.Clone(trim(text))
		}
		unit := t.bareUnit(col)
		a, err := allocate.ParseAmount(text, unit.Base, unit.Scale)
		return a, err == nil
	}
	return a, false
}

// bareUnit returns the unit of a bare number: that of the row's own column of
// units, else of heading or sheet.
func (t *tableReader) bareUnit(col *columnReader) templates.Unit {
	if !t.rowUnit.IsZero() && col.heading.Unit.IsZero() {
		return t.rowUnit
	}
	return col.unit
}

// numberAmount reads a number: number format, heading and sheet say its unit.
func (t *tableReader) numberAmount(c *sheet.Cell, col *columnReader) (a allocate.Amount, ok bool) {
	f := t.book.format(c.Style)
	d, err := allocate.ParseNumberBytes(c.Text)
	if err != nil || f.date {
		return a, false
	}
	if f.percent {
		return allocate.Amount{Value: d, Unit: allocate.PercentUnit, Scale: -2, Digits: f.digits}, true
	}
	unit := t.bareUnit(col)
	if own := unit; !f.unit.IsZero() {
		unit = f.unit
		if f.symbol && (own.Base == "" || own.Base == f.unit.Base) {
			unit.Scale = own.Scale
		}
	}
	if unit.Base == allocate.PercentUnit {
		a.Digits = max(0, int8(-d.Exponent()))
		a.Unit, a.Scale, a.Value = unit.Base, -2, d.Shift(-2)
		return a, true
	}
	a.Unit, a.Scale = unit.Base, unit.Scale
	if f.general || f.text {
		a.Digits = int8(max(0, -d.Exponent()))
	} else {
		a.Digits = f.digits
	}
	if shift := unit.Scale - f.divisor; shift != 0 {
		d = d.Shift(int32(shift))
	}
	a.Value = d
	return a, true
}

// stateOf says how the figure of a cell stands there before its text is read.
func (t *tableReader) stateOf(c *sheet.Cell, col *columnReader, at allocate.Ref) allocate.Cell {
	switch {
	case c.Type == sheet.Error:
		return t.unread(c, at)
	case c.Kind == sheet.NoFormula && !c.Spilled:
		return allocate.Typed
	case c.Type == sheet.Blank:
		return allocate.Broken // no stored value: computed at the end
	case c.Type == sheet.FormulaStr && blankText(c.Text):
		return allocate.Broken // ="" shows nothing: neither a figure, nor a place for one
	}
	return allocate.Derived
}

// unread names a cell that holds something that could not be read.
func (t *tableReader) unread(c *sheet.Cell, at allocate.Ref) allocate.Cell {
	u := allocate.Unread{At: at, Text: t.shown(c), Error: c.Type == sheet.Error}
	t.plan.Unread = append(t.plan.Unread, u)
	return allocate.Broken
}

// shown returns what stands in a cell, for people.
func (t *tableReader) shown(c *sheet.Cell) string {
	switch c.Type {
	case sheet.Shared:
		return trim(aliased(t.bytesOf(c)))
	case sheet.Number:
		if f := t.book.format(c.Style); f.date {
			if p, ok := t.datePeriod(c, f); ok {
				return p.In(0)
			}
		}
	case sheet.Bool:
		if string(c.Text) == "1" {
			return "TRUE"
		}
		return "FALSE"
	}
	return strings.Clone(trim(aliased(c.Text)))
}
