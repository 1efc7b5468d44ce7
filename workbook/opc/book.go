package opc

import (
	"errors"
	"strings"

	"goalxl/internal/lang"
)

var errDoubledID = errors.New("relationship id twice")

// Namespaces, each in its transitional and its strict form (ISO/IEC 29500).
const (
	nsMain       = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	nsMainStrict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
	nsRel        = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsRelStrict  = "http://purl.oclc.org/ooxml/officeDocument/relationships"
)

// book is what the workbook part says.
type book struct {
	part     string
	strict   bool
	date1904 bool
	sheets   []Sheet
}

// SheetKind says what a sheet is made of.
type SheetKind uint8

// The kinds of sheets.
const (
	Worksheet SheetKind = iota
	Chartsheet
	Dialogsheet
	Macrosheet
)

// SheetState says who can see a sheet.
type SheetState uint8

// The states of sheets.
const (
	Visible    SheetState = iota
	Hidden                // can be shown from the menu
	VeryHidden            // can be shown by macros only
)

// Sheet is a sheet as the workbook lists it.
type Sheet struct {
	Name  string
	Part  string
	Kind  SheetKind
	State SheetState
	ID    string // sheetId
	RelID string // of the workbook's relationship to the part
}

// Workbook returns the name of the main part.
func (p *Package) Workbook() string { return p.book.part }

// Sheets returns all sheets, in the order of their tabs.
func (p *Package) Sheets() []Sheet { return p.book.sheets }

// Date1904 reports whether dates count from 1904 instead of 1900.
func (p *Package) Date1904() bool { return p.book.date1904 }

// Strict reports whether the workbook is of the strict kind (ISO/IEC 29500-1),
// whose namespaces are others.
func (p *Package) Strict() bool { return p.book.strict }

// loadMeta reads content types, relationships and the workbook part.
func (p *Package) loadMeta() error {
	p.classify()
	if err := p.loadTypes(); err != nil {
		return err
	}
	p.classify()
	if err := p.loadRels(); err != nil {
		return err
	}
	for _, r := range p.Rels("") {
		if r.Is("officeDocument") && !r.External {
			p.book.part = r.Target
			break
		}
	}
	if p.book.part == "" || !p.Has(p.book.part) {
		return refuse(p.name, lang.T("%s: 包内没有工作簿（缺少 workbook 部件）", "%s: no workbook in the package (its workbook part is missing)"), hintAgain)
	}
	if err := p.checkMain(p.book.part); err != nil {
		return err
	}
	if err := p.loadBook(); err != nil {
		return err
	}
	return p.findRows()
}

// classify finds out which parts are XML.
func (p *Package) classify() {
	for _, pt := range p.parts {
		ct := p.types.of(pt.key)
		pt.isXML = strings.HasSuffix(pt.key, ".xml") || strings.HasSuffix(pt.key, ".rels") || strings.HasSuffix(pt.key, ".vml") ||
			strings.HasSuffix(ct, "+xml") || strings.HasSuffix(ct, "/xml")
		pt.foreign = strings.HasPrefix(pt.key, "customxml/") && !strings.HasSuffix(pt.key, ".rels")
	}
}

// loadBook reads the workbook part.
func (p *Package) loadBook() error {
	b, err := p.bytesUpTo(p.book.part, p.limits.Meta)
	if err != nil {
		return err
	}
	s := newTags(b, p.limits.Depth)
	for tg, ok := s.next(); ok; tg, ok = s.next() {
		if tg.closing {
			continue
		}
		switch main := tg.space == nsMain || tg.space == nsMainStrict; {
		case s.rootTag(tg):
			if !main || tg.local != "workbook" {
				return damaged(p.name, shown(p.book.part), notWellFormed)
			}
			p.book.strict = tg.space == nsMainStrict
		case main && tg.local == "workbookPr":
			v, _ := tg.attr("date1904")
			p.book.date1904 = v == "1" || v == "true" || v == "on"
		case main && tg.local == "sheet":
			p.book.sheets = append(p.book.sheets, newSheet(tg))
		}
	}
	if err := p.malformed(p.book.part, s.err); err != nil {
		return err
	}
	return p.placeSheets()
}

