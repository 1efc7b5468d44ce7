package workbook

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"goalxl/workbook/note"
	"goalxl/workbook/opc"
	"goalxl/workbook/report"
	"goalxl/workbook/sheet"
)

// marks is what of the tool's own was found in a workbook that another program
// saved since, by what it looks like.
type marks struct {
	pkg   *opc.Package
	layer layer
	// own are the tool's own sheets, by position.
	own map[int]report.Kind
	// notes says that a sheet has notes of the tool's.
	notes bool
	// names says that a defined name of the tool's is there, perhaps without its sheet.
	names bool
	// records are the parts with a record.
	records []string
	// strings are the workbook's shared strings, once they were needed.
	strings *sheet.Strings
}

// any reports whether there is anything by which the workbook is known to be
// marked. Conditional formats are found when the sheets are read (Sheet.Coloured).
func (m *marks) any() bool { return len(m.own) > 0 || m.notes || m.names || len(m.records) > 0 }

// findMarks looks for the marks of a layer where looking is cheap: of the worksheets it reads
// the first rows only, and the shared strings only for sheets of the right form.
func findMarks(pkg *opc.Package, l layer) (*marks, error) {
	m := &marks{pkg: pkg, layer: l, own: map[int]report.Kind{}, records: recordParts(pkg, l)}
	named, err := m.named()
	if err != nil {
		return nil, err
	}
	for i, s := range pkg.Sheets() {
		if s.Kind != opc.Worksheet {
			continue
		}
		kind, err := m.look(s, named[s.Name])
		if err != nil {
			return nil, err
		}
		if l.holds(kind) {
			m.own[i] = kind
		} else if l == markLayer && kind == report.Foreign && !m.notes {
			if m.notes, err = m.hasNotes(s); err != nil {
				return nil, err
			}
		}
	}
	return m, nil
}

// named returns the sheets that the tool's defined names refer to.
func (m *marks) named() (map[string]report.Kind, error) {
	b, err := m.pkg.Bytes(m.pkg.Workbook())
	if err != nil || !bytes.Contains(b, []byte("_goalxl.")) {
		return nil, err
	}
	names, err := opc.DefinedNames(b)
	if err != nil {
		return nil, err
	}
	sheets := map[string]report.Kind{}
	for _, n := range names {
		if kind, ok := report.KindNamed(n.Name); ok && m.layer.holds(kind) {
			m.names, sheets[opc.SheetOf(n.Refers)] = true, kind
		}
	}
	delete(sheets, "")
	return sheets, nil
}

// firstRows is how many rows of a sheet are looked at: people put some of their
// own above the title.
const firstRows = 12

// look tells whether a sheet is the tool's own by its first rows. A sheet that
// the tool's name refers to needs the tool's signature only: people change
// headings. (The name alone says little: it follows its cell to other sheets.)
func (m *marks) look(s opc.Sheet, named report.Kind) (report.Kind, error) {
	part, err := m.pkg.Open(s.Part)
	if err != nil {
		return report.Foreign, err
	}
	defer part.Close()
	sc := sheet.NewScanner(part)
	top := topRows{marks: m}
	for {
		row, err := sc.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return report.Foreign, nil // the reading of the sheet says what is wrong
		}
		if row.Num > firstRows {
			break
		}
		if err := top.add(row, named != report.Foreign); err != nil {
			return report.Foreign, err
		}
	}
	return top.kind(named), nil
}

// topRows are the first rows of a sheet as far as they can be those of one of the
// tool's own.
type topRows struct {
	*marks
	rows  [][]string // from the one with the signature on
	first int32      // its number; 0 before it was found
}

// signatureCols are the columns in which the tool's signature can stand.
const (
	changesWidth  = 7
	findingsWidth = 12
	overviewWidth = 13
	snapshotWidth = report.SnapshotCols
)

