package allocate

import (
	"errors"
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// pool is what a rescue moves targets within: the rows of one goal, dimension and period,
// of all workbooks; or the parts of one row.
type pool struct {
	goal, dimension string // folded
	unit            Unit
	period          Period
	path            string // of the workbook whose row is cut; "" at the top
	parent          int32  // the row that is cut; -1 at the top
}

// candidate is a row that a rescue can move targets to or from.
type candidate struct {
	pool
	Move
	goalName, dimName string
	step              decimal.Decimal // the last digit that its target is written with
	take              decimal.Decimal // what it can take over: 0 or more
	give              decimal.Decimal // what it lacks: 0 or more
	left              lang.Message    // why it can do neither, or less than its forecast allows
}

// candidates lists the sub-targets that targets can be moved between.
func (t *Tracking) candidates(path string, p *Plan) (out []candidate) {
	r := t.review
	for _, g := range r.groups {
		if len(g.rows) == 0 || r.unitOfGroup(g) == PercentUnit {
			continue
		}
		at := pool{goal: foldName(t.goalType(g)), dimension: r.match.dims[g.dim].folded, unit: r.unitOfGroup(g), parent: g.parent}
		if g.parent >= 0 {
			at.path = path
		}
		for _, row := range g.rows {
			pr := &t.Targets[row]
			if pr.TargetFrom == NoTarget {
				continue
			}
			at.period = pr.Period
			c := candidate{
				pool: at, goalName: t.goalType(g), dimName: r.subject(g), step: pr.Target.LastDigit(),
				Move: Move{Path: path, At: pr.At, Subject: pr.Subject, Owner: pr.Owner, Before: pr.Target, After: pr.Target, Parts: len(r.childrenOf(row)) > 0},
			}
			if pr.Forecast != nil && pr.State != Grey && !pr.Overdue {
				t.weighMove(&c, p.Breakdowns[row], pr, int(row))
			}
			out = append(out, c)
		}
	}
	return out
}

var (
	textLocked      = lang.T("“%s”已锁定，不参与调剂", "\"%s\" is locked and takes no part")
	textGrowthCap   = lang.T("“%s”的最低预测高出目标，但目标再提高会超过历史增速，只承接 %s", "the lowest forecast of \"%s\" is above its target, but more would outgrow its history; it takes %s")
	textRescue      = lang.T("%s：%s 的最低预测仍高于目标，可承接 %s；相应调减 %s，合计 %s 不变", "%s: the lowest forecast of %s is still above the target, and can take %s; %s gets as much less, and the total of %s stays")
	textRescueShort = lang.T("%s：%s 的最低预测仍高于目标，可承接 %s；相应调减 %s，合计 %s 不变，仍缺 %s", "%s: the lowest forecast of %s is still above the target, and can take %s; %s gets as much less, the total of %s stays, and %s is still missing")
)

// weighMove finds what a row can take over, or lacks. A row takes no more than its lowest
// forecast is sure of, and no more than its history lets it grow.
func (t *Tracking) weighMove(c *candidate, b *Breakdown, pr *Progress, row int) {
	surplus := multipleOf(pr.Forecast.Low.Value.Sub(pr.Target.Value), c.step)
	lack := multipleOf(pr.Target.Value.Sub(pr.Forecast.Best.Value), c.step)
	switch {
	case surplus.Sign() <= 0 && lack.Sign() <= 0:
		return
	case b.locked():
		c.left = textLocked.With(pr.Subject)
		return
	case surplus.Sign() > 0:
		c.Forecast = pr.Forecast.Low
		c.take = t.growthRoom(row, pr.Target.Value, surplus, c.step)
		if c.take.LessThan(surplus) {
			c.left = textGrowthCap.With(pr.Subject, pr.Target.With(c.take))
		}
	case pr.State == Red || pr.State == Amber:
		c.Forecast, c.give = pr.Forecast.Best, lack
	}
}

// locked reports whether a row's target is not to be moved: a formula gives it, or the
// justification says so.
func (b *Breakdown) locked() bool {
	if b.AmountIn == Derived {
		return true
	}
	if b.More == nil {
		return false
	}
	why := strings.ToLower(b.More.Reason)
	for _, w := range [...]string{"锁定", "不可调整", "不得调整", "固定", "locked", "fixed"} {
		if strings.Contains(why, w) {
			return true
		}
	}
	return false
}

// multipleOf rounds a figure down to a multiple of a step; 0 if it is below one.
func multipleOf(v, step decimal.Decimal) decimal.Decimal {
	if v.Sign() <= 0 {
		return decimal.Decimal{}
	}
	return v.Sub(v.Mod(step))
}

// growthRoom returns how much of a surplus a row can take over before its target outgrows
// its history; all of it where it does so already or there is no history.
func (t *Tracking) growthRoom(row int, target, surplus, step decimal.Decimal) decimal.Decimal {
	r := t.review
	if r.growthTrips(row, target) {
		return decimal.Decimal{}
	}
	if !r.growthTrips(row, target.Add(surplus)) {
		return surplus
	}
	low, high := decimal.Decimal{}, surplus.Div(step).Truncate(0) // low fits, high does not
	one, two := decimal.New(1, 0), decimal.New(2, 0)
	for high.Sub(low).GreaterThan(one) {
		middle := low.Add(high).Div(two).Truncate(0)
		if r.growthTrips(row, target.Add(middle.Mul(step))) {
			high = middle
		} else {
			low = middle
		}
	}
	return low.Mul(step)
}

// rescues makes a proposal for each pool that has both: rows that can take and rows that
// lack.
func rescues(all []candidate) ([]Rescue, error) {
	var order []pool
	pools := map[pool][]*candidate{}
	for i := range all {
		c := &all[i]
		if pools[c.pool] == nil {
			order = append(order, c.pool)
		}
		pools[c.pool] = append(pools[c.pool], c)
	}
	var out []Rescue
	for _, p := range order {
		r, err := rescue(pools[p])
		if err != nil {
			return nil, err
		}
		if r != nil {
			out = append(out, *r)
		}
	}
	return out, nil
}

// rescue spreads what can be moved within a pool over those who take it, and over those
// who lack it, each in proportion; nil if nothing can be moved.
func rescue(rows []*candidate) (*Rescue, error) {
	var take, give decimal.Decimal
	step := rows[0].step
	for _, c := range rows {
		take, give = take.Add(c.take), give.Add(c.give)
		step = decimal.Min(step, c.step)
	}
	moved := decimal.Min(take, give)
	if moved.Sign() <= 0 {
		return nil, nil
	}
	more, err := spreadMove(moved, step, rows, func(c *candidate) decimal.Decimal { return c.take })
	if err != nil {
		return nil, err
	}
	less, err := spreadMove(moved, step, rows, func(c *candidate) decimal.Decimal { return c.give })
	if err != nil {
		return nil, err
	}
	out := &Rescue{Goal: rows[0].goalName, Dimension: rows[0].dimName, Moved: rows[0].Before.With(moved)}
	var before, after decimal.Decimal
	for i, c := range rows {
		c.After = c.Before.With(c.Before.Value.Add(more[i]).Sub(less[i]))
		before, after = before.Add(c.Before.Value), after.Add(c.After.Value)
		if !c.After.Value.Equal(c.Before.Value) {
			out.Moves = append(out.Moves, c.Move)
		}
		if !c.left.IsZero() {
			out.Left = append(out.Left, c.left)
		}
	}
	if !before.Equal(after) {
		return nil, &lang.Error{What: textInternal.With(out.Dimension), Hint: textInternalHint.With(), Cause: errors.New("a rescue changes the total")}
	}
	out.Total, out.Short = rows[0].Before.With(before), rows[0].Before.With(give.Sub(moved))
	out.say()
	return out, nil
}

// spreadMove splits what is moved among rows in proportion to what each can bear, and
// gives none more than that.
func spreadMove(moved, step decimal.Decimal, rows []*candidate, bears func(*candidate) decimal.Decimal) ([]decimal.Decimal, error) {
	parts := make([]Part, len(rows))
	for i, c := range rows {
		most := bears(c)
		parts[i] = Part{Weight: most, Min: nullDecimal(decimal.Decimal{}), Max: nullDecimal(most)}
	}
	return Split(moved, step, parts)
}

func nullDecimal(d decimal.Decimal) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: d, Valid: true}
}

// say puts the rescue into words.
func (r *Rescue) say() {
	var takers, givers nameList
	for _, m := range r.Moves {
		if m.After.Value.GreaterThan(m.Before.Value) {
			takers = append(takers, m.Subject)
		} else {
			givers = append(givers, m.Subject)
		}
	}
	about := r.Dimension
	if r.Goal != "" {
		about += " " + r.Goal
	}
	if r.Short.Value.Sign() > 0 {
		r.Message = textRescueShort.With(about, takers, r.Moved, givers, shown(r.Total), r.Short)
		return
	}
	r.Message = textRescue.With(about, takers, r.Moved, givers, shown(r.Total))
}
