package allocate

import "github.com/shopspring/decimal"

// totalFits reports whether a total row is one of the sums that it can stand for.
func (r *review) totalFits(s *scope, t *Total, cuts []cut) bool {
	v := t.Amount.Value
	if want, _, ok := r.totalOf(s, cuts); ok && want.Equal(v) {
		return true
	}
	if t.AmountIn == Derived && followsFill(cuts, v) {
		return true
	}
	if len(cuts) == 1 {
		return s.grand && r.nextToIt(s, t, cuts[0].g).Equal(v)
	}
	for _, c := range cuts {
		if c.g.wholeIn != Blank && c.g.whole.Equal(v) && c.g.parent < 0 {
			return true
		}
	}
	own := cuts[len(cuts)-1]
	return r.match.dims[own.g.dim].folded == foldDimension(t.Dimension) && own.sum.Equal(v)
}

// followsFill reports whether a formula's figure is the sum of what stands in the cells while
// some of them are blank and computed in this run: the formula comes right by itself.
func followsFill(cuts []cut, v decimal.Decimal) bool {
	for _, c := range cuts {
		if !c.stored.Equal(c.sum) && c.stored.Equal(v) {
			return true
		}
	}
	return false
}

// nextToIt is the sum of the rows between a grand total and the total before it:
// some write a total over those alone.
func (r *review) nextToIt(s *scope, t *Total, g *group) decimal.Decimal {
	near := *s
	if i := s.total - 1; i >= 0 && r.plan.Totals[i].At.Table == t.At.Table {
		at := r.plan.Totals[i].At.Row
		for near.lo < near.hi && r.plan.Breakdowns[near.lo].At.Row < at {
			near.lo++
		}
	}
	c := r.cut(g, r.members(&near, g))
	if len(c.rows) == 0 {
		return g.sum
	}
	return c.sum
}

// expectedCut is the sum that a wrong total row is measured against: its only group's, the goal's
// over several dimensions, else that of its own dimension.
func (r *review) expectedCut(s *scope, t *Total, cuts []cut) cut {
	if len(cuts) == 1 || r.meantFor(t, cuts) {
		return cuts[len(cuts)-1]
	}
	if want, rows, ok := r.totalOf(s, cuts); ok {
		c := cuts[len(cuts)-1]
		c.sum, c.rows = want, rows
		return c
	}
	for _, c := range cuts {
		if c.g.wholeIn != Blank && c.g.parent < 0 {
			c.sum, c.rows = c.g.whole, nil
			return c
		}
	}
	return cuts[len(cuts)-1]
}

// meantFor reports whether a total row stands for the last of several dimensions alone: it names
// that dimension, and its figure is nearer to that sum than to the sum of all.
func (r *review) meantFor(t *Total, cuts []cut) bool {
	own := cuts[len(cuts)-1]
	if r.match.dims[own.g.dim].folded != foldDimension(t.Dimension) {
		return false
	}
	var all tally
	for _, c := range cuts {
		all.add(c.sum)
	}
	v := t.Amount.Value
	return v.Sub(own.sum).Abs().Cmp(v.Sub(all.value()).Abs()) < 0
}
