package workbook

import (
	"cmp"
	"io"
	"slices"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/patch"
	"goalxl/workbook/report"
	"goalxl/workbook/sheet"
)

// Merged is what is put into a workbook from the replies to it.
type Merged struct {
	Entries []Entry
	// Rows are new rows, which go into the blank rows below the last row of data.
	Rows    []NewEntry
	Ledgers []report.Ledger // sheets of the tool's own
}

// Entry is a cell that gets what a reply says. A field that the table has no column
// for gets one at the right end, together with the others that owners fill in.
type Entry struct {
	Table, Row int32
	Field      allocate.Field
	Value      CellValue
}

// NewEntry is a row that a reply adds to a table.
type NewEntry struct {
	Table, Row int32
	Values     map[allocate.Field]CellValue
}

// Merge returns what writes the workbook with the entries in it. A formula is never
// written over (see Writable). All else passes through byte for byte. Read, or Cells,
// has been called before.
func (b *Book) Merge(in Merged) func(io.Writer) error {
	return func(w io.Writer) error {
		g, err := b.newGraft(collectLayer)
		if err != nil {
			return err
		}
		m := &marker{graft: g, lang: b.Lang()}
		m.spell = speller{lang: m.lang, styles: m.styles, clones: map[clone]int32{}}
		if err := m.planMerge(in); err != nil {
			return err
		}
		sum := sumWriter{w: w}
		if err := b.pkg.Write(&sum, m.changes); err != nil {
			return err
		}
		b.written = sum.sum
		return nil
	}
}

// planMerge prepares every edit before a byte is written.
func (m *marker) planMerge(in Merged) error {
	m.planEntries(in)
	if len(in.Entries)+len(in.Rows) > 0 {
		if err := m.planFresh(); err != nil {
			return err
		}
	}
	var taken []string
	for _, s := range m.book.pkg.Sheets() {
		taken = append(taken, s.Name)
	}
	sheets, err := report.BuildLedgers(in.Ledgers, m.lang, taken, m.book.pkg.Strict(), m.styles)
	if err != nil {
		return err
	}
	m.addSheets(sheets)
	if err := m.planStyles(); err != nil {
		return err
	}
	if m.bookEdit.Areas, err = m.openAreas(); err != nil {
		return err
	}
	if err := m.planParts(m.book.merged || len(in.Entries)+len(in.Rows) > 0); err != nil {
		return err
	}
	for i, s := range m.sheets {
		if s != nil {
			m.changes.Edit[m.book.layout.sheets[i].Part] = m.sheetEdit(s)
		}
	}
	m.editParts()
	return nil
}

// planEntries sorts the entries by the sheets and rows that they stand in.
func (m *marker) planEntries(in Merged) {
	layout := m.book.layout
	m.sheets = make([]*sheetMarks, len(layout.sheets))
	tables := map[int32]*mergedTable{}
	table := func(i int32) *mergedTable {
		if tables[i] == nil {
			tables[i] = &mergedTable{Table: layout.tables[i], rows: map[int32][]mergedCell{}}
			s := &m.sheets[layout.tables[i].Sheet]
			if *s == nil {
				*s = &sheetMarks{sheet: &layout.sheets[layout.tables[i].Sheet]}
			}
			(*s).merged = append((*s).merged, tables[i])
		}
		return tables[i]
	}
	for _, e := range in.Entries {
		table(e.Table).put(m, e.Row, e.Field, e.Value)
	}
	for _, r := range in.Rows {
		for f, v := range r.Values {
			table(r.Table).put(m, r.Row, f, v)
		}
		t := table(r.Table)
		t.news = append(t.news, r.Row)
	}
	for _, t := range tables {
		for row := range t.rows {
			slices.SortFunc(t.rows[row], func(a, b mergedCell) int { return cmp.Compare(a.col, b.col) })
		}
		slices.Sort(t.news)
	}
}

// mergedTable is what a table gets from the replies.
type mergedTable struct {
	*Table
	rows  map[int32][]mergedCell
	news  []int32       // of the rows, those that the table does not have yet
	added []addedColumn // columns that it gets
}

