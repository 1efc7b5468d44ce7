package sheet

// readRow reads the row whose start tag was just read.
func (s *Scanner) readRow() error {
	m, r := &s.m, &s.row
	from := m.itemAt
	r.Cells, s.arena = r.Cells[:0], s.arena[:0]
	if err := s.rowAttributes(); err != nil {
		return err
	}
	r.prefix = m.name[:len(m.name)-len(m.local)]
	r.openEnd, r.empty = m.pos-from, m.kind == emptyTag
	if !r.empty {
		if err := s.cells(from); err != nil {
			return err
		}
	}
	r.gap, r.raw = m.buf[m.keep:from], m.buf[from:m.pos]
	m.keep = m.pos
	return nil
}

func (s *Scanner) rowAttributes() error {
	m, r := &s.m, &s.row
	before, ok := r.Num, true
	num := before + 1
	r.Hidden = false
	for _, a := range m.attrs {
		switch string(a.name) {
		case "r":
			num, ok = parseUint(m.value(a), MaxRows)
		case "hidden":
			r.Hidden = truth(m.value(a))
		}
	}
	if !ok || num < 1 || num > MaxRows {
		m.row = min(before+1, MaxRows)
		return m.refuse(whyRowRange)
	}
	m.row = num
	if num <= before {
		return m.refuse(whyRowOrder)
	}
	r.Num = num
	s.forget(num)
	return nil
}

// value returns an attribute's value with its references resolved.
func (m *markup) value(a attr) []byte {
	if plain(a.value) {
		return a.value
	}
	return appendText(nil, a.value)
}

func truth(b []byte) bool {
	b = trimSpace(b)
	return string(b) == "1" || string(b) == "true"
}

// cells reads the content of a row that begins at from.
func (s *Scanner) cells(from int) error {
	m := &s.m
	depth := m.depth()
	means := m.lookup(nil)
	s.usual = (means == spreadsheet || means == strictSheet) && !s.slow
	for {
		for s.fastCell(from) {
		}
		if err := m.step(); err != nil {
			return err
		}
		switch m.kind {
		case endTag:
			if m.depth() < depth {
				return nil
			}
		case charData, cdataText:
			if !blank(m.text) {
				return m.refuse(whyContent)
			}
		case startTag, emptyTag:
			var err error
			if m.main("c") {
				err = s.readCell(from)
			} else {
				err = m.skip("c")
			}
			if err != nil {
				return err
			}
		}
	}
}
