package workbook

import (
	"io"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/report"
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
	*graft
	res    allocate.Result
	lang   lang.Lang
	sheets []*sheetMarks // by index of Layout.Sheets; nil for sheets that stay as they are
	spell  speller
	// unnoted is how many cells with a finding get no note, because a person's
	// note stands there or because a sheet has NoteLimit of them; the findings
	// are on the findings sheet all the same.
	unnoted int
	amounts map[allocate.Ref]*allocate.Change // see amountChanges
}

func (b *Book) newMarker(res allocate.Result) (*marker, error) {
	g, err := b.newGraft(markLayer)
	if err != nil {
		return nil, err
	}
	m := &marker{graft: g, res: res, lang: b.Lang()}
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
	if len(m.res.Changes) > 0 {
		if err := m.planFresh(); err != nil {
			return err
		}
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
	var err error
	if m.bookEdit.Areas, err = movedAreas(m.book.pkg, checkAreas(m.book.layout, false), false); err != nil {
		return err
	}
	if err := m.planParts(len(m.res.Changes) > 0); err != nil {
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

// planOwnSheets plans 总览, 问题清单 and 变更记录.
func (m *marker) planOwnSheets() error {
	own, err := report.Build(m.report())
	if err != nil {
		return err
	}
	sheets, err := own.Graft(m.styles)
	if err != nil {
		return err
	}
	return m.addSheets(sheets)
}