// mergedCell is a cell that is written.
type mergedCell struct {
	col   int32
	like  *Column // the column whose figures show how this one is written
	value CellValue
}

// addedColumn is a column at the right end that the table gets.
type addedColumn struct {
	templates.OpenColumn
	col  int32
	like *Column // whose figures it looks like; nil for words
}

// put plans a cell.
func (t *mergedTable) put(m *marker, row int32, f allocate.Field, v CellValue) {
	c := mergedCell{value: v}
	if col := t.Column(f, 0); col != nil {
		c.col, c.like = col.Col, col
	} else {
		t.addColumns(f)
		i := slices.IndexFunc(t.added, func(a addedColumn) bool { return a.Field == f })
		if i < 0 {
			return // no column is free: Writable has said so
		}
		c.col, c.like = t.added[i].col, t.added[i].like
	}
	if v.Figure != nil && c.like != nil {
		m.spell.prepare(c.like, v.Figure)
	}
	t.rows[row] = append(t.rows[row], c)
}

// addColumns gives the table a column for the field, and with it for the others that
// its owners fill in and that it lacks.
func (t *mergedTable) addColumns(f allocate.Field) {
	open := templates.Open(t.Kind)
	if len(t.added) > 0 || !slices.ContainsFunc(open, func(c templates.OpenColumn) bool { return c.Field == f }) {
		return
	}
	free := t.free
	for _, c := range open {
		if t.Column(c.Field, 0) != nil || len(free) == 0 {
			continue
		}
		a := addedColumn{OpenColumn: c, col: free[0]}
		if target := t.Column(allocate.FieldAmount, 0); c.Kind == templates.Amount && target != nil {
			like := *target
			like.Col = a.col
			a.like = &like
		}
		t.added, free = append(t.added, a), free[1:]
	}
}

// heading is what stands over an added column: with the unit, where its figures are
// numbers that do not say it.
func (m *marker) heading(a addedColumn) string {
	text := a.Heading.In(m.lang)
	if a.like == nil || a.like.Written.Text || a.like.Unit.Text == "" {
		return text
	}
	return text + unitBrackets.With(a.like.Unit.Text).In(m.lang)
}

// edits appends the edits of the table's cells in a row.
func (t *mergedTable) edits(m *marker, row *sheet.Row, buf []sheet.CellEdit) []sheet.CellEdit {
	for _, c := range t.rows[row.Num] {
		buf = append(buf, m.mergedEdit(row.Cell(c.col), c, t.beside(row, c)))
	}
	if len(t.added) == 0 || row.Num < t.HeadLast || row.Num > t.LastRow {
		return buf
	}
	beside := row.Cell(t.LastCol)
	for _, a := range t.added {
		if slices.ContainsFunc(buf, func(e sheet.CellEdit) bool { return e.Col == a.col }) {
			continue
		}
		edit := sheet.CellEdit{Col: a.col, Style: -1, Value: true}
		if beside != nil {
			edit.Style = beside.Style
		}
		if row.Num == t.HeadLast {
			edit.Text = m.heading(a)
		} else if edit.Style <= 0 || row.Cell(a.col) != nil {
			continue
		}
		buf = append(buf, edit)
	}
	return buf
}

// beside returns the style that a new cell of the row takes over: for figures that
// of the cell they are written like, else that at the table's right end.
func (t *mergedTable) beside(row *sheet.Row, c mergedCell) int32 {
	like := row.Cell(t.LastCol)
	if target := t.Column(allocate.FieldAmount, 0); c.like != nil && target != nil && c.like.Field == target.Field {
		like = row.Cell(target.Col)
	}
	if like == nil {
		return -1
	}
	return like.Style
}

