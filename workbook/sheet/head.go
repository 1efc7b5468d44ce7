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

// ColumnWidth is the width of a column, in characters of the default font.
type ColumnWidth struct {
	Col   int32
	Width float64
}

// AddColumnWidths gives columns, by rising number, their widths, each unless the
// sheet has settings for it already. head is that of Scanner.Head.
func AddColumnWidths(head []byte, widths []ColumnWidth) ([]patch.Splice, error) {
	o, err := outlineOf(head)
	if err != nil || len(widths) == 0 {
		return nil, err
	}
	p := string(o.prefix)
	c, ok := o.find(rankCols)
	if !ok {
		text := "<" + p + "cols>"
		for _, w := range widths {
			text += w.element(p)
		}
		return []patch.Splice{{Off: o.place(rankCols), New: []byte(text + "</" + p + "cols>")}}, nil
	}
	return c.widen(head, widths, p)
}

func (w ColumnWidth) element(prefix string) string {
	n := strconv.Itoa(int(w.Col))
	return "<" + prefix + `col min="` + n + `" max="` + n + `" width="` + strconv.FormatFloat(w.Width, 'f', -1, 64) + `" customWidth="1"/>`
}

// widen puts widths between the settings that the element of columns has.
func (c child) widen(head []byte, widths []ColumnWidth, prefix string) (out []patch.Splice, err error) {
	m := fragment(head[:c.end])
	m.pos = c.start
	for len(widths) > 0 {
		if err := m.next(); err != nil {
			return nil, err
		}
		first, last := int32(MaxCols+1), int32(0)
		switch {
		case m.kind == endOfPart:
			return out, nil
		case m.kind == endTag && string(m.local) == "cols":
		case (m.kind == startTag || m.kind == emptyTag) && string(m.local) == "col":
			first, last = m.number("min"), m.number("max")
		default:
			continue
		}
		for len(widths) > 0 && widths[0].Col < first {
			out = append(out, patch.Splice{Off: m.start, New: []byte(widths[0].element(prefix))})
			widths = widths[1:]
		}
		for len(widths) > 0 && widths[0].Col <= last {
			widths = widths[1:]
		}
	}
	return out, nil
}

// number returns the value of an attribute that counts columns; 0 if it has none.
func (m *markup) number(name string) int32 {
	a, ok := m.find(name)
	if !ok {
		return 0
	}
	n, err := strconv.ParseInt(string(m.value(a)), 10, 32)
	if err != nil {
		return 0
	}
	return int32(n)
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
