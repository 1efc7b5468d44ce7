package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// Summary is what a report over many workbooks keeps of one: a few lines, however
// long its tables are.
type Summary struct {
	Path      string
	Lines     []RegionLine
	Reds      []RedLine
	Late      []LateAction
	Restated  []Restatement
	Used      []int32     // see Tracking.Used
	Unmatched []Unmatched // see Tracking.Unmatched
	States    [Red + 1]int
	moves     []candidate // rows that a rescue can move targets between
}

// RegionLine is one line of the report: a region's sub-target, or a workbook's goal
// where it is not cut by regions.
type RegionLine struct {
	Path                            string
	At                              Ref // of the row, without a field; the zero Ref for a whole workbook
	Region, Goal, Owner             string
	Target, Actual, Plan            Amount
	Low, High, Forecast             Amount // Unit "" where there is none
	Planned, Complete, Index, Share NullShare
	Basis                           PlanBasis
	State                           State
	Word                            lang.Text
	Why                             lang.Message
}

// RedLine is a row that is red, with its cause and what is proposed.
type RedLine struct {
	Path     string
	Progress Progress
	Cause    string // 偏差与调整措施 as a person wrote it; "" if blank
}

// LateAction is an action past its due day.
type LateAction struct {
	Path    string
	At      Ref
	Owner   string
	Subject string
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
	Shared    []int32     // series that rows of more than one workbook took
	Rescues   []Rescue
}

// Rescue is a proposal that moves targets between rows of one goal and dimension: what
// rows will surely have left over is put on them, and taken off rows that fall short. The
// total stays.
type Rescue struct {
	Goal, Dimension string
	Moves           []Move // the rows that give or take, in file and sheet order
	Moved           decimal.Decimal
	Total           decimal.Decimal // of all rows, before and after
	Short           decimal.Decimal // what the deficits still lack after the move
	Unit            Unit
	Message         lang.Message
	Left            []lang.Message // rows that were left out, and why: locked, growth
}

// Move is one row of a rescue.
type Move struct {
	Path          string
	At            Ref
	Subject       string
	Before, After Amount // the row's target
	Forecast      Amount // its lowest forecast if it takes more, its expected one if it gives
}
