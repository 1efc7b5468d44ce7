package workbook

import (
	"strings"

	"goalxl/allocate"
	"goalxl/templates"
)

// maxLevels is how many rows of headings a table can have.
const maxLevels = 3

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

// heading is a column of a candidate header: its texts, upper ones first.
type heading struct {
	col   int32
	parts []string
}

// found is a table that the headings of some rows make.
type found struct {
	kind     allocate.TableKind
	rows     []looseRow // the rows of headings, the upper first
	headings []heading
	meanings []templates.Meaning
	roles    []templates.Role
}

func (f *found) firstCol() int32 { return f.headings[0].col }
func (f *found) lastCol() int32  { return f.headings[len(f.headings)-1].col }

// compose gives each column that has a text in any of the rows its headings. An
// upper heading stands also over the columns to its right until the next one, as
// merged cells look, as long as there are headings below both.
func compose(rows []looseRow) []heading {
	var out []heading
	last := len(rows) - 1
	for _, col := range columnsOf(rows) {
		h := heading{col: col}
		for i := range rows {
			text := rows[i].at(col)
			if text == "" && i < last && below(rows[i+1:], col) {
				text = carried(rows, i, col)
			}
			if text != "" {
				h.parts = appendUnit(h.parts, text)
			}
		}
		if len(h.parts) > 0 {
			out = append(out, h)
		}
	}
	return out
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

// recognise finds the tables that the rows of headings make: one for each
// stretch of neighbouring columns, or one over a single blank column.
func recognise(rows []looseRow) []found {
	hs := compose(rows)
	runs := split(hs)
	var tables []found
	for _, run := range runs {
		if f, ok := bindRun(rows, run); ok {
			tables = append(tables, f)
		}
	}
	if len(tables) > 1 || len(runs) == 1 {
		return tables
	}
	if joined := join(runs); len(joined) > 0 {
		if f, ok := bind(rows, joined); ok && (len(tables) == 0 || f.kind == tables[0].kind && len(f.headings) > len(tables[0].headings)) {
			return []found{f}
		}
	}
	return tables
}

// bindRun reads the headings of one stretch of columns. Where only its first
// column has an upper text, that is a title over the table, not a heading.
func bindRun(rows []looseRow, run []heading) (found, bool) {
	for len(rows) > 1 && titled(&rows[0], run) {
		lower := compose(rows[1:])
		var inside []heading
		for _, h := range lower {
			if h.col >= run[0].col && h.col <= run[len(run)-1].col {
				inside = append(inside, h)
			}
		}
		if _, ok := bind(rows[1:], inside); !ok {
			break
		}
		rows, run = rows[1:], inside
	}
	f, ok := bind(rows, run)
	if !ok && run[0].col > 1 { // the corner over the items is often left blank
		corner := heading{col: run[0].col - 1, parts: []string{""}}
		f, ok = bind(rows, append([]heading{corner}, run...))
	}
	return f, ok
}

// titled reports whether the row has one text over the columns, in the first.
func titled(row *looseRow, run []heading) bool {
	n := 0
	for i := range row.cells {
		if c := &row.cells[i]; c.col >= run[0].col && c.col <= run[len(run)-1].col {
			n++
		}
	}
	return n == 0 || n == 1 && row.at(run[0].col) != ""
}

// split cuts headings where columns between them have none.
func split(hs []heading) [][]heading {
	var runs [][]heading
	start := 0
	for i := 1; i <= len(hs); i++ {
		if i == len(hs) || hs[i].col != hs[i-1].col+1 {
			runs = append(runs, hs[start:i])
			start = i
		}
	}
	return runs
}

// join returns the headings of the longest series of runs with no more than one
// column between them.
func join(runs [][]heading) []heading {
	var best, cur []heading
	for _, run := range runs {
		if len(cur) > 0 && run[0].col-cur[len(cur)-1].col > 2 {
			cur = nil
		}
		cur = append(cur[:len(cur):len(cur)], run...)
		if len(cur) > len(best) {
			best = cur
		}
	}
	return best
}

// bind reads the headings of one candidate table.
func bind(rows []looseRow, hs []heading) (found, bool) {
	if len(hs) < 2 {
		return found{}, false
	}
	if figuresIn(rows, hs[0].col, hs[len(hs)-1].col) {
		return found{}, false
	}
	f := found{rows: rows, headings: hs, meanings: make([]templates.Meaning, len(hs))}
	known := 0
	for i := range hs {
		f.meanings[i] = templates.Understand(hs[i].parts...)
		if f.meanings[i].Known() {
			known++
		}
	}
	if known < 2 || known*3 < len(hs) {
		return found{}, false
	}
	f.kind, f.roles = templates.Bind(f.meanings)
	return f, f.kind != allocate.NoTable
}

// figuresIn reports whether the rows have a figure in the columns: then they are
// no headings.
func figuresIn(rows []looseRow, first, last int32) bool {
	for i := range rows {
		for j := range rows[i].cells {
			if c := &rows[i].cells[j]; c.figure && c.col >= first && c.col <= last {
				return true
			}
		}
	}
	return false
}

// withUppers returns the rows with those above them that are upper headings of it.
func withUppers(above []looseRow, row looseRow) []looseRow {
	rows := []looseRow{row}
	for i := len(above) - 1; i >= 0 && len(rows) < maxLevels; i-- {
		up := above[i]
		if up.num != rows[0].num-1 || !isUpper(&up, rows) {
			break
		}
		rows = append([]looseRow{trimNotes(up)}, rows...)
	}
	return rows
}

// isUpper reports whether a row can be upper headings of the rows below it,
// rather than a title: it has several texts, or one that does not start at the
// left end.
func isUpper(up *looseRow, rows []looseRow) bool {
	cells := trimNotes(*up).cells
	cols := columnsOf(rows)
	if len(cols) == 0 || len(cells) == 0 {
		return false
	}
	if len(cells) == 1 {
		m := templates.Understand(cells[0].text)
		return cells[0].col > cols[0] && (m.Known() || m.Span != templates.Span{})
	}
	for i := range cells {
		m := templates.Understand(cells[i].text)
		if m.Known() || m.Span != (templates.Span{}) {
			return true
		}
	}
	return false
}

// trimNotes leaves out the cells that are remarks: 单位：万元, 报告期：2017年10月.
func trimNotes(row looseRow) looseRow {
	kept := row.cells[:0:0]
	for _, c := range row.cells {
		if !c.figure && !strings.ContainsAny(c.text, ":：") {
			kept = append(kept, c)
		}
	}
	row.cells = kept
	return row
}

// continues reports whether a row goes on with the headings above it: it has
// texts under blank or merged ones, no figures, and most of them say something.
func continues(rows []looseRow, next looseRow) bool {
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
		if m := templates.Understand(c.text); m.Known() {
			known++
		}
	}
	return units == len(next.cells) || under > 0 && known*2 >= len(next.cells)
}
