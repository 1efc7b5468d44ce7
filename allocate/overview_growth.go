package allocate

import (
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// pastOfCut is what the rows of a cut came to in the year before their target.
type pastOfCut struct {
	last    tally // of the rows whose last year is known
	target  tally // of the same rows
	known   int
	cells   []Ref   // that hold the last year, as long as they are few
	fresh   []int32 // rows without a last year, as long as they are few
	unknown int
	steps   largest // rows by what they add or take away
}

// notePast counts a row of a cut that the overview shows.
func (t *growthTally) notePast(shown int8, row int32, why unchecked) {
	if len(t.past) < int(shown) {
		t.past = append(t.past, make([]pastOfCut, int(shown)-len(t.past))...)
	}
	past := &t.past[shown-1]
	if why == noAmount {
		return
	}
	if !t.c.hasLastYear(why) {
		if past.unknown++; len(past.fresh) < maxCells {
			past.fresh = append(past.fresh, row)
		}
		return
	}
	last := t.c.past[t.c.last()].actual
	past.known++
	past.last.add(last.Amount.Value)
	past.target.add(t.c.target.Value)
	if len(past.cells) <= maxCells {
		past.cells = append(past.cells, last.At)
	}
	past.step(row, t.c.target.Value, last.Amount.Value)
}

// hasLastYear reports whether the figure of the year before the target is known.
func (c *growthCase) hasLastYear(why unchecked) bool {
	return (why == checked || why == oneYear || why == baseNotPositive) && len(c.past) > 0 && c.ahead() == 1 && !c.inPoints()
}

// step ranks a row by its difference. Small figures are compared as whole numbers
// first: most rows are not among the largest.
func (p *pastOfCut) step(row int32, target, last decimal.Decimal) {
	if len(p.steps) == maxSteps {
		least := p.steps[maxSteps-1].size
		a, aExp, ok1 := smallDecimal(target)
		b, bExp, ok2 := smallDecimal(last)
		m, mExp, ok3 := smallDecimal(least)
		if d := a - b; ok1 && ok2 && ok3 && aExp == bExp && aExp == mExp && d <= m && -d <= m {
			return
		}
	}
	p.steps.offer(row, target.Sub(last).Abs(), maxSteps)
}

// drawLast fills in what a cut came to in the year before, where every row says it.
func (r *review) drawLast(c *Cut) {
	past := r.pastOf(c)
	if past == nil || past.known == 0 || past.unknown > 0 {
		return
	}
	c.Last = &Figure{Value: past.last.value()}
	if past.known <= maxCells {
		c.Last.Cells = past.cells
	}
}

func (r *review) pastOf(c *Cut) *pastOfCut {
	t := r.growthTally()
	if c.group == nil || c.group.shown == 0 || int(c.group.shown) > len(t.past) {
		return nil
	}
	return &t.past[c.group.shown-1]
}

// drawItems lists the items that grow faster than their history, by how much, and
// then the largest of the others: of the first cut of each goal, then of the other cuts.
func (r *review) drawItems(o *Overview) {
	var above, others, rest largest
	all := 0
	shown := map[int32]bool{}
	for _, row := range r.growthTally().above {
		shown[row] = true
		above.offer(row, r.excess(row), maxItems)
	}
	for i := range o.Cuts {
		c := &o.Cuts[i]
		if c.Form.Unit.Kind() == Percent {
			continue
		}
		list := &rest
		if c.First {
			list = &others
		}
		all += len(c.Rows)
		for _, row := range c.Rows {
			if v, ok := r.valueOf(row); ok && !shown[row] {
				list.offer(row, v.Abs(), maxItems)
			}
		}
	}
	for _, list := range []largest{above, others, rest} {
		for _, e := range list {
			if len(o.Items) < maxItems {
				o.Items = append(o.Items, r.itemGrowth(e.row))
			}
		}
	}
	o.MoreItems = max(0, max(all, len(shown))-len(o.Items))
}

// excess is by how much a row's target is above what its history gives, measured by
// the goal that it serves, so that money and counts can be ranked together.
func (r *review) excess(row int32) decimal.Decimal {
	c := &r.growthTally().c
	if r.caseOfRow(int(row), c) != checked {
		return decimal.Zero
	}
	v := c.refer(&r.policy)
	if c.inPoints() {
		return (v.growth - v.reference).fraction()
	}
	return r.ofGoal(row, c.value(c.last()).Mul((v.growth - v.reference).fraction()))
}

// ofGoal is an amount of a row as a fraction of the row's goal, to four digits that count.
func (r *review) ofGoal(row int32, v decimal.Decimal) decimal.Decimal {
	if goal := r.match.goal[row]; goal >= 0 {
		if a, ok := r.goalAmount(goal); ok && !a.Value.IsZero() {
			return v.Abs().DivRound(a.Value.Abs(), 8)
		}
	}
	return decimal.Zero
}

// itemGrowth is a row beside its history.
func (r *review) itemGrowth(row int32) ItemGrowth {
	c := growthCase{}
	b := r.plan.Breakdowns[row]
	why := r.caseOfRow(int(row), &c)
	a, _ := r.amountOf(int(row))
	item := ItemGrowth{Name: b.Item, Target: Figure{a.Value, []Ref{r.ref(row, FieldAmount)}}, Form: legible(a, a.Value), Points: a.Unit.Kind() == Percent}
	if why != checked {
		item.Why = (&growthGap{gapKey: gapKey{why: why, one: c.clue.one}, two: c.clue.two}).because()
		if c.hasLastYear(why) {
			item.Last, item.LastYear = c.figure(c.last())
		}
		return item
	}
	item.Last, item.LastYear = c.figure(c.last())
	item.First, item.FirstYear = c.figure(c.from)
	item.Ahead, item.Span = c.ahead(), c.span()
	v := c.judge(&r.policy)
	item.Above, item.Steep, item.Compound = v.growth > v.reference, v.steep, v.method == GrowthCAGR
	item.Grade, _ = c.grade()
	item.Growth, item.Reference = c.exact(c.last(), c.target.Value, c.ahead()), v.reference.fraction()
	if item.Compound {
		item.Reference = c.exact(c.from, c.value(c.last()), c.span())
	}
	return item
}

// figure is an actual as the overview shows it, and its year.
func (c *growthCase) figure(i int) (*Figure, int) {
	a := c.past[i].actual
	return &Figure{a.Amount.Value, []Ref{a.At}}, int(c.past[i].year)
}

// exact is the yearly growth from an actual to an amount, to fifteen digits: what a
// spreadsheet computes from the same cells.
func (c *growthCase) exact(from int, to decimal.Decimal, years int) decimal.Decimal {
	base := c.value(from)
	if c.inPoints() {
		return to.Sub(base).DivRound(decimal.New(int64(years), 0), 15)
	}
	if base.Sign() <= 0 || to.Sign() <= 0 {
		return decimal.New(-1, 0)
	}
	const digits = 17
	f, t := wholes(base, to)
	root, _ := scaledRoot(t, f, new(big.Int).Exp(big.NewInt(10), big.NewInt(digits), nil), years)
	return decimal.NewFromBigInt(root, -digits).Sub(one).Round(15)
}

// sortedYears lists years once each, the earliest first.
func sortedYears(years []int) []int {
	slices.Sort(years)
	return slices.Compact(years)
}
