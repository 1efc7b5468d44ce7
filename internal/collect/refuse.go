package collect

import (
	"cmp"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/internal/merge"
	"goalxl/internal/outbox"
	"goalxl/templates"
	"goalxl/workbook"
)

var (
	notOpen   = lang.T("这一列不收回复，没有采纳", "this column is not open to replies; it was not taken")
	removed   = lang.T("回复里没有这一行了，总表不变", "the reply does not have this row any more; the master stands")
	unclear   = lang.T("回复里有几行都像这一行，分不清是哪一行，没有采纳", "several rows of the reply are like it; nothing was taken")
	newRow    = lang.T("新增的行，没有采纳；要收入请加 --accept-new-rows", "a new row, not taken; add --accept-new-rows to take it")
	newNoRoom = lang.T("新增的行，总表表尾没有空行，没有采纳；请先插入空行", "a new row; there is no blank row below the master's last one: insert some first")
	unstored  = lang.T("是公式，没有保存的结果，没有采纳；请责任人改填数字或文字", "a formula that stores no result; it was not taken: ask for the figure or the words")
	noColumn  = lang.T("回复里少了这一列", "the reply lacks this column")
)

// refuse lists what a reply says beyond its open cells: none of it is taken, but for
// new rows that were asked for.
func (c *collecting) refuse(f *file) {
	for _, table := range f.handout.Tables {
		c.refuseCells(f, &table)
	}
	for i := range f.handout.Rows {
		sent := &f.handout.Rows[i]
		if f.of[i] >= 0 {
			continue
		}
		why := removed
		if f.how[i] == merge.Ambiguous {
			why = unclear
		}
		c.res.Refused = append(c.res.Refused, Refusal{Owner: f.handout.Owner, Path: f.path, Why: why.With(),
			Subject: subjectOf(func(field string) string { return sent.Values[field].Text })})
	}
	for _, j := range f.unmatched() {
		c.newRow(f, &f.rows[j])
	}
}

// refuseCells lists changes in the columns of a table that are not open.
func (c *collecting) refuseCells(f *file, table *outbox.Table) {
	count := map[string]int{}
	for _, col := range table.Columns {
		count[col.Field]++
	}
	for _, col := range table.Columns {
		if col.Open || count[col.Field] > 1 {
			continue
		}
		missing := false
		for i := range f.handout.Rows {
			sent := &f.handout.Rows[i]
			if sent.Kind != table.Kind || f.of[i] < 0 || missing {
				continue
			}
			missing = c.refuseCell(f, sent, &f.rows[f.of[i]], col)
		}
	}
}

// refuseCell lists the cell if it was changed; missing says that its whole column is
// not there.
func (c *collecting) refuseCell(f *file, sent *outbox.Row, r *row, col outbox.Column) (missing bool) {
	name := headingKey(col.Heading)
	if r.cells[name] == "" {
		name = col.Field
	}
	v, there := r.values[name]
	if known, ok := r.values[col.Field]; ok && v.Plain == "" {
		v.Plain = known.Plain // a date without its year, which the plan knows
	}
	refusal := Refusal{Owner: f.handout.Owner, Path: f.path, Sheet: r.sheet, Cell: r.cells[name], Heading: col.Heading, Why: notOpen.With(), Subject: r.subject()}
	switch {
	case r.cells[name] == "":
		if kindNamed(sent.Kind) == allocate.BreakdownTable && there && !v.Formula {
			return true // the plan told it: a dimension that is part of the heading
		}
		refusal.Subject, refusal.Why = "", noColumn.With()
		c.res.Refused = append(c.res.Refused, refusal)
		return true
	case v.Formula && v.Text == "", merge.Same(sentOf(sent.Values[col.Field]), valueOf(v)):
		return false
	}
	refusal.Sent, refusal.Returned = c.shownSent(sent.Values[col.Field]), c.shown(v)
	c.res.Refused = append(c.res.Refused, refusal)
	return false
}

