package allocate

import "github.com/shopspring/decimal"

// Misfit is a cut of the plan that the portions do not add up to.
type Misfit struct {
	Row         *Breakdown // the first row of the cut
	Found, Want decimal.Decimal
}

// Readd adds the portions up again, from amounts that were read back from what was
// written, and compares each cut with the plan, at every level. amount returns what
// was written for a row, in base units; ok is false where no amount stands. The
// result is the first cut that differs, a row that is missing or stands twice
// included; nil if all add up.
func (d *Division) Readd(p *Plan, amount func(row int32) (a Amount, ok bool)) *Misfit {
	type sum struct {
		want, found decimal.Decimal
		rows        int
	}
	sums := make(map[cutKey]*sum)
	for row, b := range p.Breakdowns {
		s := sums[d.cuts[row]]
		if s == nil {
			s = &sum{}
			sums[d.cuts[row]] = s
		}
		s.rows++
		if b.AmountIn == Typed || b.AmountIn == Derived {
			s.want = s.want.Add(b.Amount.Value)
		}
	}
	for i := range d.Portions {
		for _, row := range d.Portions[i].Breakdowns {
			s := sums[d.cuts[row]]
			s.rows--
			if a, ok := amount(row); ok {
				s.found = s.found.Add(a.Value)
			}
		}
	}
	for row, b := range p.Breakdowns {
		if s := sums[d.cuts[row]]; s.rows != 0 || !s.want.Equal(s.found) {
			return &Misfit{Row: b, Found: s.found, Want: s.want}
		}
	}
	return nil
}