// add takes the next row. Before the signature was found only rows are looked at
// that can hold it: few cells, one of them at the right end of the headings.
func (t *topRows) add(row *sheet.Row, named bool) error {
	if t.first == 0 && !named && !signatureForm(row) {
		return nil
	}
	texts, err := t.texts(row)
	if err != nil {
		return err
	}
	if t.first == 0 {
		if !slices.ContainsFunc(texts, isSignature) {
			return nil
		}
		t.first = row.Num
	}
	for len(t.rows) < int(row.Num-t.first) {
		t.rows = append(t.rows, nil)
	}
	t.rows = append(t.rows, texts)
	return nil
}

// signatureForm reports whether a row can be the tool's title: nothing but a cell
// in column A and one above the last heading.
func signatureForm(row *sheet.Row) bool {
	filled := 0
	for i := range row.Cells {
		c := &row.Cells[i]
		if c.Type == sheet.Blank {
			continue
		}
		if c.Col != 1 && c.Col != changesWidth && c.Col != findingsWidth && c.Col != overviewWidth && c.Col != snapshotWidth {
			return false
		}
		filled++
	}
	for _, col := range [...]int32{changesWidth, findingsWidth, overviewWidth, snapshotWidth} {
		if c := row.Cell(col); c != nil && c.Type != sheet.Blank {
			return filled <= 2
		}
	}
	return false
}

func (t *topRows) kind(named report.Kind) report.Kind {
	if t.first == 0 {
		return report.Foreign
	}
	if kind := report.Recognise(t.rows); kind != report.Foreign {
		return kind
	}
	return named
}

// isSignature reports whether a text is what the tool signs its sheets with.
func isSignature(s string) bool {
	s = trim(s)
	return s == note.Author || s == report.RefreshSignature
}

// texts returns the texts of a row's cells, from column A on.
func (m *marks) texts(row *sheet.Row) ([]string, error) {
	var out []string
	for i := range row.Cells {
		c := &row.Cells[i]
		if c.Col > snapshotWidth {
			break
		}
		s, err := m.text(c)
		if err != nil {
			return nil, err
		}
		for len(out) < int(c.Col)-1 {
			out = append(out, "")
		}
		out = append(out, s)
	}
	return out, nil
}

// text returns what a cell holds, as text.
func (m *marks) text(c *sheet.Cell) (string, error) {
	b, err := m.bytes(c)
	return string(b), err
}

// bytes is text without a copy: it is valid as long as the cell.
func (m *marks) bytes(c *sheet.Cell) ([]byte, error) {
	if c.Type != sheet.Shared {
		return c.Text, nil
	}
	if err := m.loadStrings(); err != nil {
		return nil, err
	}
	if c.Index() >= m.strings.Len() {
		return nil, nil // the reading of the sheet says what is wrong
	}
	return m.strings.At(c.Index()), nil
}

// loadStrings reads the shared strings, once.
func (m *marks) loadStrings() error {
	if m.strings != nil {
		return nil
	}
	b := &Book{pkg: m.pkg}
	for _, rel := range m.pkg.Rels(m.pkg.Workbook()) {
		if !rel.External && rel.Is("sharedStrings") && m.pkg.Has(rel.Target) {
			if err := b.readStrings(rel.Target); err != nil {
				return err
			}
		}
	}
	if m.strings = b.strings; m.strings == nil {
		m.strings = &sheet.Strings{}
	}
	return nil
}

// hasNotes reports whether a sheet has notes that the tool wrote.
func (m *marks) hasNotes(s opc.Sheet) (bool, error) {
	part := commentsOf(m.pkg, s.Part)
	if part == "" {
		return false, nil
	}
	b, err := m.pkg.Bytes(part)
	if err != nil || !bytes.Contains(b, []byte(note.Author)) {
		return false, err
	}
	splices, _, err := note.RemoveOwn(b, nil)
	return len(splices) > 0, err
}

// commentsOf returns the part with a sheet's notes; "" if it has none.
func commentsOf(pkg *opc.Package, part string) string {
	for _, rel := range pkg.Rels(part) {
		if !rel.External && rel.Is("comments") && pkg.Has(rel.Target) {
			return rel.Target
		}
	}
	return ""
}
