package report

import (
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
