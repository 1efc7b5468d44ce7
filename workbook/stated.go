package workbook

import (
	"path"

	"goalxl/templates"
)

// Stated is what people state of their workbooks beside them, in goalxl.yaml: it
// goes before what headings and sheets say themselves. The nil *Stated states
// nothing.
type Stated struct {
	Words *templates.Glossary // of headings; may be nil
	// Unit holds for bare numbers of every table that says nothing of its unit;
	// Sheets, by name, for all tables of a sheet.
	Unit   templates.Unit
	Sheets map[string]templates.Unit
	Ignore []string // names of sheets that are not read, or patterns of them (草稿*)
}

// State says what was stated of the workbook. It must come before Read.
func (b *Book) State(s *Stated) { b.stated = s }

// ignores reports whether a sheet is not to be read.
func (s *Stated) ignores(sheet string) bool {
	if s == nil {
		return false
	}
	for _, pattern := range s.Ignore {
		if ok, err := path.Match(pattern, sheet); pattern == sheet || ok && err == nil {
			return true
		}
	}
	return false
}

// units returns what was stated of bare numbers, for the whole file and for the
// sheet; nil where nothing was.
func (s *Stated) units(sheet string) (file, of *unitNote) {
	if s == nil {
		return nil, nil
	}
	if !s.Unit.IsZero() {
		file = &unitNote{unit: s.Unit, stated: true}
	}
	if unit, ok := s.Sheets[sheet]; ok {
		of = &unitNote{unit: unit, stated: true}
	}
	return file, of
}
