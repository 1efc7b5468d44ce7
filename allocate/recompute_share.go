package allocate

import (
	"math/bits"

	"github.com/shopspring/decimal"
)

// findBase finds what the shares of a group are of. A column 占总目标比例 says
// "of the goal", but children are as often given as parts of their parent: the
// typed shares that have an amount decide; if they do not, shares that add to
// 100% are of the parent, and all others of the goal.
func (r *review) findBase(g *group) {
	g.base = g.whole
	if g.parent < 0 || g.wholeIn == Blank {
		return
	}
	goal, ok := r.topOf(g)
	if !ok || goal.Equal(g.whole) {
		return
	}
	ofParent, ofGoal := 0, 0
	for _, row := range g.rows {
		b := r.plan.Breakdowns[row]
		if !hasFigure(b.ShareIn) || !hasFigure(b.AmountIn) {
			continue
		}
		tol, slack := halfDigit(b.Share.Digits), slackOf(b)
		if shareFits(b.Amount.Value, b.Share.Value, g.whole, tol, slack) {
			ofParent++
		}
		if shareFits(b.Amount.Value, b.Share.Value, goal, tol, slack) {
			ofGoal++
		}
	}
	if ofParent > ofGoal || ofParent == ofGoal && g.noShare == 0 && g.shareGap(one).within {
		return
	}
	g.base, g.ofGoal = goal, true
}

// topOf returns what the shares of a group's parent are of: the goal, or where there is
// none what the parent and the rows beside it add up to.
func (r *review) topOf(g *group) (decimal.Decimal, bool) {
	if g.goal >= 0 {
		goal, ok := r.goalAmount(g.goal)
		return goal.Value, ok
	}
	above := r.groupOf(int(g.parent))
	if above == nil || above.wholeIn == Blank {
		return decimal.Decimal{}, false
	}
	return above.base, true
}

// slackOf is what an amount that a formula gives may be off by: half of its last digit.
func slackOf(b *Breakdown) decimal.Decimal {
	if b.AmountIn != Derived {
		return decimal.Decimal{}
	}
	return decimal.New(5, int32(b.Amount.Scale)-int32(b.Amount.Digits)-1)
}

// gap is how far shares are from what they should add up to, and whether
// rounding can explain it: (n+1)/2 last digits.
type gap struct {
	off    decimal.Decimal // found − expected, a fraction
	within bool
}

func (g *group) shareGap(target decimal.Decimal) gap {
	off := g.shareSum.Sub(target)
	n := int64(len(g.rows)) + 1
	return gap{off, off.Abs().Cmp(decimal.New(n*5, -int32(g.digits)-3)) <= 0}
}

// shareTarget is what the shares of a group add up to: 1, or the parent's share
// of the goal where they are of the goal. It is exact only if the division is.
func (g *group) shareTarget() decimal.Decimal {
	if !g.ofGoal || g.base.IsZero() {
		return one
	}
	return g.whole.DivRound(g.base, 24)
}

// hasShares reports whether a table has a share column to write to.
func (r *review) hasShares(table int32) bool {
	t := r.table(table)
	return t.has(FieldShare)
}

// chooseShareDigits finds with how many digits computed shares are written in
// the tables whose share column is empty: none if all are exact without, else one.
func (r *review) chooseShareDigits() {
	r.digits = make([]int8, len(r.plan.Tables))
	for i, t := range r.plan.Tables {
		r.digits[i] = t.ShareDigits
	}
	for _, g := range r.inDepth {
		if g.noShare == 0 || g.base.IsZero() || g.wholeIn == Blank {
			continue
		}
		for _, row := range g.rows {
			table := r.plan.Breakdowns[row].At.Table
			if int(table) >= len(r.digits) || r.digits[table] >= 0 {
				break
			}
			if v, ok := r.valueOf(row); ok && !wholePercent(v, g.base) {
				r.digits[table] = 1
			}
		}
	}
}

// shareDigits is the number of digits of computed shares in a table.
func (r *review) shareDigits(table int32) int8 {
	if int(table) >= len(r.digits) || r.digits[table] < 0 {
		return 0
	}
	return r.digits[table]
}

// wholePercent reports whether v is a whole number of percent of base.
func wholePercent(v, base decimal.Decimal) bool {
	if n, whole, ok := sameScale(v, base); ok {
		if hi, lo := bits.Mul64(n, 100); hi < whole {
			return bits.Rem64(hi, lo, whole) == 0
		}
	}
	return v.Shift(2).Mod(base).IsZero()
}

