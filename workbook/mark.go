package workbook

import (
	"fmt"
	"io"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/opc"
	"goalxl/workbook/patch"
	"goalxl/workbook/report"
	"goalxl/workbook/style"
)

// Mark returns what writes the workbook with the changes of a check made and its
// findings marked: in their cells, in the column 核对结果 of each table, and on the
// tool's own sheets. All else passes through byte for byte. Marking the same
// workbook with the same result gives the same bytes.
func (b *Book) Mark(res allocate.Result) func(io.Writer) error {
	return func(w io.Writer) error {
		m, err := b.newMarker(res)
		if err != nil {
			return err
		}
		if err := m.plan(); err != nil {
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

// marker plans the edits of one workbook: first what each sheet gets, then the
// parts that must know of it (relationships, content types, the workbook part),
// last the record of all that was done.
type marker struct {
	book    *Book
	res     allocate.Result
	lang    lang.Lang
	styles  *style.Styles
	minimal []byte        // the styles part that a workbook without one gets
	sheets  []*sheetMarks // by index of Layout.Sheets; nil for sheets that stay as they are
	spell   speller

	changes  opc.Changes
	splices  map[string][]patch.Splice // of small parts
	types    opc.TypesEdit
	wholes   []opc.NewPart
	bookEdit opc.BookEdit
	bookRels []opc.NewRel
	record   *record
	// unnoted is how many cells with a finding get no note, because a person's
	// note stands there or because a sheet has NoteLimit of them; the findings
	// are on the findings sheet all the same.
	unnoted int
}

func (b *Book) newMarker(res allocate.Result) (*marker, error) {
	m := &marker{
		book: b, res: res, lang: b.Lang(), styles: b.styles,
		splices: map[string][]patch.Splice{},
		record:  newRecord(),
	}
	m.changes.Edit = map[string]func(io.Reader, io.Writer) error{}
	m.types.Defaults = map[string]string{}
	m.types.Overrides = map[string]string{}
	if m.styles == nil {
		var err error
		m.minimal = style.Empty(b.pkg.Strict())
		if m.styles, err = style.Parse(m.minimal); err != nil {
			return nil, err
		}
	}
	m.spell = speller{lang: m.lang, styles: m.styles, clones: map[clone]int32{}}
	return m, nil
}

// Lang returns the language of the workbook's headings: that of its first table.
func (b *Book) Lang() lang.Lang {
	if tables := b.layout.Tables(); len(tables) > 0 {
		return tables[0].Lang
	}
	return lang.ZH
}

// plan prepares every edit before a byte is written.
func (m *marker) plan() error {
	m.planSheets()
	if err := m.planFresh(); err != nil {
		return err
	}
	m.planFormats()
	if err := m.planNotes(); err != nil {
		return err
	}
	if err := m.planOwnSheets(); err != nil {
		return err
	}
	if err := m.planStyles(); err != nil {
		return err
	}
	if err := m.planParts(); err != nil {
		return err
	}
	for i, s := range m.sheets {
		if s != nil {
			m.changes.Edit[m.book.layout.sheets[i].Part] = m.sheetEdit(s)
		}
	}
	for part, splices := range m.splices {
		m.changes.Edit[part] = m.partEdit(part, splices)
	}
	return nil
}

// partEdit returns the edit of a small part by splices.
func (m *marker) partEdit(part string, splices []patch.Splice) func(io.Reader, io.Writer) error {
	return func(src io.Reader, dst io.Writer) error {
		b, err := io.ReadAll(src)
		if err != nil {
			return err
		}
		return m.logged(part, dst, func(w *patch.Writer) error { return patch.Apply(w, b, splices) })
	}
}

// logged runs an edit of a part and keeps its log in the record.
func (m *marker) logged(part string, dst io.Writer, edit func(*patch.Writer) error) error {
	log := &patch.Log{}
	w := patch.NewWriter(dst, log)
	w.Source(m.book.pkg.CRC(part))
	if err := edit(w); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("writing %s: %w", part, err)
	}
	m.record.edited[part] = log
	return nil
}

// add plans a new part; what is written of it goes into the record.
func (m *marker) add(name, contentType string, write func(io.Writer) error) {
	if contentType != "" {
		m.types.Overrides[name] = contentType
	}
	m.wholes = append(m.wholes, opc.NewPart{Name: name, Write: func(dst io.Writer) error {
		t := &sumWriter{w: dst}
		if err := write(t); err != nil {
			return err
		}
		m.record.added[name] = t.sum
		return nil
	}})
}

// freePart returns a part name that is not taken: pattern with the first free number.
func (m *marker) freePart(pattern string) string {
	for n := 1; ; n++ {
		name := fmt.Sprintf(pattern, n)
		if !m.book.pkg.Has(name) && !m.adds(name) {
			return name
		}
	}
}

func (m *marker) adds(name string) bool {
	for _, p := range m.wholes {
		if p.Name == name {
			return true
		}
	}
	return false
}

// planStyles plans the edit of the styles, or the part where there is none.
func (m *marker) planStyles() error {
	for _, rel := range m.book.pkg.Rels(m.book.pkg.Workbook()) {
		if rel.Is("styles") && m.book.styles != nil {
			m.splices[rel.Target] = m.styles.Splices()
			return nil
		}
	}
	name := m.freePart("xl/goalxlStyles%d.xml")
	m.bookRels = append(m.bookRels, opc.NewRel{Type: m.book.pkg.RelType("styles"), Target: opc.RelTarget(m.book.pkg.Workbook(), name)})
	m.add(name, typeStyles, func(w io.Writer) error {
		part := patch.NewWriter(w, &patch.Log{})
		if err := patch.Apply(part, m.minimal, m.styles.Splices()); err != nil {
			return err
		}
		return part.Close()
	})
	return nil
}

// Content types of the parts that marking adds.
const (
	typeSheet    = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
	typeStyles   = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
	typeComments = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
	typeVML      = "application/vnd.openxmlformats-officedocument.vmlDrawing"
	typeRels     = "application/vnd.openxmlformats-package.relationships+xml"
	typeXML      = "application/xml"
)

// planParts plans what the package must know of new parts: content types,
// relationships, the list of sheets, and the record.
func (m *marker) planParts() error {
	pkg := m.book.pkg
	name := m.freePart("customXml/goalxl%d.xml")
	m.bookRels = append(m.bookRels, opc.NewRel{Type: pkg.RelType("customXml"), Target: opc.RelTarget(pkg.Workbook(), name)})
	m.types.Defaults["xml"], m.types.Defaults["rels"] = typeXML, typeRels
	ids, err := m.relate(pkg.Workbook(), m.bookRels)
	if err != nil {
		return err
	}
	for i := range m.bookEdit.Sheets {
		m.bookEdit.Sheets[i].RelID = ids[i]
	}
	m.bookEdit.FullCalc = len(m.res.Changes) > 0
	b, err := pkg.Bytes(pkg.Workbook())
	if err != nil {
		return err
	}
	if m.splices[pkg.Workbook()], err = opc.EditBook(b, m.bookEdit); err != nil {
		return err
	}
	const types = "[Content_Types].xml"
	if b, err = pkg.Bytes(types); err != nil {
		return err
	}
	if m.splices[types], err = opc.EditTypes(b, m.types); err != nil {
		return err
	}
	m.changes.Add = append(m.wholes, opc.NewPart{Name: name, Write: m.record.write})
	return nil
}

// relate adds relationships to a part, making its relationships part if need be,
// and returns their ids.
func (m *marker) relate(source string, rels []opc.NewRel) ([]string, error) {
	pkg := m.book.pkg
	part := pkg.RelsPart(source)
	if !pkg.Has(part) {
		whole, ids := opc.NewRels(rels)
		m.add(part, "", func(w io.Writer) error {
			_, err := w.Write(whole)
			return err
		})
		return ids, nil
	}
	b, err := pkg.Bytes(part)
	if err != nil {
		return nil, err
	}
	splices, ids, err := opc.EditRels(b, opc.RelsEdit{Add: rels})
	m.splices[part] = splices
	return ids, err
}

// planOwnSheets plans 问题清单 and 变更记录.
func (m *marker) planOwnSheets() error {
	own, err := report.Build(m.report())
	if err != nil {
		return err
	}
	sheets, err := own.Graft(m.styles)
	if err != nil {
		return err
	}
	pkg, first := m.book.pkg, len(m.book.pkg.Sheets())
	var rels []opc.NewRel
	for i := range sheets {
		s := &sheets[i]
		name := m.freePart("xl/worksheets/goalxl%d.xml")
		rels = append(rels, opc.NewRel{Type: pkg.RelType("worksheet"), Target: opc.RelTarget(pkg.Workbook(), name)})
		m.add(name, typeSheet, s.Write)
		m.wholes[len(m.wholes)-1].Size = s.Size
		m.bookEdit.Sheets = append(m.bookEdit.Sheets, opc.NewSheet{Name: s.Name})
		for _, n := range s.Names {
			at := -1
			if n.Local {
				at = first + i
			}
			m.bookEdit.Names = append(m.bookEdit.Names, opc.Name{Name: n.Name, Sheet: at, Hidden: n.Hidden, Refers: n.Refers})
		}
	}
	m.bookRels = append(rels, m.bookRels...)
	return nil
}
