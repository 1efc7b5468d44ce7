package workbook

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"goalxl/workbook/opc"
	"goalxl/workbook/report"
	"goalxl/workbook/sheet"
)

// WithoutLedgers returns the book as it was before an earlier Merge put its sheets in,
// known by their defined names; what that run merged into the tables stays. It
// returns b itself if there are none. Closing the result closes b.
func (b *Book) WithoutLedgers(names []string) (*Book, error) {
	pkg, err := b.withoutLedgers(names)
	if err != nil || pkg == b.pkg {
		return b, err
	}
	out, err := Of(pkg)
	if err != nil {
		return nil, err
	}
	out.stated, out.merged = b.stated, true
	out.marked = b.marked
	if out.marked != nil && pkg.Path() != b.pkg.Path() {
		out.marked.scratch = append(out.marked.scratch, pkg)
	}
	return out, nil
}

func (b *Book) withoutLedgers(names []string) (*opc.Package, error) {
	if r, part := findRecord(b.pkg, collectLayer); r != nil && r.untouched(b.pkg) {
		return r.undone(b.pkg, part, true)
	}
	m := &marks{pkg: b.pkg, layer: collectLayer, own: map[int]report.Kind{}, records: recordParts(b.pkg, collectLayer)}
	ledgers, err := b.ledgers(names)
	if err != nil {
		return nil, err
	}
	for i, s := range b.pkg.Sheets() {
		if slices.Contains(ledgers, s.Name) {
			m.own[i] = report.ChangesSheet
		}
	}
	if len(m.own) == 0 && len(m.records) == 0 || len(m.own) == len(b.pkg.Sheets()) {
		return b.pkg, nil
	}
	s := &stripper{marks: m, keepValues: true, layout: &Layout{}, cuts: map[string][]string{}}
	s.changes.Edit = map[string]func(io.Reader, io.Writer) error{}
	s.changes.Drop = map[string]bool{}
	if err := s.planBook(); err != nil {
		return nil, err
	}
	if err := s.planParts(); err != nil {
		return nil, err
	}
	return b.pkg.Scratch(s.changes)
}

// ledgers returns the sheets that the defined names refer to, in the names' order; ""
// for a name that the workbook does not have.
func (b *Book) ledgers(names []string) ([]string, error) {
	out := make([]string, len(names))
	raw, err := b.pkg.Bytes(b.pkg.Workbook())
	if err != nil || !bytes.Contains(raw, []byte("_goalxl.")) {
		return out, err
	}
	defined, err := opc.DefinedNames(raw)
	if err != nil {
		return nil, err
	}
	for _, d := range defined {
		if i := slices.Index(names, d.Name); i >= 0 {
			out[i] = opc.SheetOf(d.Refers)
		}
	}
	return out, nil
}

// LedgerRows returns what stands on the ledger with the defined name, or on the
// sheet with one of the titles where a program has dropped the name: texts from
// column A on, blank rows left out. nil if there is none.
func (b *Book) LedgerRows(name string, titles ...string) ([][]string, error) {
	sheets, err := b.ledgers([]string{name})
	if err != nil {
		return nil, err
	}
	for _, s := range b.pkg.Sheets() {
		if s.Kind == opc.Worksheet && (s.Name == sheets[0] || sheets[0] == "" && slices.Contains(titles, s.Name)) {
			return b.texts(s.Part)
		}
	}
	return nil, nil
}

// texts returns the texts of a sheet's cells, row by row.
func (b *Book) texts(part string) (out [][]string, err error) {
	r, err := b.pkg.Open(part)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	m := &marks{pkg: b.pkg, strings: b.strings}
	if b.strings == nil {
		m.strings = &sheet.Strings{}
	}
	const widest = 64
	for sc := sheet.NewScanner(r); ; {
		row, err := sc.Next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		var texts []string
		for i := range row.Cells {
			c := &row.Cells[i]
			if c.Type == sheet.Blank || c.Col > widest {
				continue
			}
			text, err := m.text(c)
			if err != nil {
				return nil, err
			}
			for len(texts) < int(c.Col)-1 {
				texts = append(texts, "")
			}
			texts = append(texts, trim(text))
		}
		if len(texts) > 0 {
			out = append(out, texts)
		}
	}
}

// CellOf returns the cell in which an entry stands, or will stand in the column that
// its table gets: F3. "" if the table has no room for it.
func (b *Book) CellOf(e Entry) string {
	t := &mergedTable{Table: b.layout.tables[e.Table]}
	if col := t.Column(e.Field, 0); col != nil {
		return sheet.Ref(col.Col, e.Row)
	}
	t.addColumns(e.Field)
	for _, a := range t.added {
		if a.Field == e.Field {
			return sheet.Ref(a.col, e.Row)
		}
	}
	return ""
}

// BlankRow returns the row n rows below the table's last row of data, if that and all
// rows before it are blank between the table's columns.
func (b *Book) BlankRow(table int32, n int) (row int32, ok bool) {
	t := b.layout.tables[table]
	last := t.HeadLast
	for _, x := range b.plan.Breakdowns {
		if x.At.Table == table {
			last = max(last, x.At.Row)
		}
	}
	for _, x := range b.plan.Actions {
		if x.At.Table == table {
			last = max(last, x.At.Row)
		}
	}
	row = last + 1 + int32(n)
	if row > sheet.MaxRows {
		return 0, false
	}
	blank, err := b.blankBetween(t, last+1, row)
	return row, blank && err == nil
}

// blankBetween reports whether nothing stands in the table's columns on the rows, nor
// belongs to another table.
func (b *Book) blankBetween(t *Table, from, to int32) (bool, error) {
	for _, i := range b.layout.sheets[t.Sheet].Tables {
		if o := b.layout.tables[i]; o != t && o.HeadFirst <= to && from <= o.LastRow && o.FirstCol <= t.LastCol && t.FirstCol <= o.LastCol {
			return false, nil
		}
	}
	r, err := b.pkg.Open(b.layout.sheets[t.Sheet].Part)
	if err != nil {
		return false, err
	}
	defer r.Close()
	for sc := sheet.NewScanner(r); ; {
		row, err := sc.Next()
		if errors.Is(err, io.EOF) || err == nil && row.Num > to {
			return true, nil
		}
		if err != nil {
			return false, err
		}
		for i := range row.Cells {
			c := &row.Cells[i]
			if row.Num >= from && c.Col >= t.FirstCol && c.Col <= t.LastCol && (c.Type != sheet.Blank || c.Kind != sheet.NoFormula) {
				return false, nil
			}
		}
	}
}
