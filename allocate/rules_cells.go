package allocate

import (
	"errors"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// unreadKey is one cause of cells that cannot be read: the same text in the
// same column of a table.
type unreadKey struct {
	table      int32
	field      Field
	text, want string
}

// unreadCause is the cells that one cause leaves unread.
type unreadCause struct {
	unreadKey
	cells []Ref
}

// unreadCauses groups the plan's unread cells that pick accepts by their cause.
func (r *review) unreadCauses(pick func(*Unread) bool) []unreadCause {
	var causes []unreadCause
	index := map[unreadKey]int{}
	for i := range r.plan.Unread {
		u := &r.plan.Unread[i]
		if !pick(u) {
			continue
		}
		key := unreadKey{u.At.Table, u.At.Field, u.Text, u.Want}
		at, ok := index[key]
		if !ok {
			at = len(causes)
			index[key] = at
			causes = append(causes, unreadCause{unreadKey: key})
		}
		causes[at].cells = append(causes[at].cells, u.At)
	}
	return causes
}

// maxQuotedCell is how much of a cell's text a finding quotes.
const maxQuotedCell = 40

func checkCellUnreadable(r *review) {
	for _, c := range r.unreadCauses(func(u *Unread) bool { return !u.Error && !u.Stale }) {
		text := quoted(c.text, maxQuotedCell)
		if c.field == FieldDue && isRelativeDate(c.text) {
			r.addAs(Info, Finding{
				At: c.cells[0], Members: c.cells, Each: true, Subject: text, Unchecked: true,
				Message: lang.T("“%s”是相对时间（%s），无法核对是否在目标周期内，也无法判断是否逾期。", "\"%s\" is a relative date (%s); whether it is within the period, or past, cannot be checked.").
					With(text, rowsOf(c.cells)),
				Hint: lang.T("请写成具体日期，例如 2024/6/30 或 2024/6。", "Write a date, for example 2024-06-30 or 2024-06.").With(),
			})
			continue
		}
		r.add(Finding{
			At: c.cells[0], Members: c.cells, Each: true, Subject: text,
			Message: lang.T("%s“%s”无法识别（%s），没有参与核对。", "%s \"%s\" cannot be read (%s) and took no part in the checks.").
				With(fieldWord(c.field), text, rowsOf(c.cells)),
			Hint: readableHint(c.field),
		})
	}
	r.addUndatable()
}

// isRelativeDate reports whether a text is a date that depends on another one (下周五).
func isRelativeDate(text string) bool {
	year := Period{Date{2000, 1, 1}, Date{2000, 12, 31}}
	_, err := ParsePeriod(text, year)
	return errors.Is(err, ErrRelative)
}

// addUndatable says, once for each table, in which rows the date is a text
// that gives no day, unless the cells are among the unread ones already.
func (r *review) addUndatable() {
	told := map[Ref]bool{}
	for i := range r.plan.Unread {
		if u := &r.plan.Unread[i]; u.At.Field == FieldDue {
			told[Ref{Table: u.At.Table, Row: u.At.Row}] = true
		}
	}
	byTable := make([][]Ref, len(r.plan.Tables))
	note := func(at Ref, text bool, due Period) {
		if text && due.IsZero() && !told[Ref{Table: at.Table, Row: at.Row}] {
			at.Field = FieldDue
			byTable[at.Table] = append(byTable[at.Table], at)
		}
	}
	for _, b := range r.plan.Breakdowns {
		note(b.At, b.DueText, b.Due)
	}
	for _, a := range r.plan.Actions {
		note(a.At, a.DueText, a.Due)
	}
	for _, cells := range byTable {
		if len(cells) == 0 {
			continue
		}
		r.addAs(Info, Finding{
			At: cells[0], Members: cells, Each: true, Subject: r.tableName(cells[0].Table), Unchecked: true,
			Message: lang.T("时间不是具体日期（%s），无法核对是否在目标周期内，也无法判断是否逾期。", "No definite date is given (%s); whether it is within the period, or past, cannot be checked.").
				With(rowsOf(cells)),
			Hint: lang.T("请写成具体日期，例如 2024/6/30 或 2024/6。", "Write a date, for example 2024-06-30 or 2024-06.").With(),
		})
	}
}

func checkFormulaError(r *review) {
	for _, c := range r.unreadCauses(func(u *Unread) bool { return u.Error }) {
		text := quoted(c.text, maxQuotedCell)
		r.add(Finding{
			At: c.cells[0], Members: c.cells, Each: true, Subject: text,
			Message: lang.T("%s显示错误值 %s（%s），没有参与核对。", "%s shows the error %s (%s) and took no part in the checks.").
				With(fieldWord(c.field), text, rowsOf(c.cells)),
			Hint: lang.T("改正公式，或填上数字。", "Mend the formula, or put in the figure.").With(),
		})
	}
}

func checkFormulaStale(r *review) {
	for _, c := range r.unreadCauses(func(u *Unread) bool { return u.Stale && !u.Error }) {
		r.add(Finding{
			At: c.cells[0], Members: c.cells, Each: true, Subject: r.tableName(c.table),
			Message: lang.T("%s的公式保存的值是 %s，按现有数字应为 %s（%s）。", "%s: the formula's stored value is %s, its inputs give %s (%s).").
				With(fieldWord(c.field), quoted(c.text, maxQuotedCell), quoted(c.want, maxQuotedCell), rowsOf(c.cells)),
			Hint: lang.T("在 Excel 或 WPS 里按 F9 重新计算并保存。", "Recalculate in Excel or WPS (F9) and save.").With(),
		})
	}
}

func (r *review) tableName(table int32) string {
	if int(table) < len(r.plan.Tables) {
		return r.plan.Tables[table].Name
	}
	return ""
}

func checkGoalNotBrokenDown(r *review) {
	served := make([]bool, len(r.plan.Targets))
	for _, g := range r.match.goal {
		if g >= 0 {
			served[g] = true
		}
	}
	for i, goal := range r.plan.Targets {
		if served[i] || r.match.contested(r, goal) {
			continue
		}
		f := Finding{At: goal.At, Subject: goal.Type}
		f.At.Field = FieldType
		f.Message = lang.T("“%s”没有分解：分解明细中没有对应的行。", "\"%s\" is not broken down: no row of the breakdown serves it.").With(goal.Type)
		if goal.AmountIn == Typed || goal.AmountIn == Derived {
			f.Found, f.Unit = &goal.Amount.Value, goal.Amount.Unit
			f.Message = lang.T("“%s”%s 没有分解：分解明细中没有对应的行。", "\"%s\" of %s is not broken down: no row of the breakdown serves it.").With(goal.Type, goal.Amount)
		}
		f.Hint = lang.T("在分解明细中补上子目标，或在“总目标类型”列写明各行属于哪个目标。", "Add sub-targets to the breakdown, or say in a goal type column which goal each row serves.").With()
		r.add(f)
	}
}

func checkCapacity(r *review) {
	for i, b := range r.plan.Breakdowns {
		if b.More == nil || b.More.Capacity == nil {
			continue
		}
		a, ok := r.amountOf(i)
		if !ok || !r.capacityTrips(i, a.Value) {
			continue
		}
		limit := *b.More.Capacity
		over := a.With(a.Value.Sub(limit.Value))
		f := Finding{
			At: b.At, Subject: b.Item, Unit: a.Unit,
			Found: &a.Value, Expected: &limit.Value, Difference: &over.Value,
			Message: lang.T("“%s”目标 %s，市场容量 %s，超出 %s。", "\"%s\": the target is %s, the market capacity %s, %s above.").With(b.Item, a, limit, shown(over)),
			Hint:    lang.T("核实市场容量，或把目标调到 %s 以内。", "Verify the capacity, or bring the target to %s or less.").With(limit),
		}
		f.At.Field = FieldAmount
		r.add(f)
	}
}

// capacityTrips reports whether the given amount (base units) would be above
// the row's market capacity. It is asked for proposed edits.
func (r *review) capacityTrips(row int, amount decimal.Decimal) bool {
	b := r.plan.Breakdowns[row]
	if b.More == nil || b.More.Capacity == nil {
		return false
	}
	a, ok := r.amountOf(row)
	limit := b.More.Capacity
	return (!ok || sameMeasure(a.Unit, limit.Unit)) && amount.Cmp(limit.Value) > 0
}
