package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

var whole = decimal.New(1, 0)

// hasStatus reports whether the progress of an action is known.
func (a *Action) hasStatus() bool { return a.StatusIn == Typed || a.StatusIn == Derived }

func (a *Action) at(f Field) Ref {
	at := a.At
	at.Field = f
	return at
}

func checkProgressRange(r *review) {
	for _, a := range r.plan.Actions {
		if !a.hasStatus() {
			continue
		}
		limit := decimal.Zero
		text := lang.T("“%s”完成状态 %s 小于 0，低 %s 个百分点。", "\"%s\": the progress of %s is below 0 by %s points.")
		switch {
		case a.Status.Value.GreaterThan(whole):
			limit = whole
			text = lang.T("“%s”完成状态 %s 大于 100%%，高 %s 个百分点。", "\"%s\": the progress of %s is above 100%% by %s points.")
		case a.Status.Value.Sign() >= 0:
			continue
		}
		status, over := a.Status.Value, a.Status.Value.Sub(limit)
		r.add(Finding{
			At: a.at(FieldStatus), Subject: a.Name, Unit: "%",
			Found: &status, Expected: &limit, Difference: &over,
			Message: text.With(a.Name, a.Status, over.Abs().Shift(2).String()),
			Hint:    lang.T("完成状态应在 0 至 100% 之间；超额完成的写 100%，超额部分写在偏差与调整措施里。", "Progress is between 0 and 100%; for more than planned write 100% and put the rest into the remarks.").With(),
		})
	}
}

func checkProgressConsistent(r *review) {
	for i, a := range r.plan.Actions {
		if !a.hasStatus() || a.Status.Value.Sign() < 0 || a.Status.Value.GreaterThan(whole) || r.fedByActuals(i) {
			continue
		}
		n, unit, ok := soleCount(a.Action)
		if !ok || n > maxSmallCount {
			continue
		}
		low, high, fits := nearestParts(a.Status, n)
		if fits {
			continue
		}
		done := a.Status.Value.Mul(decimal.New(int64(n), 0))
		status := a.Status.Value
		r.add(Finding{
			At: a.at(FieldStatus), Members: []Ref{a.at(FieldAction), a.at(FieldStatus)}, Subject: a.Name,
			Found: &status, Unit: "%",
			Message: lang.T("“%s”完成状态 %s：%d%s的 %[2]s 是 %[5]s%[4]s，不是整数。", "\"%s\": the progress is %s, but that would be %[5]s of %[3]d%[4]s, which is no whole number.").
				With(a.Name, a.Status, n, unit, done.String()),
			Hint: lang.T("%d%s对应 %s，%d%s对应 %s；或改写具体行动里的数量。", "%d%s would be %s, %d%s would be %s; or change the count in the action.").
				With(low.count, unit, low.share, low.count+1, unit, high.share),
		})
	}
}

// maxSmallCount is the largest count for which a broken part of it is worth a word.
const maxSmallCount = 100

// countPart is a whole count and the progress that it makes.
type countPart struct {
	count int
	share Share
}

// nearestParts returns the whole counts on both sides of a progress on n, and
// whether the progress is one of them within half of its last written digit.
func nearestParts(s Share, n int) (low, high countPart, fits bool) {
	total := decimal.New(int64(n), 0)
	count := s.Value.Mul(total).Floor()
	part := func(c decimal.Decimal) countPart {
		exact := c.DivRound(total, int32(s.Digits)+8)
		fits = fits || near(exact, s.Value, s.Digits)
		digits := max(s.Digits, 1)
		if exact.Equal(exact.Round(2)) {
			digits = 0
		}
		return countPart{int(c.IntPart()), Share{exact.Round(int32(digits) + 2), digits}}
	}
	low, high = part(count), part(count.Add(whole))
	return low, high, fits
}

// daysBetween returns the number of days from one day to a later one.
func daysBetween(from, to Date) int { return Period{from, to}.Days() - 1 }
