package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

var (
	textSum        = lang.T("%s合计 %s%s，应为 %s，%s %s%s。", "%s: the sum is %s%s, should be %s, %s %s%s.")
	textOpen       = lang.T("%s合计 %s%s，目标 %s，尚有 %s 未分解%s。", "%s: the sum is %s%s of %s; %s is not broken down yet%s.")
	textUnchecked  = lang.T("%s合计未核对：%s；其余合计 %s，应为 %s。", "%s: the sum was not checked, because %s; the others add up to %s, and the whole is %s.")
	textNoAmount   = lang.T("%s没有目标值", "%s has no amount")
	textNotRead    = lang.T("%s的目标值无法识别", "the amount of %s cannot be read")
	textUncheckFix = lang.T("补上或改正目标值后再核对。", "Fill in or correct the amount, and check again.")
	textTotalSays  = lang.T("；合计行写的是 %s", "; the total row says %s")
	textSharesSay  = lang.T("；%s填写的占比 %s 对应 %s", "; the typed share of %s, %s, points to %s")
	textResidual   = lang.T("%s合计 %s%s，应为 %s，%s %s，属于四舍五入的尾差（不超过 %s）。", "%s: the sum is %s%s, should be %s, %s %s, which is rounding (up to %s).")
	textResidualAt = lang.T("如需一致，可在最大的一项 %s 上调整。", "To make them equal, adjust the largest item, %s.")
	textOpenHint   = lang.T("补齐其余子目标；如果已经是全部，请核对目标值。", "Add the missing sub-targets; if these are all, check the amounts.")
)

// checkSumMismatch reports groups that add up to more than their whole, or to
// less although they claim to be complete.
func checkSumMismatch(r *review) {
	for _, g := range r.groups {
		if g.sums != sumWrong {
			continue
		}
		f := r.sumFinding(g)
		off := *f.Difference
		f.Message = textSum.With(r.label(g), r.naturalOf(g, g.sum), sumText{r, g.rows, true}, r.naturalOf(g, g.whole),
			direction(off), r.naturalOf(g, off.Abs()), r.alsoSays(g))
		r.add(f)
	}
	r.addPartFaults(sumWrong)
}

// checkSumIncomplete reports how much of a goal is still open, and sums that
// could not be checked because an amount is missing or cannot be read.
func checkSumIncomplete(r *review) {
	for _, g := range r.groups {
		switch g.sums {
		case sumOpen:
			f := r.sumFinding(g)
			f.Message = textOpen.With(r.label(g), r.naturalOf(g, g.sum), sumText{r, g.rows, true}, r.naturalOf(g, g.whole),
				r.naturalOf(g, f.Difference.Abs()), r.alsoSays(g))
			if len(f.Fixes) == 0 {
				f.Hint = textOpenHint.With()
			}
			r.add(f)
		case sumUnchecked:
			f := r.sumFinding(g)
			f.Difference, f.Fixes, f.Live, f.Unchecked = nil, nil, nil, true
			f.Hint = textUncheckFix.With()
			f.Message = textUnchecked.With(r.label(g), r.whyUnchecked(g), r.naturalOf(g, g.sum), r.naturalOf(g, g.whole))
			r.addAs(Info, f)
		}
	}
	r.addPartFaults(sumOpen)
}

// sumFinding is what all findings about the sum of a group have in common.
func (r *review) sumFinding(g *group) Finding {
	members := r.refs(g.rows, FieldAmount)
	f := Finding{
		At: members[0], Members: members, Subject: r.subject(g),
		Found: pointer(g.sum), Expected: pointer(g.whole), Difference: pointer(g.sum.Sub(g.whole)),
		Unit: r.unitOfGroup(g),
		Live: &Live{Members: members},
	}
	switch {
	case g.parent >= 0:
		f.Live.Goal = r.ref(g.parent, FieldAmount)
	case g.goal >= 0:
		f.Live.Goal = r.plan.Targets[g.goal].At
		f.Live.Goal.Field = FieldAmount
	case g.total >= 0:
		f.Live.Goal = r.plan.Totals[g.total].At
		f.Live.Goal.Field = FieldAmount
	default:
		f.Live = nil
	}
	for _, o := range g.fixes {
		f.Fixes = append(f.Fixes, r.fix(g, o))
	}
	f.Hint = r.fixHint(g)
	return f
}

// alsoSays names what the finding about a sum speaks for besides: the total row
// and the shares that the best edit mends.
func (r *review) alsoSays(g *group) lang.Join {
	var also lang.Join
	for _, t := range g.folded {
		also.Parts = append(also.Parts, textTotalSays.With(natural(t.Amount.Value, t.Amount.Unit)))
	}
	if len(g.fixes) > 0 && len(g.fixes[0].cured) == 1 {
		row := g.fixes[0].cured[0]
		b := r.plan.Breakdowns[row]
		if own := r.groupOf(int(row)); own != nil {
			want := own.base.Mul(b.Share.Value)
			if e := g.fixes[0]; e.row == row && !e.share {
				want = e.value
			}
			also.Parts = append(also.Parts, textSharesSay.With(b.Item, b.Share, natural(want, r.unitOfGroup(own))))
		}
	}
	return also
}

func (r *review) naturalOf(g *group, v decimal.Decimal) Amount { return natural(v, r.unitOfGroup(g)) }

// whyUnchecked names the members that a sum could not be made with.
func (r *review) whyUnchecked(g *group) lang.Join {
	var blank, broken []int32
	for _, row := range g.rows {
		if b := r.plan.Breakdowns[row]; b.AmountIn == Broken {
			broken = append(broken, row)
		} else if _, ok := r.valueOf(row); !ok {
			blank = append(blank, row)
		}
	}
	why := lang.Join{Between: textSemicolon}
	if len(blank) > 0 {
		why.Parts = append(why.Parts, textNoAmount.With(itemList{r, blank}))
	}
	if len(broken) > 0 {
		why.Parts = append(why.Parts, textNotRead.With(itemList{r, broken}))
	}
	return why
}

// checkRoundingResidual reports differences that rounding explains, of amounts
// that formulas give and of shares that were rounded.
func checkRoundingResidual(r *review) {
	for _, g := range r.groups {
		if g.sums == sumResidual {
			r.addResidual(g)
		}
		if off, ok := r.shareResidual(g); ok {
			r.addShareResidual(g, off)
		}
	}
	r.addTotalResiduals()
}

func (r *review) addResidual(g *group) {
	f := r.sumFinding(g)
	off := *f.Difference
	largest := g.rows[0]
	var most decimal.Decimal
	for _, row := range g.rows {
		if v, ok := r.valueOf(row); ok && v.Abs().Cmp(most) > 0 {
			largest, most = row, v.Abs()
		}
	}
	f.Message = textResidual.With(r.label(g), r.naturalOf(g, g.sum), sumText{r, g.rows, true}, r.naturalOf(g, g.whole),
		direction(off), r.naturalOf(g, off.Abs()), r.naturalOf(g, g.tolerance()))
	f.Hint = textResidualAt.With(r.plan.Breakdowns[largest].Item)
	if e, ok := r.editOf(g, largest, off); ok {
		f.Fixes = []Fix{r.fix(g, r.try(g, e))}
	}
	r.add(f)
}
