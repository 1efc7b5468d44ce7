package allocate

import "github.com/shopspring/decimal"

func checkCellUnreadable(r *review) {}

func checkFormulaError(r *review) {}

func checkFormulaStale(r *review) {}

func checkGoalNotBrokenDown(r *review) {}

func checkCapacity(r *review) {}

// capacityTrips reports whether the given amount (base units) would be above
// the row's market capacity. It is asked for proposed edits.
func (r *review) capacityTrips(row int, amount decimal.Decimal) bool { return false }