// valueOf is the amount of a row in base units, typed, derived or computed.
func (r *review) valueOf(row int32) (decimal.Decimal, bool) {
	b := r.plan.Breakdowns[row]
	if hasFigure(b.AmountIn) {
		return b.Amount.Value, true
	}
	if r.filled(int(row)) {
		return r.fill.amounts[row], true
	}
	return decimal.Decimal{}, false
}

// fillShares computes the blank shares of a group. In a complete group the column adds up
// as shown (largest remainder); elsewhere each share is rounded on its own, half up.
func (r *review) fillShares(g *group) {
	if g.noShare == 0 || g.wholeIn == Blank || g.base.IsZero() {
		return
	}
	blanks, fixed, sound := r.blankShares(g)
	if len(blanks) == 0 {
		return
	}
	digits := r.shareDigits(r.plan.Breakdowns[blanks[0]].At.Table)
	complete := sound && g.noAmount+g.broken == 0 && g.sum.Equal(g.whole)
	if complete && r.completeShares(g, blanks, fixed, digits) {
		g.reasons.share = r.shareReason(g, true)
		return
	}
	r.roundShares(g, blanks, int32(digits)+2)
	g.reasons.share = r.shareReason(g, false)
}

// roundShares rounds the share of each row on its own, to so many places.
func (r *review) roundShares(g *group, rows []int32, places int32) {
	base := baseOf(g.base)
	for _, row := range rows {
		v, ok := r.valueOf(row)
		if !ok {
			continue
		}
		if n, ok := base.steps(v, -places); ok {
			r.setSteps(row, n, -places)
		} else {
			r.setShare(row, v.DivRound(g.base, places))
		}
	}
}

// blankShares lists the rows whose share is blank and whose amount is known, the sum of the
// other shares, and whether all of those are there and fit their amounts. The list stands
// until the next call.
func (r *review) blankShares(g *group) (blanks []int32, fixed decimal.Decimal, sound bool) {
	blanks = r.blankRows[:0]
	sound = true
	base := baseOf(g.base)
	for _, row := range g.rows {
		b := r.plan.Breakdowns[row]
		v, ok := r.valueOf(row)
		switch {
		case b.ShareIn == Blank && ok && r.hasShares(b.At.Table):
			blanks = append(blanks, row)
		case !hasFigure(b.ShareIn) || !ok:
			sound = false
		case sound && !base.fits(b, v):
			sound = false
		}
	}
	r.blankRows = blanks
	return blanks, g.shareSum, sound
}

// completeShares spreads what the typed shares leave of 100% (of the parent's
// share, if shares are of the goal) over the blank ones. It gives up where a
// share would be a last digit or more from its amount.
func (r *review) completeShares(g *group, blanks []int32, fixed decimal.Decimal, digits int8) bool {
	target := one
	if g.ofGoal {
		s, ok := r.shareOf(int(g.parent))
		if !ok {
			return false
		}
		target = s.Value
	}
	step := decimal.New(1, -int32(digits)-2)
	left := target.Sub(fixed)
	if exponentOf(left) < step.Exponent() {
		return false
	}
	if units, ok := wholeAt(left, step.Exponent()); ok {
		if values, ok := r.spreadSmall(blanks, units); ok {
			return r.placeShares(g, blanks, values, units, step.Exponent())
		}
	}
	shares, ok := r.spreadOver(g, blanks, left, step)
	if !ok {
		return false
	}
	var sum tally
	for i, s := range shares {
		sum.add(s)
		v, _ := r.valueOf(blanks[i])
		if !shareFits(v, s, g.base, step, decimal.Decimal{}) {
			return false
		}
	}
	if !sum.value().Equal(left) {
		r.fail(g, nil)
		return false
	}
	for i, row := range blanks {
		r.setShare(row, shares[i])
	}
	return true
}

// placeShares sets the shares of rows, units of 10^exp that were spread over them, after
// adding them up again.
func (r *review) placeShares(g *group, rows []int32, values []int64, units int64, exp int32) bool {
	base := baseOf(g.base)
	sum := int64(0)
	for i, n := range values {
		sum += n
		if v, _ := r.valueOf(rows[i]); !base.within(v, n, exp) {
			return false
		}
	}
	if sum != units {
		r.fail(g, nil)
		return false
	}
	for i, row := range rows {
		r.setSteps(row, values[i], exp)
	}
	return true
}
