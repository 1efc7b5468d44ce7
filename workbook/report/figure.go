package report

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
	"goalxl/workbook/look"
)

// format is how the figures of one finding are shown: as many decimals as they
// need, the same in all three columns, and their unit behind them.
type format struct {
	plain, difference string // number format codes
	decimals          int
	unit              string
	percent           bool
}

// figureKind tells a difference, which carries its sign, from other figures.
type figureKind uint8

const (
	plainFigure figureKind = iota
	differenceFigure
)

const (
	maxDecimals        = 6
	maxPercentDecimals = 4
)

var points = lang.T("个百分点", " pts")

// formatOf chooses the number formats of a finding.
func formatOf(f *Finding, l lang.Lang) format {
	out := format{unit: f.Unit, percent: f.Unit == "%"}
	for _, d := range []*decimal.Decimal{f.Found, f.Expected, f.Difference} {
		if d != nil {
			out.decimals = max(out.decimals, decimalsOf(*d))
		}
	}
	if out.percent {
		out.decimals = min(max(out.decimals-2, 0), maxPercentDecimals)
		digits := "0" + look.Decimals(out.decimals)
		out.plain, out.unit = digits+"%", points.In(l)
		code := digits + look.Literal(out.unit)
		out.difference = "+" + code + ";-" + code + ";" + code
		return out
	}
	out.decimals = min(out.decimals, maxDecimals)
	out.plain, out.difference = look.Amount(out.decimals, f.Unit), look.SignedAmount(out.decimals, f.Unit)
	return out
}

// decimalsOf counts the decimals of a number, without trailing zeros.
func decimalsOf(d decimal.Decimal) int {
	if !plausible(d) {
		return 0
	}
	_, after, _ := strings.Cut(d.String(), ".")
	return len(after)
}

// plausible keeps numbers whose plain form would be absurdly long out of cells.
func plausible(d decimal.Decimal) bool { return d.Exponent() > -100 && d.Exponent() < 100 }

// cell returns what the cell holds: differences of shares count points.
func (f format) cell(d decimal.Decimal, kind figureKind) decimal.Decimal {
	if f.percent && kind == differenceFigure {
		return d.Shift(2)
	}
	return d
}

// shown returns the figure as it is shown, to measure it; "" for none.
func (f format) shown(d *decimal.Decimal, kind figureKind) string {
	if d == nil || !plausible(*d) {
		return ""
	}
	unit := f.unit
	v := f.cell(*d, kind)
	if f.percent && kind == plainFigure {
		v, unit = v.Shift(2), "%"
	}
	whole, _, _ := strings.Cut(v.Abs().StringFixed(int32(f.decimals)), ".")
	return "+" + v.Abs().StringFixed(int32(f.decimals)) + strings.Repeat(",", (len(whole)-1)/3) + unit
}

// figure writes a number cell, a blank one for nil.
func (w *rowWriter) figure(col, style int, f format, d *decimal.Decimal, kind figureKind) {
	switch {
	case d == nil:
		w.blank(col, style)
	case !plausible(*d):
		w.text(col, style, strconv.Itoa(d.Sign())+"E"+strconv.Itoa(int(d.Exponent())))
	default:
		w.number(col, style, f.cell(*d, kind).String())
	}
}
