package sheet

// fastContent reads what the cell holds, from the end of its start tag on, and
// returns where the cell ends; 0 if it is not written in the usual way.
func (s *Scanner) fastContent(c *Cell, i, from int) int {
	b := s.m.buf
	i++
	c.openEnd = int32(i - from)
	if c.Type == Inline {
		i = fastInline(c, b, i)
	} else {
		i = s.fastValue(c, b, i)
	}
	if i == 0 || i+4 > len(b) || string(b[i:i+4]) != "</c>" {
		return 0
	}
	c.bodyEnd, c.end = int32(i-from), int32(i+4-from)
	return i + 4
}

// fastValue reads <v>, and <f> before it.
func (s *Scanner) fastValue(c *Cell, b []byte, i int) int {
	if i+3 > len(b) || b[i] != '<' || b[i+2] != '>' {
		return 0
	}
	if b[i+1] == 'f' {
		end := fastText(b, i+3)
		if end == 0 || end+7 > len(b) || string(b[end:end+7]) != "</f><v>" {
			return 0
		}
		c.Formula, c.Kind = b[i+3:end:end], NormalFormula
		i = end + 4
	} else if b[i+1] != 'v' {
		return 0
	}
	end := fastText(b, i+3)
	if end == 0 || end == i+3 || end+4 > len(b) || string(b[end:end+4]) != "</v>" {
		return 0
	}
	c.Text, c.HasValue = b[i+3:end:end], true
	if c.Type != FormulaStr && (isSpace(b[i+3]) || isSpace(b[end-1])) {
		return 0
	}
	if c.Type == Shared && !s.fastIndex(c) {
		return 0
	}
	return end + 4
}

// fastIndex reads the number of a shared string.
func (s *Scanner) fastIndex(c *Cell) bool {
	if len(c.Text) > 9 {
		return false
	}
	for _, d := range c.Text {
		if d-'0' > 9 {
			return false
		}
		c.index = c.index*10 + int32(d-'0')
	}
	return s.m.limits.Strings < 0 || int(c.index) < s.m.limits.Strings
}

// fastInline reads an inline string without formatting.
func fastInline(c *Cell, b []byte, i int) int {
	const plain, kept = "<is><t>", `<is><t xml:space="preserve">`
	switch {
	case i+len(plain) <= len(b) && string(b[i:i+len(plain)]) == plain:
		i += len(plain)
	case i+len(kept) <= len(b) && string(b[i:i+len(kept)]) == kept:
		i += len(kept)
	default:
		return 0
	}
	const after = "</t></is>"
	end := fastText(b, i)
	if end == 0 || end+len(after) > len(b) || string(b[end:end+len(after)]) != after {
		return 0
	}
	c.Text, c.HasValue = b[i:end:end], true
	return end + len(after)
}

// fastText returns where the text at i ends with <; 0 if it does not stand for
// itself.
func fastText(b []byte, i int) int {
	for ; i < len(b); i++ {
		switch b[i] {
		case '<':
			return i
		case '&', '_', ']', '\r':
			return 0
		}
	}
	return 0
}
