package workbook

import (
	"io"

	"goalxl/workbook/opc"
	"goalxl/workbook/patch"
	"goalxl/workbook/sheet"
)

// planFresh plans new stored values for the formulas that count cells which the
// tool fills in: a 合计 over them would else show the old sum wherever the workbook
// is looked at without being computed. Only values that are sure are written (see
// staleIn); the spreadsheet program computes all formulas when it loads the
// workbook anyway.
func (m *marker) planFresh() error {
	layout := m.book.layout
	if layout.formulas == 0 || layout.formulas > computeFormulas {
		return nil
	}
	formulas, err := storedFormulas(m.book.pkg)
	if err != nil || len(formulas) == 0 || len(formulas) > computeFormulas {
		return err
	}
	filled, err := m.book.pkg.Scratch(m.figuresAlone())
	if err != nil {
		return nil // without room for it, all formulas are left to be computed on loading
	}
	defer filled.Close()
	for part, stale := range staleIn(m.book.pkg, filled, formulas, layout.area) {
		for i := range layout.sheets {
			if layout.sheets[i].Part != part {
				continue
			}
			if m.sheets[i] == nil {
				m.sheets[i] = &sheetMarks{sheet: &layout.sheets[i]}
			}
			m.sheets[i].fresh.formulas = stale
		}
	}
	return nil
}

// figuresAlone are the changes without any marks, for the formulas to count.
func (m *marker) figuresAlone() opc.Changes {
	changes := opc.Changes{Edit: map[string]func(io.Reader, io.Writer) error{}}
	for _, s := range m.sheets {
		if s == nil {
			continue
		}
		changes.Edit[s.sheet.Part] = func(src io.Reader, dst io.Writer) error {
			var buf []sheet.CellEdit
			s.rewind()
			w := patch.NewWriter(dst, nil)
			err := sheet.Rewrite(w, src, sheet.Edits{Row: func(row *sheet.Row) []sheet.CellEdit {
				buf = m.figureEdits(s, row, buf[:0])
				return buf
			}})
			if err != nil {
				return err
			}
			return w.Close()
		}
	}
	return changes
}

// figureEdits returns the row's changes, by column, without styles: those of the
// result may not be in the workbook yet.
func (m *marker) figureEdits(s *sheetMarks, row *sheet.Row, buf []sheet.CellEdit) []sheet.CellEdit {
	for _, t := range s.tables {
		buf = m.changesOf(t, row, buf)
	}
	for _, t := range s.merged {
		buf = t.edits(m, row, buf)
	}
	for i := range buf {
		buf[i].Style = -1
	}
	return byColumn(buf)
}
