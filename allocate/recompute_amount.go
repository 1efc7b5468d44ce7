package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// fillAmounts computes the blank amounts of a group: from typed shares; the others, if
// they have a basis, get what is left of the whole.
func (r *review) fillAmounts(g *group) {
	if g.noAmount == 0 || g.wholeIn == Blank || g.whole.IsZero() {
		return
	}
	g.form = r.formOf(g)
	if r.splitByShares(g) {
		return
	}
	var known tally
	known.add(g.sum)
	blanks := make([]int32, 0, g.noAmount)
	for _, row := range g.rows {
		b := r.plan.Breakdowns[row]
		if b.AmountIn != Blank {
			continue
		}
		if !givesShare(b) {
			blanks = append(blanks, row)
			continue
		}
		v := g.base.Mul(b.Share.Value)
		r.setAmount(row, v, byShare)
		known.add(v)
		g.noAmount--
		g.computed++
	}
	rest := g.whole.Sub(known.value())
	if len(blanks) > 0 && g.broken+g.lost == 0 && rest.Sign() != 0 && rest.Sign() == g.whole.Sign() {
		r.splitByBasis(g, rest, blanks)
	}
}

// splitByShares splits the whole over a group whose shares are all there and add to 100% only
// within rounding (33.3% three times). Shares that add to 100% exactly need no rounding.
func (r *review) splitByShares(g *group) bool {
	if g.noShare > 0 || g.ofGoal || int(g.noAmount) < len(g.rows) || g.shareSum.Equal(one) || !g.shareGap(one).within {
		return false
	}
	parts := make([]Part, len(g.rows))
	for i, row := range g.rows {
		parts[i].Weight = r.plan.Breakdowns[row].Share.Value
		if parts[i].Weight.IsNegative() {
			return false
		}
	}
	return r.split(g, g.whole, g.rows, parts, bySplit)
}

// splitByBasis splits what is left of the whole over the rows without amount and share.
func (r *review) splitByBasis(g *group, rest decimal.Decimal, blanks []int32) {
	for _, b := range r.basesInOrder() {
		if parts, ok := r.weigh(blanks, b); ok {
			r.split(g, rest, blanks, parts, b)
			return
		}
	}
}

// basesInOrder lists what rows may be weighed by: what the plan itself gives,
// history first if --spread asks for it; equal parts only if --spread does.
func (r *review) basesInOrder() []basis {
	switch r.policy.Spread {
	case SpreadHistory:
		return []basis{byHistory, byWeight, byCoefficient}
	case SpreadEqual:
		return []basis{byWeight, byCoefficient, byHistory, byEqual}
	}
	return []basis{byWeight, byCoefficient, byHistory}
}

// weigh returns the weights of the rows; false if some row has none, one is
// negative, or all are zero.
func (r *review) weigh(rows []int32, by basis) ([]Part, bool) {
	if _, ok := r.weightOf(rows[0], by); !ok {
		return nil, false
	}
	parts := make([]Part, len(rows))
	some := false
	for i, row := range rows {
		w, ok := r.weightOf(row, by)
		if !ok || w.IsNegative() {
			return nil, false
		}
		parts[i].Weight = w
		some = some || !w.IsZero()
	}
	return parts, some
}

func (r *review) weightOf(row int32, by basis) (decimal.Decimal, bool) {
	more := r.plan.Breakdowns[row].More
	switch by {
	case byEqual:
		return one, true
	case byHistory:
		return r.lastActual(row)
	case byWeight:
		if more != nil {
			return more.Weight.Decimal, more.Weight.Valid
		}
	case byCoefficient:
		if more != nil {
			return more.Coefficient.Decimal, more.Coefficient.Valid
		}
	}
	return decimal.Decimal{}, false
}

// lastActual is the actual of the year before the goal's, as a weight.
func (r *review) lastActual(row int32) (decimal.Decimal, bool) {
	c := &r.historyOf().probe
	unit := r.columnUnit(row)
	if goal := r.goalOf(int(row)); goal != nil && goal.Amount.Unit != "" {
		unit = goal.Amount.Unit
	}
	switch r.caseOf(int(row), Amount{Unit: unit}, c) {
	case noHistory, partBase, twoFigures, unclearUnit, unclearName:
		return decimal.Decimal{}, false
	}
	if last := len(c.past) - 1; last >= 0 && int(c.past[last].year) == c.year-1 {
		return c.past[last].actual.Amount.Value, true
	}
	return decimal.Decimal{}, false
}

// split writes the parts of a total into rows, after adding them up again.
func (r *review) split(g *group, total decimal.Decimal, rows []int32, parts []Part, by basis) bool {
	amounts, err := Split(total, g.form.stepFor(total), parts)
	if err != nil {
		r.fail(g, err)
		return false
	}
	var sum tally
	for _, a := range amounts {
		sum.add(a)
	}
	if len(amounts) != len(rows) || !sum.value().Equal(total) {
		r.fail(g, nil)
		return false
	}
	for i, row := range rows {
		r.setAmount(row, amounts[i], by)
	}
	g.noAmount -= int32(len(rows))
	g.computed += int32(len(rows))
	g.reasons.split = because(r.splitReason(g, total, parts, by))
	return true
}

// fail records that an allocation did not add up: nothing of it is written.
func (r *review) fail(g *group, cause error) {
	if r.result.Err == nil {
		r.result.Err = &lang.Error{What: textInternal.With(r.subject(g)), Hint: textInternalHint.With(), Cause: cause}
	}
}
