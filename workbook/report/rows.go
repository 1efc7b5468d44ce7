package report

import (
	"bytes"
	"io"
	"strconv"
	"unicode/utf16"

	"goalxl/workbook/look"
	"goalxl/workbook/markup"
	"goalxl/workbook/sheet"
)

const (
	maxLinks  = 65530 // hyperlinks that a sheet can hold
	maxText   = 32000 // characters in a cell; the format's limit is 32,767
	flushSize = 64 << 10
)

// rowWriter streams rows with inline strings, and gathers the links that stand
// behind them.
type rowWriter struct {
	w      io.Writer
	buf    []byte
	links  []byte
	count  int // of links
	same   [logCols]sameText
	merged []string // ranges that are one cell
	row    int
	err    error
}

// start begins a row; height in points, 0 for the sheet's usual height.
func (w *rowWriter) start(row int, height float64) {
	w.row = row
	w.buf = strconv.AppendInt(append(w.buf, `<row r="`...), int64(row), 10)
	if height > 0 {
		w.buf = strconv.AppendFloat(append(w.buf, `" ht="`...), height, 'f', -1, 64)
		w.buf = append(w.buf, `" customHeight="1`...)
	}
	w.buf = append(w.buf, `">`...)
}

func (w *rowWriter) end() {
	w.buf = append(w.buf, `</row>`...)
	if len(w.buf) >= flushSize {
		w.flush()
	}
}

func (w *rowWriter) flush() {
	if w.err == nil {
		_, w.err = w.w.Write(w.buf)
	}
	w.buf = w.buf[:0]
}

func (w *rowWriter) raw(b []byte) { w.buf = append(w.buf, b...) }

// open begins a cell. col counts from 0.
func (w *rowWriter) open(col, style int) {
	w.buf = append(append(w.buf, `<c r="`...), byte('A'+col))
	w.buf = strconv.AppendInt(w.buf, int64(w.row), 10)
	w.buf = strconv.AppendInt(append(w.buf, `" s="`...), int64(style), 10)
}

func (w *rowWriter) blank(col, style int) {
	w.open(col, style)
	w.buf = append(w.buf, `"/>`...)
}

// text writes a text as it is: never a formula, whatever it starts with.
func (w *rowWriter) text(col, style int, s string) {
	if s == "" {
		w.blank(col, style)
		return
	}
	w.open(col, style)
	w.buf = append(w.buf, `" t="inlineStr"><is><t`...)
	if s[0] <= ' ' || s[len(s)-1] <= ' ' {
		w.buf = append(w.buf, ` xml:space="preserve"`...)
	}
	w.buf = append(w.buf, '>')
	w.buf = sheet.AppendEscaped(w.buf, shorten(s))
	w.buf = append(w.buf, `</t></is></c>`...)
}

// sameText is the text that a column's last cell held, as it was written.
type sameText struct {
	text  string
	style int
	cell  []byte // behind the number of the row

	measured string // the text that was measured last
	lines    int    // that it takes
}

// lines is look.Lines for a text that is mostly the same as in the row above.
func (w *rowWriter) lines(col int, s string, width float64) int {
	last := &w.same[col]
	if last.lines == 0 || s != last.measured {
		last.measured, last.lines = s, look.Lines(s, width)
	}
	return last.lines
}

// repeated writes a text that is mostly the same as in the row above.
func (w *rowWriter) repeated(col, style int, s string) {
	last := &w.same[col]
	if s == "" || s != last.text || style != last.style {
		at := len(w.buf)
		w.text(col, style, s)
		ref := bytes.IndexByte(w.buf[at+len(`<c r="`):], '"')
		last.text, last.style = s, style
		last.cell = append(last.cell[:0], w.buf[at+len(`<c r="`)+ref:]...)
		return
	}
	w.buf = append(append(w.buf, `<c r="`...), byte('A'+col))
	w.buf = append(strconv.AppendInt(w.buf, int64(w.row), 10), last.cell...)
}

// number writes plain decimal digits.
func (w *rowWriter) number(col, style int, digits string) {
	w.open(col, style)
	w.buf = append(append(w.buf, `"><v>`...), digits...)
	w.buf = append(w.buf, `</v></c>`...)
}

func (w *rowWriter) int(col, style, v int) {
	w.open(col, style)
	w.buf = strconv.AppendInt(append(w.buf, `"><v>`...), int64(v), 10)
	w.buf = append(w.buf, `</v></c>`...)
}

// formula writes a formula whose value is a text, and the value with it.
func (w *rowWriter) formula(col, style int, f, cached string) {
	w.open(col, style)
	w.buf = sheet.AppendEscaped(append(w.buf, `" t="str"><f>`...), f)
	w.buf = sheet.AppendEscaped(append(w.buf, `</f><v>`...), cached)
	w.buf = append(w.buf, `</v></c>`...)
}

// link writes a cell's name that leads there, as long as a sheet can hold more
// links; behind that, the name alone.
func (w *rowWriter) link(col, linked, plain int, to, cell string) {
	if cell == "" || to == "" || w.count >= maxLinks {
		w.text(col, plain, cell)
		return
	}
	w.text(col, linked, cell)
	w.hyperlink(col, to, cell)
}

// hyperlink makes the cell that was just written lead to a cell of a sheet.
func (w *rowWriter) hyperlink(col int, to, cell string) {
	w.count++
	w.links = append(append(w.links, `<hyperlink ref="`...), byte('A'+col))
	w.links = strconv.AppendInt(w.links, int64(w.row), 10)
	w.links = append(w.links, `" location="`...)
	w.links = markup.Escape(w.links, quoted(to)+"!"+cell)
	w.links = append(w.links, `"/>`...)
}

// merges writes the ranges that are one cell.
func (w *rowWriter) merges() {
	if len(w.merged) == 0 {
		return
	}
	w.raw([]byte(`<mergeCells>`))
	for _, m := range w.merged {
		w.raw([]byte(`<mergeCell ref="` + m + `"/>`))
	}
	w.raw([]byte(`</mergeCells>`))
}

// hyperlinks writes the links that were gathered.
func (w *rowWriter) hyperlinks() {
	if w.count == 0 {
		return
	}
	w.raw([]byte(`<hyperlinks>`))
	w.raw(w.links)
	w.raw([]byte(`</hyperlinks>`))
}

// shorten cuts a text that a cell cannot hold, and says so with an ellipsis.
func shorten(s string) string {
	if len(s) <= maxText {
		return s
	}
	n := 0 // UTF-16 units, as the format counts
	for i, r := range s {
		if n >= maxText {
			return s[:i] + "……"
		}
		n += utf16.RuneLen(max(r, 0))
	}
	return s
}
