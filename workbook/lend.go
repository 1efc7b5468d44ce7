package workbook

import (
	"goalxl/allocate"
	"goalxl/internal/lang"
)

// lender returns the number format that gives the column's numbers their unit,
// where neither heading nor sheet does and all formats agree; else nil.
func (y *tally) lender(c *columnReader) *numberFormat {
	if !c.unit.IsZero() || y.mixed {
		return nil
	}
	return y.format
}

// settleUnits gives numbers without a unit the one that the number formats of
// their column give the others: a sum in General of figures shown as 3800万元 is in
// 万元, too.
func (r *reader) settleUnits() {
	formats := make([]*numberFormat, len(r.tables))
	any := false
	for i, t := range r.tables {
		c := t.byField[allocate.FieldAmount]
		if c == nil || c.tally.unitless == 0 {
			continue
		}
		if formats[i] = c.tally.lender(c); formats[i] != nil {
			any, t.lent = true, true
			c.place.UnitWhy = lang.T("本列其他数字的格式 %s", "the number format of the column's other figures: %s").With(formats[i].unit.Text)
		}
	}
	if !any {
		return
	}
	for _, g := range r.plan.Targets {
		lend(&g.Amount, g.AmountIn, formats[g.At.Table])
	}
	for _, b := range r.plan.Breakdowns {
		lend(&b.Amount, b.AmountIn, formats[b.At.Table])
	}
	for _, t := range r.plan.Totals {
		lend(&t.Amount, t.AmountIn, formats[t.At.Table])
	}
}

// lend gives the amount the unit of the format, if it is a number without one.
func lend(a *allocate.Amount, state allocate.Cell, f *numberFormat) {
	if f == nil || a.Unit != "" || a.Scale != 0 || a.Form != 0 || state == allocate.Blank || state == allocate.Broken {
		return
	}
	a.Unit, a.Scale = f.unit.Base, f.unit.Scale
	a.Value = a.Value.Shift(int32(f.unit.Scale - f.divisor))
	a.Digits = max(0, a.Digits+f.divisor)
}
