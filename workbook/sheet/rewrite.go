package sheet

import (
	"fmt"
	"io"
	"strconv"

	"goalxl/workbook/patch"
)

// Edits says what is to change in a worksheet. Any of its functions may be nil.
type Edits struct {
	// Row returns the edits of a row's cells, by rising column; none for a row
	// that stays as it is. The row and the result are used before the next call.
	Row func(*Row) []CellEdit
	// Brief, where it is not nil, is asked before Row. ok says that the row gets
	// nothing but the edits, by rising column: new cells behind the last one, and
	// of those before it only such that BriefRow.Cell has told of. Else the row is
	// read and Row is asked. Not each row comes this way: Row must know what to do
	// with all of them. Brief must be nil unless a Scanner has read the very same
	// bytes to their end and found the sheet plain (Scanner.Plain): they are not
	// looked at a second time.
	Brief func(*BriefRow) (edits []CellEdit, ok bool)
	// Missing returns the rows that are to be put in between two rows that
	// follow each other in the sheet, by rising number. after is 0 before the
	// first row, and before is MaxRows+1 after the last.
	Missing func(after, before int32) []NewRow
	// Head and Tail return what is to change before and after the rows (see
	// Scanner.Head and Scanner.Tail).
	Head, Tail func([]byte) ([]patch.Splice, error)

	Limits *Limits // nil: the default limits
}

// CellEdit gives a cell a value: either Text or Number; neither makes it blank.
type CellEdit struct {
	Col    int32  // counts from 1
	Style  int32  // number of its cell format; -1 leaves the cell's own, and gives a new cell none
	Value  bool   // a figure that `clean` keeps (see patch.Splice)
	Text   string // put in as an inline string; at most 32,767 UTF-16 units
	Number string // a plain decimal number
	// Remove takes the cell's element off, with what it holds and how it looks; a
	// cell that is not there stays so. Where the next cell of the row does not say
	// in which column it stands, the cell is only made blank.
	Remove bool
	// Stored replaces the value that a formula stores, a text by Text and a number
	// by Number; with neither, the formula stores none and is computed when a
	// program loads the workbook. The formula stays.
	Stored bool
}

// NewRow is a row that the sheet does not have yet.
type NewRow struct {
	Num   int32
	Cells []CellEdit // by rising column
}

// Rewrite passes a worksheet through w and changes what e says; all else stays
// byte for byte. It does not close w. Formula cells, and cells that a formula in
// another cell fills, are never changed: an edit of one is an error, as are edits
// out of order. Whatever the scanner refuses is refused here, after a part of
// the sheet has been written already.
func Rewrite(w *patch.Writer, r io.Reader, e Edits) error {
	limits := DefaultLimits()
	if e.Limits != nil {
		limits = *e.Limits
	}
	rw := rewriter{w: w, edits: e, scan: NewScannerWithin(r, limits)}
	rw.scan.m.seen = e.Brief != nil
	row, err := rw.scan.Next()
	if err != nil && err != io.EOF {
		return err
	}
	if err := rw.head(); err != nil {
		return err
	}
	after := int32(0)
	for ; err == nil; row, err = rw.scan.Next() {
		if err := rw.missing(after, row.Num); err != nil {
			return err
		}
		if err := rw.row(row); err != nil {
			return err
		}
		if err := rw.briefly(); err != nil {
			return err
		}
		after = rw.scan.row.Num
	}
	if err != io.EOF {
		return err
	}
	return rw.tail(after)
}

// rewriter is one run of Rewrite.
type rewriter struct {
	w     *patch.Writer
	edits Edits
	scan  *Scanner
	buf   []byte // what is put in next
	tag   markup // reads the attributes of a cell again
	like  newLike
	brief BriefRow
}

// head writes what stands before the rows. An empty data section is opened if
// rows are to be put in.
func (rw *rewriter) head() error {
	head := rw.scan.Head()
	var splices []patch.Splice
	if rw.edits.Head != nil {
		var err error
		if splices, err = rw.edits.Head(head); err != nil {
			return err
		}
	}
	var rows []NewRow
	if rw.scan.closed && rw.edits.Missing != nil {
		rows = rw.edits.Missing(0, MaxRows+1)
	}
	if len(rows) == 0 {
		return patch.Apply(rw.w, head, splices)
	}
	rest := head[len(head)-len("/>"):]
	if err := patch.Apply(rw.w, head[:len(head)-len(rest)], splices); err != nil {
		return err
	}
	value := anyRowValue(rows)
	rw.w.Put(rest, []byte(">"), value)
	if err := rw.put(rows, 0, MaxRows+1, rw.scan.prefix); err != nil {
		return err
	}
	rw.w.Put(nil, append(append([]byte("</"), rw.scan.prefix...), "sheetData>"...), value)
	return nil
}

// missing puts in the rows between two rows.
func (rw *rewriter) missing(after, before int32) error {
	if rw.edits.Missing == nil || after+1 >= before || rw.scan.closed {
		return nil
	}
	return rw.put(rw.edits.Missing(after, before), after, before, rw.scan.prefix)
}

func (rw *rewriter) put(rows []NewRow, after, before int32, prefix []byte) error {
	for i := range rows {
		r := &rows[i]
		if r.Num <= after || r.Num >= before {
			return fmt.Errorf("putting in row %d: it is not between rows %d and %d", r.Num, after, before)
		}
		after = r.Num
		if err := rw.putRow(r, prefix); err != nil {
			return err
		}
	}
	return nil
}

// putRow puts in a row piece by piece, so that its marks can be taken off and
// its values stay.
func (rw *rewriter) putRow(r *NewRow, prefix []byte) error {
	value := anyValue(r.Cells)
	rw.buf = append(append(append(rw.buf[:0], '<'), prefix...), `row r="`...)
	rw.buf = append(strconv.AppendInt(rw.buf, int64(r.Num), 10), `">`...)
	rw.w.Put(nil, rw.buf, value)
	col := int32(0)
	for i := range r.Cells {
		e := &r.Cells[i]
		var err error
		if rw.buf, err = appendCell(rw.buf[:0], e, r.Num, prefix); e.Col <= col || e.Col > MaxCols {
			err = errOrder
		}
		if err != nil {
			return writing(e.Col, r.Num, err)
		}
		col = e.Col
		rw.w.Put(nil, rw.buf, e.Value)
	}
	rw.buf = append(append(append(rw.buf[:0], "</"...), prefix...), "row>"...)
	rw.w.Put(nil, rw.buf, value)
	return nil
}

// tail writes what stands after the last row, which has the number after.
func (rw *rewriter) tail(after int32) error {
	if err := rw.missing(after, MaxRows+1); err != nil {
		return err
	}
	tail := rw.scan.Tail()
	var splices []patch.Splice
	if rw.edits.Tail != nil {
		var err error
		if splices, err = rw.edits.Tail(tail); err != nil {
			return err
		}
	}
	if err := patch.Apply(rw.w, tail, splices); err != nil {
		return err
	}
	return rw.w.Err()
}

// anyValue reports whether one of the edits is a value: then what it needs
// around it must stay with it.
func anyValue(edits []CellEdit) bool {
	for i := range edits {
		if edits[i].Value {
			return true
		}
	}
	return false
}

func anyRowValue(rows []NewRow) bool {
	for i := range rows {
		if anyValue(rows[i].Cells) {
			return true
		}
	}
	return false
}
