package sheet

import (
	"strconv"

	"goalxl/workbook/patch"
)

// AddColumnWidth gives a column a width (in characters of the default font), if
// the sheet has no column settings at all: those that people made are left alone.
// head is that of Scanner.Head. The splices are none where nothing is to be done.
func AddColumnWidth(head []byte, col int32, width float64) ([]patch.Splice, error) {
	o, err := outlineOf(head)
	if err != nil {
		return nil, err
	}
	if _, ok := o.find(rankCols); ok {
		return nil, nil
	}
	p := string(o.prefix)
	n := strconv.Itoa(int(col))
	new := "<" + p + `cols><` + p + `col min="` + n + `" max="` + n + `" width="` +
		strconv.FormatFloat(width, 'f', -1, 64) + `" customWidth="1"/></` + p + "cols>"
	return []patch.Splice{{Off: o.place(rankCols), New: []byte(new)}}, nil
}

// ExtendDimension makes the used range that the sheet states (dimension) cover r
// as well: some programs read no further than it says. A sheet that states none
// is left without.
func ExtendDimension(head []byte, r Range) ([]patch.Splice, error) {
	o, err := outlineOf(head)
	if err != nil {
		return nil, err
	}
	c, ok := o.find(rankDimension)
	if !ok {
		return nil, nil
	}
	m := fragment(head[:c.end])
	m.pos = c.start
	if err := m.next(); err != nil {
		return nil, err
	}
	ref, _ := m.find("ref")
	old, ok := ParseRange(m.value(ref))
	if !ok {
		return nil, nil
	}
	all := Range{min(old.Col1, r.Col1), min(old.Row1, r.Row1), max(old.Col2, r.Col2), max(old.Row2, r.Row2)}
	if all == old {
		return nil, nil
	}
	return []patch.Splice{{Off: ref.at, Len: len(ref.value), New: []byte(all.String())}}, nil
}
