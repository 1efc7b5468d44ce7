package sheet

import (
	"bytes"
	"strconv"
)

// Most rows of a large sheet get one new cell at their end, a figure in a cell that
// was blank, or nothing. In a sheet that was found plain they need not be taken
// apart once more: a row ends at the next </row>, its last cell begins at the last
// <c before that, and the cells before are passed over from tag to tag. Rows that
// are not written like
//
//	<row r="7" spans="1:3"><c r="A7" s="3"><v>12</v></c><c r="B7" s="3"/></row>
//
// are left to the long way, so that this can only be faster and never different. A
// test compares the two.

const (
	rowOpen   = `<row r="`
	rowClose  = `</row>`
	cellOpen  = `<c `
	cellNamed = `<c r="`
	cellClose = `</c>`
	styleOpen = ` s="`
)

// BriefRow is a row that was not taken apart. It is valid until Brief returns.
type BriefRow struct {
	Num  int32
	Last Cell // the last cell, of which column, style and declared type are known

	raw   []byte
	at    int // the cell in raw that is looked at next
	found []briefCell
}

// briefCell is a cell before the last, or where it would be put in.
type briefCell struct {
	Cell
	from, styled, to int // where it stands in the row, and its style behind its reference
}

// briefly writes the rows that follow for as long as they need not be read.
func (rw *rewriter) briefly() error {
	if rw.edits.Brief == nil || rw.edits.Missing != nil {
		return nil
	}
	for r := &rw.brief; ; {
		if !rw.scan.briefRow(r) {
			return nil
		}
		edits, ok := rw.edits.Brief(r)
		if !ok || !r.allows(edits) {
			return nil
		}
		rw.scan.passRow(r)
		if err := rw.briefEdits(r, edits); err != nil {
			return err
		}
	}
}

// allows reports whether the edits can be made without reading the row.
func (r *BriefRow) allows(edits []CellEdit) bool {
	col := int32(0)
	for i := range edits {
		e := &edits[i]
		if e.Col <= col || e.Col > MaxCols || e.Remove || e.Stored || e.Col <= r.Last.Col && r.place(e.Col) == nil {
			return false
		}
		col = e.Col
	}
	return true
}

// briefEdits writes a row with edits that it allows.
func (rw *rewriter) briefEdits(r *BriefRow, edits []CellEdit) (err error) {
	at, end := 0, len(r.raw)-len(rowClose)
	for i := range edits {
		e := &edits[i]
		from, to := end, end
		if e.Col > r.Last.Col {
			rw.buf, err = rw.like.cell(rw.buf[:0], e, r.Num)
		} else {
			c := r.place(e.Col)
			from, to = c.from, c.to
			rw.buf, err = c.filled(rw.buf[:0], r, e)
		}
		if err != nil {
			return writing(e.Col, r.Num, err)
		}
		rw.w.Keep(r.raw[at:from])
		rw.w.Put(r.raw[from:to], rw.buf, e.Value)
		at = to
	}
	rw.w.Keep(r.raw[at:])
	return rw.w.Err()
}

// filled appends the cell with the value of an edit.
func (c *briefCell) filled(dst []byte, r *BriefRow, e *CellEdit) ([]byte, error) {
	if c.from == c.to {
		return appendCell(dst, e, r.Num, nil)
	}
	tag := r.raw[c.from : c.to-len("/>")]
	if e.Style >= 0 {
		dst = appendStyle(append(dst, r.raw[c.from:c.styled]...), e.Style)
	} else {
		dst = append(dst, tag...)
	}
	return appendValue(dst, e, nil, nil)
}

// place returns a cell that Cell has told of; nil if there is none.
func (r *BriefRow) place(col int32) *briefCell {
	for i := range r.found {
		if r.found[i].Col == col {
			return &r.found[i]
		}
	}
	return nil
}

// Cell returns the cell of a column, of which column and style are known; nil if
// the row has none. ok is false where that cannot be told, and for a cell that is
// not blank. It must be asked by rising column.
func (r *BriefRow) Cell(col int32) (c *Cell, ok bool) {
	if col > r.Last.Col {
		return nil, true
	}
	b := r.raw
	for {
		rest := b[r.at:]
		if len(rest) < len(cellNamed) || string(rest[:len(cellNamed)]) != cellNamed {
			return nil, false
		}
		i, at := r.at+len(cellNamed), int32(0)
		for end := i + 3; i < end && i < len(b) && b[i]-'A' < 26; i++ {
			at = at*26 + int32(b[i]-'A') + 1
		}
		if at >= col {
			return r.note(col, at == col)
		}
		if r.at = cellEnd(b, i); r.at < 0 {
			r.at = len(b)
			return nil, false
		}
	}
}

// cellEnd returns where the cell ends in whose start tag i is; -1 if that cannot
// be told.
func cellEnd(b []byte, i int) int {
	n := bytes.IndexByte(b[i:], '>')
	if n < 0 {
		return -1
	}
	if i += n; b[i-1] == '/' {
		return i + 1
	}
	for { // looks for a letter that is rare in what cells hold
		n := bytes.IndexByte(b[i:], 'c')
		if n < 0 {
			return -1
		}
		if i += n; i+1 < len(b) && string(b[i-2:i+2]) == cellClose {
			return i + 2
		}
		i++
	}
}

