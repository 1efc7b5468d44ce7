package allocate

import (
	"hash/maphash"

	"github.com/shopspring/decimal"
)

// sumState is what the sum of a group says.
type sumState uint8

const (
	sumUnknown   sumState = iota // nothing is known that it should add up to
	sumRight                     // to the last digit
	sumResidual                  // off by no more than rounding explains
	sumWrong                     // more than the whole, or less although it claims to be complete
	sumOpen                      // less than the whole, and nothing claims that it is complete
	sumUnchecked                 // some member has no amount that could be read
	sumLost                      // short, but a row beside the members takes no part, as another finding says
	sumByShares                  // off because the typed shares are, of which every amount was computed
	sumTwice                     // off only because an item stands twice
	sumFolded                    // off, but another finding says so and mends it
)

// judgeGroups finds what every group says, before any rule reports it, so that
// one cause gives one finding.
func (r *review) judgeGroups() {
	r.findDuplicates()
	for _, g := range r.inDepth {
		r.judgeShares(g)
		g.sums = r.judgeSum(g)
	}
	r.judgeTotals()
	for _, g := range r.inDepth {
		r.explainSum(g)
	}
}

func (r *review) judgeSum(g *group) sumState {
	if g.wholeIn == Blank {
		return sumUnknown
	}
	off := g.sum.Sub(g.whole)
	if off.IsZero() && g.broken == 0 {
		return sumRight
	}
	over := off.Sign() == sign(g.whole)
	if g.lost > 0 && !over {
		return sumLost
	}
	if g.broken+g.noAmount > 0 && !over {
		return sumUnchecked
	}
	switch {
	case off.Abs().Cmp(g.tolerance()) <= 0:
		return sumResidual
	case int(g.computed) == len(g.rows):
		return sumByShares
	case len(g.duplicate) > 0 && r.sumWithout(g, g.duplicate).Equal(g.whole):
		return sumTwice
	case over || g.claimsComplete(r):
		return sumWrong
	}
	return sumOpen
}

func sign(d decimal.Decimal) int {
	if d.Sign() < 0 {
		return -1
	}
	return 1
}

// tolerance is what rounding can explain: (n+1)/2 last digits, where n counts the
// figures that formulas give. Amounts that people typed have none.
func (g *group) tolerance() decimal.Decimal {
	n, digit := int64(g.derived), g.coarse
	if n == 0 {
		return decimal.Decimal{}
	}
	return digit.Mul(decimal.New(5*(n+1), -1))
}

// claimsComplete reports whether a group says that it is all of its whole: its
// typed shares add to 100% within rounding, or a total row stands under it.
func (g *group) claimsComplete(r *review) bool {
	if g.total >= 0 {
		return true
	}
	return g.noShare == 0 && g.shareGap(g.shareTarget()).within
}

func (r *review) sumWithout(g *group, rows []int32) decimal.Decimal {
	sum := g.sum
	for _, row := range rows {
		if v, ok := r.valueOf(row); ok {
			sum = sum.Sub(v)
		}
	}
	return sum
}

// judgeShares lists the members whose share is not amount ÷ base, beyond half of the last
// digit shown. In a complete group the share that largest remainder gives is right, too:
// it is what makes the column add to 100%.
func (r *review) judgeShares(g *group) {
	if g.wholeIn == Blank || int(g.noShare) == len(g.rows) || g.base.IsZero() {
		return
	}
	var spread map[spreadKey]bool
	asked, base := false, baseOf(g.base)
	for _, row := range g.rows {
		b := r.plan.Breakdowns[row]
		if !hasFigure(b.ShareIn) || !hasFigure(b.AmountIn) || base.fits(b, b.Amount.Value) {
			continue
		}
		if !asked {
			spread, asked = r.spreadShares(g), true
		}
		if !spread[spreadKeyOf(b.Amount.Value, b.Share.Value)] {
			t := g.troubled()
			t.off = append(t.off, row)
		}
	}
}

// spreadKey is an amount and the share that it got.
type spreadKey struct{ amount, share string }

func spreadKeyOf(amount, share decimal.Decimal) spreadKey {
	return spreadKey{amount.String(), share.String()}
}

// spreadShares is what largest remainder makes of the amounts of a complete group whose shares
// add to 100% as typed; nil for other groups. Which of several equal amounts gets the larger
// share is a matter of taste, so that shares are known by their amount, not by their row.
func (r *review) spreadShares(g *group) map[spreadKey]bool {
	if g.ofGoal || g.noShare+g.noAmount+g.broken > 0 || !g.sum.Equal(g.whole) || !g.shareSum.Equal(one) {
		return nil
	}
	shares, ok := r.spreadOver(g, g.rows, one, decimal.New(1, -int32(g.digits)-2))
	if !ok {
		return nil
	}
	got := make(map[spreadKey]bool, len(shares))
	for i, row := range g.rows {
		got[spreadKeyOf(r.plan.Breakdowns[row].Amount.Value, shares[i])] = true
	}
	return got
}

// findDuplicates lists, for each group, the members whose item stood in it before
// with the same period.
func (r *review) findDuplicates() {
	seen := itemSet{r: r, seed: maphash.MakeSeed()}
	for _, g := range r.groups {
		if len(g.rows) < 2 {
			continue
		}
		seen.begin(len(g.rows))
		for _, row := range g.rows {
			if name := foldName(r.plan.Breakdowns[row].Item); name != "" && seen.before(row, name) {
				t := g.troubled()
				t.duplicate = append(t.duplicate, row)
			}
		}
	}
}

// itemSet is the rows of one group by name: a table with open addressing, used again
// for the next group.
type itemSet struct {
	r     *review
	seed  maphash.Seed
	table []itemRow
}

// itemRow is a row, counted from 1, and part of its name's hash.
type itemRow struct {
	row  int32
	hash uint32
}

// begin empties the table and gives it room for n rows.
func (s *itemSet) begin(n int) {
	size := 4
	for size < 2*n {
		size *= 2
	}
	if cap(s.table) < size {
		s.table = make([]itemRow, size)
	}
	s.table = s.table[:size]
	clear(s.table)
}

// before reports whether a row with that name and period stood in the group before;
// if not, it stands there now.
func (s *itemSet) before(row int32, name string) bool {
	h := maphash.String(s.seed, name) ^ packed(s.r.when(row))*0x9E3779B97F4A7C15
	mask := uint64(len(s.table) - 1)
	for at := h >> 32 & mask; ; at = (at + 1) & mask {
		slot := &s.table[at]
		if slot.row == 0 {
			*slot = itemRow{row + 1, uint32(h)}
			return false
		}
		other := slot.row - 1
		if slot.hash == uint32(h) && foldName(s.r.plan.Breakdowns[other].Item) == name && s.r.when(row) == s.r.when(other) {
			return true
		}
	}
}

// packed is a period as a number.
func packed(p Period) uint64 { return uint64(packedDay(p.From))<<32 | uint64(packedDay(p.To)) }

func packedDay(d Date) uint32 {
	return uint32(uint16(d.Year))<<16 | uint32(uint8(d.Month))<<8 | uint32(uint8(d.Day))
}

// when is the period of a row: its own, else its date.
func (r *review) when(row int32) Period {
	if own := r.rowPeriod(row); own != (Period{}) {
		return own
	}
	return r.plan.Breakdowns[row].Due
}
