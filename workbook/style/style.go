// Package style reads the number formats of a workbook's styles, and adds styles
// to it without re-serialising the part: lists grow at their ends, nothing moves,
// and every existing id keeps its meaning.
package style

import (
	"fmt"
	"strings"

	"goalxl/workbook/markup"
)

// Minimal is a styles part for a workbook that has none. It says what a workbook
// without a styles part looks like anyway.
const Minimal = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
	`<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
	`<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill>` +
	`<fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

// Empty returns Minimal with the namespace of strict or transitional workbooks.
func Empty(strict bool) []byte {
	if !strict {
		return []byte(Minimal)
	}
	return []byte(strings.Replace(Minimal, "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
		"http://purl.oclc.org/ooxml/spreadsheetml/main", 1))
}

// MaxXfs is how many cell formats a workbook can hold (Excel's own limit).
const MaxXfs = 64000

// Styles is the styles part of a workbook and what is to be added to it.
type Styles struct {
	doc       *markup.Document
	prefix    string // of the part's elements, with its colon
	codes     map[int]string
	xfs       []cellXf
	lists     [listCount]list
	dxfIDs    map[Look]int
	xfIDs     map[Look]int
	clones    map[cloneKey]int
	unwrapped map[int]int      // by the format that breaks lines: the one that does not
	besides   map[cloneKey]int // see Beside
	cloned    bool             // some figure's cell needs an added format
	nextFmt   int
}

// cellXf is one entry of cellXfs: its element, nil for an added one, whose text
// is kept so that it can be cloned in turn.
type cellXf struct {
	numFmt int
	raw    []byte
	date   bool
}

type cloneKey struct {
	xf     int
	numFmt string
}

// Parse reads a styles part with elements of any prefix, transitional or strict.
// The bytes are kept and must not be changed afterwards.
func Parse(stylesXML []byte) (*Styles, error) {
	doc, err := markup.Parse(stylesXML)
	if err != nil {
		return nil, fmt.Errorf("reading styles: %w", err)
	}
	if !doc.Root.Is("styleSheet") {
		return nil, fmt.Errorf("reading styles: the root element is %q", doc.Root.Name)
	}
	s := &Styles{
		doc: doc, prefix: doc.Root.Prefix(), codes: map[int]string{}, nextFmt: firstCustom,
		dxfIDs: map[Look]int{}, xfIDs: map[Look]int{}, clones: map[cloneKey]int{},
	}
	s.readLists()
	for _, n := range doc.Root.Child("numFmts").Items("numFmt") {
		id := doc.Int(n, "numFmtId", -1)
		if id < 0 {
			continue
		}
		s.codes[id] = doc.Attr(n, "formatCode")
		s.nextFmt = max(s.nextFmt, id+1)
	}
	dates := map[int]bool{}
	for _, n := range doc.Root.Child("cellXfs").Items("xf") {
		id := doc.Int(n, "numFmtId", 0)
		date, known := dates[id]
		if !known {
			date = isDate(s.code(id))
			dates[id] = date
		}
		s.xfs = append(s.xfs, cellXf{numFmt: id, raw: doc.Raw(n), date: date})
	}
	return s, nil
}

// Count returns how many cell formats there are, added ones included: the style
// of a cell is below it.
func (s *Styles) Count() int { return len(s.xfs) }

// Format returns the number format code of a cell format, "" for General and for
// a format that does not exist.
func (s *Styles) Format(xf int) string {
	if xf < 0 || xf >= len(s.xfs) {
		return ""
	}
	return s.code(s.xfs[xf].numFmt)
}

// IsDate reports whether a number under the cell format is shown as a date or a
// time.
func (s *Styles) IsDate(xf int) bool {
	return xf >= 0 && xf < len(s.xfs) && s.xfs[xf].date
}

// code resolves a number format id: the workbook's own definition, else the
// built-in one.
func (s *Styles) code(id int) string {
	code, ok := s.codes[id]
	if !ok {
		code = builtin(id)
	}
	if isGeneral(code) {
		return ""
	}
	return code
}
