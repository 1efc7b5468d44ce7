package workbook

import (
	"fmt"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/internal/outbox"
	"goalxl/workbook/blank"
)

// Handouts makes the workbooks of the owners of a plan, whose cells it has read.
type Handouts struct {
	Lang lang.Lang // of the headings in the plan's workbook
	// Left are the headings of columns that are not handed out.
	Left []string

	plan   *allocate.Plan
	rows   map[allocate.Ref]*handedRow
	sheets [2]handoutSheet // breakdown, tracking
	round  *outbox.Record

	breakdownAt map[allocate.Ref]*allocate.Breakdown
	actionAt    map[allocate.Ref]*allocate.Action
}

// handedRow is a row of the plan's workbook.
type handedRow struct {
	of  *Cells
	row *CellRow
}

// handedKinds are the kinds of tables whose rows are handed out.
var handedKinds = [...]allocate.TableKind{allocate.BreakdownTable, allocate.TrackingTable}

// handedFields are the fields that owners get to see of their rows. The share is not
// among them: with the target it would give the company's goal away.
var handedFields = [...][]allocate.Field{
	{allocate.FieldDimension, allocate.FieldItem, allocate.FieldParent, allocate.FieldType, allocate.FieldPeriod, allocate.FieldAmount,
		allocate.FieldOwner, allocate.FieldDue, allocate.FieldStrategy, allocate.FieldCapacity, allocate.FieldReason, allocate.FieldResource, allocate.FieldPrior},
	{allocate.FieldName, allocate.FieldAction, allocate.FieldOwner, allocate.FieldDue, allocate.FieldResource, allocate.FieldStatus, allocate.FieldRemedy},
}

// Handouts reads the cells of the plan that Read gave, for handouts of the round.
func (b *Book) Handouts(plan *allocate.Plan, round *outbox.Record) (*Handouts, error) {
	all, err := b.Cells(nil)
	if err != nil {
		return nil, err
	}
	h := &Handouts{plan: plan, rows: map[allocate.Ref]*handedRow{}, round: round}
	english := 0
	for i := range all {
		c := &all[i]
		if c.Table.Kind != allocate.BreakdownTable && c.Table.Kind != allocate.TrackingTable {
			continue
		}
		if c.Table.Lang == lang.EN {
			english++
		} else {
			english--
		}
		for j := range c.Rows {
			h.rows[allocate.Ref{Table: c.Index, Row: c.Rows[j].Row}] = &handedRow{c, &c.Rows[j]}
		}
		h.leave(c)
	}
	if english > 0 {
		h.Lang = lang.EN
	}
	for i, kind := range handedKinds {
		h.sheets[i] = h.layOut(i, kind)
	}
	return h, nil
}

// leave notes the columns of a table that are not handed out and hold anything.
func (h *Handouts) leave(c *Cells) {
	handed := handedFields[0]
	if c.Table.Kind == allocate.TrackingTable {
		handed = handedFields[1]
	}
	for i := range c.Table.Columns {
		col := &c.Table.Columns[i]
		known := col.Field == allocate.FieldCheck
		for _, f := range handed {
			known = known || f == col.Field
		}
		for j := 0; j < len(c.Rows) && !known; j++ {
			if c.Rows[j].Cells[i].Text != "" {
				h.Left = append(h.Left, col.Heading)
				known = true
			}
		}
	}
}

// Make returns the workbook of a portion and its entry in the record, without the
// names of files.
func (h *Handouts) Make(p *allocate.Portion, part string) (*blank.Handout, *outbox.Handout) {
	book := &blank.Handout{Lang: h.Lang, Title: p.Label, Day: h.round.Sent}
	entry := &outbox.Handout{Part: part, Owner: p.Label}
	if p.Contact != nil {
		entry.Address = p.Contact.Email
		if p.Contact.Copy != "" {
			entry.Copy = []string{p.Contact.Copy}
		}
	}
	for i := range h.sheets {
		refs := h.refs(p, i)
		if len(refs) == 0 {
			continue
		}
		s := &h.sheets[i]
		page := s.page(p.Label, h)
		for n, at := range refs {
			row := h.sent(s, at, int32(blank.FirstRow+n))
			page.Rows = append(page.Rows, blank.HandoutRow{Key: row.Key, Cells: h.cells(s, at)})
			entry.Rows = append(entry.Rows, row)
		}
		book.Sheets = append(book.Sheets, page)
		entry.Tables = append(entry.Tables, s.table(h.Lang))
	}
	book.Identity = h.round.Sign(entry).String()
	entry.Identity = book.Identity
	return book, entry
}

// refs are the rows of a portion that stand on its first or second sheet.
func (h *Handouts) refs(p *allocate.Portion, sheet int) []allocate.Ref {
	var refs []allocate.Ref
	if sheet == 0 {
		for _, i := range p.Breakdowns {
			refs = append(refs, h.plan.Breakdowns[i].At)
		}
		return refs
	}
	for _, i := range p.Actions {
		refs = append(refs, h.plan.Actions[i].At)
	}
	return refs
}