// refuseFormula lists an open cell whose formula stores no result: what its owner
// means by it is not known.
func (c *collecting) refuseFormula(x *cell, f *file) {
	r := &f.rows[f.of[x.row]]
	c.res.Refused = append(c.res.Refused, Refusal{Owner: f.handout.Owner, Path: f.path, Sheet: r.sheet, Cell: r.cells[x.field],
		Heading: x.open.Heading.In(c.lang()), Subject: r.subject(), Why: unstored.With(), Sent: c.shownSent(f.handout.Rows[x.row].Values[x.field])})
}

// newRow lists a row that the reply adds, or takes it where that was asked for.
func (c *collecting) newRow(f *file, r *row) {
	refusal := Refusal{Owner: f.handout.Owner, Path: f.path, Sheet: r.sheet, Cell: rowCell(r), Subject: r.subject(), Why: newRow.With(), Returned: Value{Text: rowText(r), Plain: rowText(r)}}
	if c.req.NewRows {
		switch {
		case c.inMaster(r):
			return
		case c.append(f, r):
			return
		}
		refusal.Why = newNoRoom.With()
	}
	c.res.Refused = append(c.res.Refused, refusal)
}

// inMaster reports whether the master has a row that says the same names.
func (c *collecting) inMaster(r *row) bool {
	everything := func(string) bool { return true }
	of := func(r *row) []string {
		return content(r.kind, func(field string) merge.Value { return valueOf(r.values[field]) }, everything)
	}
	want := of(r)
	for i := range c.master.rows {
		if have := of(&c.master.rows[i]); len(want) > 0 && len(have) > 0 && have[0] == want[0] {
			return true
		}
	}
	return false
}

// append adds the row below the last row of the master's table.
func (c *collecting) append(f *file, r *row) bool {
	table, ok := c.tableFor(f, r.kind)
	if !ok {
		return false
	}
	n, ok := c.res.book.BlankRow(table, int(c.master.added[table]))
	if !ok {
		return false
	}
	c.master.added[table]++
	values := map[allocate.Field]workbook.CellValue{}
	for _, col := range c.res.book.Layout().Tables()[table].Columns {
		if v := r.values[col.Field.String()]; v.Text != "" {
			values[col.Field] = v
		}
	}
	for _, open := range templates.Open(r.kind) {
		if v := r.values[open.Field.String()]; v.Text != "" {
			values[open.Field] = v
		}
	}
	if c.res.book.Layout().Tables()[table].Column(allocate.FieldOwner, 0) != nil && values[allocate.FieldOwner].Text == "" {
		values[allocate.FieldOwner] = workbook.CellValue{Text: f.handout.Owner}
	}
	c.res.merged.Rows = append(c.res.merged.Rows, workbook.NewEntry{Table: table, Row: n, Values: values})
	layout := c.res.book.Layout()
	c.res.Changes = append(c.res.Changes, Change{Sheet: layout.Sheets()[layout.Tables()[table].Sheet].Name, Cell: workbook.Place{Col: layout.Tables()[table].FirstCol, Row: n}.Ref(),
		Heading: wholeRow.In(c.lang()), Subject: r.subject(), After: Value{Text: rowText(r), Plain: rowText(r)}, Owner: f.handout.Owner, Path: f.path})
	return true
}

var wholeRow = lang.T("新增行", "new row")

// tableFor returns the master's table that the rows of the reply stand in.
func (c *collecting) tableFor(f *file, kind allocate.TableKind) (int32, bool) {
	for i := range f.handout.Rows {
		if j := c.master.of[f.handout.Rows[i].Key]; f.handout.Rows[i].Kind == kind.String() && j >= 0 {
			return c.master.rows[j].table, true
		}
	}
	return 0, false
}

// rowCell is the first cell of a row that holds something.
func rowCell(r *row) string {
	for _, f := range append([]string{fieldItem, fieldName, fieldAction, fieldDimension}, sortedFields(r.cells)...) {
		if r.values[f].Text != "" && r.cells[f] != "" {
			return r.cells[f]
		}
	}
	return ""
}

// rowText is what a row says, in one line.
func rowText(r *row) string {
	var text string
	for _, c := range templates.Of(r.kind).Columns {
		if v := r.values[c.Field.String()].Text; v != "" {
			text += " " + v
		}
	}
	return cmp.Or(text, " ")[1:]
}
