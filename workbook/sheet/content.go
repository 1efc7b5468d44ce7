package sheet

// content reads what stands inside a cell, up to and with its end tag.
func (s *Scanner) content(c *Cell, declared Type, from int) error {
	m := &s.m
	depth := m.depth()
	for {
		if err := m.step(); err != nil {
			return err
		}
		switch m.kind {
		case endTag:
			if m.depth() < depth {
				c.bodyEnd = int32(m.start - from)
				return nil
			}
		case charData, cdataText:
			if !blank(m.text) {
				return m.refuse(whyContent)
			}
		case startTag, emptyTag:
			if err := s.part(c, declared, from); err != nil {
				return err
			}
		}
	}
}

// part reads one element inside a cell: its value, its formula or its text.
func (s *Scanner) part(c *Cell, declared Type, from int) (err error) {
	m := &s.m
	if m.main("v") || m.main("is") || m.main("f") {
		c.extra = 0
	} else if c.extra == 0 {
		c.extra = int32(m.start - from)
	}
	switch {
	case m.main("v"):
		if declared == Inline {
			return m.skip("v") // the text of an inline string stands in <is>
		}
		if c.HasValue {
			return m.refuse(whyTwice)
		}
		c.HasValue = true
		c.Text, err = s.simpleText(declared == FormulaStr)
	case m.main("f"):
		if c.Formula != nil {
			return m.refuse(whyTwice)
		}
		return s.formula(c)
	case m.main("is"):
		if declared != Inline {
			return m.skip("v")
		}
		if c.HasValue {
			return m.refuse(whyTwice)
		}
		c.HasValue = true
		at := len(s.arena)
		s.arena, err = m.richText(s.arena)
		c.Text = s.arena[at:len(s.arena):len(s.arena)]
	default:
		return m.skip("v")
	}
	return err
}

// formula reads a formula, and remembers the cells that it fills besides its own.
func (s *Scanner) formula(c *Cell) (err error) {
	m := &s.m
	c.Kind = NormalFormula
	var ref []byte
	for _, a := range m.attrs {
		switch string(a.name) {
		case "t":
			c.Kind = formulaKind(m.value(a))
		case "ref":
			ref = m.value(a)
		}
	}
	if c.Kind == ArrayFormula || c.Kind == TableFormula {
		if r, ok := ParseRange(ref); ok && !r.Single() {
			s.remember(r)
		}
	}
	if c.Formula, err = s.simpleText(false); c.Formula == nil {
		c.Formula = []byte{}
	}
	return err
}

// simpleText reads the text of the element whose start tag was just read. In
// most cells it stands in the part as it is, and is not copied.
func (s *Scanner) simpleText(escapes bool) ([]byte, error) {
	m := &s.m
	if m.kind == emptyTag {
		return nil, nil
	}
	if err := m.step(); err != nil {
		return nil, err
	}
	if m.kind == endTag {
		return nil, nil
	}
	if m.kind == charData && plain(m.text) {
		text := m.text
		if err := m.step(); err != nil {
			return nil, err
		}
		if m.kind == endTag {
			return text, nil
		}
		at := len(s.arena)
		s.arena = append(s.arena, text...)
		return s.longText(at, escapes)
	}
	return s.longText(len(s.arena), escapes)
}

// longText goes on reading from the token just read; what came before stands in
// the arena from at on.
func (s *Scanner) longText(at int, escapes bool) (_ []byte, err error) {
	if s.arena, err = s.m.textFrom(s.arena); err != nil {
		return nil, err
	}
	if escapes {
		s.arena = s.arena[:at+len(unescape(s.arena[at:]))]
	}
	return s.arena[at:len(s.arena):len(s.arena)], nil
}

// textFrom appends text, from the token just read up to the end tag.
func (m *markup) textFrom(dst []byte) ([]byte, error) {
	for {
		switch m.kind {
		case charData:
			dst = appendText(dst, m.text)
		case cdataText:
			dst = append(dst, m.text...)
		case endTag:
			return dst, nil
		case startTag, emptyTag:
			return dst, m.refuse(whyContent)
		}
		if err := m.step(); err != nil {
			return dst, err
		}
	}
}

// richText appends the text of the string element (is or si) whose start tag
// was just read: its own text and that of its runs, without phonetic hints.
func (m *markup) richText(dst []byte) ([]byte, error) {
	if m.kind == emptyTag {
		return dst, nil
	}
	depth, hidden := m.depth(), 0 // hidden: depth of a stretch that is left out
	for {
		if err := m.step(); err != nil {
			return dst, err
		}
		m.unusual = m.unusual || m.kind == emptyTag
		switch {
		case m.kind == endTag && m.depth() < depth:
			return dst, nil
		case m.kind == endTag && m.depth() < hidden:
			hidden = 0
		case m.kind != startTag || hidden > 0:
		case m.main("t"):
			var err error
			if dst, err = m.run(dst); err != nil {
				return dst, err
			}
		case !m.main("r"):
			hidden, m.unusual = m.depth(), true
		}
	}
}

// run appends the text of the <t> whose start tag was just read.
func (m *markup) run(dst []byte) ([]byte, error) {
	at := len(dst)
	err := m.step()
	if err == nil {
		dst, err = m.textFrom(dst)
	}
	if err != nil {
		return dst, err
	}
	return dst[:at+len(unescape(dst[at:]))], nil
}
