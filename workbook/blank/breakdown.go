package blank

import (
	"fmt"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/look"
)

// breakdown is the sheet of the sub-targets: a line for each dimension that
// checks its sum, and the table.
func (m *maker) breakdown() *page {
	p := m.newPage(templates.Of(allocate.BreakdownTable), lang.T("%d年度目标分解明细表", "Breakdown for %d"))
	p.hint, p.note, p.rows = hintFill.In(m.Lang), noteUnit.With(m.unitWord()).In(m.Lang), m.Rows
	p.head = firstLine + m.lines() + 1
	for _, i := range [...]int{colSum, colGoal, colDifference} {
		p.widths[i] = max(p.widths[i], m.amountWidth())
	}
	b := &breakdown{maker: m, page: p}
	p.cell, p.top, p.more = b.cell, b.writeLines, b.lineRules
	return p
}

// breakdown writes the sheet of the sub-targets.
type breakdown struct {
	*maker
	page *page
}

// cell returns a cell of the table.
func (b *breakdown) cell(row, col int) cell {
	c := b.page.columns[col]
	if c.Field == allocate.FieldShare {
		out := cell{look: look.Computed(centred(c.Format)), value: "", formula: b.shareFormula(b.page.first() + row)}
		if b.sample != nil && row < len(b.sample.breakdown) {
			out.value = plain(b.sample.share(&b.Options, row))
		}
		return out
	}
	if b.sample == nil {
		return b.blankCell(c)
	}
	return b.filled(c, b.sample.breakdown, row, col)
}

// goal returns the ranges of the goals' types and amounts, and their first cells.
func (b *breakdown) goal() (types, amounts, firstType, firstAmount string) {
	p := b.maker.page(allocate.GoalTable)
	for i, c := range p.columns {
		first := fmt.Sprintf("%s!$%s$%d", quoted(p.name), colName(i), p.first())
		switch c.Field {
		case allocate.FieldType:
			types, firstType = quoted(p.name)+"!"+p.ref(i, true), first
		case allocate.FieldAmount:
			amounts, firstAmount = quoted(p.name)+"!"+p.ref(i, true), first
		}
	}
	return types, amounts, firstType, firstAmount
}

// column returns the index of a field's column.
func (b *breakdown) column(f allocate.Field) int {
	for i, c := range b.page.columns {
		if c.Field == f {
			return i
		}
	}
	return -1
}

// shareFormula is the share of a row: its amount by that of its goal, the first
// one unless the row names another; nothing while either is blank. LEN tells blank
// cells: excelize, which computes formulas that store no value, does not take an
// empty cell for "".
func (b *breakdown) shareFormula(row int) string {
	types, amounts, first, _ := b.goal()
	amount, of := colName(b.column(allocate.FieldAmount)), colName(b.column(allocate.FieldType))
	return fmt.Sprintf(`IFERROR(IF(LEN(%[1]s%[2]d)=0,"",%[1]s%[2]d/INDEX(%[3]s,MATCH(IF(LEN(%[4]s%[2]d)=0,%[5]s,%[4]s%[2]d),%[6]s,0))),"")`,
		amount, row, amounts, of, first, types)
}
