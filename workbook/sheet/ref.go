package sheet

import "strconv"

// Ref returns the reference of a cell, such as "G12". Column and row count from 1.
func Ref(col, row int32) string {
	var buf [16]byte
	return string(AppendRef(buf[:0], col, row))
}

// AppendRef appends the reference of a cell to dst.
func AppendRef(dst []byte, col, row int32) []byte {
	return strconv.AppendInt(appendColumn(dst, col), int64(row), 10)
}

// ColumnName returns the letters of a column: 1 is "A", 16384 is "XFD".
func ColumnName(col int32) string {
	var buf [8]byte
	return string(appendColumn(buf[:0], col))
}

func appendColumn(dst []byte, col int32) []byte {
	var buf [8]byte
	i := len(buf)
	for ; col > 0; col = (col - 1) / 26 {
		i--
		buf[i] = byte('A' + (col-1)%26)
	}
	return append(dst, buf[i:]...)
}

// ParseRef reads a cell reference such as "G12" (no $ signs); ok is false if it
// is none, or lies beyond XFD1048576.
func ParseRef(b []byte) (col, row int32, ok bool) {
	i := 0
	for i < len(b) && i < 4 {
		c := b[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int32(c-'A') + 1
		i++
	}
	digits := b[i:]
	if i == 0 || len(digits) == 0 || len(digits) > 7 || digits[0] == '0' {
		return 0, 0, false
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, 0, false
		}
		row = row*10 + int32(c-'0')
	}
	return col, row, col <= MaxCols && row <= MaxRows
}

// Range is a rectangle of cells; both corners belong to it and count from 1.
type Range struct {
	Col1, Row1 int32 // upper left corner
	Col2, Row2 int32 // lower right corner
}

// String returns the range as people write it: "A1:G12", or "A1" for one cell.
func (r Range) String() string {
	s := Ref(r.Col1, r.Row1)
	if r.Col1 == r.Col2 && r.Row1 == r.Row2 {
		return s
	}
	return s + ":" + Ref(r.Col2, r.Row2)
}

// Contains reports whether a cell lies in the range.
func (r Range) Contains(col, row int32) bool {
	return r.Col1 <= col && col <= r.Col2 && r.Row1 <= row && row <= r.Row2
}

// Single reports whether the range is one cell.
func (r Range) Single() bool { return r.Col1 == r.Col2 && r.Row1 == r.Row2 }

// ParseRange reads "A1:G12" or "A1"; ok is false if it is neither. Corners in
// another order are put right.
func ParseRange(b []byte) (r Range, ok bool) {
	first, last := b, b
	for i, c := range b {
		if c == ':' {
			first, last = b[:i], b[i+1:]
			break
		}
	}
	var ok1, ok2 bool
	r.Col1, r.Row1, ok1 = ParseRef(first)
	r.Col2, r.Row2, ok2 = ParseRef(last)
	if r.Col1 > r.Col2 {
		r.Col1, r.Col2 = r.Col2, r.Col1
	}
	if r.Row1 > r.Row2 {
		r.Row1, r.Row2 = r.Row2, r.Row1
	}
	return r, ok1 && ok2
}

// parseUint reads an unsigned number with blanks around it; ok is false if it is
// none or above limit.
func parseUint(b []byte, limit int32) (n int32, ok bool) {
	b = trimSpace(b)
	if len(b) > 1 && b[0] == '+' {
		b = b[1:]
	}
	if len(b) == 0 {
		return 0, false
	}
	v := int64(0)
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		if v = v*10 + int64(c-'0'); v > int64(limit) {
			return 0, false
		}
	}
	return int32(v), true
}

func trimSpace(b []byte) []byte {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
