package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/workbook/report"
	"goalxl/workbook/sheet"
)

// Bounds of a formula that adds cells up; the format's own are 8,192 characters and
// 255 arguments.
const (
	maxSumText  = 4000
	maxSumParts = 100
)

// number is a figure in units of 10^scale base units, with the formula that adds its
// cells up; nil for nil.
func (m *marker) number(f *allocate.Figure, scale int32) *report.Number {
	if f == nil {
		return nil
	}
	n := &report.Number{Value: f.Value.Shift(-scale)}
	var sum summer
	for _, at := range f.Cells {
		if !m.addTo(&sum, at) {
			return n
		}
	}
	n.Formula = sum.formula(scale)
	return n
}

// sumOfRows is the formula that adds up the amounts of breakdown rows; "" where not
// all of them are plain numbers. Blank ones are among them: they count when they are
// filled in.
func (m *marker) sumOfRows(rows []int32, scale int32) string {
	var sum summer
	for _, row := range rows {
		b := m.book.plan.Breakdowns[row]
		at := b.At
		at.Field = allocate.FieldAmount
		if b.AmountIn == allocate.Broken || !m.addTo(&sum, at) && (b.AmountIn != allocate.Blank || m.writes(at) || !m.addBlank(&sum, at)) {
			return ""
		}
		if sum.full() {
			return ""
		}
	}
	return sum.formula(scale)
}

// addTo adds a cell that holds a plain number, or will hold one when it is written.
func (m *marker) addTo(sum *summer, at allocate.Ref) bool {
	place, ok := m.book.layout.Cell(at)
	if !ok {
		return false
	}
	divisor, ok := m.book.layout.Number(at)
	if !ok {
		if divisor, ok = m.writtenNumber(at); !ok {
			return false
		}
	}
	sum.add(place, divisor)
	return true
}

// addBlank adds a cell that holds nothing yet.
func (m *marker) addBlank(sum *summer, at allocate.Ref) bool {
	place, ok := m.book.layout.Cell(at)
	col := m.book.layout.tables[at.Table].Column(at.Field, at.Year)
	if !ok || col.Written.Uneven || col.Written.Text {
		return false
	}
	sum.add(place, col.Written.Divisor)
	return true
}

// amountChanges are the changes of amounts, by their cells.
func (m *marker) amountChanges() map[allocate.Ref]*allocate.Change {
	if m.amounts == nil {
		m.amounts = map[allocate.Ref]*allocate.Change{}
		for i := range m.res.Changes {
			if c := &m.res.Changes[i]; c.At.Field == allocate.FieldAmount {
				m.amounts[c.At] = c
			}
		}
	}
	return m.amounts
}

func (m *marker) writes(at allocate.Ref) bool { return m.amountChanges()[at] != nil }

// writtenNumber returns the power of ten of a cell that a change writes a plain number
// into; false if none does.
func (m *marker) writtenNumber(at allocate.Ref) (int8, bool) {
	c := m.amountChanges()[at]
	if c == nil {
		return 0, false
	}
	col := m.book.layout.tables[at.Table].Column(at.Field, at.Year)
	if col.Written.Uneven || m.figure(c.After, at, col).Number == "" {
		return 0, false
	}
	return col.Written.Divisor, true
}

// summer writes the sum of cells: those that stand below each other as one range, and
// those of one power of ten together.
type summer struct {
	parts []sumPart
	first Place // of the range at hand
	last  Place
	power int8
	open  bool
	size  int
}

// sumPart is the ranges of one power of ten.
type sumPart struct {
	power  int8
	ranges []string
}

func (s *summer) add(p Place, power int8) {
	if s.open && p.Sheet == s.last.Sheet && p.Col == s.last.Col && p.Row == s.last.Row+1 && power == s.power {
		s.last = p
		return
	}
	s.close()
	s.first, s.last, s.power, s.open = p, p, power, true
}

// close ends the range at hand.
func (s *summer) close() {
	if !s.open {
		return
	}
	text := report.Place{Sheet: s.first.Sheet, Cell: s.first.Ref()}.Ref()
	if s.last.Row > s.first.Row {
		text += ":" + sheet.Ref(s.last.Col, s.last.Row)
	}
	s.open = false
	s.size += len(text) + 1
	for i := range s.parts {
		if s.parts[i].power == s.power {
			s.parts[i].ranges = append(s.parts[i].ranges, text)
			return
		}
	}
	s.parts = append(s.parts, sumPart{s.power, []string{text}})
}

// full reports whether the sum is longer than a formula may be.
func (s *summer) full() bool {
	if s.size > maxSumText {
		return true
	}
	for i := range s.parts {
		if len(s.parts[i].ranges) > maxSumParts {
			return true
		}
	}
	return false
}

// formula is the sum in units of 10^scale base units; "" for none.
func (s *summer) formula(scale int32) string {
	s.close()
	if s.full() || len(s.parts) == 0 {
		return ""
	}
	var terms []string
	for i := range s.parts {
		p := &s.parts[i]
		term := p.ranges[0]
		if len(p.ranges) > 1 || strings.Contains(term[strings.LastIndexByte(term, '!'):], ":") {
			term = "SUM(" + strings.Join(p.ranges, ",") + ")"
		}
		switch shift := int32(p.power) - scale; {
		case shift > 0:
			term += "*" + decimal.New(1, shift).String()
		case shift < 0:
			term += "/1" + strings.Repeat("0", int(-shift))
		}
		terms = append(terms, term)
	}
	if len(terms) > 1 {
		return "(" + strings.Join(terms, "+") + ")"
	}
	return terms[0]
}
