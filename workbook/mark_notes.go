package workbook

import (
	"cmp"
	"io"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/note"
	"goalxl/workbook/opc"
	"goalxl/workbook/sheet"
)

// NoteLimit is how many notes a sheet gets at the most: a spreadsheet program
// draws each of them, and nobody reads a thousand.
const NoteLimit = 1000

// noteBlock is the first block of shape ids that notes use: each sheet has one of
// its own, far from those that spreadsheet programs begin with.
const noteBlock = 100

// planNotes plans a note with the arithmetic on each cell that a finding points
// to. A cell where a person's note stands keeps that one alone.
func (m *marker) planNotes() error {
	texts := make([]map[sheet.Range]int, len(m.sheets))
	notes := make([][]note.Note, len(m.sheets))
	for i := range m.res.Findings {
		f := &m.res.Findings[i]
		place, ok := m.book.layout.Cell(f.At)
		if !ok || f.Severity == allocate.Info {
			continue
		}
		at := m.book.layout.tables[f.At.Table].Sheet
		if texts[at] == nil {
			texts[at] = map[sheet.Range]int{}
		}
		key := sheet.Range{Col1: place.Col, Row1: place.Row}
		if n, had := texts[at][key]; had {
			notes[at][n].Text += "\n\n" + m.noteText(f)
			continue
		}
		if len(notes[at]) == NoteLimit {
			m.unnoted++
			continue
		}
		texts[at][key] = len(notes[at])
		notes[at] = append(notes[at], note.Note{Cell: place.Ref(), Text: m.noteText(f)})
	}
	for i, s := range m.sheets {
		if s != nil && len(notes[i]) > 0 {
			if err := m.planSheetNotes(i, s, notes[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

var noteHead = lang.T("%s：%s", "%s: %s")

// noteText is what the note on a cell says of a finding.
func (m *marker) noteText(f *allocate.Finding) string {
	text := noteHead.With(f.Severity, f.Rule.Title.In(m.lang)).In(m.lang) + "\n" + f.Message.In(m.lang)
	if !f.Hint.IsZero() {
		text += "\n" + f.Hint.In(m.lang)
	}
	return text
}

// planSheetNotes adds notes to a sheet's comments part and drawing, or makes
// them where it has none.
func (m *marker) planSheetNotes(i int, s *sheetMarks, notes []note.Note) error {
	pkg := m.book.pkg
	comments, vml := m.noteParts(s.sheet)
	var parts [2][]byte
	for k, name := range []string{comments, vml} {
		if name == "" {
			continue
		}
		b, err := pkg.Bytes(name)
		if err != nil {
			return err
		}
		parts[k] = b
	}
	res, err := note.Add(parts[0], parts[1], notes, note.Options{Strict: pkg.Strict(), Block: noteBlock + i})
	if err != nil {
		return m.book.notReadable(cmp.Or(comments, vml), err)
	}
	m.unnoted += len(res.Skipped)
	var rels []opc.NewRel
	if name, rel := m.editPart(comments, "xl/comments%d.xml", typeComments, res.Comments); rel {
		rels = append(rels, opc.NewRel{Type: pkg.RelType("comments"), Target: opc.RelTarget(s.sheet.Part, name)})
	}
	name, drawn := m.editPart(vml, "xl/drawings/vmlDrawing%d.vml", "", res.VML)
	if drawn {
		m.types.Defaults["vml"] = typeVML
		rels = append(rels, opc.NewRel{Type: pkg.RelType("vmlDrawing"), Target: opc.RelTarget(s.sheet.Part, name)})
	}
	if len(rels) == 0 {
		return nil
	}
	ids, err := m.relate(s.sheet.Part, rels)
	if err == nil && drawn {
		s.vmlRel = ids[len(ids)-1]
	}
	return err
}

// editPart plans what becomes of a part; isNew says that it is one that the
// sheet must be related to.
func (m *marker) editPart(part, pattern, contentType string, e note.Edit) (name string, isNew bool) {
	switch {
	case e.Whole != nil:
		name = m.freePart(pattern)
		m.add(name, contentType, func(w io.Writer) error {
			_, err := w.Write(e.Whole)
			return err
		})
		return name, true
	case e.Splices != nil:
		m.splices[part] = e.Splices
	}
	return part, false
}

// noteParts returns the sheet's comments part and the drawing of its notes; ""
// where it has none.
func (m *marker) noteParts(s *Sheet) (comments, vml string) {
	for _, rel := range m.book.pkg.Rels(s.Part) {
		switch {
		case rel.External:
		case rel.Is("comments"):
			comments = rel.Target
		case rel.ID == s.NotesRel && rel.Is("vmlDrawing"):
			vml = rel.Target
		}
	}
	return comments, vml
}
