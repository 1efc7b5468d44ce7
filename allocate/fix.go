package allocate

import (
	"sort"

	"github.com/shopspring/decimal"
)

// Bounds on the search for edits: members looked at, edits tried, edits kept.
const (
	maxLooked = 2000
	// maxLookedInAll bounds the shares that are looked at for all edits of all groups.
	maxLookedInAll = 1000000
	maxTried       = 24
	maxFixes       = 5
	fewRows        = 8
)

// edit is one cell that could be changed so that a group adds up.
type edit struct {
	row      int32           // breakdown row; -1 for the goal
	share    bool            // the row's share instead of its amount
	value    decimal.Decimal // the new amount, or share
	whole    bool            // it changes what the group adds up to, not a part
	evidence int8            // how much speaks for it: see slipOf; pointed if a share does
}

// outcome is what an edit does to the rest of the plan.
type outcome struct {
	edit
	then  []string // ids of the rules that it would trip
	cured []int32  // rows whose share it puts right
	below []*group // groups of parts that it puts right
	above *group   // group of the parent that it puts right
}

func (o *outcome) cures() int {
	n := len(o.cured) + len(o.below)
	if o.above != nil {
		n++
	}
	return n
}

// editsOf proposes edits that bring the sum of a group to its whole.
func (r *review) editsOf(g *group) []edit {
	off := g.sum.Sub(g.whole)
	var edits []edit
	for _, row := range g.rows[:min(len(g.rows), maxLooked)] {
		if e, ok := r.editOf(g, row, off); ok {
			edits = append(edits, e)
		}
	}
	if e, ok := r.wholeEdit(g); ok {
		edits = append(edits, e)
	}
	return r.mostLikely(g, edits)
}

// editOf is the edit of one member that takes off the difference.
func (r *review) editOf(g *group, row int32, off decimal.Decimal) (edit, bool) {
	b := r.plan.Breakdowns[row]
	if r.filled(int(row)) && r.fill.basis[row] == byShare && b.ShareIn == Typed && !g.base.IsZero() {
		v := r.fill.amounts[row].Sub(off)
		s := v.DivRound(g.base, int32(b.Share.Digits)+2)
		if v.Sign() < 0 || !s.Mul(g.base).Equal(v) {
			return edit{}, false
		}
		return edit{row: row, share: true, value: s, evidence: slipOf(b.Share.Value, s)}, true
	}
	if b.AmountIn != Typed {
		return edit{}, false
	}
	v := b.Amount.Value.Sub(off)
	if v.Sign() < 0 && b.Amount.Value.Sign() >= 0 {
		return edit{}, false
	}
	e := edit{row: row, value: v, evidence: slipOf(b.Amount.Value, v)}
	if hasFigure(b.ShareIn) && shareFits(v, b.Share.Value, g.base, halfDigit(b.Share.Digits), decimal.Decimal{}) &&
		!shareFits(b.Amount.Value, b.Share.Value, g.base, halfDigit(b.Share.Digits), decimal.Decimal{}) {
		e.evidence = pointed
	}
	return e, true
}

// wholeEdit is the edit of the goal, or of the parent, to what the members add up to.
func (r *review) wholeEdit(g *group) (edit, bool) {
	if g.sum.Sign() <= 0 {
		return edit{}, false
	}
	if g.parent >= 0 {
		if p := r.plan.Breakdowns[g.parent]; p.AmountIn != Typed {
			return edit{}, false
		}
		return edit{row: g.parent, whole: true, value: g.sum, evidence: slipOf(g.whole, g.sum)}, true
	}
	if g.goal < 0 || r.plan.Targets[g.goal].AmountIn != Typed {
		return edit{}, false
	}
	return edit{row: -1, whole: true, value: g.sum, evidence: slipOf(g.whole, g.sum)}, true
}

// mostLikely keeps the edits that are worth trying: those for which something speaks, then those
// of the largest members (the smallest change relative to the figure). In a large
// group an arbitrary member is no proposal.
func (r *review) mostLikely(g *group, edits []edit) []edit {
	size := func(e edit) decimal.Decimal {
		if e.row < 0 || e.row == g.parent {
			return g.whole.Abs()
		}
		v, _ := r.valueOf(e.row)
		return v.Abs()
	}
	sort.SliceStable(edits, func(i, j int) bool {
		if edits[i].evidence != edits[j].evidence {
			return edits[i].evidence > edits[j].evidence
		}
		return size(edits[i]).Cmp(size(edits[j])) > 0
	})
	return edits[:min(len(edits), maxTried)]
}

// How much speaks for an edit.
const (
	noSlip     int8 = iota
	oneDigit        // one digit differs: 3500 for 3600
	transposed      // two neighbouring digits changed places
	tenfold         // a power of ten: a zero too many, 万 taken for 元
	pointed         // the typed share says so
)

// slipOf says by which slip of the keyboard one figure becomes the other.
func slipOf(from, to decimal.Decimal) int8 {
	a, ae, ok1 := smallDecimal(from)
	b, be, ok2 := smallDecimal(to)
	if !ok1 || !ok2 || a == 0 || b == 0 || (a < 0) != (b < 0) {
		return noSlip
	}
	a, ae = trimZeros(a, ae)
	b, be = trimZeros(b, be)
	if a == b {
		return tenfold
	}
	low := min(ae, be)
	a, ok1 = timesPow10(a, ae-low)
	b, ok2 = timesPow10(b, be-low)
	if !ok1 || !ok2 {
		return noSlip
	}
	return digitSlip(magnitude(a), magnitude(b))
}

func trimZeros(c int64, exp int32) (int64, int32) {
	for c != 0 && c%10 == 0 {
		c /= 10
		exp++
	}
	return c, exp
}

// digitSlip compares two whole numbers digit by digit.
func digitSlip(a, b uint64) int8 {
	differ, first := 0, -1
	var da, db [20]byte
	n := 0
	for ; a > 0 || b > 0; n++ {
		da[n], db[n] = byte(a%10), byte(b%10)
		if da[n] != db[n] {
			if differ++; first < 0 {
				first = n
			}
		}
		a, b = a/10, b/10
	}
	top := n - 1
	switch {
	case da[top] == 0 || db[top] == 0: // not of one length
		return noSlip
	case differ == 1:
		return oneDigit
	case differ == 2 && first+1 < n && da[first] == db[first+1] && da[first+1] == db[first]:
		return transposed
	}
	return noSlip
}
