package sheet

import (
	"bytes"
	"strconv"
)

// Most rows of a large sheet get one new cell at their end, or nothing. In a sheet
// that was found plain they need not be taken apart once more: a row ends at the
// next </row>, and its last cell begins at the last <c before that. Rows that are
// not written like
//
//	<row r="7" spans="1:3"><c r="A7" s="3"><v>12</v></c><c r="B7" s="3"/></row>
//
// are left to the long way, so that this can only be faster and never different. A
// test compares the two.

const (
	rowOpen   = `<row r="`
	rowClose  = `</row>`
	cellOpen  = `<c `
	cellClose = `</c>`
)

// briefly writes the rows that follow for as long as their last cell is enough.
func (rw *rewriter) briefly() error {
	if rw.edits.Brief == nil || rw.edits.Missing != nil {
		return nil
	}
	var last Cell
	for {
		num, n := rw.scan.briefRow(&last)
		if n == 0 {
			return nil
		}
		edit, ok := rw.edits.Brief(num, &last)
		if !ok || edit.Col != 0 && (edit.Col <= last.Col || edit.Col > MaxCols) || edit.Remove || edit.Stored {
			return nil
		}
		raw := rw.scan.takeRow(num, n)
		if edit.Col == 0 {
			rw.w.Keep(raw)
		} else if err := rw.behind(raw, num, &edit); err != nil {
			return err
		}
		if rw.w.Err() != nil {
			return rw.w.Err()
		}
	}
}

// behind writes a row with a new cell at its end.
func (rw *rewriter) behind(raw []byte, num int32, e *CellEdit) error {
	cell, err := rw.like.cell(rw.buf[:0], e, num)
	if err != nil {
		return writing(e.Col, num, err)
	}
	rw.buf = cell
	end := len(raw) - len(rowClose)
	rw.w.Keep(raw[:end])
	rw.w.Put(nil, cell, e.Value)
	rw.w.Keep(raw[end:])
	return nil
}

// briefRow returns number and length of the row that comes next, and fills in its
// last cell; length 0 if the row is not written in the usual way, or not all of it
// is in memory. Nothing changes.
func (s *Scanner) briefRow(last *Cell) (num int32, n int) {
	m := &s.m
	b := m.buf[m.pos:]
	if s.state != inRows || m.keep != m.pos || len(b) < len(rowOpen) || string(b[:len(rowOpen)]) != rowOpen {
		return 0, 0
	}
	i := len(rowOpen)
	for ; i < len(b) && b[i]-'0' < 10 && num < MaxRows; i++ {
		num = num*10 + int32(b[i]-'0')
	}
	if i == len(b) || b[i] != '"' || num <= s.row.Num || num > MaxRows {
		return 0, 0
	}
	first := bytes.IndexByte(b[i:], '<')
	if first < 0 || i+first+len(cellOpen) > len(b) || string(b[i+first:i+first+len(cellOpen)]) != cellOpen {
		return 0, 0
	}
	first += i
	end := rowEnd(b[first:])
	if end < 0 || !s.lastCell(last, num, first, first+end) {
		return 0, 0
	}
	return num, first + end + len(rowClose)
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

// takeRow passes over a row of n bytes and returns them.
func (s *Scanner) takeRow(num int32, n int) []byte {
	m := &s.m
	raw := m.buf[m.pos : m.pos+n]
	m.pos += n
	m.keep, s.row.Num = m.pos, num
	return raw
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
