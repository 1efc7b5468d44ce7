package workbook

import (
	"io"
	"sort"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/patch"
	"goalxl/workbook/sheet"
)

// sheetMarks is what one sheet gets.
type sheetMarks struct {
	sheet   *Sheet
	tables  []*tableMarks
	formats []sheet.CF
	vmlRel  string // relationship of a notes drawing that the sheet gets; "" if none
}

// tableMarks is what one table gets: its changes, by row, and the words of its
// 核对结果 column. Rows stream by once, so both are followed by a cursor.
type tableMarks struct {
	*Table
	index   int32
	changes []tableChange // by row, then column
	next    int
	data    bitset           // rows that are data or totals, counted from HeadLast
	words   map[int32]string // of the rows that have a finding
	worst   map[int32]allocate.Severity
}

// tableChange is a change as its cell will hold it.
type tableChange struct {
	row, col int32
	spelled  spelled
	near     int32 // style of the column's figures, for a cell that does not exist yet
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
		marks[i] = &tableMarks{Table: t, index: int32(i), words: map[int32]string{}, worst: map[int32]allocate.Severity{}}
		s.tables = append(s.tables, marks[i])
	}
	m.dataRows(marks)
	for _, c := range m.res.Changes {
		m.planChange(marks[c.At.Table], c)
	}
	for _, t := range marks {
		sort.Slice(t.changes, func(i, j int) bool {
			a, b := &t.changes[i], &t.changes[j]
			return a.row < b.row || a.row == b.row && a.col < b.col
		})
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

func (m *marker) planChange(t *tableMarks, c allocate.Change) {
	col := t.Column(c.At.Field, c.At.Year)
	if col == nil {
		return
	}
	figure := m.figure(c.After, c.At, col)
	m.spell.prepare(col, figure)
	t.changes = append(t.changes, tableChange{row: c.At.Row, col: col.Col, spelled: figure, near: col.Written.Style})
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
		title := f.Rule.Title.In(m.lang)
		words, had := t.words[at.Row]
		if !had {
			t.worst[at.Row], t.words[at.Row] = f.Severity, title
			continue
		}
		if f.Severity > t.worst[at.Row] {
			t.worst[at.Row], t.words[at.Row] = f.Severity, title+listComma.In(m.lang)+words
		} else {
			t.words[at.Row] = words + listComma.In(m.lang) + title
		}
	}
}

var (
	listComma  = lang.T("；", "; ")
	wordsColon = lang.T("：", ": ")
	passed     = lang.T("通过", "Passed")
)

// word returns what stands in a row's 核对结果; "" for rows that get nothing.
func (t *tableMarks) word(row int32, l lang.Lang) string {
	if words, ok := t.words[row]; ok {
		return t.worst[row].In(l) + wordsColon.In(l) + words
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
		for t.next < len(t.changes) && t.changes[t.next].row < row.Num {
			t.next++
		}
		for ; t.next < len(t.changes) && t.changes[t.next].row == row.Num; t.next++ {
			c := &t.changes[t.next]
			buf = append(buf, m.spell.edit(row.Cell(c.col), c.col, c.spelled, c.near))
		}
		if t.CheckCol > 0 && row.Num <= max(t.LastRow, t.HeadLast) {
			buf = m.checkCell(buf, t, row)
		}
	}
	sort.Slice(buf, func(i, j int) bool { return buf[i].Col < buf[j].Col })
	return buf
}

// checkCell adds the row's cell of 核对结果, which looks like the cell at the
// table's right end.
func (m *marker) checkCell(buf []sheet.CellEdit, t *tableMarks, row *sheet.Row) []sheet.CellEdit {
	text := ""
	if row.Num == t.HeadLast {
		text = templates.Check.In(m.lang)
	} else {
		text = t.word(row.Num, m.lang)
	}
	if text == "" {
		return buf
	}
	edit := sheet.CellEdit{Col: t.CheckCol, Style: -1, Text: text}
	if beside := row.Cell(t.LastCol); beside != nil {
		edit.Style = beside.Style
	}
	return append(buf, edit)
}

// sheetEdit returns the edit that streams a sheet through its marks.
func (m *marker) sheetEdit(s *sheetMarks) func(io.Reader, io.Writer) error {
	return func(src io.Reader, dst io.Writer) error {
		var buf []sheet.CellEdit
		for _, t := range s.tables {
			t.next = 0
		}
		return m.logged(s.sheet.Part, dst, func(w *patch.Writer) error {
			err := sheet.Rewrite(w, src, sheet.Edits{
				Row: func(row *sheet.Row) []sheet.CellEdit {
					buf = m.rowEdits(s, row, buf)
					return buf
				},
				Head: func(head []byte) ([]patch.Splice, error) { return m.headSplices(s, head) },
				Tail: func(tail []byte) ([]patch.Splice, error) { return m.tailSplices(s, tail) },
			})
			return m.book.within(err, lang.Message{Text: lang.T("%s", "%s"), Args: []any{s.sheet.Name}})
		})
	}
}
