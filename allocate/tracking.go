package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// TrackInput is what a refresh knows besides the plan. What is nil or "" is not known.
type TrackInput struct {
	Actuals *Actuals
	// Names says what an export's names are called in the plan (--map), as people
	// wrote both; names are folded before they are compared.
	Names map[string]string
	// Earlier are the rows of the workbook's 月度快照, in any order.
	Earlier []Snapshot
	// Region is whose workbook it is, as an export would call it: 华东. With it, lines
	// that name another region are not taken, and need no row here.
	Region string
}

// Tracking is what a plan comes to on a day, against its actuals.
type Tracking struct {
	AsOf    Date
	Month   Month
	Region  string     // see TrackInput
	Actions []Progress // by index of Plan.Actions
	Targets []Progress // by index of Plan.Breakdowns
	// Snapshots is the whole of 月度快照 after the refresh: earlier months (with
	// Restated set where an actual was changed since), then this month's rows in the
	// plan's order. This month's rows of before are replaced.
	Snapshots []Snapshot
	Restated  []Restatement // in the order of Snapshots
	// Used are the series that feed a row of this plan, rising (indexes in
	// Actuals.Series). The others may belong to other workbooks: see MakeReport.
	Used []int32
	// Refused are series that bear the name of a row of this plan and still feed none,
	// in the file's order.
	Refused []Unmatched
	review  *review
}

// TargetSource says where the target of a row comes from.
type TargetSource uint8

// The sources of targets.
const (
	NoTarget         TargetSource = iota
	TargetInAction                // the count or amount named in 具体行动: 3场, 15万元
	TargetOfRow                   // the row's own 目标值
	TargetOfItem                  // the 目标值 of the sub-target that the action serves
	TargetIsProgress              // 100%: the actuals are percentages of progress themselves
)

// PlanBasis says how the plan to date was found.
type PlanBasis uint8

// The bases, in the order in which they are tried.
const (
	NoBasis      PlanBasis = iota
	MonthlyPlan            // the workbook's own plan by months
	PriorProfile           // last year's actuals by months
	LinearTime             // the days that have passed of the row's period
)

// CompleteSource says what % complete rests on.
type CompleteSource uint8

// The sources of % complete.
const (
	NoComplete   CompleteSource = iota
	FromActuals                 // actual to date ÷ target
	FromProgress                // 完成状态, as a person typed it
)

// State is the colour of a row.
type State uint8

// The states.
const (
	Grey  State = iota // nothing to judge: see Progress.Word
	Green              // index at or above Policy.GreenIndex
	Amber              // index at or above Policy.AmberIndex
	Red                // below, or overdue
)

// String returns the name that JSON uses: grey, green, amber, red.
func (s State) String() string { return [...]string{"grey", "green", "amber", "red"}[s] }

// In returns the colour's name for people: 灰, 绿, 黄, 红.
func (s State) In(l lang.Lang) string {
	return [...]lang.Text{
		lang.T("灰", "grey"), lang.T("绿", "green"), lang.T("黄", "amber"), lang.T("红", "red"),
	}[s].In(l)
}

// Progress is where one row stands on a day: an action, or a sub-target. Fractions
// (complete, planned, index ...) are exact to 12 digits after the point, amounts to
// 2; states are judged on the exact values.
type Progress struct {
	At      Ref    // of the row, without a field
	Subject string // 策略名称, or the sub-target
	Detail  string // 具体行动; "" of a sub-target
	Owner   string
	Serves  int32 // index in Plan.Breakdowns of the sub-target that an action serves, or the row's own; -1 if none is certain

	Target     Amount // zero if TargetFrom is NoTarget
	TargetFrom TargetSource

	Period Period // from start to due day; zero if not known
	Basis  PlanBasis
	// Why the better bases were not taken, and where Period begins.
	BasisWhy lang.Message

	Series       []int32   // indexes in Actuals.Series that feed the row; nil if none
	Actual       Amount    // to date; zero if Series is nil or has no month yet
	LastActual   Month     // the latest month with an actual; zero if there is none
	Complete     NullShare // actual ÷ target, or 完成状态
	CompleteFrom CompleteSource
	Planned      NullShare // part of the target that was to be reached by now, 0 to 1
	Plan         Amount    // the same as an amount
	Variance     Amount    // actual − plan
	Lead         NullShare // complete − planned, in points; negative is behind
	Index        NullShare // complete ÷ planned

	State   State
	Word    lang.Text    // 正常, 关注, 落后, 逾期, 未开始, 无实际数, 久未更新, 已完成, 无法判断
	Why     lang.Message // the arithmetic, in the row's own numbers
	Overdue bool
	Late    int  // days past the due day; 0 unless Overdue
	Stale   bool // no update for Policy.StaleDays

	Forecast *Forecast    // nil where there is nothing to go by
	Proposal lang.Message // zero unless the row is amber or red

	Since     NullShare    // change of % complete since the snapshot of the month before, in points
	NewStatus NullShare    // what 完成状态 becomes, 0 to 1: set only where actuals feed the row
	From      lang.Message // how the actuals were matched: by name, by map ...

	lent      bool            // the actuals are those of the sub-target that the action serves
	countFrom Date            // the first day whose actuals count
	due       Date            // zero if there is none
	fine      decimal.Decimal // Plan before it is rounded, for sums
}

// NullShare is a fraction that may be missing.
type NullShare = decimal.NullDecimal

// Forecast is where a row will end if it goes on, in the target's unit.
type Forecast struct {
	RunRate  Amount // actual to date at the pace so far, by days
	Seasonal Amount // actual to date ÷ planned part; equal to RunRate where the plan is linear
	Recent   Amount // actual to date, then the pace of the last Policy.RecentMonths months
	Low      Amount // the lowest of them
	High     Amount // the highest of them
	// Best is the one that counts: seasonal where the plan has a season, else the run rate.
	Best Amount
	// Required is what each month left has to bring; MonthsLeft is how many there are
	// (a part of a month counts by its days). Both are zero where none are left.
	Required   Amount
	MonthsLeft decimal.Decimal
	// SoFar is what a month brought so far, on average.
	SoFar Amount
	// Multiple is the pace that is required ÷ the pace so far, both against the plan's
	// season; not valid where nothing was reached yet or no time is left.
	Multiple NullShare
}

// Unmatched is a series that feeds no row.
type Unmatched struct {
	Series int32 // index in Actuals.Series
	Line   int   // of the file
	Item   string
	Why    lang.Message // no row of that name, or several
	Near   []string     // names in the plan that come near, the nearest first; never taken
}

// Restatement is a past month whose actual to date is not what it was.
type Restatement struct {
	At            Ref
	Subject       string
	Month         Month
	Before, After Amount // actual to date
}

// Snapshot is a row of 月度快照: where an action or a sub-target stood at the end of a month.
type Snapshot struct {
	Month    Month
	AsOf     Date
	Target   bool   // a sub-target; else an action
	Subject  string // 策略名称 or the sub-target
	Detail   string // 具体行动, or the dimension of a sub-target
	Owner    string
	Goal     Amount // the target
	Actual   Amount // to date; Unit "" where there was none
	Planned  NullShare
	Complete NullShare
	Index    NullShare
	State    State
	Basis    PlanBasis
	// Restated is the actual to date of the month as later exports give it; nil if it stands.
	Restated *Amount
	// RestatedIn is the month of the refresh that found it so; zero if it stands.
	RestatedIn Month
}
