package workbook

import "goalxl/allocate"

// carryDown gives rows the owner and the item of the cell that is merged over
// them, and the owner that stands once for all rows of a dimension. Rows whose
// single text is merged over the figures' columns head the rows below: they are
// taken out of the data.
func (r *reader) carryDown() {
	byTable := make([][]*allocate.Breakdown, len(r.tables))
	wanted := false
	for i, t := range r.tables {
		if t.kind == allocate.BreakdownTable && (t.blankOwners > 0 || t.blankItems > 0 || t.merged && len(t.loneRows) > 0) {
			byTable[i] = make([]*allocate.Breakdown, 0, t.place.Rows)
			wanted = true
		}
	}
	if wanted {
		for _, b := range r.plan.Breakdowns {
			if rows := byTable[b.At.Table]; rows != nil {
				byTable[b.At.Table] = append(rows, b)
			}
		}
		for i, t := range r.tables {
			if byTable[i] != nil {
				t.carryOwners(byTable[i])
				t.carryItems(byTable[i])
				t.dropSections()
			}
		}
	}
	r.carryActions()
}

// mergedOver returns the first row of the merged range that covers the cell and
// begins above it; 0 if there is none.
func (t *tableReader) mergedOver(col, row int32) int32 {
	merged := t.layout.sheets[t.sheet].Merged
	for i := range merged {
		if m := &merged[i]; m.Contains(col, row) && m.Row1 < row {
			return m.Row1
		}
	}
	return 0
}

// carryOwners fills blank owners from the merged cell over them; or, where the
// rows of a dimension have one owner in their first row and none below it, from
// that one. An owner that is missing among others stays missing.
func (t *tableReader) carryOwners(rows []*allocate.Breakdown) {
	c := t.byField[allocate.FieldOwner]
	if c == nil || t.blankOwners == 0 {
		return
	}
	for i := 0; i < len(rows); {
		end := i + 1
		for end < len(rows) && rows[end].Dimension == rows[i].Dimension && t.dimensionBlank.has(rows[end].At.Row-t.place.HeadLast) {
			end++
		}
		once := rows[i].Owner != "" && end-i > 1
		for _, b := range rows[i+1 : end] {
			once = once && b.Owner == ""
		}
		for j := i; j < end; j++ {
			b := rows[j]
			if b.Owner != "" || j == 0 {
				continue
			}
			if once || t.mergedOver(c.place.Col, b.At.Row) >= rows[0].At.Row && t.mergedOver(c.place.Col, b.At.Row) <= rows[j-1].At.Row && t.mergedOver(c.place.Col, b.At.Row) > 0 {
				b.Owner = rows[j-1].Owner
			}
		}
		i = end
	}
}

// carryItems fills blank items from the merged cell over them.
func (t *tableReader) carryItems(rows []*allocate.Breakdown) {
	c := t.byField[allocate.FieldItem]
	if c == nil || t.blankItems == 0 {
		return
	}
	sums := map[int32]*allocate.Total{}
	for _, total := range t.plan.Totals {
		if total.At.Table == t.index {
			sums[total.At.Row] = total
		}
	}
	var under []int32
	for i, b := range rows {
		top := int32(0)
		if b.Item == "" {
			top = t.mergedOver(c.place.Col, b.At.Row)
		}
		switch {
		case top == 0:
		case sums[top] != nil:
			t.plan.Totals = append(t.plan.Totals, totalOf(b, sums[top]))
			under = append(under, b.At.Row)
		case i > 0 && rows[i-1].At.Row >= top:
			b.Item = rows[i-1].Item
		}
	}
	t.drop(under)
}

// totalOf makes a 合计 row of a row that lies under the merged label of one.
func totalOf(b *allocate.Breakdown, label *allocate.Total) *allocate.Total {
	return &allocate.Total{
		At: b.At, Label: label.Label, Dimension: label.Dimension, Sub: label.Sub,
		Amount: b.Amount, AmountIn: b.AmountIn, Share: b.Share, ShareIn: b.ShareIn,
	}
}

// drop takes rows of the table out of the data.
func (t *tableReader) drop(rows []int32) {
	if len(rows) == 0 {
		return
	}
	gone := map[int32]bool{}
	for _, row := range rows {
		gone[row] = true
	}
	kept := t.plan.Breakdowns[:0]
	for _, b := range t.plan.Breakdowns {
		if b.At.Table == t.index && gone[b.At.Row] {
			t.place.Rows--
			continue
		}
		kept = append(kept, b)
	}
	t.plan.Breakdowns = kept
}

// dropSections takes rows out of the data whose single text is merged over the
// columns of the figures.
func (t *tableReader) dropSections() {
	var drop []int32
	col := t.byField[allocate.FieldItem]
	if col == nil {
		return
	}
	for _, row := range t.loneRows {
		for _, m := range t.layout.sheets[t.sheet].Merged {
			if m.Contains(col.place.Col, row) && m.Col2 >= col.place.Col+2 {
				drop = append(drop, row)
				t.sectionRow(row)
			}
		}
	}
	t.drop(drop)
}

// carryActions fills blank owners of actions from the merged cell over them.
func (r *reader) carryActions() {
	for i, a := range r.plan.Actions {
		if i == 0 || a.Owner != "" || r.plan.Actions[i-1].At.Table != a.At.Table {
			continue
		}
		t := r.tables[a.At.Table]
		if c := t.byField[allocate.FieldOwner]; c != nil && t.merged && t.mergedOver(c.place.Col, a.At.Row) > 0 {
			a.Owner = r.plan.Actions[i-1].Owner
		}
	}
}
