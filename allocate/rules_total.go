package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

var (
	textTotal        = lang.T("%s（第 %d 行）写的是 %s，明细合计 %s%s，%s %s。", "%s (row %d) says %s; its rows add up to %s%s, %s %s.")
	textTotalGoal    = lang.T("%s（第 %d 行）写的是 %s，各维度是同一目标的不同拆法，不能相加，应为 %s，%s %s。", "%s (row %d) says %s; dimensions are cuts of one goal and are not added, so it should be %s, %s %s.")
	textTotalFix     = lang.T("把%s改为 %s。", "Change %s to %s.")
	textTotalFormula = lang.T("检查%s的公式是否漏加或多加了行，应为 %s。", "See whether the formula of %s leaves rows out or adds too many; it should give %s.")
	textTotalShare   = lang.T("%s（第 %d 行）的占比写的是 %s，明细占比合计 %s（%s），%s %s。", "%s (row %d) has the share %s; the shares of its rows add up to %s (%s), %s %s.")
	textTotalRounded = lang.T("%s（第 %d 行）%s 与明细合计 %s 差 %s，属于四舍五入的尾差。", "%s (row %d), %s, differs from the sum of its rows, %s, by %s, which is rounding.")
	textTotalUnread  = lang.T("%s（第 %d 行）未核对：明细中有没有填写或无法识别的目标值。", "%s (row %d) was not checked: some of its rows have no amount or one that cannot be read.")
)

// checkTotalRow reports total rows that are not the sum of their members.
func checkTotalRow(r *review) {
	for i := range r.scopes {
		s := &r.scopes[i]
		switch {
		case s.state == sumWrong:
			r.addTotal(s)
		case s.state == sumUnchecked && !r.saidUnchecked(s):
			t := r.plan.Totals[s.total]
			r.addAs(Info, Finding{At: totalCell(t, FieldAmount), Subject: t.Label,
				Message: textTotalUnread.With(t.Label, int(t.At.Row))})
		case s.share:
			r.addTotalShare(s)
		}
	}
	r.checkPartTotals()
}

// saidUnchecked reports whether the finding about a group says already that
// members are missing.
func (r *review) saidUnchecked(s *scope) bool {
	for _, g := range s.groups {
		if r.groups[g].sums == sumUnchecked {
			return true
		}
	}
	return false
}

func totalCell(t *Total, f Field) Ref {
	at := t.At
	at.Field = f
	return at
}

func (r *review) addTotal(s *scope) {
	t := r.plan.Totals[s.total]
	at := totalCell(t, FieldAmount)
	off := s.found.Sub(s.want)
	want, miss := exactly(s.want, t.Amount), natural(off.Abs(), t.Amount.Unit)
	f := Finding{
		At: at, Members: append(r.refs(s.rows, FieldAmount), at), Subject: t.Label,
		Found: pointer(s.found), Expected: pointer(s.want), Difference: pointer(off), Unit: t.Amount.Unit,
		Message: textTotal.With(t.Label, int(t.At.Row), t.Amount, want, sumText{r, s.rows, true},
			direction(off), miss),
	}
	if s.cuts {
		f.Message = textTotalGoal.With(t.Label, int(t.At.Row), t.Amount, want, direction(off), miss)
	} else {
		f.Live = &Live{Members: r.refs(s.rows, FieldAmount), Goal: at}
	}
	after := restated(t.Amount, edit{value: s.want})
	f.Hint = textTotalFormula.With(t.Label, after)
	if t.AmountIn == Typed {
		f.Hint = textTotalFix.With(t.Label, after)
		f.Fixes = []Fix{{At: at, Before: t.Amount, After: after}}
	}
	r.add(f)
}

func (r *review) addTotalShare(s *scope) {
	t := r.plan.Totals[s.total]
	g := r.groups[s.groups[0]]
	c := r.cut(g, r.members(s, g))
	at := totalCell(t, FieldShare)
	off := t.Share.Value.Sub(c.share)
	after := Share{c.share, t.Share.Digits}
	r.add(Finding{
		At: at, Members: append(r.refs(c.rows, FieldShare), at), Subject: t.Label,
		Found: pointer(t.Share.Value), Expected: pointer(c.share), Difference: pointer(off), Unit: PercentUnit,
		Message: textTotalShare.With(t.Label, int(t.At.Row), t.Share, after, shareSumText{r, c.rows}, direction(off), pointsText(off)),
		Hint:    textTotalFix.With(t.Label, after),
		Fixes:   []Fix{{At: at, Before: t.Share, After: after}},
	})
}

// addTotalResiduals reports total rows that are off by rounding alone.
func (r *review) addTotalResiduals() {
	for i := range r.scopes {
		s := &r.scopes[i]
		if s.state != sumResidual {
			continue
		}
		t := r.plan.Totals[s.total]
		at := totalCell(t, FieldAmount)
		off := s.found.Sub(s.want)
		r.add(Finding{
			At: at, Members: append(r.refs(s.rows, FieldAmount), at), Subject: t.Label,
			Found: pointer(s.found), Expected: pointer(s.want), Difference: pointer(off), Unit: t.Amount.Unit,
			Message: textTotalRounded.With(t.Label, int(t.At.Row), t.Amount, exactly(s.want, t.Amount), exactly(off.Abs(), t.Amount)),
		})
	}
}

// exactly is a value in the form of an amount.
func exactly(v decimal.Decimal, like Amount) Amount { return restated(like, edit{value: v}) }