// note remembers the place of a column's cell, at which the row has been looked at:
// a blank cell if it is there.
func (r *BriefRow) note(col int32, there bool) (c *Cell, ok bool) {
	if !there {
		r.found = append(r.found, briefCell{Cell: Cell{Col: col}, from: r.at, to: r.at})
		return nil, true
	}
	b, cell := r.raw, briefCell{Cell: Cell{Col: col}, from: r.at}
	n := bytes.IndexByte(b[r.at+len(cellNamed):], '"')
	if n < 0 {
		return nil, false
	}
	i := r.at + len(cellNamed) + n + 1
	cell.styled = i
	if i+len(styleOpen) < len(b) && string(b[i:i+len(styleOpen)]) == styleOpen {
		digits := i + len(styleOpen)
		for i = digits; i < digits+8 && i < len(b) && b[i]-'0' < 10; i++ {
			cell.Style = cell.Style*10 + int32(b[i]-'0')
		}
		if i == digits || i == len(b) || b[i] != '"' {
			return nil, false
		}
		i++
	}
	if i+2 > len(b) || string(b[i:i+2]) != "/>" {
		return nil, false
	}
	r.at, cell.to = i+2, i+2
	r.found = append(r.found, cell)
	return &r.found[len(r.found)-1].Cell, true
}

// briefRow reads number, length and last cell of the row that comes next, and
// reports whether it is written in the usual way, and all of it is in memory.
// Nothing changes but r.
func (s *Scanner) briefRow(r *BriefRow) bool {
	m := &s.m
	b := m.buf[m.pos:]
	if s.state != inRows || m.keep != m.pos || len(b) < len(rowOpen) || string(b[:len(rowOpen)]) != rowOpen {
		return false
	}
	i, num := len(rowOpen), int32(0)
	for ; i < len(b) && b[i]-'0' < 10 && num < MaxRows; i++ {
		num = num*10 + int32(b[i]-'0')
	}
	if i == len(b) || b[i] != '"' || num <= s.row.Num || num > MaxRows {
		return false
	}
	first := bytes.IndexByte(b[i:], '<')
	if first < 0 || i+first+len(cellOpen) > len(b) || string(b[i+first:i+first+len(cellOpen)]) != cellOpen {
		return false
	}
	first += i
	end := rowEnd(b[first:])
	if end < 0 || !s.lastCell(&r.Last, num, first, first+end) {
		return false
	}
	r.Num, r.raw = num, b[:first+end+len(rowClose)]
	r.at, r.found = first, r.found[:0]
	return true
}

// rowEnd returns where the first </row> begins, or -1. It looks for its last
// letter, which is rare in what stands before.
func rowEnd(b []byte) int {
	const before = len(rowClose) - len("w>")
	for i := before; i < len(b); i++ {
		n := bytes.IndexByte(b[i:], 'w')
		if n < 0 {
			return -1
		}
		if i += n; i+1 < len(b) && string(b[i-before:i+2]) == rowClose {
			return i - before
		}
	}
	return -1
}

// lastCell reads the start tag of the last cell of the row num, whose cells stand
// from first to end behind m.pos.
func (s *Scanner) lastCell(c *Cell, num int32, first, end int) bool {
	m := &s.m
	b := m.buf[m.pos:]
	at := end - 1
	for at > first && (b[at] != '<' || b[at+1] != 'c') {
		at--
	}
	if len(b)-at < longestOpen || b[at+2] != ' ' {
		return false
	}
	*c = Cell{Type: Number}
	row := m.row
	m.row = num
	i := s.fastAttributes(c, m.pos+at+len(cellOpen)-1)
	m.row = row
	if i == 0 || c.Col == 0 {
		return false
	}
	if i -= m.pos; b[i] == '/' {
		return i+len("/>") == end && b[i+1] == '>'
	}
	return i < end && string(b[end-len(cellClose):end]) == cellClose
}

// passRow passes over the row that comes next.
func (s *Scanner) passRow(r *BriefRow) {
	m := &s.m
	m.pos += len(r.raw)
	m.keep, s.row.Num = m.pos, r.Num
}

// newLike makes new cells that are mostly like the one before, but for the row.
type newLike struct {
	edit  CellEdit
	col   []byte // the letters of the column
	after []byte // what stands behind the reference
}

// cell appends a new cell of a sheet without prefixes.
func (l *newLike) cell(dst []byte, e *CellEdit, row int32) ([]byte, error) {
	if l.after == nil || *e != l.edit {
		whole, err := appendCell(nil, e, row, nil)
		if err != nil {
			return dst, err
		}
		at := bytes.IndexByte(whole[len(`<c r="`):], '"') + len(`<c r="`)
		l.edit, l.after = *e, whole[at:]
		l.col = bytes.TrimRight(whole[len(`<c r="`):at], "0123456789")
	}
	dst = append(append(dst, `<c r="`...), l.col...)
	return append(strconv.AppendInt(dst, int64(row), 10), l.after...), nil
}
