package allocate

import "github.com/shopspring/decimal"

// cut is the members of one group within the scope of a total row.
type cut struct {
	g       *group
	rows    []int32
	sum     decimal.Decimal
	share   decimal.Decimal
	stored  decimal.Decimal // sum of the amounts that stand in cells, without computed ones
	storedS decimal.Decimal // the same of shares
	known   bool            // every member has an amount
	shares  bool            // every member has a share
	derived int64
	coarse  decimal.Decimal
}

// cutsOf returns the scope's groups whose unit the total row can add up.
func (r *review) cutsOf(s *scope) []cut {
	t := r.plan.Totals[s.total]
	var cuts []cut
	for _, at := range s.groups {
		g := r.groups[at]
		if hasFigure(t.AmountIn) && !fitsUnit(t.Amount.Unit, r.unitOfGroup(g)) {
			continue
		}
		cuts = append(cuts, r.cut(g, r.members(s, g)))
	}
	return cuts
}

func (r *review) cut(g *group, rows []int32) cut {
	c := cut{g: g, rows: rows, known: true, shares: true}
	var sum, shares, stored, storedS tally
	for _, row := range rows {
		v, ok := r.valueOf(row)
		c.known = c.known && ok
		if ok {
			sum.add(v)
		}
		b := r.plan.Breakdowns[row]
		if hasFigure(b.AmountIn) {
			stored.add(b.Amount.Value)
		}
		if hasFigure(b.ShareIn) {
			storedS.add(b.Share.Value)
		}
		if b.AmountIn == Derived {
			c.derived++
			if d := lastDigit(b.Amount); d.Cmp(c.coarse) > 0 {
				c.coarse = d
			}
		}
		s, ok := r.shareOf(int(row))
		c.shares = c.shares && ok
		if ok {
			shares.add(s.Value)
		}
	}
	c.sum, c.share = sum.value(), shares.value()
	c.stored, c.storedS = stored.value(), storedS.value()
	return c
}

// fillTotals computes the blank cells of total rows whose members are all known.
func (r *review) fillTotals() {
	for i := range r.scopes {
		s := &r.scopes[i]
		t := r.plan.Totals[s.total]
		if t.AmountIn != Blank && (t.ShareIn != Blank || !r.hasShares(t.At.Table)) {
			continue
		}
		want, rows, ok := r.totalOf(s, r.cutsOf(s))
		if !ok || len(rows) == 0 || r.groupOf(int(rows[0])).lost > 0 {
			continue
		}
		var f totalFill
		if t.AmountIn == Blank {
			a := r.formOf(r.groupOf(int(rows[0]))).amount(want)
			f.amount = &a
		}
		if c := r.cut(r.groupOf(int(rows[0])), rows); t.ShareIn == Blank && c.shares && r.hasShares(t.At.Table) {
			f.share = &Share{c.share, r.shareDigits(t.At.Table)}
		}
		if r.fill.totals == nil {
			r.fill.totals = map[int32]totalFill{}
		}
		r.fill.totals[s.total] = f
	}
}

// totalOf is what a total row should say, and the rows that say so. Dimensions are cuts of one
// whole: over several of them a total is not their sum, but the goal, or the sum that each of them has.
func (r *review) totalOf(s *scope, cuts []cut) (want decimal.Decimal, rows []int32, ok bool) {
	if len(cuts) == 0 {
		return want, nil, false
	}
	if len(cuts) == 1 {
		return cuts[0].sum, cuts[0].rows, cuts[0].known
	}
	if r.apart(cuts) {
		var sum tally
		ok = true
		for _, c := range cuts {
			sum.add(c.sum)
			rows = append(rows, c.rows...)
			ok = ok && c.known
		}
		return sum.value(), rows, ok
	}
	for _, c := range cuts[1:] {
		if !c.known || !c.sum.Equal(cuts[0].sum) {
			return want, nil, false
		}
	}
	return cuts[0].sum, cuts[len(cuts)-1].rows, cuts[0].known
}

// apart reports whether cuts are of one dimension: of different goals, periods or parents,
// which do add up.
func (r *review) apart(cuts []cut) bool {
	for _, c := range cuts[1:] {
		if c.g.dim != cuts[0].g.dim || c.g.goal == cuts[0].g.goal && c.g.parent == cuts[0].g.parent {
			return false
		}
	}
	return true
}

// judgeTotals compares each total row with its members.
func (r *review) judgeTotals() {
	for i := range r.scopes {
		s := &r.scopes[i]
		t := r.plan.Totals[s.total]
		cuts := r.cutsOf(s)
		s.state = sumUnknown
		if hasFigure(t.AmountIn) && len(cuts) > 0 {
			s.state = r.judgeTotal(s, t, cuts)
		}
		if hasFigure(t.ShareIn) && s.state <= sumResidual && len(cuts) == 1 && cuts[0].g.lost == 0 {
			s.share = r.shareTotalOff(t, cuts[0])
		}
	}
}

func (r *review) judgeTotal(s *scope, t *Total, cuts []cut) sumState {
	for _, c := range cuts {
		if !c.known {
			return sumUnchecked
		}
		if c.g.lost > 0 {
			return sumLost
		}
	}
	if r.totalFits(s, t, cuts) {
		return sumRight
	}
	c := r.expectedCut(s, t, cuts)
	s.found, s.want, s.rows = t.Amount.Value, c.sum, c.rows
	s.cuts = len(cuts) > 1 && !r.apart(cuts) && !r.meantFor(t, cuts)
	off := t.Amount.Value.Sub(c.sum).Abs()
	if n, digit := c.derived, c.coarse; n > 0 || t.AmountIn == Derived {
		if n == 0 {
			digit = lastDigit(t.Amount)
		}
		if off.Cmp(digit.Mul(decimal.New(5*(n+1), -1))) <= 0 {
			return sumResidual
		}
	}
	g := c.g
	switch {
	case len(cuts) == 1 && g.sums == sumWrong && t.Amount.Value.Equal(g.whole):
		g.troubled().folded = append(g.folded, t)
		return sumFolded
	case len(cuts) == 1 && len(g.duplicate) > 0 && r.sumWithout(g, g.duplicate).Equal(t.Amount.Value):
		return sumFolded
	}
	return sumWrong
}

// shareTotalOff reports whether the share of a total row is neither the sum of its members' shares
// nor its amount ÷ goal.
func (r *review) shareTotalOff(t *Total, c cut) bool {
	half := halfDigit(t.Share.Digits)
	if !c.shares || t.Share.Value.Sub(c.share).Abs().Cmp(half) <= 0 {
		return false
	}
	if t.ShareIn == Derived && !c.storedS.Equal(c.share) && c.storedS.Equal(t.Share.Value) {
		return false // a formula over blank cells that are computed in this run
	}
	return !hasFigure(t.AmountIn) || c.g.base.IsZero() || !shareFits(t.Amount.Value, t.Share.Value, c.g.base, half, decimal.Decimal{})
}
