package report

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
	"goalxl/workbook/look"
	"goalxl/workbook/style"
)

// How cells of 总览 look: one line each, shown smaller where the column is too narrow.
var (
	ovText    = oneLine(look.Text)
	ovLink    = oneLine(look.Linked)
	ovHead    = oneLine(look.Heading)
	ovPercent = look.Figure(look.Percent)
	ovSigned  = look.Figure("+0.0%;-0.0%;0.0%")
	ovRemark  = look.Remark
)

const ovHeight = 18 // of a row of 总览, in points

func oneLine(l style.Look) style.Look {
	l.Wrap, l.Shrink = false, true
	return l
}

// bold is a look in bold.
func bold(l style.Look) style.Look {
	l.Bold = true
	return l
}

// headings writes a row of headings from a column on.
func (p *page) headings(row, col int, texts []lang.Text) {
	p.height(row, look.PlainHeight)
	for i, t := range texts {
		p.text(row, col+i, ovHead, t.In(p.l))
	}
}

// amount is the look of amounts in a unit, with as many decimals as they need.
func amount(unit string, signed bool, numbers ...*Number) style.Look {
	if unit == "%" {
		if signed {
			return ovSigned
		}
		return ovPercent
	}
	decimals := 0
	for _, n := range numbers {
		if n != nil {
			decimals = max(decimals, min(decimalsOf(n.Value), 2))
		}
	}
	if signed {
		return look.Figure(look.SignedAmount(decimals, unit))
	}
	return look.Figure(look.Amount(decimals, unit))
}

// middle writes the goals and, beside them, the largest problems; it returns the row
// behind.
func (p *page) middle(row int) int {
	p.headings(row, ovLeft, cutHeadings[:])
	p.headings(row, ovRight, problemHeadings[:])
	left, right := row+1, row+1
	for i := range p.o.Cuts {
		p.cut(left, &p.o.Cuts[i])
		p.cutRows = append(p.cutRows, left)
		left++
	}
	switch {
	case len(p.o.Cuts) == 0:
		p.remark(left, ovLeft, noGoals.In(p.l))
		left++
	case p.o.MoreCuts > 0:
		p.remark(left, ovLeft, moreCuts.With(p.o.MoreCuts).In(p.l))
		left++
	}
	for _, problem := range p.o.Problems {
		if problem.Finding < p.findings.listed() {
			p.problem(right, problem)
			right++
		}
	}
	switch more := moreFaults.With(p.o.MoreProblems, p.findings.findings.name).In(p.l); {
	case len(p.o.Problems) == 0:
		p.remark(right, ovRight, noProblems.In(p.l))
		right++
	case p.o.MoreProblems > 0:
		p.link(right, ovRight, remarkLink(), more, p.findings.findings.name, cellName(firstRow, 0))
		right++
	}
	for r := row + 1; r < max(left, right); r++ {
		p.height(r, ovHeight)
	}
	return max(left, right)
}

func remarkLink() style.Look {
	l := look.Remark
	l.Color, l.Underline = look.Link, true
	return l
}

// remark writes a line that is no row of a table.
func (p *page) remark(row, col int, s string) {
	p.height(row, ovHeight)
	p.text(row, col, ovRemark, s)
}

// cut writes the row of a goal and a dimension: what is open, done and growing is
// computed from the cells beside it.
func (p *page) cut(row int, c *CutRow) {
	fig := amount(c.Unit, false, c.Total, c.Allocated, c.Last)
	goal := c.Goal
	if !c.First {
		goal = ""
	}
	p.text(row, 0, bold(ovText), goal)
	p.text(row, 1, ovText, c.Dimension)
	p.number(row, 2, fig, c.Total)
	p.number(row, 3, fig, c.Allocated)
	var open, done, growth *Number
	if c.Total != nil && c.Allocated != nil {
		open = &Number{c.Total.Value.Sub(c.Allocated.Value), cellName(row, 2) + "-" + cellName(row, 3)}
		done = ratio(row, 3, 2, c.Allocated.Value, c.Total.Value, false)
	}
	aim, col := c.Total, 2
	if aim == nil {
		aim, col = c.Allocated, 3
	}
	if aim != nil && c.Last != nil && c.Last.Value.Sign() > 0 {
		growth = ratio(row, col, 6, aim.Value, c.Last.Value, true)
	}
	p.number(row, 4, overFigure(fig, p.l), open)
	p.number(row, 5, ovPercent, done)
	p.number(row, 6, fig, c.Last)
	p.number(row, 7, ovSigned, growth)
}

