package workbook

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/look"
	"goalxl/workbook/patch"
	"goalxl/workbook/sheet"
	"goalxl/workbook/style"
)

const (
	// trackName stands in the formulas of refresh's conditional formats, and in no other.
	trackName = "goalxl.track"
	// trackMarker is the marker of refresh's conditional formats (see layer.marker).
	trackMarker = `N("` + trackName + `")`
	// stateDot stands between the colour and the word of a state: 红·落后.
	stateDot = "·"
)

// Number formats of the columns.
const (
	progressFormat = "0.0%"
	pointsFormat   = "+0.0%;-0.0%;0.0%"
)

// rowEdits returns the edits of a row's cells for all tables beside each other.
func (k *tracker) rowEdits(s *sheetMarks, row *sheet.Row, buf []sheet.CellEdit) []sheet.CellEdit {
	for _, t := range s.tables {
		buf = k.changesOf(t, row, buf)
		if own := k.tracked[t.index]; own != nil {
			buf = k.ownCells(own, row, buf)
		}
	}
	return byColumn(s.fresh.edits(buf, row.Num))
}

// ownCells appends a row's proposal, and its cells of the columns.
func (k *tracker) ownCells(t *trackedTable, row *sheet.Row, buf []sheet.CellEdit) []sheet.CellEdit {
	for t.word < len(t.words) && t.words[t.word].row < row.Num {
		t.word++
	}
	if t.word < len(t.words) && t.words[t.word].row == row.Num {
		w := &t.words[t.word]
		buf = append(buf, sheet.CellEdit{Col: w.col, Style: -1, Value: true, Text: w.text})
	}
	if t.trackCol() == 0 {
		return buf
	}
	beside := int32(-1)
	if c := row.Cell(t.LastCol); c != nil {
		beside = c.Style
	}
	if row.Num == t.HeadLast {
		for i := range templates.Tracked {
			buf = append(buf, sheet.CellEdit{Col: t.trackCol() + int32(i), Style: beside, Text: templates.Tracked[i].Heading.In(k.lang)})
		}
		return buf
	}
	for t.row < len(t.rows) && t.rows[t.row].At.Row < row.Num {
		t.row++
	}
	if t.row == len(t.rows) || t.rows[t.row].At.Row != row.Num {
		return buf
	}
	for i, c := range k.cells(t.rows[t.row]) {
		edit := sheet.CellEdit{Col: t.trackCol() + int32(i), Style: t.styles[besideKey{beside, c.format}], Text: c.text, Number: c.number}
		buf = append(buf, edit)
	}
	return buf
}

// trackCol is the first of the columns; 0 if there is no room for them.
func (t *trackedTable) trackCol() int32 {
	if len(t.free) < templates.TrackedColumns {
		return 0
	}
	return t.free[0]
}

// trackedCell is what a cell of the columns holds: a number, a text or neither.
type trackedCell struct{ number, text, format string }

// cells returns a row's cells, from 计划进度 to 上月以来.
func (k *tracker) cells(p *allocate.Progress) [templates.TrackedColumns]trackedCell {
	return [...]trackedCell{
		templates.TrackedPlan:     {number: fraction(p.Planned), format: progressFormat},
		templates.TrackedActual:   {number: fraction(p.Complete), format: progressFormat},
		templates.TrackedLead:     {number: fraction(p.Lead), format: pointsFormat},
		templates.TrackedState:    {text: stateText(p, k.lang)},
		templates.TrackedForecast: forecastCell(p),
		templates.TrackedSince:    {number: fraction(p.Since), format: pointsFormat},
	}
}

// fraction is a share as digits; "" for none.
func fraction(s allocate.NullShare) string {
	if !s.Valid {
		return ""
	}
	return s.Decimal.String()
}

// stateText is a state as the column shows it: 红·落后.
func stateText(p *allocate.Progress, l lang.Lang) string {
	if p.Word == (lang.Text{}) {
		return p.State.In(l)
	}
	return p.State.In(l) + stateDot + p.Word.In(l)
}

// ownState reports whether a text is one that stateText gives.
func ownState(text string) bool {
	for s := allocate.Grey; s <= allocate.Red; s++ {
		for _, l := range []lang.Lang{lang.ZH, lang.EN} {
			if rest, ok := strings.CutPrefix(text, s.In(l)); ok && (rest == "" || strings.HasPrefix(rest, stateDot)) {
				return true
			}
		}
	}
	return false
}

