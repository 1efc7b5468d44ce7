package sheet

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
