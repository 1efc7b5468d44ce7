package allocate

import "github.com/shopspring/decimal"

// Policy holds every number and choice that a finance person may argue about.
// DefaultPolicy gives the defaults; each says its reason.
type Policy struct {
	AsOf   Date         // the day that "overdue" is measured against
	From   From         // which of amount and share is rewritten from the other
	Spread Spread       // how blank amounts without a basis are filled
	Growth GrowthMethod // how the reference growth rate is found
	// GrowthYears is how many yearly rates the reference rate covers (3: 近三年).
	GrowthYears int
	// GrowthErrorPoints: growth above the reference rate by more than this
	// (a fraction; 0.20 is 20 percentage points) and above the best single year is an error.
	GrowthErrorPoints decimal.Decimal
	// VolatilePoints: mean and CAGR further apart than this are called volatile (历史波动大).
	VolatilePoints decimal.Decimal
	// GreenIndex and AmberIndex: a row whose index (% complete ÷ planned %) is at least
	// this is green, amber; below it is red. Fractions: 0.95 and 0.85, the bounds of
	// the practice, by which a month's ordinary ups and downs stay green.
	GreenIndex, AmberIndex decimal.Decimal
	// StaleDays: a row without an update for more days than this is grey. 35 is a month
	// and some days for the books to close.
	StaleDays int
	// EffortMultiple and SupportMultiple: up to this multiple of the pace so far the
	// proposal is to follow up (1.2), to add promotion or resources (1.5); above, to
	// review the target.
	EffortMultiple, SupportMultiple decimal.Decimal
	// RecentMonths is how many months the recent pace covers: a quarter.
	RecentMonths int
}

// From says which typed figures `fill --from` rewrites.
type From uint8

// The choices of --from.
const (
	FromNothing From = iota // typed figures stand
	FromAmount              // typed shares are rewritten from the amounts
	FromShare               // typed amounts are rewritten from the shares
)

// Spread says how `fill --spread` fills blank amounts that have no basis.
type Spread uint8

// The choices of --spread.
const (
	SpreadNothing Spread = iota // they are flagged
	SpreadEqual                 // equal parts
	SpreadHistory               // in proportion to last year's actuals
	SpreadWeight                // in proportion to 权重 or 个人系数
)

// GrowthMethod says how the reference growth rate is found.
type GrowthMethod uint8

// The choices of --growth.
const (
	GrowthCAGR GrowthMethod = iota // compound annual growth rate over the last GrowthYears rates
	GrowthMean                     // their arithmetic mean
	GrowthMax                      // the best of them
)

// DefaultPolicy returns the defaults for a check on the given day.
func DefaultPolicy(asOf Date) Policy {
	return Policy{
		AsOf:              asOf,
		GrowthYears:       3,
		GrowthErrorPoints: decimal.New(20, -2),
		VolatilePoints:    decimal.New(5, -2),
		GreenIndex:        decimal.New(95, -2),
		AmberIndex:        decimal.New(85, -2),
		StaleDays:         35,
		EffortMultiple:    decimal.New(12, -1),
		SupportMultiple:   decimal.New(15, -1),
		RecentMonths:      3,
	}
}