// sent is a row as the record keeps it.
func (h *Handouts) sent(s *handoutSheet, at allocate.Ref, row int32) outbox.Row {
	sheet := h.plan.Tables[at.Table].Name
	kind := s.kind.String()
	col := int32(0)
	if r := h.rows[at]; r != nil {
		col = r.of.Table.FirstCol
	}
	out := outbox.Row{Key: outbox.NewKey(h.round.Secret, kind, sheet, col, at.Row), Kind: kind, Sheet: sheet, Row: at.Row, At: row, Values: map[string]outbox.Value{}}
	for i := range s.columns {
		c := &s.columns[i]
		if v := h.value(c, at); v.Text != "" {
			out.Values[c.name()] = outbox.Value{Text: v.Text, Value: v.Plain, Unit: string(v.Unit)}
		}
	}
	return out
}

// name is the column's field in the record: target, prior:2021.
func (c *handoutColumn) name() string {
	if c.year != 0 {
		return fmt.Sprintf("%s:%d", c.field, c.year)
	}
	return c.field.String()
}

// value is what a row holds in a column. Words that are merged over several rows, or
// stand in the first of them only, are given to each; a target that no cell holds, for
// it is the sum of its quarters, or a formula without a stored value, is the plan's.
func (h *Handouts) value(c *handoutColumn, at allocate.Ref) CellValue {
	if c.added {
		return CellValue{}
	}
	v, has := CellValue{}, false
	if r := h.rows[at]; r != nil {
		for i := range r.of.Table.Columns {
			if col := &r.of.Table.Columns[i]; col.Field == c.field && col.Year == c.year {
				v, has = r.row.Cells[i], true
				break
			}
		}
	}
	if text, ok := h.carried(c.field, at); ok && (has || c.field != allocate.FieldOwner) {
		return CellValue{Text: text}
	}
	if _, ok := v.Figure.(allocate.Amount); !ok {
		if a, known := h.target(c.field, at); known {
			v = CellValue{Figure: a, Text: a.Written(), Plain: a.Plain(), Unit: a.Unit, Formula: true}
			if a.Unit == "" {
				v.Number = a.Plain()
			}
		}
	}
	return v
}

// carried returns the words of a row that the plan gives it.
func (h *Handouts) carried(f allocate.Field, at allocate.Ref) (string, bool) {
	kind := h.plan.Tables[at.Table].Kind
	switch {
	case kind == allocate.BreakdownTable && (f == allocate.FieldDimension || f == allocate.FieldItem || f == allocate.FieldOwner):
		b := h.breakdown(at)
		return map[allocate.Field]string{allocate.FieldDimension: b.Dimension, allocate.FieldItem: b.Item, allocate.FieldOwner: b.Owner}[f], true
	case kind == allocate.TrackingTable && (f == allocate.FieldName || f == allocate.FieldOwner):
		a := h.action(at)
		return map[allocate.Field]string{allocate.FieldName: a.Name, allocate.FieldOwner: a.Owner}[f], true
	}
	return "", false
}

// target returns the target that the plan has for a row.
func (h *Handouts) target(f allocate.Field, at allocate.Ref) (allocate.Amount, bool) {
	if f != allocate.FieldAmount || h.plan.Tables[at.Table].Kind != allocate.BreakdownTable {
		return allocate.Amount{}, false
	}
	b := h.breakdown(at)
	return b.Amount, b.AmountIn == allocate.Derived || b.AmountIn == allocate.Typed
}

// heading is what stands over a column: the template's word, and the unit of bare
// numbers.
func (c *handoutColumn) heading(l lang.Lang) string {
	word := declaredColumn(c.kindOf, c.field).Heading.In(l)
	if c.year != 0 {
		word = lang.T("%d年实际", "%d actual").With(c.year).In(l)
	}
	if c.unit == "" {
		return word
	}
	return lang.T("%s（%s）", "%s (%s)").With(word, c.unit).In(l)
}

// breakdown returns the row of the plan's breakdown at a place.
func (h *Handouts) breakdown(at allocate.Ref) *allocate.Breakdown {
	if h.breakdownAt == nil {
		h.breakdownAt = make(map[allocate.Ref]*allocate.Breakdown, len(h.plan.Breakdowns))
		for _, b := range h.plan.Breakdowns {
			h.breakdownAt[b.At] = b
		}
	}
	return h.breakdownAt[at]
}

// action returns the action of the plan at a place.
func (h *Handouts) action(at allocate.Ref) *allocate.Action {
	if h.actionAt == nil {
		h.actionAt = make(map[allocate.Ref]*allocate.Action, len(h.plan.Actions))
		for _, a := range h.plan.Actions {
			h.actionAt[a.At] = a
		}
	}
	return h.actionAt[at]
}

// OwnItems makes the items of tables that list people (销售员, 目标) the owners of their
// rows, where no column names others.
func (b *Book) OwnItems(plan *allocate.Plan) {
	for _, row := range plan.Breakdowns {
		t := b.layout.tables[row.At.Table]
		if c := t.Column(allocate.FieldItem, 0); row.Owner == "" && c != nil && c.Means == allocate.FieldOwner.String() {
			row.Owner = row.Item
		}
	}
}