// rootTag reports whether a start tag is that of the root element.
func (s *tags) rootTag(t tag) bool {
	return !t.closing && (len(s.open) == 1 && !t.empty || len(s.open) == 0 && t.empty)
}

func newSheet(t tag) Sheet {
	var sh Sheet
	sh.Name, _ = t.attr("name")
	sh.ID, _ = t.attr("sheetId")
	sh.RelID = t.attrIn(nsRel, nsRelStrict, "id")
	switch state, _ := t.attr("state"); state {
	case "hidden":
		sh.State = Hidden
	case "veryHidden":
		sh.State = VeryHidden
	}
	return sh
}

// placeSheets finds the part of each sheet through the relationships.
func (p *Package) placeSheets() error {
	if len(p.book.sheets) == 0 {
		return refuse(p.name, lang.T("%s: 工作簿里没有工作表", "%s: the workbook has no sheets"), hintAgain)
	}
	byID := map[string]Rel{}
	for _, r := range p.Rels(p.book.part) {
		byID[r.ID] = r
	}
	taken := map[string]bool{partKey(p.book.part): true}
	for i := range p.book.sheets {
		sh := &p.book.sheets[i]
		if r, ok := byID[sh.RelID]; ok && !r.External {
			sh.Part, sh.Kind = r.Target, sheetKind(r)
		}
		if sh.Part == "" || !p.Has(sh.Part) {
			return refuse(p.name, lang.T("%s: 工作表“%s”的内容缺失", "%s: the content of sheet \"%s\" is missing"), hintAgain, sh.Name)
		}
		if taken[partKey(sh.Part)] {
			return damaged(p.name, shown(sh.Part), cyclic)
		}
		taken[partKey(sh.Part)] = true
	}
	return nil
}

func sheetKind(r Rel) SheetKind {
	switch {
	case r.Is("chartsheet"):
		return Chartsheet
	case r.Is("dialogsheet"):
		return Dialogsheet
	case r.Is("xlMacrosheet"), r.Is("xlIntlMacrosheet"):
		return Macrosheet
	}
	return Worksheet
}

// findRows marks the parts that are verified when they are read, and checks that
// the workbook's other parts are there.
func (p *Package) findRows() error {
	sheets := make(map[string]bool)
	for _, sh := range p.book.sheets {
		sheets[partKey(sh.Part)] = true
		if pt := p.index[partKey(sh.Part)]; sh.Kind == Worksheet {
			pt.rows, pt.sheet = true, true
		}
	}
	for _, r := range p.Rels(p.book.part) {
		if r.External || !r.Is("sharedStrings") && !r.Is("styles") {
			continue
		}
		pt := p.index[partKey(r.Target)]
		switch {
		case pt == nil:
			return damaged(p.name, shown(r.Target), missing)
		case sheets[pt.key] || pt.key == partKey(p.book.part):
			return damaged(p.name, shown(r.Target), cyclic)
		case r.Is("sharedStrings"):
			pt.rows = true
		}
	}
	return nil
}

// checkParsed checks that the parts that the program parses are well-formed:
// styles and notes. (Content types, relationships and workbook are by now.)
func (p *Package) checkParsed() error {
	for _, pt := range p.parts {
		ct := p.types.of(pt.key)
		if pt.dir || !strings.HasSuffix(ct, "spreadsheetml.styles+xml") && !strings.HasSuffix(ct, "spreadsheetml.comments+xml") {
			continue
		}
		b, err := p.Bytes(pt.name)
		if err != nil {
			return err
		}
		s := newTags(b, p.limits.Depth)
		for _, ok := s.next(); ok; _, ok = s.next() {
		}
		if err := p.malformed(pt.name, s.err); err != nil {
			return err
		}
	}
	return nil
}
