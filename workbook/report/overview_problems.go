package report

import (
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
	"goalxl/workbook/look"
)

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

// The units that long amounts are shown in.
var (
	yuan            = lang.T("元", "元")
	tenThousand     = lang.T("万元", "万元")
	hundredMillions = lang.T("亿元", "亿元")
)

// shorter is a larger unit for a figure with many digits, and the power of ten to it;
// 0 where it has few, or its unit has none.
func shorter(v decimal.Decimal, unit string) (shift int32, larger string) {
	const many = 7
	digits := int32(v.NumDigits()) + v.Exponent()
	switch {
	case digits <= many:
	case unit == yuan.ZH && digits <= many+4:
		return 4, tenThousand.ZH
	case unit == yuan.ZH:
		return 8, hundredMillions.ZH
	case unit == tenThousand.ZH:
		return 4, hundredMillions.ZH
	}
	return 0, unit
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
