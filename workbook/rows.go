package workbook

import (
	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/templates"
	"goalxl/workbook/sheet"
)

// rowSlab gives out rows of the plan from arrays, so that a million rows are not
// a million small objects.
type rowSlab struct {
	breakdowns slab[allocate.Breakdown]
	actuals    slab[allocate.Actual]
}

// slab gives out rows from arrays, of which each is twice as long as the one before.
type slab[T any] struct {
	free []T
	next int
}

const (
	leastRows = 32
	slabRows  = 512
)

func (s *slab[T]) row() *T {
	if len(s.free) == 0 {
		s.next = min(max(leastRows, 2*s.next), slabRows)
		s.free = make([]T, s.next)
	}
	r := &s.free[0]
	s.free = s.free[1:]
	return r
}

// read reads the picked cells as a row of the table's kind.
func (t *tableReader) read(row int32) {
	at := allocate.Ref{Table: t.index, Row: row}
	t.rowUnit = templates.Unit{}
	if t.unitCell != nil {
		t.rowUnit, _ = templates.ParseUnit(t.word(t.unitCell))
	}
	switch t.kind {
	case allocate.GoalTable:
		t.readGoal(at)
	case allocate.BreakdownTable:
		t.readBreakdown(at)
	case allocate.TrackingTable:
		t.readAction(at)
	case allocate.HistoryTable:
		t.readHistory(at)
	case allocate.ContactTable:
		t.readContact(at)
	}
}

// ref returns the reference of a field in the row.
func ref(at allocate.Ref, f allocate.Field) allocate.Ref {
	at.Field = f
	return at
}

// readGoal reads a row of 总目标汇总表.
func (t *tableReader) readGoal(at allocate.Ref) {
	if label, ok := t.totalIn(allocate.FieldType, allocate.FieldPeriod); ok {
		t.readTotal(at, label)
		return
	}
	g := &allocate.Target{At: at}
	t.period(t.cells[allocate.FieldPeriod], ref(at, allocate.FieldPeriod), &g.Period)
	g.Type = t.words2(allocate.FieldType)
	g.Description = t.words2(allocate.FieldDescription)
	g.Owner = t.words2(allocate.FieldOwner)
	g.Amount, g.AmountIn = t.amountIn(allocate.FieldAmount, at)
	t.numeric(at.Row, g.AmountIn)
	t.wait(allocate.FieldAmount, at, waitingFormula{amount: &g.Amount, state: &g.AmountIn})
	t.wait(allocate.FieldType, at, waitingFormula{text: &g.Type})
	t.wait(allocate.FieldOwner, at, waitingFormula{text: &g.Owner})
	t.plan.Targets = append(t.plan.Targets, g)
	t.place.Rows++
	t.readSeries(at, g.Type)
}

// words2 returns the words in the row's cell of a field.
func (t *tableReader) words2(f allocate.Field) string {
	if t.cells[f] == nil {
		return ""
	}
	return t.word(t.cells[f])
}

// says reports whether there are words in the row's cell of a field.
func (t *tableReader) says(f allocate.Field) bool {
	c := t.cells[f]
	return c != nil && t.hasWord(c)
}

// amountIn reads the amount in the row's cell of a field.
func (t *tableReader) amountIn(f allocate.Field, at allocate.Ref) (allocate.Amount, allocate.Cell) {
	if t.cells[f] == nil {
		return allocate.Amount{}, allocate.Blank
	}
	return t.amount(t.cells[f], t.byField[f], ref(at, f))
}

// shareIn reads the share in the row's cell of a field.
func (t *tableReader) shareIn(f allocate.Field, at allocate.Ref) (allocate.Share, allocate.Cell) {
	if t.cells[f] == nil {
		return allocate.Share{}, allocate.Blank
	}
	return t.share(t.cells[f], t.byField[f], ref(at, f))
}

// numeric notes a row whose amount is a plain number.
func (t *tableReader) numeric(row int32, state allocate.Cell) {
	if c := t.cells[allocate.FieldAmount]; c != nil && c.Type == sheet.Number && (state == allocate.Typed || state == allocate.Derived) {
		t.place.numeric.add(row - t.place.HeadLast)
		t.place.powers.add(row, t.byField[allocate.FieldAmount].tally.divisor)
	}
}

// labelFields are the cells in which a row says that it is a total. Who answers for
// an item may be called anything (SUM), so an owner counts in rows without one only.
func (t *tableReader) labelFields() []allocate.Field {
	if t.cells[allocate.FieldItem] != nil {
		return itemLabels[:]
	}
	return anyLabels[:]
}

