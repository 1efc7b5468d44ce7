package allocate

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// chooseCuts settles which cuts the overview shows: of each goal the first one, as far
// as there is room, then the others; of many goals the largest. Groups without any
// goal come last.
func (r *review) chooseCuts() {
	byGoal := make([][]*group, len(r.plan.Targets)+1)
	all := 0
	for _, g := range r.groups {
		if g.parent >= 0 {
			continue
		}
		at := g.goal
		if at < 0 {
			at = int32(len(r.plan.Targets))
		}
		if len(byGoal[at]) < maxCuts {
			byGoal[at] = append(byGoal[at], g)
		}
		all++
	}
	goals := r.largestGoals(byGoal)
	room := maxCuts
	take := make([]int, len(byGoal))
	for depth := 0; depth < maxCuts && room > 0; depth++ {
		for _, i := range goals {
			if room > 0 && (depth == 0 || depth < len(byGoal[i])) {
				take[i]++
				room--
			}
		}
	}
	for _, groups := range byGoal[:len(r.plan.Targets)] {
		all += max(0, 1-len(groups))
	}
	slices.Sort(goals)
	for _, i := range goals {
		for n := range take[i] {
			c := Cut{goal: int32(i), First: n == 0}
			if n < len(byGoal[i]) {
				c.group = byGoal[i][n]
			}
			r.shown = append(r.shown, c)
			if c.group != nil {
				c.group.shown = int8(len(r.shown))
			}
		}
	}
	r.unshown = all - len(r.shown)
}

// largestGoals lists the goals that can be shown: all of them, or the largest ones,
// money first. Groups without a goal count as one more.
func (r *review) largestGoals(byGoal [][]*group) []int {
	goals := make([]int, 0, len(byGoal))
	for i := range r.plan.Targets {
		goals = append(goals, i)
	}
	if none := len(r.plan.Targets); len(byGoal[none]) > 0 {
		goals = append(goals, none)
	}
	if len(goals) <= maxCuts {
		return goals
	}
	size := func(i int) (money bool, v decimal.Decimal) {
		if i < len(r.plan.Targets) {
			a, _ := r.goalAmount(int32(i))
			return a.Unit.Kind() == Money, a.Value.Abs()
		}
		return false, decimal.Zero
	}
	slices.SortStableFunc(goals, func(a, b int) int {
		moneyA, x := size(a)
		moneyB, y := size(b)
		if moneyA != moneyB {
			return map[bool]int{true: -1, false: 1}[moneyA]
		}
		return y.Cmp(x)
	})
	return goals[:maxCuts]
}

// drawCut fills in the figures of a cut.
func (r *review) drawCut(c *Cut) {
	if c.goal < int32(len(r.plan.Targets)) {
		t := r.plan.Targets[c.goal]
		c.Goal, c.typ = r.goalName(c.goal), t.Type
		if a, ok := r.goalAmount(c.goal); ok {
			at := t.At
			at.Field = FieldAmount
			c.Total, c.Form = &Figure{a.Value, []Ref{at}}, a
		}
	}
	g := c.group
	if g == nil {
		if c.Total != nil && c.Form.Unit.Kind() != Percent {
			c.Allocated = &Figure{}
		}
		c.Form = legible(c.Form, c.Form.Value)
		return
	}
	c.Dimension, c.Rows = r.subject(g), g.rows
	if c.Form.Unit == "" {
		c.Form.Unit = r.unitOfGroup(g)
	}
	if c.Form.Unit.Kind() == Percent {
		c.Form.Scale = percentScale
		return
	}
	c.Allocated = &Figure{Value: g.sum}
	most := g.sum.Abs()
	if c.Total != nil && c.Total.Value.Abs().Cmp(most) > 0 {
		most = c.Total.Value.Abs()
	}
	f := r.formOf(g)
	c.Form.Scale, c.Form.Form = f.scale, f.spelling
	c.Form = legible(c.Form, most)
	r.drawLast(c)
	r.drawSlices(c)
}

// goalName is a goal's type, with its period where other goals are of the type.
func (r *review) goalName(goal int32) lang.Message {
	t := r.plan.Targets[goal]
	for i, other := range r.plan.Targets {
		if int32(i) != goal && other.Type == t.Type && !t.Period.IsZero() {
			return lang.T("%s %s", "%s %s").With(t.Period, t.Type)
		}
	}
	return textDimension.With(t.Type)
}

// Bounds of what reads well in a narrow column.
const (
	manyDigits = 6 // before the point
	maxDigits  = 2 // behind it
)

// legible is a form in which a figure has neither many digits nor few.
func legible(a Amount, v decimal.Decimal) Amount {
	steps := []int8{0, 4, 8, 12}
	if a.Western() {
		steps = []int8{0, 3, 6, 9, 12}
	}
	if a.Unit.Kind() == Percent || a.Unit == "" {
		return a
	}
	if !slices.Contains(steps, a.Scale) {
		a.Scale = 0
	}
	at := slices.Index(steps, a.Scale)
	for at+1 < len(steps) && wholeDigits(v.Shift(-int32(steps[at]))) > manyDigits {
		at++
	}
	for at > 0 && a.Unit.Kind() == Money && wholeDigits(v.Shift(-int32(steps[at]))) < 2 && !v.IsZero() {
		at--
	}
	if a.Scale != steps[at] {
		a = a.Rescaled(steps[at])
		if a.Western() && a.Scale > 0 {
			a.Form |= Form(scaleLetter) << formScaleShift
		}
	}
	return a
}

// drawSlices lists the largest parts of a cut, unless one of them is negative or
// there is nothing to cut.
func (r *review) drawSlices(c *Cut) {
	var top largest
	for _, row := range c.Rows {
		v, ok := r.valueOf(row)
		switch {
		case !ok || v.IsZero():
			continue
		case v.Sign() < 0:
			c.Negative = true
			return
		}
		top.offer(row, v, maxSlices)
	}
	for _, e := range top {
		if len(c.Slices) > 0 && e.size.Mul(decimal.New(50, 0)).LessThan(c.Allocated.Value) {
			break // thinner than 2% of the whole
		}
		c.Slices = append(c.Slices, Slice{r.plan.Breakdowns[e.row].Item, Figure{e.size, []Ref{r.ref(e.row, FieldAmount)}}})
	}
	if len(c.Slices) > 0 {
		c.More = len(c.Rows) - len(c.Slices)
		c.Even = c.Slices[0].Value.Mul(decimal.New(100, 0)).LessThan(c.Allocated.Value.Mul(decimal.New(3, 0)))
	}
}

// ranked is a row with the number by which it is ranked.
type ranked struct {
	row  int32
	size decimal.Decimal
}

// largest is the rows with the largest sizes, the largest first; of equal ones the
// earlier row.
type largest []ranked

// offer puts a row in its place, if it is among the first n.
func (l *largest) offer(row int32, size decimal.Decimal, n int) {
	if len(*l) == n && (*l)[n-1].size.Cmp(size) >= 0 {
		return
	}
	at, _ := slices.BinarySearchFunc(*l, size, func(e ranked, size decimal.Decimal) int {
		return cmp.Or(size.Cmp(e.size), -1) // behind its equals
	})
	*l = slices.Insert(*l, at, ranked{row, size})
	*l = (*l)[:min(len(*l), n)]
}
