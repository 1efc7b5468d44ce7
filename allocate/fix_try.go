package allocate

import (
	"sort"

	"github.com/shopspring/decimal"
)

// fixesOf tries the edits of a group against the other rules and returns what they do, the
// best first: those that also put something else right, then those that trip
// nothing, then those for which most speaks.
func (r *review) fixesOf(g *group) []outcome {
	var tried []outcome
	for _, e := range r.editsOf(g) {
		tried = append(tried, r.try(g, e))
	}
	sort.SliceStable(tried, func(i, j int) bool { return tried[i].better(&tried[j]) })
	best := tried[:0]
	for i, o := range tried {
		if i == 0 || o.evidence > noSlip || o.cures() > 0 || len(g.rows) <= fewRows {
			best = append(best, o)
		}
	}
	return best[:min(len(best), maxFixes)]
}

// better orders edits: what they also put right, what they trip, a slip that is
// plain to see, a part before the whole, any slip, the rounder figure.
func (o *outcome) better(p *outcome) bool {
	for _, d := range [...]int{
		p.cures() - o.cures(),
		len(o.then) - len(p.then),
		int(max(p.evidence, oneDigit)) - int(max(o.evidence, oneDigit)),
		whether(o.whole) - whether(p.whole),
		int(p.evidence) - int(o.evidence),
		o.value.NumDigits() - int(exponentOf(o.value)) - p.value.NumDigits() + int(exponentOf(p.value)),
	} {
		if d != 0 {
			return d < 0
		}
	}
	return false
}

func whether(b bool) int {
	if b {
		return 1
	}
	return 0
}

// try finds what an edit does to shares, to the groups below and above, to the total
// row, to growth and to capacity.
func (r *review) try(g *group, e edit) outcome {
	o := outcome{edit: e}
	switch {
	case e.row < 0:
		r.tryGoal(g, &o)
	case e.row == g.parent:
		r.tryParent(g, &o)
	case e.share:
		o.trips("share-sum", g.noShare == 0 && !g.shareGapWith(r, e).within && g.shareGap(g.shareTarget()).within)
		r.tryGrowth(e.row, r.fill.amounts[e.row], g.base.Mul(e.value), &o)
	default:
		r.tryMember(g, &o)
	}
	return o
}

func (o *outcome) trips(rule string, does bool) {
	if !does {
		return
	}
	for _, id := range o.then {
		if id == rule {
			return
		}
	}
	o.then = append(o.then, rule)
}

func (g *group) shareGapWith(r *review, e edit) gap {
	after := *g
	after.shareSum = g.shareSum.Sub(r.plan.Breakdowns[e.row].Share.Value).Add(e.value)
	return after.shareGap(g.shareTarget())
}

// tryMember is try for the amount of a member.
func (r *review) tryMember(g *group, o *outcome) {
	b := r.plan.Breakdowns[o.row]
	r.tryShare(g, o.row, o.value, o)
	r.tryBelow(o.row, nil, b.Amount.Value, o.value, o)
	if g.total >= 0 {
		t := r.plan.Totals[g.total]
		if t.AmountIn == Typed {
			o.trips("total-row-mismatch", t.Amount.Value.Equal(g.sum))
		}
	}
	r.tryGrowth(o.row, b.Amount.Value, o.value, o)
}

// tryShare looks at the share beside an amount that is edited.
func (r *review) tryShare(g *group, row int32, value decimal.Decimal, o *outcome) {
	b := r.plan.Breakdowns[row]
	if b.ShareIn != Typed {
		return
	}
	was := containsSorted(g.off, row)
	fits := shareFits(value, b.Share.Value, g.base, halfDigit(b.Share.Digits), slackOf(b))
	if was && fits {
		o.cured = append(o.cured, row)
	}
	o.trips("share-mismatch", !was && !fits)
}

// tryBelow looks at the parts of a row whose amount changes; except is a group that the
// edit is made for.
func (r *review) tryBelow(row int32, except *group, from, to decimal.Decimal, o *outcome) {
	for _, child := range r.childrenOf(row) {
		if child == except || child.computed > 0 || child.wholeIn == Blank {
			continue
		}
		if !child.ofGoal {
			r.tryShares(child, to, o)
		}
		switch {
		case child.sum.Equal(to) && !child.sum.Equal(from):
			o.below = append(o.below, child)
		case child.sum.Equal(from):
			o.trips(child.idAgainst(to, r), true)
		}
	}
}