var (
	itemLabels = [...]allocate.Field{allocate.FieldItem, allocate.FieldDimension, allocate.NoField}
	anyLabels  = [...]allocate.Field{allocate.FieldItem, allocate.FieldDimension, allocate.FieldOwner, allocate.NoField}
)

// readBreakdown reads a row of 目标分解明细表.
func (t *tableReader) readBreakdown(at allocate.Ref) {
	if label, ok := t.totalIn(t.labelFields()...); ok {
		t.readTotal(at, label)
		return
	}
	if c := t.cells[allocate.FieldDimension]; c != nil {
		t.dimension = t.word(c)
	} else {
		t.dimensionBlank.add(at.Row - t.place.HeadLast)
	}
	if t.cells[allocate.FieldItem] == nil && t.unnamedTotal() {
		t.readTotal(at, "")
		return
	}
	b := t.rows.breakdowns.row()
	b.At, b.Dimension = at, t.dimension
	b.Item = t.words2(allocate.FieldItem)
	of := t.partOf(b.Item)
	b.Owner = t.words2(allocate.FieldOwner)
	if b.Owner == "" {
		t.blankOwners++
	}
	if b.Item == "" {
		t.blankItems++
	}
	b.Strategy = t.says(allocate.FieldStrategy)
	b.DueText = t.period(t.cells[allocate.FieldDue], ref(at, allocate.FieldDue), &b.Due)
	b.Amount, b.AmountIn = t.amountIn(allocate.FieldAmount, at)
	b.Share, b.ShareIn = t.shareIn(allocate.FieldShare, at)
	t.numeric(at.Row, b.AmountIn)
	if t.formulas > 0 {
		t.waitBreakdown(b)
	}
	t.readMore(b)
	if of != "" {
		t.under(b, of)
	}
	t.plan.Breakdowns = append(t.plan.Breakdowns, b)
	t.place.Rows++
	t.readSeries(at, b.Item)
}

// moreFields are the fields of allocate.More.
var moreFields = [...]allocate.Field{
	allocate.FieldType, allocate.FieldParent, allocate.FieldPeriod, allocate.FieldWeight, allocate.FieldCoefficient,
	allocate.FieldCapacity, allocate.FieldReason, allocate.FieldResource, allocate.FieldProposal,
	allocate.FieldProposalReason, allocate.FieldProposalResource,
}

// readMore reads the fields that few plans have.
func (t *tableReader) readMore(b *allocate.Breakdown) {
	any := t.keyCell != nil
	for _, f := range moreFields {
		any = any || t.cells[f] != nil
	}
	if !any {
		return
	}
	m := &allocate.More{}
	m.Type = t.words2(allocate.FieldType)
	m.Parent = t.words2(allocate.FieldParent)
	m.Key = t.key()
	m.Reason = t.words2(allocate.FieldReason)
	m.Resource = t.words2(allocate.FieldResource)
	t.period(t.cells[allocate.FieldPeriod], ref(b.At, allocate.FieldPeriod), &m.Period)
	m.Weight = t.number(allocate.FieldWeight, b.At)
	m.Coefficient = t.number(allocate.FieldCoefficient, b.At)
	if a, state := t.amountIn(allocate.FieldCapacity, b.At); state == allocate.Typed || state == allocate.Derived {
		m.Capacity = &a
	}
	if a, state := t.amountIn(allocate.FieldProposal, b.At); state == allocate.Typed || state == allocate.Derived {
		m.Proposal = &a
	}
	m.ProposalReason = t.words2(allocate.FieldProposalReason)
	m.ProposalResource = t.words2(allocate.FieldProposalResource)
	b.More = m
}

// number reads the number in the row's cell of a field: a weight, a coefficient.
func (t *tableReader) number(f allocate.Field, at allocate.Ref) (n decimal.NullDecimal) {
	c := t.cells[f]
	if c == nil {
		return n
	}
	col := t.byField[f]
	a, state := t.amount(c, col, ref(at, f))
	n.Valid = state == allocate.Typed || state == allocate.Derived
	n.Decimal = a.Value
	return n
}

// waitBreakdown keeps the formulas of a row, so that those without a stored value
// are computed, and figures compared with what their inputs give.
func (t *tableReader) waitBreakdown(b *allocate.Breakdown) {
	t.wait(allocate.FieldAmount, b.At, waitingFormula{amount: &b.Amount, state: &b.AmountIn})
	t.wait(allocate.FieldShare, b.At, waitingFormula{share: &b.Share, state: &b.ShareIn})
	t.wait(allocate.FieldItem, b.At, waitingFormula{text: &b.Item})
	t.wait(allocate.FieldOwner, b.At, waitingFormula{text: &b.Owner})
	t.wait(allocate.FieldDue, b.At, waitingFormula{due: &b.Due, dated: &b.DueText})
}
