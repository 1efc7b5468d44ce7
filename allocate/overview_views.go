package allocate

import "github.com/shopspring/decimal"

// GrowthView is where the growth of a goal comes from: its largest items beside
// earlier years, and the way from the last year to the goal.
type GrowthView struct {
	Cut     int    // index in Overview.Cuts
	Form    Amount // in which the items' figures read well
	Year    int    // that the target is for
	Years   []int
	Columns []ItemYears // the largest items
	More    int         // items beside them
	Steps   []Step      // from the last year to the goal; nil where a way cannot be drawn
}

// ItemYears is an item's target and its actuals by GrowthView.Years; nil where a year
// is not known.
type ItemYears struct {
	Name   string
	Target Figure
	Past   []*Figure
}

// StepKind says what a step of the way to the goal is.
type StepKind uint8

// The kinds of steps. The first and the last are levels, the others differences.
const (
	StepLast  StepKind = iota // the year before
	StepItem                  // an item: target less last year
	StepRest                  // the other items
	StepFresh                 // items without a last year: their targets
	StepOpen                  // what is not broken down; below 0 where too much is
	StepGoal                  // the goal
)

// Step is one of them. Value is in base units; of an item, Target and Last are what
// it is the difference of, of fresh items Target is their sum.
type Step struct {
	Kind   StepKind
	Name   string // of an item
	Count  int    // of rest and fresh: how many items
	Value  decimal.Decimal
	Target *Figure
	Last   *Figure
}

// drawGrowths shows what carries the growth of the first goals that have a history:
// of each by the cut of which most is known.
func (r *review) drawGrowths(o *Overview) {
	best, known := map[int32]int{}, map[int32]int{}
	var order []int32
	for i := range o.Cuts {
		c := &o.Cuts[i]
		if past := r.pastOf(c); past != nil && past.known > known[c.goal] {
			if known[c.goal] == 0 {
				order = append(order, c.goal)
			}
			best[c.goal], known[c.goal] = i, past.known
		}
	}
	for _, goal := range order[:min(len(order), maxGrowths)] {
		o.Growths = append(o.Growths, r.growthView(&o.Cuts[best[goal]], best[goal]))
	}
}

func (r *review) growthView(c *Cut, at int) GrowthView {
	v := GrowthView{Cut: at}
	var top largest
	for _, row := range c.Rows {
		if a, ok := r.valueOf(row); ok {
			top.offer(row, a.Abs(), maxColumns)
		}
	}
	cases := make([]growthCase, len(top))
	for i, e := range top {
		why := r.caseOfRow(int(e.row), &cases[i])
		if !cases[i].hasLastYear(why) {
			cases[i].past = nil
			continue
		}
		v.Year = cases[i].year
		for _, y := range cases[i].past {
			if year := int(y.year); year >= cases[i].year-maxPastYears {
				v.Years = append(v.Years, year)
			}
		}
	}
	v.Years = sortedYears(v.Years)
	for i, e := range top {
		v.Columns = append(v.Columns, r.itemYears(e.row, &cases[i], v.Years))
	}
	v.More, v.Form = len(c.Rows)-len(v.Columns), legible(c.Form, top[0].size)
	v.Steps = r.wayTo(c)
	return v
}

// maxPastYears is how many earlier years are drawn beside a target.
const maxPastYears = 3

func (r *review) itemYears(row int32, c *growthCase, years []int) ItemYears {
	value, _ := r.valueOf(row)
	out := ItemYears{Name: r.plan.Breakdowns[row].Item, Target: Figure{value, []Ref{r.ref(row, FieldAmount)}}, Past: make([]*Figure, len(years))}
	for i := range c.past {
		for j, year := range years {
			if int(c.past[i].year) == year {
				out.Past[j], _ = c.figure(i)
			}
		}
	}
	return out
}

// wayTo is the way from the last year to the goal. A way through negative figures
// cannot be drawn as columns on top of each other.
func (r *review) wayTo(c *Cut) []Step {
	past := r.pastOf(c)
	if c.Allocated == nil || past.last.value().Sign() < 0 {
		return nil
	}
	level := past.last.value()
	steps := []Step{{Kind: StepLast, Value: level}}
	if past.known <= maxCells {
		steps[0].Last = &Figure{level, past.cells}
	}
	rest := past.target.value().Sub(level)
	for _, e := range past.steps {
		if e.size.Mul(decimal.New(50, 0)).LessThan(decimal.Max(past.steps[0].size, r.climb(c, level))) {
			break // too small to be seen
		}
		step := r.itemStep(e.row)
		steps, rest = append(steps, step), rest.Sub(step.Value)
	}
	if n := past.known - (len(steps) - 1); n > 0 {
		steps = append(steps, Step{Kind: StepRest, Count: n, Value: rest})
	}
	if past.unknown > 0 {
		sum := Figure{Value: c.Allocated.Value.Sub(past.target.value())}
		if past.unknown <= len(past.fresh) {
			for _, row := range past.fresh {
				sum.Cells = append(sum.Cells, r.ref(row, FieldAmount))
			}
		}
		steps = append(steps, Step{Kind: StepFresh, Count: past.unknown, Value: sum.Value, Target: &sum})
	}
	goal := c.Allocated.Value
	if open, ok := c.Open(); ok && !open.IsZero() {
		steps, goal = append(steps, Step{Kind: StepOpen, Value: open}), c.Total.Value
	}
	steps = append(steps, Step{Kind: StepGoal, Value: goal})
	for _, s := range steps[1 : len(steps)-1] {
		if level = level.Add(s.Value); level.Sign() < 0 {
			return nil
		}
	}
	return steps
}

// climb is how far the goal is from a level.
func (r *review) climb(c *Cut, level decimal.Decimal) decimal.Decimal {
	if c.Total != nil {
		return c.Total.Value.Sub(level).Abs()
	}
	return c.Allocated.Value.Sub(level).Abs()
}

func (r *review) itemStep(row int32) Step {
	var c growthCase
	r.caseOfRow(int(row), &c)
	last, _ := c.figure(c.last())
	target := Figure{c.target.Value, []Ref{r.ref(row, FieldAmount)}}
	return Step{Kind: StepItem, Name: r.plan.Breakdowns[row].Item, Value: target.Value.Sub(last.Value), Target: &target, Last: last}
}
