package workbook

import (
	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/sheet"
)

// isPart reports whether a column of the field plans a part of the row's year.
func isPart(f allocate.Field) bool {
	return f == allocate.FieldMonth || f == allocate.FieldQuarter || f == allocate.FieldHalf
}

// readParts reads the row's plans by month, quarter and half year.
func (t *tableReader) readParts(at allocate.Ref) {
	for i, col := range t.series {
		if c := t.seriesAt[i]; c != nil && isPart(col.role.Field) {
			at.Field, at.Year = col.role.Field, col.role.Year
			t.addPart(c, col, at)
		}
	}
}

// addPart reads one of them into the plan. A dash stands for nothing planned.
func (t *tableReader) addPart(c *sheet.Cell, col *columnReader, at allocate.Ref) {
	if t.dash(c) {
		return
	}
	p := &allocate.PartFigure{At: at}
	p.Amount, p.In = t.amount(c, col, at)
	t.plan.Parts = append(t.plan.Parts, p)
	if c.Type == sheet.Blank {
		t.waitAt(c, at, col, waitingFormula{amount: &p.Amount, state: &p.In})
	}
}

// addUpParts gives the rows of a table that has no column for the year the sum of their
// months, quarters or half years, where all of them are there.
func (r *reader) addUpParts() {
	if len(r.plan.Parts) == 0 {
		return
	}
	sums := map[allocate.Ref]*rowParts{}
	for _, p := range r.plan.Parts {
		at := allocate.Ref{Table: p.At.Table, Row: p.At.Row}
		if sums[at] == nil {
			sums[at] = &rowParts{}
		}
		sums[at].add(p)
	}
	byTable := make([]partsOfTable, len(r.tables))
	for at, s := range sums {
		byTable[at.Table].see(s)
	}
	use := func(at allocate.Ref, amount *allocate.Amount, in *allocate.Cell) {
		s, t := sums[allocate.Ref{Table: at.Table, Row: at.Row}], r.tables[at.Table]
		if s == nil || t.byField[allocate.FieldAmount] != nil || byTable[at.Table].rising() {
			return
		}
		if sum, ok := s.year(); ok {
			*amount, *in = sum, s.state
			byTable[at.Table].used = true
		}
	}
	for _, b := range r.plan.Breakdowns {
		use(b.At, &b.Amount, &b.AmountIn)
	}
	for _, t := range r.plan.Totals { // their parts are compared one by one
		if r.tables[t.At.Table].byField[allocate.FieldAmount] == nil && sums[t.At] != nil {
			t.AmountIn = allocate.Broken
		}
	}
	for i, t := range r.tables {
		switch p := &byTable[i]; {
		case p.used:
			t.chose(lang.T("各行的全年目标取各期之和", "the year's target of each row is the sum of its parts").With(),
				lang.T("表中没有全年列", "the table has no column for the year").With())
		case p.rising() && t.byField[allocate.FieldAmount] == nil:
			t.chose(lang.T("各月的数没有相加", "the months were not added").With(),
				lang.T("每行都逐月增加，可能是累计数；表中没有全年列可以对照", "in every row they rise from month to month and may be running totals; there is no column for the year to tell").With())
		}
	}
}

// rowParts is what one row plans by parts of its year.
type rowParts struct {
	sums   [3]allocate.Amount // of months, quarters, half years
	counts [3]int
	broken bool
	state  allocate.Cell   // Derived where a formula gives some part, else Typed
	falls  bool            // some month is not more than the one before
	last   decimal.Decimal // the last month
}

func (s *rowParts) add(p *allocate.PartFigure) {
	i := map[allocate.Field]int{allocate.FieldMonth: 0, allocate.FieldQuarter: 1, allocate.FieldHalf: 2}[p.At.Field]
	if p.In != allocate.Typed && p.In != allocate.Derived || s.counts[i] > 0 && p.Amount.Unit != s.sums[i].Unit {
		s.broken = s.broken || p.In != allocate.Blank
		return
	}
	if s.state = max(s.state, allocate.Typed); p.In == allocate.Derived {
		s.state = allocate.Derived
	}
	if i == 0 {
		s.falls = s.falls || s.counts[0] > 0 && p.Amount.Value.Cmp(s.last) <= 0
		s.last = p.Amount.Value
	}
	s.sums[i] = s.sums[i].Add(p.Amount)
	s.counts[i]++
}

// year returns the sum over the year; ok is false if some part of it is missing.
func (s *rowParts) year() (allocate.Amount, bool) {
	for i, want := range [...]int{12, 4, 2} {
		if s.counts[i] == want && !s.broken {
			return s.sums[i], true
		}
	}
	return allocate.Amount{}, false
}

// partsOfTable is what the rows of a table have in common.
type partsOfTable struct {
	full, falls int // rows with twelve months; of them, those that do not rise throughout
	used        bool
}

func (t *partsOfTable) see(s *rowParts) {
	if s.counts[0] == 12 {
		t.full++
		if s.falls {
			t.falls++
		}
	}
}

// rising reports whether the months of every row rise: they may be running totals.
func (t *partsOfTable) rising() bool { return t.full > 0 && t.falls == 0 }
