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
	breakdowns []allocate.Breakdown
	actuals    []allocate.Actual
}

const slabRows = 512

func (s *rowSlab) breakdown() *allocate.Breakdown {
	if len(s.breakdowns) == 0 {
		s.breakdowns = make([]allocate.Breakdown, slabRows)
	}
	b := &s.breakdowns[0]
	s.breakdowns = s.breakdowns[1:]
	return b
}

func (s *rowSlab) actual() *allocate.Actual {
	if len(s.actuals) == 0 {
		s.actuals = make([]allocate.Actual, slabRows)
	}
	a := &s.actuals[0]
	s.actuals = s.actuals[1:]
	return a
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

// readContact looks at a row of 通讯录: the plan holds no contacts, but an address
// that is none is named.
func (t *tableReader) readContact(at allocate.Ref) {
	t.place.Rows++
	for _, f := range [...]allocate.Field{allocate.FieldEmail, allocate.FieldCopy} {
		c := t.cells[f]
		if c != nil && !templates.Of(allocate.ContactTable).Column(f).Valid(t.word(c)) {
			t.unread(c, ref(at, f))
		}
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
	}
}

// readBreakdown reads a row of 目标分解明细表.
func (t *tableReader) readBreakdown(at allocate.Ref) {
	if label, ok := t.totalIn(allocate.FieldItem, allocate.FieldDimension, allocate.FieldOwner, allocate.NoField); ok {
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
	b := t.rows.breakdown()
	b.At, b.Dimension = at, t.dimension
	b.Item = t.words2(allocate.FieldItem)
	b.Owner = t.words2(allocate.FieldOwner)
	if b.Owner == "" {
		t.blankOwners++
	}
	if b.Item == "" {
		t.blankItems++
	}
	b.Strategy = t.words2(allocate.FieldStrategy)
	b.DueText = t.period(t.cells[allocate.FieldDue], ref(at, allocate.FieldDue), &b.Due)
	b.Amount, b.AmountIn = t.amountIn(allocate.FieldAmount, at)
	b.Share, b.ShareIn = t.shareIn(allocate.FieldShare, at)
	t.numeric(at.Row, b.AmountIn)
	t.wait(allocate.FieldAmount, at, waitingFormula{amount: &b.Amount, state: &b.AmountIn})
	t.wait(allocate.FieldShare, at, waitingFormula{share: &b.Share, state: &b.ShareIn})
	t.readMore(b)
	t.plan.Breakdowns = append(t.plan.Breakdowns, b)
	t.place.Rows++
	t.readSeries(at, b.Item)
}

// unnamedTotal reports whether a row without an item is a sum that nobody
// labelled: nothing but figures, and the amount comes from a formula.
func (t *tableReader) unnamedTotal() bool {
	c := t.cells[allocate.FieldAmount]
	return c != nil && c.Kind != sheet.NoFormula && t.byField[allocate.FieldItem] != nil && t.cells[allocate.FieldDimension] == nil &&
		t.cells[allocate.FieldOwner] == nil && t.cells[allocate.FieldStrategy] == nil
}

// moreFields are the fields of allocate.More.
var moreFields = [...]allocate.Field{
	allocate.FieldType, allocate.FieldParent, allocate.FieldPeriod, allocate.FieldWeight, allocate.FieldCoefficient,
	allocate.FieldCapacity, allocate.FieldReason, allocate.FieldResource,
}

// readMore reads the fields that few plans have.
func (t *tableReader) readMore(b *allocate.Breakdown) {
	any := false
	for _, f := range moreFields {
		any = any || t.cells[f] != nil
	}
	if !any {
		return
	}
	m := &allocate.More{}
	m.Type = t.words2(allocate.FieldType)
	m.Parent = t.words2(allocate.FieldParent)
	m.Reason = t.words2(allocate.FieldReason)
	m.Resource = t.words2(allocate.FieldResource)
	t.period(t.cells[allocate.FieldPeriod], ref(b.At, allocate.FieldPeriod), &m.Period)
	m.Weight = t.number(allocate.FieldWeight, b.At)
	m.Coefficient = t.number(allocate.FieldCoefficient, b.At)
	if a, state := t.amountIn(allocate.FieldCapacity, b.At); state == allocate.Typed || state == allocate.Derived {
		m.Capacity = &a
	}
	b.More = m
}

// readAction reads a row of 策略执行跟踪表.
func (t *tableReader) readAction(at allocate.Ref) {
	a := &allocate.Action{At: at}
	a.Name = t.words2(allocate.FieldName)
	if a.Name == "" && t.byField[allocate.FieldName] != nil { // merged or blank-below
		if n := len(t.plan.Actions); n > t.firstOf.actions && t.plan.Actions[n-1].At.Table == t.index {
			a.Name = t.plan.Actions[n-1].Name
		}
	}
	a.Action = t.words2(allocate.FieldAction)
	a.Owner = t.words2(allocate.FieldOwner)
	a.Resource = t.words2(allocate.FieldResource)
	a.Remedy = t.words2(allocate.FieldRemedy)
	a.DueText = t.period(t.cells[allocate.FieldDue], ref(at, allocate.FieldDue), &a.Due)
	if c := t.cells[allocate.FieldStatus]; c != nil {
		if s, ok := t.statusWord(c); ok {
			a.Status, a.StatusIn = s, allocate.Typed
		} else {
			a.Status, a.StatusIn = t.shareIn(allocate.FieldStatus, at)
		}
		t.wait(allocate.FieldStatus, at, waitingFormula{share: &a.Status, state: &a.StatusIn})
	}
	t.plan.Actions = append(t.plan.Actions, a)
	t.place.Rows++
}

// readHistory reads a row of 历史数据, wide or long.
func (t *tableReader) readHistory(at allocate.Ref) {
	item := t.words2(allocate.FieldItem)
	if item == "" { // merged or blank-below
		if n := len(t.plan.History); n > t.firstOf.history && t.plan.History[n-1].At.Table == t.index {
			item = t.plan.History[n-1].Item
		}
	}
	t.place.Rows++
	if c := t.cells[allocate.FieldActual]; c != nil && t.byField[allocate.FieldYear] != nil {
		var p allocate.Period
		t.period(t.cells[allocate.FieldYear], ref(at, allocate.FieldYear), &p)
		t.addActual(c, t.byField[allocate.FieldActual], ref(at, allocate.FieldActual), item, p.Year())
	}
	t.readSeries(at, item)
}

// readSeries reads the actuals of the row's year columns: of a history table, or
// beside a target.
func (t *tableReader) readSeries(at allocate.Ref, item string) {
	for i, col := range t.series {
		if c := t.seriesAt[i]; c != nil {
			at.Field, at.Year = col.role.Field, col.role.Year
			t.addActual(c, col, at, item, int(col.role.Year))
		}
	}
}

// addActual reads one actual into the plan.
func (t *tableReader) addActual(c *sheet.Cell, col *columnReader, at allocate.Ref, item string, year int) {
	amount, state := t.amount(c, col, at)
	if state == allocate.Broken && c.Type != sheet.Blank {
		return
	}
	a := t.rows.actual()
	*a = allocate.Actual{
		At: at, Item: item, Year: year, Prior: year == 0, Amount: amount, Part: col.role.Part,
		Beside: t.kind != allocate.HistoryTable, Dimension: t.words2(allocate.FieldDimension), Type: t.words2(allocate.FieldType),
	}
	if c.Type == sheet.Blank {
		t.waitAt(c, at, col, waitingFormula{amount: &a.Amount, actual: a})
		return
	}
	t.plan.History = append(t.plan.History, a)
}

// readTotal reads a 合计 row.
func (t *tableReader) readTotal(at allocate.Ref, label string) {
	total := &allocate.Total{At: at, Label: label, Dimension: t.dimension}
	_, total.Sub = totalLabel(label)
	if c := t.cells[allocate.FieldDimension]; c != nil {
		if is, _ := totalLabel(t.word(c)); !is {
			t.dimension = t.word(c)
			total.Dimension = t.dimension
		}
	}
	total.Amount, total.AmountIn = t.amountIn(allocate.FieldAmount, at)
	if c := t.cells[allocate.FieldShare]; c != nil && !t.dash(c) {
		total.Share, total.ShareIn = t.shareIn(allocate.FieldShare, at)
	} else if c != nil {
		total.ShareIn = allocate.Broken
	}
	t.numeric(at.Row, total.AmountIn)
	t.wait(allocate.FieldAmount, at, waitingFormula{amount: &total.Amount, state: &total.AmountIn})
	t.wait(allocate.FieldShare, at, waitingFormula{share: &total.Share, state: &total.ShareIn})
	t.plan.Totals = append(t.plan.Totals, total)
}

// totalIn returns the label of a 合计 row among the row's cells of the fields;
// NoField stands for any text before the amount.
func (t *tableReader) totalIn(fields ...allocate.Field) (string, bool) {
	for _, f := range fields {
		c := t.cells[f]
		if f == allocate.NoField {
			c = t.leading
		}
		if c == nil || c.Type != sheet.Shared && c.Type != sheet.Inline && c.Type != sheet.FormulaStr {
			continue
		}
		if b := t.bytesOf(c); mayBeTotal(b) {
			label := t.textOf(c)
			if total, _ := totalLabel(label); total {
				return t.words.of(label), true
			}
		}
	}
	return "", false
}

// dash reports whether a cell holds a dash, which stands for "does not apply".
func (t *tableReader) dash(c *sheet.Cell) bool {
	if c.Type != sheet.Shared && c.Type != sheet.Inline {
		return false
	}
	switch trim(aliased(t.bytesOf(c))) {
	case "-", "--", "—", "——", "－", "/", "n/a", "N/A", "NA":
		return true
	}
	return false
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

// statusWord reads a status that is a word for a percentage that is sure.
func (t *tableReader) statusWord(c *sheet.Cell) (allocate.Share, bool) {
	if c.Type != sheet.Shared && c.Type != sheet.Inline {
		return allocate.Share{}, false
	}
	switch templates.Fold(trim(aliased(t.bytesOf(c)))) {
	case "已完成", "完成", "全部完成", "done", "completed", "complete", "finished":
		return allocate.NewShare(decimal.New(1, 0), 0), true
	case "未开始", "未启动", "notstarted":
		return allocate.NewShare(decimal.Decimal{}, 0), true
	}
	return allocate.Share{}, false
}
