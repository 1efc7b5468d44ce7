package allocate

import (
	"slices"
	"sort"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

var (
	whyShare       = lang.T("目标值 = 占比 × %s", "amount = share × %s")
	whySplit       = lang.T("%s 按填写的占比分配，按最大余数法取整，合计不差", "%s split by the typed shares, rounded by largest remainder so that the sum is exact")
	whyWeight      = lang.T("余下的 %s 按权重分配，按最大余数法取整，合计不差", "the remaining %s split by weight, rounded by largest remainder so that the sum is exact")
	whyCoefficient = lang.T("%s 按个人系数分配：%s ÷ 系数合计 %s × 个人系数", "%s split by personal coefficient: %s ÷ sum of coefficients %s × coefficient")
	whyNormalised  = lang.T("%s 按个人系数分配：系数合计 %[3]s 不等于人数 %[4]d，按系数合计归一（%[2]s ÷ %[3]s × 个人系数），合计不差", "%s split by personal coefficient: the coefficients add up to %[3]s for %[4]d people, so they are normalised by their sum (%[2]s ÷ %[3]s × coefficient) and the sum is exact")
	whyHistory     = lang.T("余下的 %s 按上年实际分配，按最大余数法取整，合计不差", "the remaining %s split by last year's actuals, rounded by largest remainder so that the sum is exact")
	whyEqual       = lang.T("余下的 %s 平均分配（--spread equal），按最大余数法取整，合计不差", "the remaining %s split equally (--spread equal), rounded by largest remainder so that the sum is exact")
	whyShareOf     = lang.T("占比 = 目标值 ÷ %s", "share = amount ÷ %s")
	whyShareAll    = lang.T("占比 = 目标值 ÷ %s，按最大余数法取整，整列合计 %s", "share = amount ÷ %s, rounded by largest remainder so that the column adds up to %s")
	whyBelow       = lang.T("总目标 = %s合计（%s）", "goal = sum of %s (%s)")
	whyTotal       = lang.T("合计 = 明细之和", "total = sum of its rows")
	whyFromAmount  = lang.T("--from amount：%s", "--from amount: %s")
	whyFromShare   = lang.T("--from share：%s", "--from share: %s")
)

func (r *review) splitReason(g *group, total decimal.Decimal, parts []Part, by basis) lang.Message {
	a := r.naturalOf(g, total)
	switch by {
	case bySplit:
		return whySplit.With(a)
	case byWeight:
		return whyWeight.With(a)
	case byHistory:
		return whyHistory.With(a)
	case byEqual:
		return whyEqual.With(a)
	}
	var sum tally
	for i := range parts {
		sum.add(parts[i].Weight)
	}
	if s := sum.value(); !s.Equal(decimal.New(int64(len(parts)), 0)) {
		return whyNormalised.With(a, a, s.String(), len(parts))
	}
	return whyCoefficient.With(a, a, sum.value().String())
}

// because makes a reason that several changes can share.
func because(m lang.Message) *lang.Message { return &m }

// sharesReason is a reason for computed shares, with all that it depends on.
type sharesReason struct {
	base     decimal.Decimal
	unit     Unit
	target   Share
	complete bool
	why      *lang.Message
}

// shareReason is why the shares of a group were computed; groups that cut the
// same goal share it.
func (r *review) shareReason(g *group, complete bool) *lang.Message {
	target := Share{one, 0}
	if g.ofGoal {
		target, _ = r.shareOf(int(g.parent))
	}
	unit := r.unitOfGroup(g)
	if last := r.lastShares; last != nil && last.unit == unit && last.complete == complete &&
		last.base.Equal(g.base) && last.target.Digits == target.Digits && last.target.Value.Equal(target.Value) {
		return last.why
	}
	why := whyShareOf.With(r.baseAmount(g))
	if complete {
		why = whyShareAll.With(r.baseAmount(g), target)
	}
	r.lastShares = &sharesReason{g.base, unit, target, complete, &why}
	return &why
}

// changes lists what is written, in sheet order. The plan given is the one
// that people typed: its figures are the ones before.
func (r *review) changes(before *Plan) []Change {
	n := len(r.fill.goals) + len(r.fill.totals)
	for i := range r.fill.basis {
		if r.fill.basis[i] != noBasis {
			n++
		}
	}
	for _, at := range r.fill.shareAt {
		if at > 0 {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	out := make([]Change, 0, n)
	out = r.goalChanges(out)
	out = r.rowChanges(out, before)
	out = r.totalChanges(out)
	out = slices.DeleteFunc(out, func(c Change) bool { // a table without the column has no cell to write
		return !r.plan.Tables[c.At.Table].has(c.At.Field)
	})
	if !sort.SliceIsSorted(out, func(i, j int) bool { return refBefore(out[i].At, out[j].At) }) {
		sort.SliceStable(out, func(i, j int) bool { return refBefore(out[i].At, out[j].At) })
	}
	return out
}

func refBefore(a, b Ref) bool {
	switch {
	case a.Table != b.Table:
		return a.Table < b.Table
	case a.Row != b.Row:
		return a.Row < b.Row
	}
	return a.Field < b.Field
}

func (r *review) goalChanges(out []Change) []Change {
	for i, t := range r.plan.Targets {
		f, ok := r.fill.goals[int32(i)]
		if !ok {
			continue
		}
		at := t.At
		at.Field = FieldAmount
		out = append(out, Change{At: at, After: f.amount, Subject: t.Type, Why: because(whyBelow.With(r.label(f.from), sumText{r, f.from.rows, false}))})
	}
	return out
}

func (r *review) rowChanges(out []Change, before *Plan) []Change {
	var boxed shareBox
	for i := range r.plan.Breakdowns {
		filled := r.filled(i)
		share, shared := r.sharedTo(i)
		if !filled && !shared {
			continue
		}
		typed := before.Breakdowns[i]
		table := r.table(typed.At.Table)
		if filled && table.has(FieldAmount) {
			g := r.groupOf(i)
			c := Change{At: r.ref(int32(i), FieldAmount), After: g.form.amount(r.fill.amounts[i]), Subject: typed.Item, Why: r.amountReason(int32(i), g)}
			if typed.AmountIn == Typed {
				c.Before, c.Why = typed.Amount, because(whyFromShare.With(c.Why))
			}
			out = append(out, c)
		}
		if shared {
			s := Share{share, r.shareDigits(r.plan.Breakdowns[i].At.Table)}
			c := Change{At: r.ref(int32(i), FieldShare), After: boxed.value(s), Subject: typed.Item, Why: r.shareWhy(i)}
			if typed.ShareIn == Typed {
				c.Before, c.Why = typed.Share, because(whyFromAmount.With(c.Why))
			}
			out = append(out, c)
		}
	}
	return out
}

// shareWhy is why a row's share was computed.
func (r *review) shareWhy(row int) *lang.Message {
	if r.shareWhys != nil {
		return r.shareWhys[r.groupAt[row]]
	}
	return r.groupOf(row).reasons.share
}

// amountReason is why a row's amount was computed; made once for a group.
func (r *review) amountReason(row int32, g *group) *lang.Message {
	if r.fill.basis[row] != byShare {
		return g.reasons.split
	}
	if g.reasons.amount == nil {
		g.reasons.amount = because(whyShare.With(r.baseAmount(g)))
	}
	return g.reasons.amount
}

func (r *review) totalChanges(out []Change) []Change {
	why := because(whyTotal.With())
	for i := range r.scopes {
		s := &r.scopes[i]
		f, ok := r.fill.totals[s.total]
		if !ok {
			continue
		}
		t := r.plan.Totals[s.total]
		if f.amount != nil {
			out = append(out, Change{At: totalCell(t, FieldAmount), After: *f.amount, Subject: t.Label, Why: why})
		}
		if f.share != nil {
			out = append(out, Change{At: totalCell(t, FieldShare), After: *f.share, Subject: t.Label, Why: why})
		}
	}
	return out
}

// shareBox keeps the last few shares that were put into a Value, as a large
// column holds few different ones.
type shareBox struct {
	coef [64]int64
	box  [64]Value
	exp  [64]int32
}

func (b *shareBox) value(s Share) Value {
	coef, exp, ok := smallDecimal(s.Value)
	if !ok {
		return s
	}
	at := uint64(coef) % 64
	if b.box[at] == nil || b.coef[at] != coef || b.exp[at] != exp || b.box[at].(Share).Digits != s.Digits {
		b.coef[at], b.exp[at], b.box[at] = coef, exp, s
	}
	return b.box[at]
}
