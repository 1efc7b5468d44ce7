package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// basis says what a computed amount follows from.
type basis uint8

const (
	noBasis       basis = iota
	byShare             // its typed share of the whole
	bySplit             // the typed shares of the group, rounded so that the sum is exact
	byWeight            // 权重
	byCoefficient       // 个人系数
	byHistory           // last year's actuals
	byEqual             // equal parts, because --spread says so
)

// fills is what is computed for blank cells, by breakdown row (nil until
// something is), by goal and by total row.
type fills struct {
	amounts []decimal.Decimal
	basis   []basis
	shareAt []int32           // by breakdown row: its computed share in shares, counted from 1; 0 for none
	shares  []decimal.Decimal // equal ones mostly stand once
	goals   map[int32]goalFill
	totals  map[int32]totalFill
}

// goalFill is a goal's blank amount, filled from below.
type goalFill struct {
	amount Amount
	from   *group
}

// totalFill is what is computed for the blank cells of a total row.
type totalFill struct {
	amount *Amount
	share  *Share
}

// reasons is why the blank cells of a group were filled.
type reasons struct {
	split  *lang.Message // amounts that are split over the group
	amount *lang.Message // amounts that follow from their shares
	share  *lang.Message
}

// recompute finds what the blank cells hold: amounts from shares, weights or
// history, shares from amounts, goals from below. Parents come before their children.
func (r *review) recompute() {
	r.fillGoals()
	for _, g := range r.inDepth {
		r.measure(g)
		r.findWhole(g)
		r.findBase(g)
		r.fillAmounts(g)
	}
	r.chooseShareDigits()
	for _, g := range r.inDepth {
		r.addUp(g)
		r.fillShares(g)
	}
	r.fillTotals()
}

// filled reports whether a breakdown row's blank amount is computed by the
// check: it is not missing then.
func (r *review) filled(row int) bool { return r.fill.basis != nil && r.fill.basis[row] != noBasis }

// goalFilled reports whether a goal's blank amount is computed by the check.
func (r *review) goalFilled(goal int) bool {
	_, ok := r.fill.goals[int32(goal)]
	return ok
}

// amountOf returns the amount of a breakdown row, typed, derived or computed;
// false if it has none.
func (r *review) amountOf(row int) (Amount, bool) {
	b := r.plan.Breakdowns[row]
	if b.AmountIn == Typed || b.AmountIn == Derived {
		return b.Amount, true
	}
	if !r.filled(row) {
		return Amount{}, false
	}
	f := form{unit: b.Amount.Unit}
	if g := r.groupOf(row); g != nil {
		f = g.form
	}
	return f.amount(r.fill.amounts[row]), true
}

// shareOf returns the share of a breakdown row, typed, derived or computed;
// false if it has none.
func (r *review) shareOf(row int) (Share, bool) {
	b := r.plan.Breakdowns[row]
	if b.ShareIn == Typed || b.ShareIn == Derived {
		return b.Share, true
	}
	if v, ok := r.sharedTo(row); ok {
		return Share{v, r.shareDigits(b.At.Table)}, true
	}
	return Share{}, false
}

// goalAmount returns the amount of a goal, typed, derived or filled from below.
func (r *review) goalAmount(goal int32) (Amount, bool) {
	t := r.plan.Targets[goal]
	if t.AmountIn == Typed || t.AmountIn == Derived {
		return t.Amount, true
	}
	f, ok := r.fill.goals[goal]
	return f.amount, ok
}

func (r *review) setAmount(row int32, v decimal.Decimal, why basis) {
	if r.fill.basis == nil {
		r.fill.basis = make([]basis, len(r.plan.Breakdowns))
		r.fill.amounts = make([]decimal.Decimal, len(r.plan.Breakdowns))
	}
	r.fill.amounts[row], r.fill.basis[row] = v, why
}

// sharedTo returns the share that was computed for a breakdown row.
func (r *review) sharedTo(row int) (decimal.Decimal, bool) {
	if r.fill.shareAt == nil || r.fill.shareAt[row] == 0 {
		return decimal.Decimal{}, false
	}
	return r.fill.shares[r.fill.shareAt[row]-1], true
}