// overFigure is the look of what is open: below 0 it says by how much it is over.
func overFigure(l style.Look, in lang.Lang) style.Look {
	l.NumFmt += ";" + look.Literal(overAmount.In(in)) + l.NumFmt
	return l
}

// ratio is one cell of the row divided by another, less 1 if it is a growth; nil where
// it does not apply.
func ratio(row, of, by int, a, b decimal.Decimal, growth bool) *Number {
	if b.IsZero() {
		return nil
	}
	n := Number{quotient(a, b), cellName(row, of) + "/" + cellName(row, by)}
	if growth {
		n.Value, n.Formula = n.Value.Sub(decimal.New(1, 0)), n.Formula+"-1"
	}
	n.Formula = "IF(" + cellName(row, by) + `=0,"",` + n.Formula + ")"
	return &n
}

// problem writes one of the largest problems: its severity, where it stands, what it
// is, and by how much, which is read from 问题清单.
func (p *page) problem(row int, problem Problem) {
	at := problem.Finding
	f, fm := &p.findings.report.Findings[at], p.findings.figures[at]
	p.text(row, ovRight, look.Word(Mark(f.Severity)), f.Severity.In(p.l))
	p.link(row, ovRight+1, ovLink, f.Sheet+"!"+f.Cell, f.Sheet, f.Cell)
	what := f.Rule
	if f.Subject != "" && f.Subject != f.Sheet {
		what = lang.T("%s：%s", "%s: %s").With(clipped(f.Subject, 26), f.Rule).In(p.l)
	}
	if problem.Goal != "" {
		what = clipped(problem.Goal, 16) + " · " + what
	}
	p.text(row, ovRight+2, ovText, what)
	if f.Difference == nil || !plausible(*f.Difference) {
		p.text(row, ovRight+3, ovText, "")
		return
	}
	from := quoted(p.findings.findings.name) + "!" + cellName(firstRow+at, colDifference)
	n := Number{fm.cell(*f.Difference, differenceFigure), from}
	format := fm.difference
	if shift, unit := shorter(n.Value, f.Unit); shift > 0 {
		n.Value, n.Formula = n.Value.Shift(-shift), from+"/1"+strings.Repeat("0", int(shift))
		format = look.SignedAmount(min(decimalsOf(n.Value), 2), unit)
	}
	p.number(row, ovRight+3, look.Figure(format), &n)
}

// shorter is a larger unit for a figure with many digits, and the power of ten to it;
// 0 where it has few, or its unit has none.
func shorter(v decimal.Decimal, unit string) (shift int32, larger string) {
	const many = 7
	digits := int32(v.NumDigits()) + v.Exponent()
	base := map[string]string{"元": "", "万元": "万"}
	word, ok := base[unit]
	switch {
	case !ok || digits <= many:
		return 0, unit
	case word == "" && digits <= many+4:
		return 4, "万元"
	case word == "":
		return 8, "亿元"
	}
	return 4, "亿元"
}

// clipped is a text cut to a width in half-width characters.
func clipped(s string, width int) string {
	if look.Units(s) <= width {
		return s
	}
	for i := range s {
		if look.Units(s[:i]) > width-2 {
			return s[:i] + "…"
		}
	}
	return s
}

