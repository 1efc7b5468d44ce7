package allocate

import (
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// Overview is what a meeting about the plan wants to see on one page: how far each
// goal is broken down, what carries its growth, what is wrong, with whom it lies, and
// what nobody looked at. Everything that there is too much of is cut to the largest,
// and how many more there are is said beside it.
type Overview struct {
	Cuts        []Cut // goals and the dimensions that they are cut by, in sheet order
	MoreCuts    int
	Growths     []GrowthView // what carries the growth of up to two goals
	Items       []ItemGrowth // those above their history first, then the largest
	MoreItems   int
	NoHistory   bool // the plan has no earlier figures at all
	Counts      [Error + 1]int
	Problems    []Problem // the largest first
	MoreProblem int
	Owners      []OwnerPoints // those with the most open points first
	MoreOwners  int
	Unchecked   []lang.Message // what was not checked, and why
	MoreUncheck int
}

// Figure is a number of the overview: a sum in base units, and the cells that give it
// when they are added up; nil where no few cells do.
type Figure struct {
	Value decimal.Decimal
	Cells []Ref
}

// Cut is a goal and one dimension that it is cut by.
type Cut struct {
	Goal      lang.Message // its type, with its period where several goals are of the type; zero where no goal is listed
	First     bool         // the first of its goal
	Dimension string       // "" where the goal is not broken down
	Form      Amount       // the unit, scale and digits in which the cut's figures read well
	Total     *Figure
	Allocated *Figure // nil for rates, which do not add up
	Rows      []int32 // the members, as indexes in Plan.Breakdowns
	Last      *Figure // the same of the year before; nil where it is not known of every row
	Slices    []Slice // the largest parts; nil where parts cannot be drawn
	More      int     // parts beside them
	Negative  bool    // one of the parts is below 0: they cannot be drawn
	Even      bool    // there are many parts, and none is large: they are not drawn
	goal      int32
	typ       string // the goal's type
	group     *group
}

// Open is what is not broken down yet; below 0 where too much is.
func (c *Cut) Open() (decimal.Decimal, bool) {
	if c.Total == nil || c.Allocated == nil {
		return decimal.Zero, false
	}
	return c.Total.Value.Sub(c.Allocated.Value), true
}

// Short is an item's name without the goal's type behind it, which says nothing new
// beside the goal: 华东区域销售额 is 华东区域.
func (c *Cut) Short(item string) string {
	at := len(item) - len(c.typ)
	if at > 0 && strings.EqualFold(item[at:], c.typ) && strings.TrimSpace(item[:at]) != "" {
		return strings.TrimSpace(item[:at])
	}
	return item
}

// Problem is one of the largest findings.
type Problem struct {
	Finding int32        // index in Result.Findings
	Goal    lang.Message // that a sum is of; zero where the plan has one goal only
}

// Slice is a part of a whole.
type Slice struct {
	Name string
	Figure
}

// ItemGrowth is an item's target beside its history.
type ItemGrowth struct {
	Name      string
	Target    Figure
	Form      Amount
	Last      *Figure // the last actual; nil where there is none
	LastYear  int
	First     *Figure // where the reference period starts; nil where no rate can be told
	FirstYear int
	Ahead     int // years from the last actual to the target
	Span      int // years of the reference period
	Growth    decimal.Decimal
	Reference decimal.Decimal
	Compound  bool // the reference is the compound rate of First and Last
	Points    bool // rates are percentage points a year
	Above     bool
	Steep     bool         // far above: an error
	Grade     lang.Text    // how strong the evidence is
	Why       lang.Message // why it was not checked; zero if it was
}

// OwnerPoints is how many open points lie with an owner.
type OwnerPoints struct {
	Owner            string // "" for rows without one
	Errors, Warnings int
	Overdue          int // of the warnings
}

func (o *OwnerPoints) all() int { return o.Errors + o.Warnings }

// How much of each kind an overview holds: as much as one page does.
const (
	maxCuts     = 8
	maxProblems = 5
	maxItems    = 7
	maxOwners   = 5
	maxUncheck  = 4
	maxSlices   = 5
	maxGrowths  = 2
	maxColumns  = 6
	maxSteps    = 5
	maxCells    = 60 // cells that a figure names
)

// overview draws the overview up from a check under way: figures are those that the
// cells will hold when the changes are made.
func (r *review) overview() *Overview {
	o := &Overview{NoHistory: len(r.plan.History) == 0}
	r.drawFigures(o)
	r.drawProblems(o)
	r.drawOwners(o)
	r.drawUnchecked(o)
	return o
}

// refresh draws the figures up again from a check of the plan with amounts rewritten.
func (o *Overview) refresh(r *review) {
	o.Growths, o.Items = nil, nil
	r.drawFigures(o)
}

// drawFigures fills in what the amounts give.
func (r *review) drawFigures(o *Overview) {
	o.Cuts, o.MoreCuts = r.shown, r.unshown
	for i := range o.Cuts {
		r.drawCut(&o.Cuts[i])
	}
	r.drawGrowths(o)
	r.drawItems(o)
	for i := range o.Cuts {
		o.Cuts[i].group = nil
	}
}