func (r *review) setShare(row int32, v decimal.Decimal) {
	if r.fill.shareAt == nil {
		r.fill.shareAt = make([]int32, len(r.plan.Breakdowns))
	}
	r.fill.shares = append(r.fill.shares, v)
	r.fill.shareAt[row] = int32(len(r.fill.shares))
}

// setSteps is setShare of n × 10^exp.
func (r *review) setSteps(row int32, n int64, exp int32) {
	v := r.decimalOf(n, exp)
	slot := r.steps.slot(n)
	if slot.shared > 0 {
		r.fill.shareAt[row] = slot.shared
		return
	}
	r.setShare(row, v)
	slot.shared = r.fill.shareAt[row]
}

// measure counts how the members of a group stand, before anything is computed.
func (r *review) measure(g *group) {
	var sum, shares tally
	g.digits = 127
	for _, row := range g.rows {
		b := r.plan.Breakdowns[row]
		switch b.AmountIn {
		case Typed:
			sum.add(b.Amount.Value)
		case Derived:
			sum.add(b.Amount.Value)
			g.derived++
			if d := lastDigit(b.Amount); d.Cmp(g.coarse) > 0 {
				g.coarse = d
			}
		case Broken:
			g.broken++
		case Blank:
			g.noAmount++
		}
		if givesShare(b) {
			shares.add(b.Share.Value)
			g.digits = min(g.digits, b.Share.Digits)
		} else {
			g.noShare++
		}
	}
	g.sum, g.shareSum = sum.valueLike(r.lastSum), shares.valueLike(r.lastShareSum)
	r.lastSum, r.lastShareSum = g.sum, g.shareSum
}

// findWhole finds what a group adds up to: its parent, its goal. Without any goal it is the
// members themselves, if something says that they are all (a total row, shares of
// 100%), or the total row where some amount is not known.
// Rates do not add up: parts in percent have no whole.
func (r *review) findWhole(g *group) {
	switch {
	case r.unitOfGroup(g).Kind() == Percent:
	case g.parent >= 0:
		if a, ok := r.amountOf(int(g.parent)); ok {
			g.whole, g.wholeIn = a.Value, cellOr(r.plan.Breakdowns[g.parent].AmountIn)
		}
	case g.goal >= 0:
		if a, ok := r.goalAmount(g.goal); ok {
			g.whole, g.wholeIn = a.Value, cellOr(r.plan.Targets[g.goal].AmountIn)
		}
	case g.noAmount+g.broken+g.lost == 0:
		if g.total >= 0 || g.noShare == 0 && g.shareGap(one).within {
			g.whole, g.wholeIn = g.sum, Derived
		}
	case g.total >= 0 && hasFigure(r.plan.Totals[g.total].AmountIn):
		g.whole, g.wholeIn = r.plan.Totals[g.total].Amount.Value, r.plan.Totals[g.total].AmountIn
	}
}

// cellOr says how a known figure stands: one that was computed stands like a typed one.
func cellOr(c Cell) Cell {
	if c == Derived {
		return Derived
	}
	return Typed
}

// hasFigure reports whether a cell in this state holds a figure.
func hasFigure(c Cell) bool { return c == Typed || c == Derived }

// givesShare reports whether a row says what its share is. A formula's 0% beside a blank amount
// does not: it only waits for the amount.
func givesShare(b *Breakdown) bool {
	return hasFigure(b.ShareIn) && !(b.ShareIn == Derived && b.AmountIn == Blank && b.Share.Value.IsZero())
}

var one = decimal.New(1, 0)

// addUp finds the sum of a group once its blank amounts are computed.
func (r *review) addUp(g *group) {
	if g.computed == 0 {
		return
	}
	var sum tally
	sum.add(g.sum)
	for _, row := range g.rows {
		if r.filled(int(row)) {
			sum.add(r.fill.amounts[row])
		}
	}
	g.sum = sum.value()
}
