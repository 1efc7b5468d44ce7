package sheet

import (
	"bytes"
	"fmt"
)

// row writes a row with its edits.
func (rw *rewriter) row(r *Row) error {
	var edits []CellEdit
	if rw.edits.Row != nil {
		edits = rw.edits.Row(r)
	}
	rw.w.Keep(r.gap)
	if len(edits) == 0 {
		rw.w.Keep(r.raw)
		return rw.w.Err()
	}
	raw, value := r.raw, anyValue(edits)
	if r.empty {
		raw = raw[:len(raw)-len("/>")]
		rw.w.Keep(raw)
		rw.w.Put(r.raw[len(raw):], []byte(">"), value)
	}
	at, err := rw.cells(r, edits)
	if err != nil {
		return err
	}
	if r.empty {
		rw.buf = append(append(append(rw.buf[:0], "</"...), r.prefix...), "row>"...)
		rw.w.Put(nil, rw.buf, value)
		return rw.w.Err()
	}
	rw.w.Keep(raw[at:])
	return rw.w.Err()
}

// cells writes a row's element up to and with its last edited cell, and returns
// how far in the row that is.
func (rw *rewriter) cells(r *Row, edits []CellEdit) (at int, err error) {
	next, col := 0, int32(0) // the cell before which nothing was passed over
	for i := range edits {
		e := &edits[i]
		if e.Col <= col || e.Col > MaxCols {
			return 0, writing(e.Col, r.Num, errOrder)
		}
		col = e.Col
		for next < len(r.Cells) && r.Cells[next].Col < col {
			next++
		}
		from, to := r.place(next, col)
		if !r.empty {
			rw.w.Keep(r.raw[at:from])
		}
		at = to
		switch {
		case e.Remove && from == to:
			continue
		case e.Remove && (r.Cells[next].Formula != nil || r.Cells[next].Spilled):
			err = errFormula
		case e.Remove && r.namesNext(next):
			rw.buf = rw.buf[:0]
		case e.Stored && from < to:
			rw.buf, err = r.restore(rw.buf[:0], &r.Cells[next], e)
		case from == to:
			rw.buf, err = appendCell(rw.buf[:0], e, r.Num, r.prefix)
		default:
			err = rw.replace(r, &r.Cells[next], e)
		}
		if err != nil {
			return 0, writing(col, r.Num, err)
		}
		rw.w.Put(r.raw[from:to], rw.buf, e.Value)
	}
	return at, nil
}

// writing says which cell an error is about.
func writing(col, row int32, err error) error {
	return fmt.Errorf("writing cell %s: %w", Ref(max(col, 1), row), err)
}

// restore appends a formula cell with another stored value.
func (r *Row) restore(dst []byte, c *Cell, e *CellEdit) ([]byte, error) {
	raw := r.raw[c.start:c.end]
	tag := append(append([]byte("<"), r.prefix...), "v>"...)
	end := append(append([]byte("</"), r.prefix...), "v>"...)
	from, to := bytes.LastIndex(raw, tag), bytes.LastIndex(raw, end)
	text := e.Text
	switch {
	case c.Kind == NoFormula || from < 0 || to < from:
		return dst, errStored
	case e.Number != "" && (c.Type != Number || !isDecimal(e.Number)), e.Text != "" && c.Type != FormulaStr:
		return dst, errStored
	case e.Number != "":
		text = e.Number
	case e.Text == "":
		return append(append(dst, raw[:from]...), raw[to+len(end):]...), nil
	}
	dst = AppendEscaped(append(dst, raw[:from+len(tag)]...), text)
	return append(dst, raw[to:]...), nil
}

// namesNext reports whether the cell behind cell i says where it stands: else it
// would move to the left if cell i went.
func (r *Row) namesNext(i int) bool {
	if i+1 >= len(r.Cells) {
		return true
	}
	tag := r.raw[r.Cells[i+1].start:r.Cells[i+1].openEnd]
	return bytes.Contains(tag, []byte(` r="`)) || bytes.Contains(tag, []byte(` r='`))
}

// place returns where the cell of a column stands in the row, or is to be put
// in. next is the number of the first cell that is not left of it.
func (r *Row) place(next int, col int32) (from, to int) {
	switch {
	case next < len(r.Cells) && r.Cells[next].Col == col:
		return int(r.Cells[next].start), int(r.Cells[next].end)
	case next < len(r.Cells):
		from = int(r.Cells[next].start)
	case len(r.Cells) > 0:
		from = int(r.Cells[len(r.Cells)-1].end)
	case r.empty:
		from = len(r.raw)
	default:
		from = r.openEnd
	}
	return from, from
}

// replace makes the new form of a cell that the row has: its attributes stay
// except for the type, and for the style if the edit has one. What told more
// about the old value (vm) goes with it.
func (rw *rewriter) replace(r *Row, c *Cell, e *CellEdit) error {
	if c.Formula != nil || c.Spilled {
		return errFormula
	}
	m := &rw.tag
	m.buf, m.eof, m.fragment, m.limits = r.raw[:c.openEnd], true, true, rw.scan.m.limits
	nameEnd := nameEnd(m.buf, int(c.start)+1)
	name := m.buf[c.start+1 : nameEnd]
	if _, _, err := m.attributes(nameEnd); err != nil {
		return err
	}
	rw.buf = append(rw.buf[:0], m.buf[c.start:nameEnd]...)
	end, styled := nameEnd, e.Style < 0
	for _, a := range m.attrs {
		from := end
		end = a.at + len(a.value) + 1
		switch string(a.name) {
		case "t", "vm":
		case "s":
			if e.Style >= 0 {
				rw.buf = appendStyle(rw.buf, e.Style)
				styled = true
				continue
			}
			fallthrough
		default:
			rw.buf = append(rw.buf, m.buf[from:end]...)
		}
	}
	if !styled {
		rw.buf = appendStyle(rw.buf, e.Style)
	}
	var extra []byte
	if c.extra > 0 {
		extra = r.raw[c.extra:c.bodyEnd]
	}
	var err error
	rw.buf, err = appendValue(rw.buf, e, name[:len(name)-1], extra)
	return err
}