// forecastCell shows where the row will end, in the unit of its target: a number
// whose format shows the unit.
func forecastCell(p *allocate.Progress) trackedCell {
	if p.Forecast == nil {
		return trackedCell{format: progressFormat}
	}
	a := p.Forecast.Best
	if a.Unit == allocate.PercentUnit {
		return trackedCell{number: a.Value.String(), format: progressFormat}
	}
	decimals := int(max(0, a.Digits))
	if a.Scale == 0 && a.Unit.Kind() != allocate.Money && decimals == 0 {
		decimals = 1 // 2.4场
	}
	return trackedCell{number: a.Value.Shift(-int32(a.Scale)).String(), format: look.Amount(decimals, a.UnitWord())}
}

// planLooks makes the cell formats of the columns, beside each kind of cell at the
// table's right end, and their bars and colours.
func (k *tracker) planLooks() {
	bars := 0
	for _, s := range k.sheets {
		if s == nil {
			continue
		}
		for _, t := range s.tables {
			own := k.tracked[t.index]
			if own == nil || own.trackCol() == 0 || len(own.rows) == 0 {
				continue
			}
			k.besideStyles(own)
			s.formats = append(s.formats, k.trackFormats(own, &bars)...)
		}
	}
}

func (k *tracker) besideStyles(t *trackedTable) {
	formats := []string{progressFormat, pointsFormat, ""}
	seen := map[string]bool{progressFormat: true}
	for _, p := range t.rows {
		if c := forecastCell(p); !seen[c.format] {
			seen[c.format] = true
			formats = append(formats, c.format)
		}
	}
	for _, xf := range append([]int32{-1}, t.besides...) {
		for _, f := range formats {
			t.styles[besideKey{xf, f}] = int32(k.styles.Beside(int(xf), f))
		}
	}
}

// The bars: what was planned is pale, what was reached is strong.
const (
	planBar   = "FFD3DEE9"
	actualBar = "FF8FB8DD"
)

// stateMarks are the looks of the states that have a colour.
var stateMarks = [...]style.Look{allocate.Green: look.PassedMark, allocate.Amber: look.WarningMark, allocate.Red: look.ErrorMark}

// trackFormats are the bars of both progresses, and the colours of the states.
func (k *tracker) trackFormats(t *trackedTable, bars *int) []sheet.CF {
	area := func(col int) (first, sqref string) {
		first = sheet.Ref(t.trackCol()+int32(col), t.HeadLast+1)
		return first, first + ":" + sheet.Ref(t.trackCol()+int32(col), t.LastRow)
	}
	var out []sheet.CF
	for _, c := range []struct {
		col    int
		colour string
	}{{templates.TrackedPlan, planBar}, {templates.TrackedActual, actualBar}} {
		*bars++
		_, sqref := area(c.col)
		out = append(out, sheet.CF{Sqref: sqref, Bar: &sheet.Bar{Colour: c.colour, Full: "1+" + trackMarker,
			ID: fmt.Sprintf("60A1C000-0006-4000-8000-%012d", *bars)}})
	}
	first, sqref := area(templates.TrackedState)
	for state := allocate.Green; state <= allocate.Red; state++ {
		word := state.In(k.lang)
		out = append(out, sheet.CF{Sqref: sqref, DxfID: int32(k.styles.AddDxf(stateMarks[state])),
			Formula: `LEFT(` + first + `,` + strconv.Itoa(utf8.RuneCountInString(word)) + `)=REPT("` + word + `",1+` + trackMarker + `)`})
	}
	return out
}

// headSplices makes room for the columns.
func (k *tracker) headSplices(s *sheetMarks, head []byte) ([]patch.Splice, error) {
	var used sheet.Range
	for _, t := range s.tables {
		if own := k.tracked[t.index]; own != nil && own.trackCol() > used.Col1 {
			used = sheet.Range{Col1: own.trackCol(), Row1: t.HeadLast, Col2: own.trackCol() + templates.TrackedColumns - 1, Row2: max(t.LastRow, t.HeadLast)}
		}
	}
	if used.Col1 == 0 {
		return nil, nil
	}
	dimension, err := sheet.ExtendDimension(head, used)
	if err != nil {
		return nil, err
	}
	var widths []sheet.ColumnWidth
	for i, c := range templates.Tracked {
		widths = append(widths, sheet.ColumnWidth{Col: used.Col1 + int32(i), Width: c.Width})
	}
	cols, err := sheet.AddColumnWidths(head, widths)
	return append(dimension, cols...), err
}
