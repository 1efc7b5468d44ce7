package sheet

// Nearly all cells of nearly all sheets are written in one of a few ways:
//
//	<c r="A1" s="3" t="s"><v>12</v></c>
//	<c r="A1" s="3"><f>B1*2</f><v>12</v></c>
//	<c r="A1" s="3" t="inlineStr"><is><t>text</t></is></c>
//	<c r="A1" s="3"/>
//
// They are read here without taking the markup apart. Whatever else there is,
// anything wrong included, is left to readCell, so that this can only be faster
// and never different. A test compares the two.

// longestOpen is a length that no start tag read here reaches.
const longestOpen = 80

// fastCell reads the cell at m.pos if it is written in one of the usual ways. If
// not, it reports false and nothing has changed.
func (s *Scanner) fastCell(from int) bool {
	m, b, p := &s.m, s.m.buf, s.m.pos
	if !s.usual || len(s.spill) > 0 || len(b)-p < longestOpen || b[p] != '<' || b[p+1] != 'c' {
		return false
	}
	c := Cell{Type: Number, start: int32(p - from)}
	i := s.fastAttributes(&c, p+2)
	if i == 0 || c.Col == 0 {
		return false
	}
	if n := len(s.row.Cells); n > 0 && c.Col <= s.row.Cells[n-1].Col {
		return false
	}
	if b[i] == '/' {
		if b[i+1] != '>' {
			return false
		}
		c.Type, i = Blank, i+2
		c.openEnd = int32(i - from)
		c.bodyEnd, c.end = c.openEnd, c.openEnd
	} else if i = s.fastContent(&c, i, from); i == 0 {
		return false
	}
	s.row.Cells = append(s.row.Cells, c)
	m.pos, m.kind = i, endTag
	return true
}

// fastAttributes reads the attributes of a cell from i on, and returns where its
// start tag ends with > or />; 0 if they are not written in the usual way.
func (s *Scanner) fastAttributes(c *Cell, i int) int {
	b := s.m.buf[:i+longestOpen-2]
	seen := byte(0)
	for b[i] == ' ' {
		name := b[i+1]
		if b[i+2] != '=' || b[i+3] != '"' {
			return 0
		}
		i += 4
		bit := byte(0)
		switch name {
		case 'r':
			bit, i = 1, s.fastRef(c, b, i)
		case 's':
			bit, i = 2, s.fastStyle(c, b, i)
		case 't':
			bit, i = 4, fastType(c, b, i)
		default:
			return 0
		}
		if i == 0 || b[i] != '"' || seen&bit != 0 {
			return 0
		}
		seen |= bit
		i++
	}
	if b[i] != '>' && b[i] != '/' {
		return 0
	}
	return i
}

// fastRef reads a reference of the row that is being read, in capitals.
func (s *Scanner) fastRef(c *Cell, b []byte, i int) int {
	col := int32(0)
	for end := i + 3; i < end && b[i]-'A' < 26; i++ {
		col = col*26 + int32(b[i]-'A') + 1
	}
	row, digits := int32(0), i
	if b[i] == '0' {
		return 0
	}
	for end := i + 7; i < end && b[i]-'0' < 10; i++ {
		row = row*10 + int32(b[i]-'0')
	}
	if i == digits || row != s.m.row || col == 0 || col > MaxCols {
		return 0
	}
	c.Col = col
	return i
}

// fastStyle reads the number of a style.
func (s *Scanner) fastStyle(c *Cell, b []byte, i int) int {
	style, digits := int32(0), i
	for end := i + 8; i < end && b[i]-'0' < 10; i++ {
		style = style*10 + int32(b[i]-'0')
	}
	if i == digits || s.m.limits.Styles >= 0 && int(style) >= s.m.limits.Styles {
		return 0
	}
	c.Style = style
	return i
}

// fastType reads one of the usual types.
func fastType(c *Cell, b []byte, i int) int {
	n := i
	for end := i + 9; n < end && b[n] != '"'; n++ {
	}
	t, ok := valueType(b[i:n])
	if !ok {
		return 0
	}
	c.Type = t
	return n
}
