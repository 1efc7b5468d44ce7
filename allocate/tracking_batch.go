package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// Summary is what a report over many workbooks keeps of one: a few lines, however
// long its tables are.
type Summary struct {
	Path     string
	Region   string // see TrackInput
	Lines    []RegionLine
	Reds     []RedLine
	Late     []LateAction
	Restated []Restatement
	States   [Red + 1]int // rows by state, actions and sub-targets together
	used     []int32      // see Tracking.Used
	refused  []Unmatched  // see Tracking.Refused
	names    []string     // of the rows that have no actuals, for near misses
	moves    []candidate  // rows that a rescue can move targets between
}

// RegionLine is one line of the report: a region's sub-target where a goal is cut by
// regions; else a goal of a workbook, added up over one of its dimensions; in a
// workbook without sub-targets, its actions of one unit.
type RegionLine struct {
	Path   string
	At     Ref    // of the row, without a field; the zero Ref of a sum
	Region string // the item, else the workbook's region, else its name
	Goal   string // 总目标类型; "" if none is known
	Owner  string
	Rows   int // that were added up
	// Unknown counts those of them without an actual. Their targets are in NoActual, and
	// they take no part in the other figures, which are all about the same rows; a line
	// without any actual has their sum in Target.
	Unknown  int
	NoActual Amount // Unit "" where there are none
	Target   Amount
	Actual   Amount
	Plan     Amount    // to date
	Forecast *Forecast // Best, Low and High; nil if no row has one
	Planned  NullShare
	Complete NullShare
	Index    NullShare
	Basis    PlanBasis // of the rows; NoBasis where they differ
	State    State
	Word     lang.Text
	Why      lang.Message // zero of a sum

	all   Amount          // the targets of all rows
	known decimal.Decimal // the targets of the rows with actuals
	fine  decimal.Decimal // Plan before its terms are rounded
}

// RedLine is a row that is red, with its cause and what is proposed.
type RedLine struct {
	Path     string
	Progress Progress
	Cause    string // 偏差与调整措施 as it stands; "" if blank
}

// LateAction is an action past its due day.
type LateAction struct {
	Path    string
	At      Ref
	Owner   string
	Subject string
	Detail  string // 具体行动; "" of a sub-target
	Due     Date
	Days    int
}

// LateOwner is who is late, with how many actions and by how many days at most.
type LateOwner struct {
	Owner   string
	Actions []LateAction // the latest first
	Days    int
}

// Report is the month over all workbooks.
type Report struct {
	AsOf      Date
	Month     Month
	Lines     []RegionLine
	Sums      []RegionLine // by goal, over Lines
	Reds      []RedLine    // the largest gap first
	Late      []LateOwner  // the latest first
	Restated  []Restatement
	Unmatched []Unmatched // series that no workbook took, with the near misses of all
	Shared    []int32     // series that rows of more than one workbook took, rising
	Rescues   []Rescue
}

// Rescue is a proposal that moves targets between rows of one goal and dimension: what
// rows will surely have left over is put on them, and taken off rows that fall short. The
// total stays, and is added up again.
type Rescue struct {
	Goal, Dimension string
	Moves           []Move // the rows that take or give, in file and sheet order
	Moved           Amount
	Total           Amount // of all rows of the goal and dimension, before and after
	Short           Amount // what the deficits lack after the move; 0 if nothing
	Message         lang.Message
	Left            []lang.Message // rows that were left out, and why: locked, growth
}

// Move is one row of a rescue.
type Move struct {
	Path          string
	At            Ref
	Subject       string
	Owner         string
	Before, After Amount // the row's target
	Forecast      Amount // its lowest forecast if it takes more, its expected one if it gives
	Parts         bool   // it is broken down further: its parts have to follow
}
