package workbook

import (
	"io"
	"sort"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/patch"
	"goalxl/workbook/sheet"
	"goalxl/workbook/style"
)

// sheetMarks is what one sheet gets.
type sheetMarks struct {
	sheet   *Sheet
	tables  []*tableMarks
	formats []sheet.CF
	vmlRel  string         // relationship of a notes drawing that the sheet gets; "" if none
	fresh   freshCells     // formulas whose stored values the changes outdate
	merged  []*mergedTable // what the sheet's tables get from replies; nil for fill
}

// rewind makes the sheet's marks ready for its rows to stream by again.
func (s *sheetMarks) rewind() {
	s.fresh.next = 0
	for _, t := range s.tables {
		t.next = 0
	}
}

// tableMarks is what one table gets: its changes, by row, and the words of its
// 核对结果 column. Rows stream by once, so the changes are followed by a cursor.
type tableMarks struct {
	*Table
	index   int32
	changes []allocate.Change // those of the check's result that are the table's
	next    int
	data    bitset          // rows that are data or totals, counted from HeadLast
	words   rowWords        // of the rows that have a finding
	flat    map[int32]int32 // see flatten
}

// planSheets sorts changes and findings by the table that they belong to.
func (m *marker) planSheets() {
	layout := m.book.layout
	m.sheets = make([]*sheetMarks, len(layout.sheets))
	marks := make([]*tableMarks, len(layout.tables))
	for i, t := range layout.tables {
		s := m.sheets[t.Sheet]
		if s == nil {
			s = &sheetMarks{sheet: &layout.sheets[t.Sheet]}
			m.sheets[t.Sheet] = s
		}
		marks[i] = &tableMarks{Table: t, index: int32(i)}
		marks[i].flatten(m.styles)
		s.tables = append(s.tables, marks[i])
	}
	m.dataRows(marks)
	m.planChanges(marks)
	words := &wording{lang: m.lang}
	for _, t := range marks {
		t.words.in = words
	}
	for i := range m.res.Findings {
		m.planWords(marks, &m.res.Findings[i])
	}
	for _, s := range m.sheets {
		if s != nil {
			sort.SliceStable(s.tables, func(i, j int) bool { return s.tables[i].CheckCol < s.tables[j].CheckCol })
		}
	}
}

// dataRows notes which rows of each table are data, so that a title or a remark
// between them gets no 通过.
func (m *marker) dataRows(marks []*tableMarks) {
	p := m.book.plan
	note := func(at allocate.Ref) {
		if t := marks[at.Table]; at.Row > t.HeadLast {
			t.data.add(at.Row - t.HeadLast)
		}
	}
	for _, t := range p.Targets {
		note(t.At)
	}
	for _, b := range p.Breakdowns {
		note(b.At)
	}
	for _, t := range p.Totals {
		note(t.At)
	}
	for _, a := range p.Actions {
		note(a.At)
	}
}

// planChanges gives each table its changes, which come by table and row, and
// makes the cell formats that they need.
func (m *marker) planChanges(marks []*tableMarks) {
	all := m.res.Changes
	for len(all) > 0 {
		t, n := marks[all[0].At.Table], 1
		for n < len(all) && all[n].At.Table == t.index {
			n++
		}
		t.changes, all = all[:n], all[n:]
		for i := range t.changes {
			c := &t.changes[i]
			if col := t.Column(c.At.Field, c.At.Year); col != nil {
				m.spell.prepare(col, c.After)
			}
		}
	}
}

// planWords writes a finding into the 核对结果 of its row, and of each row that is
// at fault by itself. A row's words begin with its worst severity, so that the
// column can be filtered by it.
func (m *marker) planWords(marks []*tableMarks, f *allocate.Finding) {
	refs := []allocate.Ref{f.At}
	if f.Each {
		refs = f.Members
	}
	last := allocate.Ref{Row: -1}
	for _, at := range refs {
		t := marks[at.Table]
		if at.Row <= t.HeadLast || at.Row == last.Row && at.Table == last.Table {
			continue
		}
		last = at
		t.words.add(at.Row-t.HeadLast, f.Severity, f.Rule)
	}
}

var passed = lang.T("通过", "Passed")

// word returns what stands in a row's 核对结果; "" for rows that get nothing.
func (t *tableMarks) word(row int32, l lang.Lang) string {
	if words := t.words.of(row - t.HeadLast); words != "" {
		return words
	}
	if t.data.has(row - t.HeadLast) {
		return passed.In(l)
	}
	return ""
}

