package allocate

import "github.com/shopspring/decimal"

func checkGrowth(r *review) {}

func checkGrowthUnchecked(r *review) {}

// growthTrips reports whether the row, were its amount the given one (base
// units), would be flagged for growing faster than its history. It is asked for
// proposed edits, a few dozen times per finding, so it must not walk the plan.
func (r *review) growthTrips(row int, amount decimal.Decimal) bool { return false }
