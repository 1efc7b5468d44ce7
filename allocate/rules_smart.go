package allocate

import (
	"slices"

	"goalxl/internal/lang"
)

// blanks gathers the rows of each table that lack a field.
type blanks struct {
	r       *review
	field   Field
	byTable []refList // where the table has no such column, the first row only
	rows    []int     // by table: rows that were looked at
}

func (r *review) blanksOf(f Field) *blanks {
	b := &blanks{r, f, make([]refList, len(r.plan.Tables)), make([]int, len(r.plan.Tables))}
	for i := range b.byTable {
		b.byTable[i].like = r.long
	}
	return b
}

// see looks at one row.
func (b *blanks) see(at Ref, blank bool) {
	if int(at.Table) >= len(b.rows) {
		return
	}
	b.rows[at.Table]++
	if cells := &b.byTable[at.Table]; blank && (cells.len() == 0 || b.r.plan.Tables[at.Table].has(b.field)) {
		at.Field = b.field
		cells.add(at, len(b.r.plan.Breakdowns))
	}
}

// report adds a finding for each table with blanks: one for all its rows. Where the table has
// no such column, that is said instead, as an info: the check could not be made.
func (b *blanks) report(word lang.Text, hint lang.Message) {
	for table := range b.byTable {
		cells := b.byTable[table].all()
		if len(cells) == 0 {
			continue
		}
		t := b.r.plan.Tables[table]
		if !t.has(b.field) {
			at := cells[0]
			at.Field = NoField
			b.r.addAs(Info, Finding{
				At: at, Subject: t.Name, Unchecked: true,
				Message: lang.T("表中没有%s列，%d 行未作此项核对。", "The table has no column for the %s, which was not checked (rows: %d).").With(word, b.rows[table]),
				Hint:    hint,
			})
			continue
		}
		b.r.add(Finding{
			At: cells[0], Members: cells, Each: true, Subject: t.Name,
			Message: lang.T("缺少%s：%s。", "No %s: %s.").With(word, rowsOf(cells)),
			Hint:    hint,
		})
	}
}

// has reports whether the table has a column for the field; it is taken to
// have it where the columns are not known.
func (t *Table) has(f Field) bool { return t.Fields == nil || slices.Contains(t.Fields, f) }

func checkCellMissing(r *review) {
	amounts, items, units := r.blanksOf(FieldAmount), r.blanksOf(FieldItem), r.blanksOf(FieldAmount)
	types, periods := r.blanksOf(FieldType), r.blanksOf(FieldPeriod)
	for i, g := range r.plan.Targets {
		amounts.see(g.At, g.AmountIn == Blank && !r.goalFilled(i))
		units.see(g.At, hasNoUnit(g.Amount, g.AmountIn))
		types.see(g.At, g.Type == "")
		periods.see(g.At, g.Period.IsZero() && !r.isUnread(g.At, FieldPeriod))
	}
	for i, b := range r.plan.Breakdowns {
		amounts.see(b.At, b.AmountIn == Blank && !r.filled(i))
		units.see(b.At, hasNoUnit(b.Amount, b.AmountIn))
		items.see(b.At, b.Item == "")
	}
	types.report(lang.T("总目标类型", "goal type"), lang.T("填上目标类型，例如销售额。", "Fill in the goal type, for example sales.").With())
	items.report(lang.T("子目标项", "item"), lang.T("填上子目标项，例如华东区域销售额。", "Fill in the item, for example sales of the east region.").With())
	amounts.report(lang.T("目标值", "target"),
		lang.T("填上目标值或占比（现有数字推算不出）；也可用 --spread equal、history 或 weight 分摊剩余部分。", "Fill in the target or its share (the other figures do not give it), or spread what is left with --spread equal, history or weight.").With())
	units.report(lang.T("单位", "unit"), lang.T("在数字后、表头或表外写明单位，例如万元。", "Give the unit behind the number, in the heading or above the table, for example 万元.").With())
	periods.report(lang.T("周期", "period"), lang.T("填上周期，例如 2024年度。", "Fill in the period, for example 2024.").With())
}

func hasNoUnit(a Amount, in Cell) bool { return (in == Typed || in == Derived) && a.Unit == "" }

// isUnread reports whether something that could not be read stands in a cell.
// It walks the unread cells, so it is asked of few rows only.
func (r *review) isUnread(at Ref, f Field) bool {
	for i := range r.plan.Unread {
		if u := &r.plan.Unread[i]; sameRow(u.At, at) && u.At.Field == f {
			return true
		}
	}
	return false
}

func checkOwnerMissing(r *review) {
	owners := r.blanksOf(FieldOwner)
	for _, g := range r.plan.Targets {
		owners.see(g.At, g.Owner == "")
	}
	for _, b := range r.plan.Breakdowns {
		owners.see(b.At, b.Owner == "")
	}
	for _, a := range r.plan.Actions {
		owners.see(a.At, a.Owner == "")
	}
	owners.report(lang.T("责任人", "owner"), lang.T("填上责任人。", "Fill in who is responsible.").With())
}

func checkDueMissing(r *review) {
	dues := r.blanksOf(FieldDue)
	for _, b := range r.plan.Breakdowns {
		dues.see(b.At, !b.DueText && b.Due.IsZero())
	}
	for _, a := range r.plan.Actions {
		dues.see(a.At, !a.DueText && a.Due.IsZero())
	}
	dues.report(lang.T("完成时间", "date"), lang.T("填上完成时间，例如 2024/12/31 或 2024Q3。", "Fill in by when, for example 2024-12-31 or 2024Q3.").With())
}

func checkStrategyMissing(r *review) {
	strategies := r.blanksOf(FieldStrategy)
	for _, b := range r.plan.Breakdowns {
		strategies.see(b.At, !b.Strategy)
	}
	strategies.report(lang.T("关键策略", "strategy"), lang.T("写明做什么、怎么做、用什么资源。", "Say what will be done, how, and with which resources.").With())
}