// rowEdits returns the edits of a row's cells for all the tables beside each
// other on the sheet.
func (m *marker) rowEdits(s *sheetMarks, row *sheet.Row, buf []sheet.CellEdit) []sheet.CellEdit {
	buf = buf[:0]
	for _, t := range s.tables {
		if row.Num < t.HeadLast {
			continue
		}
		buf = m.changesOf(t, row, buf)
		if t.CheckCol > 0 && row.Num <= max(t.LastRow, t.HeadLast) {
			buf = m.checkCell(buf, t, row)
		}
	}
	for _, t := range s.merged {
		buf = t.edits(m, row, buf)
	}
	buf = s.fresh.edits(buf, row.Num)
	return byColumn(buf)
}

// byColumn sorts a row's edits by column. There are few, mostly in order.
func byColumn(buf []sheet.CellEdit) []sheet.CellEdit {
	for i := 1; i < len(buf); i++ {
		for j := i; j > 0 && buf[j].Col < buf[j-1].Col; j-- {
			buf[j], buf[j-1] = buf[j-1], buf[j]
		}
	}
	return buf
}

// changesOf appends the edits that a table's changes make in a row.
func (m *marker) changesOf(t *tableMarks, row *sheet.Row, buf []sheet.CellEdit) []sheet.CellEdit {
	t.advance(row.Num)
	for ; t.next < len(t.changes) && t.changes[t.next].At.Row == row.Num; t.next++ {
		c := &t.changes[t.next]
		if col := t.Column(c.At.Field, c.At.Year); col != nil {
			buf = append(buf, m.spell.edit(row.Cell(col.Col), col, m.figure(c.After, c.At, col)))
		}
	}
	return buf
}

// checkCell adds the row's cell of 核对结果.
func (m *marker) checkCell(buf []sheet.CellEdit, t *tableMarks, row *sheet.Row) []sheet.CellEdit {
	if edit := m.checkEdit(t, row.Num, row.Cell(t.LastCol)); edit.Col > 0 {
		return append(buf, edit)
	}
	return buf
}

// checkEdit returns a row's cell of 核对结果, which looks like the cell at the
// table's right end (nil if there is none); no edit for a row that gets nothing.
func (m *marker) checkEdit(t *tableMarks, row int32, beside *sheet.Cell) sheet.CellEdit {
	text := ""
	if row == t.HeadLast {
		text = templates.Check.In(m.lang)
	} else {
		text = t.word(row, m.lang)
	}
	if text == "" {
		return sheet.CellEdit{}
	}
	edit := sheet.CellEdit{Col: t.CheckCol, Style: -1, Text: text}
	if beside != nil {
		edit.Style = beside.Style
		if flat, ok := t.flat[beside.Style]; ok && row > t.HeadLast {
			edit.Style = flat
		}
	}
	return edit
}

// flatten prepares the styles of 核对结果: its words run on to the right where the
// cells beside it break theirs into lines, since the column is often narrow and the
// rows are as high as people made them.
func (t *tableMarks) flatten(styles *style.Styles) {
	if t.CheckCol == 0 {
		return
	}
	for _, xf := range t.besides {
		if flat := int32(styles.Unwrapped(int(xf))); flat != xf {
			if t.flat == nil {
				t.flat = map[int32]int32{}
			}
			t.flat[xf] = flat
		}
	}
}

// sheetEdit returns the edit that streams a sheet through its marks.
func (m *marker) sheetEdit(s *sheetMarks) func(io.Reader, io.Writer) error {
	return func(src io.Reader, dst io.Writer) error {
		s.rewind()
		return m.logged(s.sheet.Part, dst, func(w *patch.Writer) error {
			err := sheet.Rewrite(w, src, m.edits(s))
			return m.book.within(err, lang.Message{Text: lang.T("%s", "%s"), Args: []any{s.sheet.Name}})
		})
	}
}

// edits are the edits of a sheet. Those that would have every row read, as putting
// in rows does, are there only where the sheet needs them.
func (m *marker) edits(s *sheetMarks) sheet.Edits {
	var buf []sheet.CellEdit
	e := sheet.Edits{
		Row: func(row *sheet.Row) []sheet.CellEdit {
			buf = m.rowEdits(s, row, buf)
			return buf
		},
		Brief: m.brief(s),
		Head:  func(head []byte) ([]patch.Splice, error) { return m.headSplices(s, head) },
		Tail:  func(tail []byte) ([]patch.Splice, error) { return m.tailSplices(s, tail) },
	}
	if len(s.merged) > 0 {
		e.Missing = func(after, before int32) (rows []sheet.NewRow) {
			for _, t := range s.merged {
				rows = append(rows, t.missing(m, after, before)...)
			}
			return rows
		}
	}
	return e
}
