package blank

import (
	"fmt"

	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/look"
)

// The columns of the breakdown that formulas name; the lines above the table
// use the same ones.
const (
	colDimension = iota
	colType      // in the lines only: the goal that is checked
	colSum
	colShare
	colGoal
	colDifference
	colVerdict
	lineColumns
)

// spareLines are lines for another goal or dimension.
const spareLines = 1

const firstLine = 4

// The headings of the lines. They are none that a table of targets has: the lines
// check the table, and are no part of the plan.
var lineHeadings = [lineColumns]lang.Text{
	colDimension:  lang.T("合计核对", "Totals"),
	colType:       lang.T("核对哪个目标", "Which goal"),
	colSum:        lang.T("合计", "Sum"),
	colShare:      lang.T("已分", "Done"),
	colGoal:       lang.T("应为", "Should be"),
	colDifference: lang.T("多（+）少（-）", "Over (+) or under (-)"),
	colVerdict:    lang.T("结论", "Verdict"),
}

// What a line says in its last column.
var (
	lineLevel = lang.T("已平：各项合计等于总目标", "Level: the items add up to the goal")
	lineOver  = lang.T("超出总目标", "More than the goal")
	lineUnder = lang.T("尚未分完", "Less than the goal")
	lineEmpty = lang.T("尚未分解", "Nothing yet")
	lineNoAim = lang.T("总目标未填", "The goal is blank")
)

// lines is how many lines check sums.
func (m *maker) lines() int { return len(m.Dimensions) + spareLines }

// lineFormulas are the formulas of a line, by column.
func (b *breakdown) lineFormulas(row int) (f [lineColumns]string) {
	types, amounts, firstType, firstAmount := b.goal()
	p := b.page
	dims, sums, of := p.ref(b.column(allocate.FieldDimension), true), p.ref(b.column(allocate.FieldAmount), true), p.ref(b.column(allocate.FieldType), true)
	f[colSum] = fmt.Sprintf(`IF($A%[1]d="","",SUMPRODUCT((%[2]s=$A%[1]d)*((%[3]s=IF($B%[1]d="",%[4]s,$B%[1]d))+(%[3]s="")*(($B%[1]d="")+($B%[1]d=%[4]s))>0),%[5]s))`,
		row, dims, of, firstType, sums)
	f[colGoal] = fmt.Sprintf(`IF($A%[1]d="","",IF($B%[1]d="",N(%[2]s),IFERROR(N(INDEX(%[3]s,MATCH($B%[1]d,%[4]s,0))),0)))`,
		row, firstAmount, amounts, types)
	f[colShare] = fmt.Sprintf(`IF($A%[1]d="","",IF($E%[1]d=0,"",$C%[1]d/$E%[1]d))`, row)
	f[colDifference] = fmt.Sprintf(`IF($A%[1]d="","",IF($E%[1]d=0,"",ROUND($C%[1]d-$E%[1]d,6)))`, row)
	f[colVerdict] = fmt.Sprintf(`IF($A%[1]d="","",IF($E%[1]d=0,"%[2]s",IF($C%[1]d=0,"%[3]s",IF($F%[1]d=0,"%[4]s",IF($F%[1]d>0,"%[5]s","%[6]s")))))`,
		row, lineNoAim.In(b.Lang), lineEmpty.In(b.Lang), lineLevel.In(b.Lang), lineOver.In(b.Lang), lineUnder.In(b.Lang))
	return f
}

// writeLines writes the lines that check sums, with their headings.
func (b *breakdown) writeLines(w *sheetWriter) error {
	var heads []cell
	for _, h := range lineHeadings {
		heads = append(heads, cell{look.Heading, h.In(b.Lang), ""})
	}
	w.row(firstLine-1, look.PlainHeight, heads...)
	for i := range b.lines() {
		w.row(firstLine+i, look.PlainHeight, b.line(i)...)
	}
	return b.colour()
}

// line is one of the lines.
func (b *breakdown) line(i int) []cell {
	row := firstLine + i
	f := b.lineFormulas(row)
	amount := look.Computed(figures(`#,##0.00;-#,##0.00;0.00`))
	signed := look.Computed(figures(`+#,##0.00;-#,##0.00;0.00`))
	out := []cell{
		{words(), nil, ""}, {words(), nil, ""}, {amount, "", f[colSum]}, {look.Computed(centred("0.0%")), "", f[colShare]},
		{amount, "", f[colGoal]}, {signed, "", f[colDifference]}, {look.Computed(look.Text), "", f[colVerdict]},
	}
	values := b.lineValues(i)
	for c := range out {
		if values[c] != nil {
			out[c].value = values[c]
		}
	}
	return out
}

// lineValues are the values that a line shows; nil where it shows nothing.
func (b *breakdown) lineValues(i int) (v [lineColumns]any) {
	dimension, goal := "", ""
	switch {
	case i < len(b.lists.dimensions):
		dimension = b.lists.dimensions[i]
	case b.sample != nil:
		dimension, goal = b.sample.spareLine()
		v[colType] = goal
	}
	if dimension == "" {
		return v
	}
	v[colDimension] = dimension
	if b.sample == nil {
		v[colSum], v[colGoal], v[colVerdict] = 0, 0, lineNoAim.In(b.Lang)
		return v
	}
	sum, aim := b.sample.sum(&b.Options, dimension, goal), b.sample.goal(&b.Options, goal)
	difference := sum.Sub(aim)
	v[colSum], v[colGoal], v[colDifference], v[colShare] = plain(sum), plain(aim), plain(difference), plain(sum.Div(aim))
	v[colVerdict] = [...]lang.Text{lineUnder, lineLevel, lineOver}[difference.Sign()+1].In(b.Lang)
	return v
}

// plain is a figure as a cell stores it.
func plain(d decimal.Decimal) any { return d.InexactFloat64() }

// lineRules are what the lines offer and ask for.
func (b *breakdown) lineRules() []rule {
	last := firstLine + b.lines() - 1
	dimensions, _ := b.lists.of(b.maker, templates.Dimensions)
	types, _ := b.lists.of(b.maker, templates.GoalTypes)
	return []rule{
		{cells: fmt.Sprintf("A%d:A%d", firstLine, last), list: dimensions, heading: lineHeadings[colDimension].In(b.Lang),
			help: lang.T("要核对合计的维度，写法与下表的拆解维度一致", "The dimension whose sum is checked, spelt as in the table below").In(b.Lang)},
		{cells: fmt.Sprintf("B%d:B%d", firstLine, last), list: types, heading: lineHeadings[colType].In(b.Lang),
			help: lang.T("与哪一个总目标比；空着即第一个", "The goal that it is measured against; blank for the first one").In(b.Lang)},
	}
}

// colour turns a line's verdict green at a difference of 0, amber below the goal,
// red above it; the word in the line says the same in grey print.
func (b *breakdown) colour() error {
	last := firstLine + b.lines() - 1
	cells := fmt.Sprintf("F%d:G%d", firstLine, last)
	when := func(sign string) string {
		return fmt.Sprintf(`AND(ISNUMBER($F%[1]d),$C%[1]d<>0,$F%[1]d%[2]s0)`, firstLine, sign)
	}
	return b.conditions(b.page.name, []condition{
		{cells, when("="), look.Differential(look.PassedMark)},
		{cells, when(">"), look.Differential(look.ErrorMark)},
		{cells, when("<"), look.Differential(look.WarningMark)},
	})
}