// bottom writes the items' growth and, beside it, the owners; it returns the row behind.
func (p *page) bottom(row int) int {
	p.headings(row, ovLeft, itemHeadings[:])
	p.headings(row, ovRight, ownerHeadings[:])
	left, right := row+1, row+1
	for i := range p.o.Items {
		p.item(left, &p.o.Items[i])
		left++
	}
	switch {
	case len(p.o.Items) == 0:
		p.remark(left, ovLeft, noItems.In(p.l))
		left++
	case p.o.MoreItems > 0:
		p.remark(left, ovLeft, moreItems.With(p.o.MoreItems).In(p.l))
		left++
	}
	for i := range p.o.Owners {
		p.owner(right, &p.o.Owners[i])
		right++
	}
	switch {
	case len(p.o.Owners) == 0:
		p.remark(right, ovRight, noOwners.In(p.l))
		right++
	case p.o.MoreOwners > 0:
		p.remark(right, ovRight, moreOwners.With(p.o.MoreOwners).In(p.l))
		right++
	}
	for r := row + 1; r < max(left, right); r++ {
		p.height(r, ovHeight)
	}
	return max(left, right)
}

// The words of the items' verdicts, and their marks.
var itemStates = [...]struct {
	word lang.Text
	mark style.Look
}{
	ItemUnchecked: {lang.T("未核对", "not checked"), look.InfoMark},
	ItemWithin:    {lang.T("不高于", "within"), look.PassedMark},
	ItemAbove:     {lang.T("高于历史", "above"), look.WarningMark},
	ItemSteep:     {lang.T("需论证", "justify"), look.ErrorMark},
}

// item writes an item's growth beside its history.
func (p *page) item(row int, it *ItemRow) {
	fig, signed := amount(it.Unit, false, &it.Target, it.Last), amount(it.Unit, true, &it.Target, it.Last)
	rate := ovSigned
	if it.Points {
		rate = look.Figure("+" + pointsFormat(p.l) + ";-" + pointsFormat(p.l) + ";0.0")
		signed = rate
	}
	p.text(row, 0, ovText, it.Name)
	p.text(row, 1, ovText, it.Evidence)
	p.number(row, 2, fig, &it.Target)
	p.number(row, 3, fig, it.Last)
	var more *Number
	if it.Last != nil {
		more = &Number{it.Target.Value.Sub(it.Last.Value), cellName(row, 2) + "-" + cellName(row, 3)}
		if it.Points {
			more = &Number{more.Value.Shift(2), "(" + more.Formula + ")*100"}
		}
	}
	p.number(row, 4, signed, more)
	p.number(row, 5, rate, it.Growth)
	p.number(row, 6, rate, it.Reference)
	s := itemStates[it.State]
	l := look.Word(s.mark)
	l.Shrink = true
	p.text(row, 7, l, s.word.In(p.l))
}

// pointsFormat is the format of percentage points.
func pointsFormat(l lang.Lang) string { return "0.0" + look.Literal(points.In(l)) }

// owner writes what lies with an owner.
func (p *page) owner(row int, o *OwnerRow) {
	name := o.Owner
	if name == "" {
		name = nobody.In(p.l)
	}
	p.put(row, ovRight, look.Centred, gridCell{number: strconv.Itoa(o.Errors + o.Warnings)})
	p.text(row, ovRight+1, ovText, name)
	p.text(row, ovRight+2, ovText, ownerPoints.With(o.Errors, o.Warnings).In(p.l))
	p.put(row, ovRight+3, look.Centred, gridCell{number: strconv.Itoa(o.Overdue)})
}

// foot writes what was not checked; it returns the last row.
func (p *page) foot(row int) int {
	p.height(row, look.PlainHeight)
	head := ovHead
	head.Across, head.Indent = "left", 1
	p.text(row, 0, head, unchecked.In(p.l))
	p.merge(row, 0, ovLast)
	lines := p.o.Unchecked
	switch {
	case len(lines) == 0:
		lines = []string{allChecked.In(p.l)}
	case p.o.MoreUnchecked > 0:
		lines = append(lines[:len(lines):len(lines)], moreOthers.With(p.o.MoreUnchecked, p.findings.findings.name).In(p.l))
	}
	for _, s := range lines {
		row++
		p.height(row, ovHeight)
		p.text(row, 0, ovText, clipped(s, 240))
		p.merge(row, 0, ovLast)
	}
	return row
}
