package sheet

import "bytes"

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
