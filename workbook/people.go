package workbook

import (
	"goalxl/allocate"
	"goalxl/internal/lang"
)

// ofPeople reports whether the table's rows are people with the region, team or the
// like that they belong to: both headings name dimensions, and the finer one is read
// as the owner.
func (t *tableReader) ofPeople() bool {
	item, owner := t.byField[allocate.FieldItem], t.byField[allocate.FieldOwner]
	return t.kind == allocate.BreakdownTable && item != nil && owner != nil && item.heading.Dimension && owner.heading.IsPerson()
}

// namePeople tells rows of people apart: where several have one region, which is left
// blank below its first row or stands in each, a row is called by both.
func (r *reader) namePeople() {
	for _, t := range r.tables {
		if !t.ofPeople() {
			continue
		}
		rows := t.rowsOf()
		owners := map[string]map[string]bool{}
		for i, b := range rows {
			if b.Item == "" && b.Owner != "" && i > 0 && !t.totalBetween(rows[i-1].At.Row, b.At.Row) {
				b.Item = rows[i-1].Item
			}
			if owners[b.Item] == nil {
				owners[b.Item] = map[string]bool{}
			}
			owners[b.Item][b.Owner] = true
		}
		named := false
		for _, b := range rows {
			if b.Item != "" && b.Owner != "" && len(owners[b.Item]) > 1 {
				b.Item += " " + b.Owner
				named = true
			}
		}
		if named {
			t.chose(lang.T("每行是一个人：行名取“%s”加“%s”", "each row is a person: it is called by \"%s\" and \"%s\"").
				With(t.byField[allocate.FieldItem].place.Heading, t.byField[allocate.FieldOwner].place.Heading),
				lang.T("同一个名称下有几个人", "several people stand under one name").With())
		}
	}
}

// rowsOf returns the table's rows of the breakdown.
func (t *tableReader) rowsOf() []*allocate.Breakdown {
	var rows []*allocate.Breakdown
	for _, b := range t.plan.Breakdowns {
		if b.At.Table == t.index {
			rows = append(rows, b)
		}
	}
	return rows
}

// totalBetween reports whether a total row of the table stands between two rows.
func (t *tableReader) totalBetween(above, below int32) bool {
	for _, total := range t.plan.Totals {
		if total.At.Table == t.index && total.At.Row > above && total.At.Row < below {
			return true
		}
	}
	return false
}
