package workbook

import (
	"strings"

	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// mayBeHeadings is a cheap look at a row: whether it could hold the headings of
// another table rather than data of this one. Rows with a figure do not; of the
// others two of the first texts must be words of headings.
func (t *tableReader) mayBeHeadings(row *sheet.Row) bool {
	from, to := t.span(row)
	if to-from < 2 {
		return false
	}
	cells := row.Cells[from:to]
	for i := range cells {
		switch c := &cells[i]; c.Type {
		case sheet.Blank:
		case sheet.Shared:
			if t.facts(c)&likeFigures != 0 {
				return false
			}
		case sheet.Inline, sheet.FormulaStr:
			if b := c.Text; len(b) > 0 && mayBeginFigure(b[0]) && looksFigure(aliased(b)) {
				return false
			}
		case sheet.Number:
			if !isYear(c.Text) {
				return false
			}
		default:
			return false
		}
	}
	texts, known := 0, 0
	for i := range cells {
		switch c := &cells[i]; c.Type {
		case sheet.Shared:
			known += t.known.shared(c.Index(), t.book.strings)
		case sheet.Inline, sheet.FormulaStr:
			known += t.known.bytes(c.Text)
		case sheet.Blank:
			continue
		}
		if texts++; known >= 2 {
			return true
		}
		if texts >= 4 || texts >= 2 && known == 0 {
			return false
		}
	}
	return false
}

// foreign reports whether a row after a blank one begins something that is none
// of the table's: several texts and no figure, and the cell of the amounts holds
// words. These are headings that nothing knows.
func (t *tableReader) foreign(row *sheet.Row) bool {
	col := t.byField[allocate.FieldAmount]
	if col == nil && len(t.series) > 0 {
		col = t.series[0]
	}
	if col == nil {
		return false
	}
	from, to := t.span(row)
	texts, words := 0, false
	for i := from; i < to; i++ {
		c := &row.Cells[i]
		switch c.Type {
		case sheet.Blank:
			if c.Kind != sheet.NoFormula {
				return false
			}
		case sheet.Shared, sheet.Inline:
			b := t.bytesOf(c)
			if blankText(b) {
				continue
			}
			if texts++; len(b) > longestHeading || looksFigure(aliased(b)) {
				return false
			}
			if c.Col == col.place.Col {
				_, err := allocate.ParseAmount(string(b), "", 0)
				words = err != nil && !strings.ContainsAny(aliased(b), "0123456789")
			}
		default:
			return false
		}
	}
	return words && texts >= 2
}

// span returns which of the row's cells stand in the table's columns.
func (t *tableReader) span(row *sheet.Row) (from, to int) {
	for from < len(row.Cells) && row.Cells[from].Col < t.first {
		from++
	}
	to = len(row.Cells)
	for to > from && row.Cells[to-1].Col > t.last {
		to--
	}
	return from, to
}

// pick sorts the cells of a row by field.
func (t *tableReader) pick(row *sheet.Row) {
	clear(t.cells[:])
	clear(t.seriesAt)
	t.formulas, t.silent = 0, 0
	t.filled, t.colons, t.lone, t.leading, t.unitCell, t.keyCell = 0, 0, nil, nil, nil, nil
	next := 0
	for i := range row.Cells {
		c := &row.Cells[i]
		if c.Col < t.first {
			continue
		}
		if c.Col > t.last {
			break
		}
		if c.Col == t.place.LastCol {
			t.place.seeBeside(c.Style)
		}
		for next < len(t.cols) && t.cols[next].place.Col < c.Col {
			next++
		}
		if next == len(t.cols) || t.cols[next].place.Col != c.Col {
			continue // a column without a heading
		}
		col := &t.cols[next]
		if col.role.Field == allocate.FieldCheck || !t.holds(c) {
			col.place.Written.seeBlank(c.Style)
			if c.Style != 0 && col.place.Written.Cells == 0 {
				col.place.Written.Style = c.Style
			}
			t.seeBlankUnit(col, c, row.Num)
			continue
		}
		t.count(c)
		if silent(c, col) {
			t.silent++
		}
		t.slot(col, c)
	}
}

// slot puts a cell of the row where its column's field is looked up.
func (t *tableReader) slot(col *columnReader, c *sheet.Cell) {
	switch f := col.role.Field; {
	case col == t.unitCol:
		t.unitCell = c
	case col == t.keyCol:
		t.keyCell = c
	case f == allocate.NoField || f == allocate.FieldOther:
	case t.byField[f] == col:
		t.cells[f] = c
	default:
		for i, series := range t.series {
			if series == col {
				t.seriesAt[i] = c
			}
		}
	}
}

// count counts a cell of the row that holds something.
func (t *tableReader) count(c *sheet.Cell) {
	t.filled++
	t.lone = c
	if c.Kind != sheet.NoFormula {
		t.formulas++
	}
	if t.leading == nil {
		t.leading = c
	}
	if t.filled == t.colons+1 && t.isColon(c) {
		t.colons++
	}
}

// silent reports whether a formula shows nothing: ="", or no value at all in a
// column of shares, which says nothing without its amount. A formula without a
// value elsewhere is computed, and may well say something.
func silent(c *sheet.Cell, col *columnReader) bool {
	switch {
	case c.Kind == sheet.NoFormula:
		return false
	case c.Type == sheet.FormulaStr:
		return blankText(c.Text)
	}
	return c.Type == sheet.Blank && col.role.Field == allocate.FieldShare
}

// holds reports whether a cell holds anything: a value that is not only spaces,
// or a formula.
func (t *tableReader) holds(c *sheet.Cell) bool {
	switch c.Type {
	case sheet.Blank:
		return c.Kind != sheet.NoFormula
	case sheet.Number, sheet.Bool, sheet.Error, sheet.Date:
		return true
	case sheet.Shared:
		return t.facts(c)&showsBlank == 0
	}
	return c.Kind != sheet.NoFormula || !blankText(c.Text)
}

// isColon reports whether a cell is a remark of the form 编制：张三.
func (t *tableReader) isColon(c *sheet.Cell) bool {
	switch c.Type {
	case sheet.Shared:
		return t.facts(c)&hasColon != 0
	case sheet.Inline:
		return mayBeRemark(c.Text)
	}
	return false
}

// isRemark reports whether a lone text is a remark on the table.
func isRemark(text string) bool {
	s := strings.TrimSpace(text)
	for _, w := range [...]string{"注", "备注", "说明", "编制", "制表", "审核", "填报", "数据来源", "报告期", "单位", "金额单位", "Note", "note", "Source", "Unit", "Prepared"} {
		if rest, ok := strings.CutPrefix(s, w); ok && (rest == "" || strings.ContainsAny(rest, ":：") || rest[0] >= '0' && rest[0] <= '9') {
			return true
		}
	}
	return false
}

// itemCell returns the cell that names the row; nil if it is blank.
func (t *tableReader) itemCell() *sheet.Cell {
	switch t.kind {
	case allocate.GoalTable:
		return t.cells[allocate.FieldType]
	case allocate.TrackingTable:
		return t.cells[allocate.FieldName]
	}
	return t.cells[allocate.FieldItem]
}

// seeBlankUnit notes a blank amount whose number format says what a number in it
// would be: in a column of several units only the cell itself tells.
func (t *tableReader) seeBlankUnit(col *columnReader, c *sheet.Cell, row int32) {
	if col.role.Field != allocate.FieldAmount {
		return
	}
	if f := t.book.format(c.Style); f.unit.IsZero() || f.symbol {
		return
	}
	if t.place.blanks == nil {
		t.place.blanks = map[int32]int32{}
	}
	t.place.blanks[row] = c.Style
}
