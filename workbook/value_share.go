package workbook

import (
	"strings"

	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// share reads the share of a cell. A bare number, of which the column as a whole
// must tell whether 40 is 40%, is returned as it stands, with digits -1-n: finish
// settles it.
func (t *tableReader) share(c *sheet.Cell, col *columnReader, at allocate.Ref) (s allocate.Share, state allocate.Cell) {
	if c == nil || col == nil {
		return s, allocate.Blank
	}
	if state = t.stateOf(c, col, at); state == allocate.Broken {
		return s, state
	}
	text := aliased(t.bytesOf(c))
	slot := t.shares.slot(text, c.Style)
	if slot.col == col && slot.style == c.Style && slot.text == text {
		s = slot.value
	} else {
		var ok bool
		if s, ok = t.freshShare(c, text); !ok {
			return s, t.unread(c, at)
		}
		if len(text) <= maxCached {
			slot.col, slot.style, slot.value = col, c.Style, s
			if slot.text = text; c.Type != sheet.Shared {
				slot.text = strings.Clone(text)
			}
		}
	}
	col.tally.share(&s, c, t.book.format(c.Style), state)
	return s, state
}

// freshShare reads a share that is not in the cache.
func (t *tableReader) freshShare(c *sheet.Cell, text string) (s allocate.Share, ok bool) {
	switch c.Type {
	case sheet.Number:
		f := t.book.format(c.Style)
		d, err := allocate.ParseNumberBytes(c.Text)
		switch {
		case err != nil || f.date:
			return s, false
		case f.percent:
			return allocate.Share{Value: d, Digits: f.digits}, true
		case f.unit.Base == allocate.PercentUnit: // 0"%": the number is a percentage
			return allocate.Share{Value: d.Shift(-2), Digits: f.digits}, true
		}
		return allocate.Share{Value: d, Digits: bareDigits(-d.Exponent())}, true
	case sheet.Shared, sheet.Inline, sheet.FormulaStr:
		text = strings.Clone(trim(text))
		s, err := allocate.ParseShare(text, false)
		if err != nil {
			return s, false
		}
		if !strings.ContainsAny(text, "%％﹪") {
			s.Digits = bareDigits(-s.Value.Exponent())
		}
		return s, true
	}
	return s, false
}

// bareDigits marks the digits of a bare number of a share column.
func bareDigits(n int32) int8 { return -1 - int8(min(max(0, n), 100)) }
