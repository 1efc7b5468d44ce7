package workbook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"goalxl/allocate"
	"goalxl/workbook/patch"
	"goalxl/workbook/report"
	"goalxl/workbook/sheet"
)

// Marker is the marker of fill's conditional formats (see layer.marker).
const Marker = `N("goalxl")`

// rangesInFormat bounds how many ranges one conditional format lists; more make
// further formats.
const rangesInFormat = 400

// planFormats plans the colours: of the cells that findings are about, and of
// the words in 核对结果.
func (m *marker) planFormats() {
	cells := make([][allocate.Error + 1][]cellAt, len(m.sheets))
	find := columnFinder{layout: m.book.layout}
	for i := range m.res.Findings {
		f := &m.res.Findings[i]
		marked := f.Marked()
		for n, at := range marked {
			t, col := find.find(at)
			if col == nil {
				continue
			}
			list := &cells[t.Sheet][f.Severity]
			if len(*list) == cap(*list) {
				*list = slices.Grow(*list, max(len(*list), len(marked)-n))
			}
			*list = append(*list, cellAt{col.Col, at.Row})
		}
	}
	for i, s := range m.sheets {
		if s == nil {
			continue
		}
		for _, severity := range []allocate.Severity{allocate.Error, allocate.Warning, allocate.Info} {
			s.formats = append(s.formats, m.cellFormats(cells[i][severity], severity)...)
		}
		for _, t := range s.tables {
			s.formats = append(s.formats, m.wordFormats(t)...)
		}
	}
}

// cellFormats colours cells. Graver formats come first and win.
func (m *marker) cellFormats(cells []cellAt, severity allocate.Severity) []sheet.CF {
	if len(cells) == 0 {
		return nil
	}
	dxf := m.styles.AddDxf(report.Mark(report.Severity(severity)))
	var out []sheet.CF
	ranges := joinCells(cells)
	for len(ranges) > 0 {
		n := min(len(ranges), rangesInFormat)
		out = append(out, sheet.CF{Sqref: strings.Join(ranges[:n], " "), Formula: Marker + "=0", DxfID: int32(dxf)})
		ranges = ranges[n:]
	}
	return out
}

// wordFormats colours the words of a table's 核对结果 column by how they begin.
func (m *marker) wordFormats(t *tableMarks) []sheet.CF {
	if t.CheckCol == 0 || t.LastRow <= t.HeadLast {
		return nil
	}
	first := sheet.Ref(t.CheckCol, t.HeadLast+1)
	var out []sheet.CF
	for _, severity := range []allocate.Severity{allocate.Error, allocate.Warning, allocate.Info} {
		word := severity.In(m.lang)
		out = append(out, sheet.CF{
			Sqref:   first + ":" + sheet.Ref(t.CheckCol, t.LastRow),
			Formula: `LEFT(` + first + `,` + strconv.Itoa(utf8.RuneCountInString(word)) + `)=REPT("` + word + `",1+` + Marker + `)`,
			DxfID:   int32(m.styles.AddDxf(report.Mark(report.Severity(severity)))),
		})
	}
	return out
}

// cellAt is a cell of the sheet at hand.
type cellAt struct{ col, row int32 }

// joinCells joins cells that stand directly below each other into ranges, each
// cell once.
func joinCells(cells []cellAt) []string {
	byColumn := func(a, b cellAt) int { return cmp.Or(cmp.Compare(a.col, b.col), cmp.Compare(a.row, b.row)) }
	if !slices.IsSortedFunc(cells, byColumn) {
		slices.SortFunc(cells, byColumn)
	}
	var out []string
	for i := 0; i < len(cells); {
		first, last := cells[i], cells[i]
		for i++; i < len(cells) && cells[i].col == last.col && cells[i].row <= last.row+1; i++ {
			last = cells[i]
		}
		text := sheet.Ref(first.col, first.row)
		if last != first {
			text += ":" + sheet.Ref(last.col, last.row)
		}
		out = append(out, text)
	}
	return out
}

// checkWidth is the width of a 核对结果 column in characters, on sheets whose
// columns nobody has set.
const checkWidth = 26

func (m *marker) headSplices(s *sheetMarks, head []byte) ([]patch.Splice, error) {
	if len(s.merged) > 0 {
		return m.mergedHead(s, head)
	}
	var used sheet.Range
	for _, t := range s.tables {
		if t.CheckCol > used.Col2 {
			used = sheet.Range{Col1: t.CheckCol, Row1: t.HeadLast, Col2: t.CheckCol, Row2: max(t.LastRow, t.HeadLast)}
		}
	}
	if used.Col2 == 0 {
		return nil, nil
	}
	dimension, err := sheet.ExtendDimension(head, used)
	if err != nil {
		return nil, err
	}
	width, err := sheet.AddColumnWidth(head, used.Col2, checkWidth)
	return append(dimension, width...), err
}

func (m *marker) tailSplices(s *sheetMarks, tail []byte) ([]patch.Splice, error) {
	splices, err := sheet.AddConditionalFormats(tail, s.formats)
	if err != nil || s.vmlRel == "" {
		return splices, err
	}
	drawing, _, err := sheet.AddLegacyDrawing(tail, s.vmlRel, m.book.pkg.Strict())
	return append(splices, drawing...), err
}
