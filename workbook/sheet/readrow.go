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

// readCell reads the cell whose start tag was just read.
func (s *Scanner) readCell(from int) error {
	m, r := &s.m, &s.row
	col := int32(0)
	if n := len(r.Cells); n > 0 {
		col = r.Cells[n-1].Col
	}
	m.col = col + 1
	r.Cells = append(r.Cells, Cell{Col: col + 1, start: int32(m.start - from), openEnd: int32(m.pos - from)})
	c := &r.Cells[len(r.Cells)-1]
	declared, err := s.cellAttributes(c)
	if err != nil {
		return err
	}
	if c.Col <= col {
		return m.refuse(whyCellOrder)
	}
	c.bodyEnd = c.openEnd
	if m.kind == startTag {
		if err := s.content(c, declared, from); err != nil {
			return err
		}
	}
	c.end = int32(m.pos - from)
	if err := s.settle(c, declared); err != nil {
		return err
	}
	m.col = 0
	return nil
}

// cellAttributes reads the attributes of a cell and returns its declared type.
func (s *Scanner) cellAttributes(c *Cell) (declared Type, err error) {
	m := &s.m
	declared = Number
	for _, a := range m.attrs {
		if len(a.name) != 1 {
			continue
		}
		value := m.value(a)
		ok := true
		switch a.name[0] {
		case 'r':
			var row int32
			if c.Col, row, ok = ParseRef(value); !ok {
				return 0, m.refuse(whyCellRef)
			}
			m.col = c.Col
			if row != m.row {
				return 0, m.refuse(whyCellRow)
			}
		case 's':
			limit := int32(1<<31 - 1)
			if m.limits.Styles >= 0 {
				limit = int32(m.limits.Styles) - 1
			}
			if c.Style, ok = parseUint(value, limit); !ok && !s.unstyled(value) {
				return 0, m.refuse(whyStyle)
			}
		case 't':
			if declared, ok = valueType(value); !ok {
				return 0, m.refuse(whyCellType)
			}
		}
	}
	if c.Col > MaxCols {
		return 0, m.refuse(whyCellRef)
	}
	return declared, nil
}

// unstyled reports whether value is 0: it stands for no style, also in a
// workbook that has none.
func (s *Scanner) unstyled(value []byte) bool {
	_, ok := parseUint(value, 0)
	return ok
}

func valueType(b []byte) (t Type, ok bool) {
	switch string(b) {
	case "n":
		return Number, true
	case "s":
		return Shared, true
	case "inlineStr":
		return Inline, true
	case "str":
		return FormulaStr, true
	case "b":
		return Bool, true
	case "e":
		return Error, true
	case "d":
		return Date, true
	}
	return Blank, false
}

// settle gives a cell its type, once its content is read.
func (s *Scanner) settle(c *Cell, declared Type) error {
	m := &s.m
	c.Spilled = len(s.spill) > 0 && c.Formula == nil && s.spilled(c.Col, m.row)
	switch declared {
	case Number, Shared, Bool, Error, Date:
		c.Text = trimSpace(c.Text)
		c.HasValue = len(c.Text) > 0
	}
	if !c.HasValue {
		return nil
	}
	c.Type = declared
	if declared == Shared {
		limit := int32(1<<31 - 1)
		if m.limits.Strings >= 0 {
			limit = int32(m.limits.Strings) - 1
		}
		var ok bool
		if c.index, ok = parseUint(c.Text, limit); !ok {
			return m.refuse(whyString)
		}
	}
	return nil
}

// formulaKind reads the type of a formula.
func formulaKind(b []byte) FormulaKind {
	switch string(b) {
	case "shared":
		return SharedFormula
	case "array":
		return ArrayFormula
	case "dataTable":
		return TableFormula
	}
	return NormalFormula
}
