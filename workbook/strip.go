package workbook

import (
	"io"
	"slices"
	"strings"

	"goalxl/workbook/opc"
	"goalxl/workbook/patch"
	"goalxl/workbook/report"
)

// stripper takes the marks off a workbook that another program saved since. What
// the tool put in is known by what it looks like: its own sheets by their names or
// headings, the column 核对结果 by its heading and words, conditional formats by
// their formula, notes by how they begin, and its figures by the change log. All
// else passes through byte for byte. Some of its work stays, as nobody sees it:
// styles that were added, the width of the column, the number format of a cell
// that a figure was written into.
type stripper struct {
	*marks
	keepValues bool
	layout     *Layout
	bySheet    map[string]*Sheet // of the layout, by part
	log        changeLog
	put        int   // cells whose old value was put back
	area       int64 // cells of all sheets (see reader)

	changes opc.Changes
	cuts    map[string][]string // ids of relationships that go, by the part that has them
	types   []string            // parts whose content type goes
}

// strip returns the workbook without its marks, as a temporary file, and how many
// cells got their old value back; nil if it has no marks.
func (m *marks) strip(keepValues bool) (*opc.Package, int, error) {
	s := &stripper{marks: m, keepValues: keepValues, cuts: map[string][]string{}}
	s.changes.Edit = map[string]func(io.Reader, io.Writer) error{}
	s.changes.Drop = map[string]bool{}
	if err := s.read(); err != nil {
		return nil, 0, err
	}
	if !m.any() && !s.shown() || len(m.own) == len(m.pkg.Sheets()) {
		return nil, 0, nil
	}
	if err := s.plan(); err != nil {
		return nil, 0, err
	}
	pkg, err := m.pkg.Scratch(s.changes)
	if err != nil || s.put == 0 {
		return pkg, s.put, err
	}
	fresh, err := s.freshen(pkg)
	if err != nil {
		pkg.Close()
		return nil, 0, err
	}
	return fresh, s.put, nil
}

// shown reports whether a sheet has conditional formats of the layer's.
func (s *stripper) shown() bool {
	if s.layer == markLayer {
		return s.layout.coloured()
	}
	return slices.ContainsFunc(s.layout.sheets, func(sh Sheet) bool { return sh.Tracked })
}

// coloured reports whether a sheet has conditional formats of fill's.
func (l *Layout) coloured() bool {
	for i := range l.sheets {
		if l.sheets[i].Coloured {
			return true
		}
	}
	return false
}

// read finds the tables of the workbook as it stands, and reads the change logs.
func (s *stripper) read() error {
	book, err := Of(s.pkg)
	if err != nil {
		return err
	}
	s.strings = book.strings
	if err := s.loadStrings(); err != nil {
		return err
	}
	r := newReader(book)
	for i, sh := range s.pkg.Sheets() {
		if sh.Kind == opc.Worksheet && s.own[i] == report.Foreign {
			if err := r.readSheet(sh); err != nil {
				return err
			}
		}
	}
	s.layout, s.bySheet, s.area = r.layout, map[string]*Sheet{}, r.area
	for i := range s.layout.sheets {
		s.bySheet[s.layout.sheets[i].Part] = &s.layout.sheets[i]
	}
	if !s.keepValues {
		s.log, err = s.readLogs()
	}
	return err
}

// plan prepares the edits: of the people's sheets, of what the package knows of
// the tool's, and of the lists that count either.
func (s *stripper) plan() error {
	for i, sh := range s.pkg.Sheets() {
		if sh.Kind != opc.Worksheet || s.own[i] != report.Foreign {
			continue
		}
		if err := s.planSheet(sh); err != nil {
			return err
		}
	}
	if err := s.planBook(); err != nil {
		return err
	}
	return s.planParts()
}

// planSheet plans the edit of a sheet of a person's, if it has any marks.
func (s *stripper) planSheet(sh opc.Sheet) error {
	place := s.bySheet[sh.Part]
	e := &sheetStrip{stripper: s, sheet: sh}
	if s.layer == markLayer {
		if err := e.planNotes(place); err != nil {
			return err
		}
	}
	if err := e.planValues(); err != nil {
		return err
	}
	if err := e.planColumns(place); err != nil {
		return err
	}
	coloured := place.Coloured && s.layer == markLayer || place.Tracked && s.layer == trackLayer
	if coloured || e.drawing != "" || len(e.entries) > 0 || len(e.columns) > 0 {
		s.changes.Edit[sh.Part] = e.edit
	}
	return nil
}

// planBook plans the edit of the workbook part, and what its relationships lead
// to: the tool's sheets, the record, the calculation chain (it names cells of the
// sheets that go; programs make it anew).
func (s *stripper) planBook() error {
	main := s.pkg.Workbook()
	goes := map[string]bool{}
	e := opc.BookEdit{DropNames: s.layer.names()}
	for i, sh := range s.pkg.Sheets() {
		if s.own[i] != report.Foreign {
			e.DropSheets = append(e.DropSheets, i)
			goes[strings.ToLower(sh.Part)] = true
		}
	}
	for _, part := range s.records {
		goes[strings.ToLower(part)] = true
	}
	for _, rel := range s.pkg.Rels(main) {
		if !rel.External && (goes[strings.ToLower(rel.Target)] || len(e.DropSheets) > 0 && rel.Is("calcChain")) {
			s.cuts[main] = append(s.cuts[main], rel.ID)
		}
	}
	e.FullCalc = len(s.log) > 0
	if s.layout != nil { // else the tables are not looked at
		var err error
		if e.Areas, err = movedAreas(s.pkg, checkAreas(s.layout, true), true); err != nil {
			return err
		}
	}
	if len(e.DropSheets) == 0 && !s.names && len(e.Areas) == 0 {
		return nil
	}
	b, err := s.pkg.Bytes(main)
	if err != nil {
		return err
	}
	splices, err := opc.EditBook(b, e)
	s.splice(main, splices)
	return err
}

// planParts takes off the relationships that go, the parts that nothing else
// leads to, and their content types.
func (s *stripper) planParts() error {
	cut := map[string]bool{}
	for source, ids := range s.cuts {
		for _, id := range ids {
			cut[strings.ToLower(source)+"\x00"+id] = true
		}
	}
	for _, part := range s.pkg.Orphans(func(source string, r opc.Rel) bool { return cut[source+"\x00"+r.ID] }) {
		s.changes.Drop[part] = true
		s.types = append(s.types, part)
		delete(s.changes.Edit, part)
	}
	for source, ids := range s.cuts {
		part := s.pkg.RelsPart(source)
		b, err := s.pkg.Bytes(part)
		if err != nil {
			return err
		}
		splices, _, err := opc.EditRels(b, opc.RelsEdit{Drop: ids})
		if err != nil {
			return err
		}
		s.splice(part, splices)
	}
	const types = "[Content_Types].xml"
	b, err := s.pkg.Bytes(types)
	if err != nil {
		return err
	}
	splices, err := opc.EditTypes(b, opc.TypesEdit{Drop: s.types})
	s.splice(types, splices)
	return err
}

// splice plans the edit of a small part.
func (s *stripper) splice(part string, splices []patch.Splice) {
	if len(splices) == 0 {
		return
	}
	s.changes.Edit[part] = func(src io.Reader, dst io.Writer) error {
		b, err := io.ReadAll(src)
		if err != nil {
			return err
		}
		w := patch.NewWriter(dst, nil)
		if err := patch.Apply(w, b, splices); err != nil {
			return err
		}
		return w.Close()
	}
}
