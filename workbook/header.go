package workbook

import (
	"goalxl/allocate"
	"goalxl/templates"
)

// maxLevels is how many rows of headings a table can have.
const maxLevels = 3

// heading is a column of a candidate header: its texts, upper ones first.
type heading struct {
	col   int32
	parts []string
}

// found is a table that the headings of some rows make.
type found struct {
	kind     allocate.TableKind // how its rows are read
	as       allocate.TableKind // what it is to people
	rows     []looseRow         // the rows of headings, the upper first
	headings []heading
	meanings []templates.Meaning
	roles    []templates.Role
}

// idle reports whether the plan has no place for the table's figures: actuals by
// month or quarter, or of no time that is named. Its rows are passed over, and are
// no data of another table.
func (f *found) idle() bool {
	if f.kind != allocate.HistoryTable {
		return false
	}
	long, named := false, false
	for i := range f.roles {
		r := &f.roles[i]
		long = long || r.Field == allocate.FieldYear
		named = named || r.Year != 0 || r.Field == allocate.FieldPrior
	}
	return !long && !named
}

// declared returns how many of the headings are declared words.
func (f *found) declared() int {
	n := 0
	for i := range f.meanings {
		if f.meanings[i].Declared || f.meanings[i].Stated {
			n++
		}
	}
	return n
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

// recognise finds the tables that the rows of headings make: one for each
// stretch of neighbouring columns, or one over a single blank column.
func recognise(g *templates.Glossary, rows []looseRow) []found {
	hs := compose(rows)
	runs := split(hs)
	var tables []found
	for _, run := range runs {
		if f, ok := bindRun(g, rows, run); ok {
			tables = append(tables, f)
		}
	}
	if len(tables) > 1 || len(runs) == 1 {
		return tables
	}
	if joined := join(runs); len(joined) > 0 {
		if f, ok := bind(g, rows, joined); ok && (len(tables) == 0 || f.kind == tables[0].kind && len(f.headings) > len(tables[0].headings)) {
			return []found{f}
		}
	}
	return tables
}

// bindRun reads the headings of one stretch of columns. Where only its first
// column has an upper text, that is a title over the table, not a heading.
func bindRun(g *templates.Glossary, rows []looseRow, run []heading) (found, bool) {
	for len(rows) > 1 && titled(&rows[0], run) {
		lower := compose(rows[1:])
		var inside []heading
		for _, h := range lower {
			if h.col >= run[0].col && h.col <= run[len(run)-1].col {
				inside = append(inside, h)
			}
		}
		if _, ok := bind(g, rows[1:], inside); !ok {
			break
		}
		rows, run = rows[1:], inside
	}
	f, ok := bind(g, rows, run)
	if !ok && run[0].col > 1 { // the corner over the items is often left blank
		corner := heading{col: run[0].col - 1, parts: []string{""}}
		f, ok = bind(g, rows, append([]heading{corner}, run...))
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
func bind(g *templates.Glossary, rows []looseRow, hs []heading) (found, bool) {
	if len(hs) < 2 {
		return found{}, false
	}
	if figuresIn(rows, hs[0].col, hs[len(hs)-1].col) {
		return found{}, false
	}
	for _, kind := range g.Kinds() { // words that were stated for tables of one kind
		if f, ok := bindAs(g, kind, rows, hs); ok && (f.kind == kind || f.as == kind) {
			return f, true
		}
	}
	return bindAs(g, allocate.NoTable, rows, hs)
}

// bindAs reads the headings with the words for a kind of table.
func bindAs(g *templates.Glossary, kind allocate.TableKind, rows []looseRow, hs []heading) (found, bool) {
	f := found{rows: rows, headings: hs, meanings: make([]templates.Meaning, len(hs))}
	known := 0
	for i := range hs {
		f.meanings[i] = g.Understand(kind, hs[i].parts...)
		if f.meanings[i].Known() {
			known++
		}
	}
	if known < 2 || known*3 < len(hs) {
		return found{}, false
	}
	f.take(templates.Bind(f.meanings))
	return f, f.kind != allocate.NoTable
}

// take takes what the headings were found to be.
func (f *found) take(b templates.Bound) { f.kind, f.as, f.roles = b.Kind, b.As, b.Roles }

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