// idAgainst is the rule that a group would break if its whole were the given one.
func (g *group) idAgainst(whole decimal.Decimal, r *review) string {
	if g.sum.Cmp(whole) < 0 && g.total < 0 && (g.noShare > 0 || !g.shareGap(one).within) {
		return "sum-incomplete"
	}
	return "sum-mismatch"
}

func (r *review) tryGrowth(row int32, from, to decimal.Decimal, o *outcome) {
	if to.Cmp(from) <= 0 {
		return
	}
	o.trips("growth-above-history", r.growthTrips(int(row), to) && !r.growthTrips(int(row), from))
	o.trips("capacity-exceeded", r.capacityTrips(int(row), to) && !r.capacityTrips(int(row), from))
}

// tryGoal is try for the goal's amount: the other dimensions of the goal and the
// shares of this one are looked at.
func (r *review) tryGoal(g *group, o *outcome) {
	for _, other := range r.topsOf(g.goal) {
		if other == g || other.computed > 0 {
			continue
		}
		r.tryShares(other, o.value, o)
		switch {
		case other.sum.Equal(o.value):
			o.below = append(o.below, other)
		case other.sums == sumRight:
			o.trips(other.idAgainst(o.value, r), true)
		}
	}
	r.tryShares(g, o.value, o)
	if g.total >= 0 {
		t := r.plan.Totals[g.total]
		o.trips("total-row-mismatch", t.AmountIn == Typed && t.Amount.Value.Equal(g.whole))
	}
}

// tryShares looks at all shares of a group whose whole changes.
func (r *review) tryShares(g *group, whole decimal.Decimal, o *outcome) {
	if whole.IsZero() || g.ofGoal {
		return
	}
	if r.looked += min(len(g.rows), maxLooked); r.looked > maxLookedInAll {
		return
	}
	for _, row := range g.rows[:min(len(g.rows), maxLooked)] {
		b := r.plan.Breakdowns[row]
		if b.ShareIn != Typed || !hasFigure(b.AmountIn) {
			continue
		}
		fits := shareFits(b.Amount.Value, b.Share.Value, whole, halfDigit(b.Share.Digits), slackOf(b))
		was := containsSorted(g.off, row)
		if was && fits {
			o.cured = append(o.cured, row)
		}
		o.trips("share-mismatch", !was && !fits)
	}
}

// tryParent is try for the amount of the row that the group adds up to.
func (r *review) tryParent(g *group, o *outcome) {
	p := r.plan.Breakdowns[o.row]
	r.tryShares(g, o.value, o)
	r.tryBelow(o.row, g, p.Amount.Value, o.value, o)
	up := r.groupOf(int(o.row))
	if up == nil {
		return
	}
	r.tryShare(up, o.row, o.value, o)
	if up.wholeIn != Blank {
		after := up.sum.Sub(p.Amount.Value).Add(o.value)
		if after.Equal(up.whole) && !up.sum.Equal(up.whole) {
			o.above = up
		} else if up.sum.Equal(up.whole) {
			o.trips("sum-mismatch", after.Cmp(up.whole) > 0 || up.claimsComplete(r))
			o.trips("sum-incomplete", after.Cmp(up.whole) < 0 && !up.claimsComplete(r))
		}
	}
	r.tryGrowth(o.row, p.Amount.Value, o.value, o)
}

// childrenOf returns the groups of a row's parts.
func (r *review) childrenOf(row int32) []*group {
	if r.match.parent == nil {
		return nil
	}
	if r.below == nil {
		r.below = map[int32][]*group{}
		for _, g := range r.groups {
			if g.parent >= 0 {
				r.below[g.parent] = append(r.below[g.parent], g)
			}
		}
	}
	return r.below[row]
}

// topsOf returns the groups that cut a goal itself.
func (r *review) topsOf(goal int32) []*group {
	if r.tops == nil {
		r.tops = make([][]*group, len(r.plan.Targets))
		for _, g := range r.groups {
			if g.parent < 0 && g.goal >= 0 {
				r.tops[g.goal] = append(r.tops[g.goal], g)
			}
		}
	}
	tops := r.tops[goal]
	return tops[:min(len(tops), maxTried)]
}

func containsSorted(rows []int32, row int32) bool {
	i := sort.Search(len(rows), func(i int) bool { return rows[i] >= row })
	return i < len(rows) && rows[i] == row
}
