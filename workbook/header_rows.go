package workbook

import (
	"strings"

	"goalxl/allocate"
	"goalxl/templates"
)

// withUppers returns the rows with those above them that are upper headings of it.
func withUppers(g *templates.Glossary, above []looseRow, row looseRow) []looseRow {
	rows := []looseRow{row}
	for i := len(above) - 1; i >= 0 && len(rows) < maxLevels; i-- {
		up := above[i]
		if up.num != rows[0].num-1 || !isUpper(g, &up, rows) {
			break
		}
		rows = append([]looseRow{trimNotes(up)}, rows...)
	}
	return rows
}

// isUpper reports whether a row can be upper headings of the rows below it,
// rather than a title: it has several texts, or one that does not start at the
// left end.
func isUpper(g *templates.Glossary, up *looseRow, rows []looseRow) bool {
	cells := trimNotes(*up).cells
	cols := columnsOf(rows)
	if len(cols) == 0 || len(cells) == 0 {
		return false
	}
	if len(cells) == 1 {
		m := g.Understand(allocate.NoTable, cells[0].text)
		return cells[0].col > cols[0] && (m.Known() || m.Span != templates.Span{})
	}
	for i := range cells {
		m := g.Understand(allocate.NoTable, cells[i].text)
		if m.Known() || m.Span != (templates.Span{}) {
			return true
		}
	}
	return false
}

// trimNotes leaves out the cells that are remarks: 单位：万元, 报告期：2017年10月.
func trimNotes(row looseRow) looseRow {
	kept := row.cells[:0:0]
	for i, c := range row.cells {
		label := i > 0 && onlyUnitLabel(row.cells[i-1].text)
		if label { // 单位 | 万元
			_, label = templates.ParseUnit(c.text)
		}
		next := onlyUnitLabel(c.text) && i+1 < len(row.cells)
		if next {
			_, next = templates.ParseUnit(row.cells[i+1].text)
		}
		if _, title, ok := unitIn(c.text); ok && !title { // 单位/万元
			continue
		}
		if !c.figure && !label && !next && !strings.ContainsAny(c.text, ":：") {
			kept = append(kept, c)
		}
	}
	row.cells = kept
	return row
}

// continues reports whether a row goes on with the headings above it: it has
// texts under blank or merged ones, no figures, and most of them say something.
func continues(g *templates.Glossary, rows []looseRow, next looseRow) bool {
	top := rows[len(rows)-1]
	if next.num != top.num+1 || next.figures || len(rows) >= maxLevels || len(next.cells) == 0 {
		return false
	}
	known, under, units := 0, 0, 0
	first := columnsOf(rows)[0]
	for i := range next.cells {
		c := &next.cells[i]
		if c.col == first {
			return false
		}
		if !below(rows, c.col) {
			under++
		}
		if _, ok := templates.ParseUnit(strings.Trim(c.text, "()（） ")); ok {
			units++
		}
		if m := g.Understand(allocate.NoTable, c.text); m.Known() {
			known++
		}
	}
	return units == len(next.cells) || under > 0 && known*2 >= len(next.cells)
}

// looseRow is a copy of the cells of a row that belong to no table yet.
type looseRow struct {
	num     int32
	cells   []looseCell
	figures bool // some cell is a figure, so the row holds no headings
}

// looseCell is a cell of a looseRow.
type looseCell struct {
	col    int32
	text   string
	figure bool // a number that is no year
}

// at returns the text of the row's cell in the column, "" if there is none.
func (r *looseRow) at(col int32) string {
	for i := range r.cells {
		if r.cells[i].col == col && !r.cells[i].figure {
			return r.cells[i].text
		}
	}
	return ""
}

// appendUnit adds a heading below others; a row that holds nothing but the unit
// (万元) belongs to the heading above it.
func appendUnit(parts []string, text string) []string {
	if n := len(parts); n > 0 {
		if _, ok := templates.ParseUnit(strings.Trim(text, "()（） ")); ok {
			parts[n-1] += "(" + strings.Trim(text, "()（） ") + ")"
			return parts
		}
	}
	return append(parts, text)
}

// columnsOf returns the columns that have a text in any of the rows, in order.
func columnsOf(rows []looseRow) []int32 {
	var cols []int32
	for i := range rows {
		for j := range rows[i].cells {
			if c := rows[i].cells[j]; !c.figure && c.text != "" {
				cols = insertCol(cols, c.col)
			}
		}
	}
	return cols
}

func insertCol(cols []int32, col int32) []int32 {
	i := len(cols)
	for i > 0 && cols[i-1] > col {
		i--
	}
	if i > 0 && cols[i-1] == col {
		return cols
	}
	cols = append(cols, 0)
	copy(cols[i+1:], cols[i:])
	cols[i] = col
	return cols
}

// below reports whether any of the rows has a text in the column.
func below(rows []looseRow, col int32) bool {
	for i := range rows {
		if rows[i].at(col) != "" {
			return true
		}
	}
	return false
}

// carried returns the heading in row i that stands over the column from its left.
func carried(rows []looseRow, i int, col int32) string {
	for c := col - 1; c > 0; c-- {
		if text := rows[i].at(c); text != "" {
			if below(rows[i+1:], c) {
				return text
			}
			return ""
		}
		if !below(rows[i+1:], c) { // a gap
			return ""
		}
	}
	return ""
}
