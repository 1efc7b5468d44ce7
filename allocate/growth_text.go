package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// growthText tells a target's growth beside its history. It is put into words
// only when somebody reads the finding.
type growthText struct {
	subject  string
	c        growthCase
	v        verdict
	why      justification
	from, to Severity
	volatile decimal.Decimal // Policy.VolatilePoints
}

// In renders both sums, the difference, what weakens the evidence, and the justification.
func (g growthText) In(l lang.Lang) string {
	out := g.asked().In(l) + g.given().In(l) + g.excess().In(l)
	for _, m := range g.remarks() {
		out += m.In(l)
	}
	return out
}

// asked is the growth of the target, with its sum.
func (g growthText) asked() lang.Message {
	c, last := &g.c, g.c.past[g.c.last()].year
	if c.inPoints() {
		text := lang.T("%s：目标 %s 比 %d 年实际 %s 高 %s 个百分点；", "%s: the target of %s is %[5]s points above the %[4]s of %[3]d; ")
		if c.ahead() > 1 {
			text = lang.T("%s：目标 %s 比 %d 年实际 %s 平均每年高 %s 个百分点；", "%s: the target of %s is %[5]s points a year above the %[4]s of %[3]d; ")
		}
		return text.With(g.subject, c.target, last, c.past[c.last()].actual.Amount, points(g.v.growth))
	}
	f := g.figures()
	if c.ahead() == 1 {
		return lang.T("%s：目标增速 %s = %s/%s−1；", "%s: target growth %s = %s/%s−1; ").
			With(g.subject, g.v.growth, f.target, f.last)
	}
	return lang.T("%s：最近的实际是 %d 年，目标年均增速 %s = (%s/%s)^(1/%d)−1；",
		"%s: the last actual is of %d, target growth a year %s = (%s/%s)^(1/%d)−1; ").
		With(g.subject, last, g.v.growth, f.target, f.last, c.ahead())
}

// given is the reference growth of the history, with its sum.
func (g growthText) given() lang.Message {
	c := &g.c
	first, last := c.past[c.from].year, c.past[c.last()].year
	switch {
	case g.v.method == GrowthMax:
		return lang.T("%d→%d 最高单年 %s", "%d→%d grew %s in the best year").With(first, last, g.v.reference)
	case g.v.method == GrowthMean:
		return lang.T("%d→%d 逐年增速平均 %s%s", "%d→%d grew %s on average of the years%s").With(first, last, g.v.reference, g.top())
	case c.inPoints():
		return lang.T("%d→%d 每年 %s 个百分点 = (%s−%s)/%d%s", "%d→%d changed by %s points a year = (%s−%s)/%d%s").
			With(first, last, points(g.v.reference), c.value(c.last()).Shift(2).String(), c.value(c.from).Shift(2).String(), c.span(), g.top())
	}
	f := g.figures()
	if c.span() == 1 {
		return lang.T("%d→%d 增长 %s = %s/%s−1", "%d→%d grew %s = %s/%s−1").
			With(first, last, g.v.reference, f.last, f.first)
	}
	return lang.T("%d→%d 年均 %s = (%s/%s)^(1/%d)−1%s", "%d→%d grew %s a year = (%s/%s)^(1/%d)−1%s").
		With(first, last, g.v.reference, f.last, f.first, c.span(), g.top())
}

// top names the best single year.
func (g growthText) top() lang.Message {
	switch {
	case g.v.bestYear == 0:
		return lang.Message{}
	case g.c.inPoints():
		return lang.T("，最高 %s（%d）", ", %s at best (%d)").With(points(g.v.best), g.v.bestYear)
	}
	return lang.T("，最高 %s（%d）", ", %s at best (%d)").With(g.v.best, g.v.bestYear)
}

// excess is by how much the target is above what history gives.
func (g growthText) excess() lang.Message {
	over := points(g.v.growth - g.v.reference)
	if g.c.inPoints() {
		return lang.T("；超出 %s 个百分点。", "; %s points above.").With(over)
	}
	more := g.c.target
	more.Value = more.Value.Sub(g.c.expected(g.v))
	return lang.T("；超出 %s 个百分点，多 %s。", "; %s points above, %s more.").With(over, shown(more))
}

// expected is what the last actual becomes at the reference rate by the
// target's year, cut off so that a target of it is not flagged.
func (c *growthCase) expected(v verdict) decimal.Decimal {
	base, digits := c.value(c.last()), c.lastDigit()
	if v.method == GrowthCAGR {
		return grown(base, c.value(c.from), base, c.span(), c.ahead(), digits)
	}
	return grownAt(base, v.reference, c.ahead(), digits)
}

// lastDigit is the number of digits after the point, in base units, to which an
// amount like the target is told: its own, or four significant ones.
func (c *growthCase) lastDigit() int32 {
	own := int32(c.target.Digits) - int32(c.target.Scale)
	return max(own, min(0, 4-wholeDigits(c.target.Value)))
}

// wholeDigits is the number of digits before the point; 0 for figures below 1.
func wholeDigits(d decimal.Decimal) int32 {
	return max(0, int32(d.NumDigits())+d.Exponent())
}

// figures are the numbers of the sums, in the target's own scale.
type figures struct{ first, last, target string }

// figures returns the numbers that the sums show: with so many digits that a
// reader who does the sums gets the printed rates.
func (g growthText) figures() figures {
	c, scale := &g.c, -int32(g.c.target.Scale)
	goal := c.target.Value.Shift(scale)
	first, last := c.value(c.from).Shift(scale), c.value(c.last()).Shift(scale)
	digits := max(0, 4-min(wholeDigits(first), wholeDigits(last)))
	for ; digits < 40; digits++ {
		f, l := first.Round(digits), last.Round(digits)
		if f.Sign() > 0 && c.pace(f, l, c.span()) == c.compound() && c.pace(l, goal, c.ahead()) == g.v.growth {
			break
		}
	}
	return figures{first.Round(digits).String(), last.Round(digits).String(), goal.String()}
}

// shown is an amount in its own scale, or, where that would be below 1 or above
// ten thousand of it, in the one that reads shortest.
func shown(a Amount) Amount {
	v, scale := a.Value.Abs(), int32(a.Scale)
	if scale > 0 && (v.Cmp(decimal.New(1, scale)) < 0 || v.Cmp(decimal.New(1, scale+4)) >= 0) {
		return a.Natural()
	}
	return a
}
