package allocate

// fill is what is computed for the blank cells of one breakdown row.
type fill struct {
	amount Amount
	share  Share
	filled bool // amount is computed
	shared bool // share is computed
}

func (r *review) recompute() {}

// filled reports whether a breakdown row's blank amount is computed by the
// check: it is not missing then.
func (r *review) filled(row int) bool { return len(r.fills) > 0 && r.fills[row].filled }

// amountOf returns the amount of a breakdown row, typed, derived or computed;
// false if it has none.
func (r *review) amountOf(row int) (Amount, bool) {
	b := r.plan.Breakdowns[row]
	if b.AmountIn == Typed || b.AmountIn == Derived {
		return b.Amount, true
	}
	if r.filled(row) {
		return r.fills[row].amount, true
	}
	return Amount{}, false
}

// shareOf returns the share of a breakdown row, typed, derived or computed;
// false if it has none.
func (r *review) shareOf(row int) (Share, bool) {
	b := r.plan.Breakdowns[row]
	if b.ShareIn == Typed || b.ShareIn == Derived {
		return b.Share, true
	}
	if len(r.fills) > 0 && r.fills[row].shared {
		return r.fills[row].share, true
	}
	return Share{}, false
}