// mergedEdit puts what a reply says into its cell: a figure as its neighbours are
// written, words as they are.
func (m *marker) mergedEdit(cell *sheet.Cell, c mergedCell, beside int32) sheet.CellEdit {
	edit := sheet.CellEdit{Col: c.col, Style: -1, Value: true, Text: c.value.Text}
	if fits(c.value.Figure, c.like) {
		to := *c.like
		to.Col = c.col
		if cell == nil && beside >= 0 {
			to.Written.Style = beside
		}
		edit = m.spell.edit(cell, &to, m.spell.figure(likeColumn(c.value.Figure, c.like), c.like))
	} else if a, ok := c.value.Figure.(allocate.Amount); ok {
		a.Form = 0
		edit.Text = a.Written() // with its unit, whatever the heading here says
	}
	if cell == nil && edit.Style < 0 {
		edit.Style = beside
	}
	return edit
}

// likeColumn is a figure spelled as the texts of the column are: with their separators
// and their sign of the unit, as long as that reads back as the same figure.
func likeColumn(v allocate.Value, c *Column) allocate.Value {
	a, ok := v.(allocate.Amount)
	if !ok || !c.Written.Text {
		return v
	}
	like := a
	if like.Form = c.Written.Form; c.Written.Cells > 0 && readsBack(like, c.Unit) {
		return like
	}
	return v
}

// readsBack reports whether an amount, as it would be written, is read as itself where
// bare numbers have the unit.
func readsBack(a allocate.Amount, bare templates.Unit) bool {
	b, err := allocate.ParseAmount(a.Written(), bare.Base, bare.Scale)
	return err == nil && b.Unit == a.Unit && b.Value.Equal(a.Value)
}

// fits reports whether a figure can be written as the column writes its own.
func fits(v allocate.Value, c *Column) bool {
	if v == nil || c == nil {
		return false
	}
	a, ok := v.(allocate.Amount)
	if ok && c.Written.Text && !readsBack(likeColumn(a, c).(allocate.Amount), c.Unit) {
		return false
	}
	return !ok || !c.Written.Uneven && (c.Written.Text || c.Unit.Base == "" && a.Unit == "" || c.Unit.Base == a.Unit || c.Written.Format != "" && c.Written.Scale == a.Scale)
}

// missing returns the new rows that stand between two rows of the sheet.
func (t *mergedTable) missing(m *marker, after, before int32) (rows []sheet.NewRow) {
	for _, n := range t.news {
		if n <= after || n >= before {
			continue
		}
		r := sheet.NewRow{Num: n}
		for _, c := range t.rows[n] {
			r.Cells = append(r.Cells, m.mergedEdit(nil, c, -1))
		}
		rows = append(rows, r)
	}
	return rows
}

// mergedHead makes room for the added columns and rows in what the sheet says of itself.
func (m *marker) mergedHead(s *sheetMarks, head []byte) ([]patch.Splice, error) {
	var used sheet.Range
	var widths []sheet.ColumnWidth
	for _, t := range s.merged {
		if len(t.added) == 0 && len(t.news) == 0 {
			continue
		}
		if r := t.Range(); used.Col2 == 0 {
			used = r
		} else {
			used = sheet.Range{Col1: min(used.Col1, r.Col1), Row1: min(used.Row1, r.Row1), Col2: max(used.Col2, r.Col2), Row2: max(used.Row2, r.Row2)}
		}
		for _, a := range t.added {
			used.Col2 = max(used.Col2, a.col)
			widths = append(widths, sheet.ColumnWidth{Col: a.col, Width: float64(a.Width)})
		}
		for _, row := range t.news {
			used.Row2 = max(used.Row2, row)
		}
	}
	if used.Col2 == 0 {
		return nil, nil
	}
	splices, err := sheet.ExtendDimension(head, used)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(widths, func(a, b sheet.ColumnWidth) int { return cmp.Compare(a.Col, b.Col) })
	widths = slices.CompactFunc(widths, func(a, b sheet.ColumnWidth) bool { return a.Col == b.Col })
	wide, err := sheet.AddColumnWidths(head, widths)
	splices = append(splices, wide...)
	for i := range splices {
		splices[i].Value = true
	}
	return splices, err
}

var unitBrackets = lang.T("（%s）", " (%s)")
