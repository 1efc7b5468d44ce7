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
