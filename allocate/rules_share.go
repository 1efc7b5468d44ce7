package allocate

import (
	"sort"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

var (
	textShareOff      = lang.T("%s填写的占比 %s，按 %s ÷ %s 应为 %s，%s %s。", "%s has the typed share %s; %s ÷ %s gives %s: %s %s.")
	textShareFix      = lang.T("把占比改为 %s；如果占比是对的，目标值应为 %s。", "Change the share to %s; if the share is right, the amount should be %s.")
	textShareSum      = lang.T("%s的占比合计 %s（%s），应为 %s，%s %s。", "%s: the shares add up to %s (%s), should be %s, %s %s.")
	textShareSumOpen  = lang.T("%s的占比合计 %s（%s），尚有 %s 未分解。", "%s: the shares add up to %s (%s); %s is still open.")
	textShareSumFix   = lang.T("把%s的占比 %s 改为 %s 即平。", "Change the share of %s from %s to %s.")
	textShareSumCheck = lang.T("请逐项核对占比。", "Check the shares one by one.")
	textShareSumMore  = lang.T("补齐其余子目标的占比。", "Add the shares of the missing sub-targets.")
	textShareResidual = lang.T("%s的占比合计 %s（%s），应为 %s，%s %s，属于四舍五入的尾差。", "%s: the shares add up to %s (%s), should be %s, %s %s, which is rounding.")
	textShareResidFix = lang.T("把%s的占比写为 %s，合计即为 %s。", "Write the share of %s as %s, and they add up to %s.")
)

// checkShareMismatch reports typed shares that are not amount ÷ goal.
func checkShareMismatch(r *review) {
	for _, g := range r.groups {
		for _, row := range g.off {
			if !r.foldedShares[row] {
				r.addShareMismatch(g, row)
			}
		}
	}
}

func (r *review) addShareMismatch(g *group, row int32) {
	b := r.plan.Breakdowns[row]
	want := exactShare(b.Amount.Value, g.base, b.Share.Digits)
	off := b.Share.Value.Sub(want.Value)
	side := textHigher
	if off.IsNegative() {
		side = textLower
	}
	at := r.ref(row, FieldShare)
	f := Finding{
		At: at, Members: []Ref{r.ref(row, FieldAmount), at}, Subject: b.Item,
		Found: pointer(b.Share.Value), Expected: pointer(want.Value), Difference: pointer(off), Unit: PercentUnit,
		Message: textShareOff.With(b.Item, b.Share, b.Amount, r.baseAmount(g), want, side, pointsText(off)),
	}
	fixed := Share{b.Amount.Value.DivRound(g.base, int32(b.Share.Digits)+2), b.Share.Digits}
	if b.ShareIn == Typed {
		f.Fixes = []Fix{{At: at, Before: b.Share, After: fixed}}
	}
	f.Hint = textShareFix.With(fixed, natural(g.base.Mul(b.Share.Value), r.unitOfGroup(g)))
	r.add(f)
}

// baseAmount is what the shares of a group are of, for people.
func (r *review) baseAmount(g *group) Amount { return natural(g.base, r.unitOfGroup(g)) }

// shareOnly reports whether the shares of a group speak for themselves: where amounts are there,
// the finding about them, or about each share, says all.
func (g *group) shareOnly() bool {
	switch g.sums {
	case sumUnknown, sumUnchecked, sumByShares:
		return true
	}
	return false
}

// checkShareSum reports shares that do not add to 100%.
func checkShareSum(r *review) {
	for _, g := range r.groups {
		if int(g.noShare) == len(g.rows) || g.lost > 0 || !g.shareOnly() || g.broken > 0 && g.noShare > 0 {
			continue
		}
		target := g.shareTarget()
		gap := g.shareGap(target)
		if gap.off.IsZero() || gap.within && (g.noShare == 0 || gap.off.Sign() > 0) || g.noShare > 0 && gap.off.IsNegative() {
			continue
		}
		if len(g.duplicate) > 0 && r.sharesWithout(g).Equal(target) {
			continue
		}
		r.addShareSum(g, target, gap.off)
	}
}

func (r *review) sharesWithout(g *group) decimal.Decimal {
	sum := g.shareSum
	for _, row := range g.duplicate {
		sum = sum.Sub(r.plan.Breakdowns[row].Share.Value)
	}
	return sum
}

func (r *review) addShareSum(g *group, target, off decimal.Decimal) {
	members := r.refs(g.rows, FieldShare)
	digits := g.digits
	found, want := Share{g.shareSum, digits}, Share{target, digits}
	f := Finding{
		At: members[0], Members: members, Subject: r.subject(g),
		Found: pointer(g.shareSum), Expected: pointer(target), Difference: pointer(off), Unit: PercentUnit,
	}
	if off.IsNegative() && g.total < 0 {
		f.Message = textShareSumOpen.With(r.label(g), found, shareSumText{r, g.rows}, Share{off.Abs(), digits})
		f.Hint = textShareSumMore.With()
		r.addAs(Warning, f)
		return
	}
	side := textOver
	if off.IsNegative() {
		side = textShort
	}
	f.Message = textShareSum.With(r.label(g), found, shareSumText{r, g.rows}, want, side, pointsText(off))
	f.Hint = textShareSumCheck.With()
	f.Fixes = r.shareFixes(g, off)
	if len(f.Fixes) > 0 {
		first := f.Fixes[0]
		f.Hint = textShareSumFix.With(r.itemAt(first.At), first.Before, first.After)
	}
	r.add(f)
}

// shareFixes proposes the typed shares that could be changed, those with a slip of the keyboard first.
func (r *review) shareFixes(g *group, off decimal.Decimal) []Fix {
	type candidate struct {
		row      int32
		after    decimal.Decimal
		evidence int8
	}
	var list []candidate
	for _, row := range g.rows[:min(len(g.rows), maxLooked)] {
		b := r.plan.Breakdowns[row]
		if after := b.Share.Value.Sub(off); b.ShareIn == Typed && after.Sign() > 0 {
			list = append(list, candidate{row, after, slipOf(b.Share.Value, after)})
		}
	}
	sort.SliceStable(list, func(i, j int) bool {
		if list[i].evidence != list[j].evidence {
			return list[i].evidence > list[j].evidence
		}
		return r.plan.Breakdowns[list[i].row].Share.Value.Cmp(r.plan.Breakdowns[list[j].row].Share.Value) > 0
	})
	var fixes []Fix
	for _, c := range list[:min(len(list), 3)] {
		_, before, after := r.cellOf(g, edit{row: c.row, share: true, value: c.after})
		fixes = append(fixes, Fix{At: r.ref(c.row, FieldShare), Before: before, After: after})
	}
	return fixes
}

// storedDigits are the digits after the point to which shares are compared with
// 100%: programs store 1/3 with 15 to 17 significant digits, and three of these
// that do not make 1 are nobody's residual.
const storedDigits = 12

// shareResidual is how far the shares of a group are off by rounding alone.
func (r *review) shareResidual(g *group) (decimal.Decimal, bool) {
	if g.noShare > 0 || g.lost > 0 || len(g.off) > 0 || g.sums == sumWrong || g.sums == sumOpen || g.sums == sumTwice || g.sums == sumFolded {
		return decimal.Decimal{}, false
	}
	gap := g.shareGap(g.shareTarget())
	return gap.off, gap.within && !gap.off.Round(storedDigits).IsZero()
}

func (r *review) addShareResidual(g *group, off decimal.Decimal) {
	members := r.refs(g.rows, FieldShare)
	target := g.shareTarget()
	f := Finding{
		At: members[0], Members: members, Subject: r.subject(g),
		Found: pointer(g.shareSum), Expected: pointer(target), Difference: pointer(off), Unit: PercentUnit,
		Message: textShareResidual.With(r.label(g), Share{g.shareSum, g.digits}, shareSumText{r, g.rows},
			Share{target, g.digits}, direction(off), pointsText(off)),
	}
	if row, ok := r.nearestShare(g, off); ok {
		b := r.plan.Breakdowns[row]
		after := Share{b.Share.Value.Sub(off), b.Share.Digits}
		f.Hint = textShareResidFix.With(b.Item, after, Share{target, g.digits})
		if b.ShareIn == Typed {
			f.Fixes = []Fix{{At: r.ref(row, FieldShare), Before: b.Share, After: after}}
		}
	}
	r.add(f)
}

// nearestShare is the row whose share comes nearest to its amount when it takes the whole
// residual: the one that largest remainder would choose; the earlier one of equals.
func (r *review) nearestShare(g *group, off decimal.Decimal) (int32, bool) {
	best := int32(-1)
	var least decimal.Decimal
	for _, row := range g.rows {
		b := r.plan.Breakdowns[row]
		v, ok := r.valueOf(row)
		if !ok || g.base.IsZero() {
			return g.rows[0], off.Exponent() >= -int32(g.digits)-2
		}
		miss := v.Sub(b.Share.Value.Sub(off).Mul(g.base)).Abs()
		if best < 0 || miss.Cmp(least) < 0 {
			best, least = row, miss
		}
	}
	return best, true
}

// shareSumText is the arithmetic of a sum of shares: 30%+40%+35%.
type shareSumText struct {
	r    *review
	rows []int32
}

// In renders the shares with their percent signs.
func (s shareSumText) In(l lang.Lang) string {
	shown := s.rows
	if len(shown) > maxWritten {
		shown = shown[:shownOfMany]
	}
	text := ""
	for _, row := range shown {
		b := s.r.plan.Breakdowns[row]
		if !hasFigure(b.ShareIn) {
			continue
		}
		if text != "" && !b.Share.Value.IsNegative() {
			text += "+"
		}
		text += b.Share.In(l)
	}
	if len(shown) < len(s.rows) {
		return textSumCut.With(text, len(s.rows)).In(l)
	}
	return text
}
