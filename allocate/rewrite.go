package allocate

// rewritten returns the plan with the typed figures blank that --from replaces: shares, or amounts,
// that disagree with their counterpart. nil if there are none. What fills them
// then is what fills any blank cell.
func (r *review) rewritten() *Plan {
	if r.policy.From == FromNothing {
		return nil
	}
	var rows []*Breakdown
	for _, g := range r.groups {
		for _, row := range g.off {
			b := r.plan.Breakdowns[row]
			if r.policy.From == FromAmount && b.ShareIn != Typed || r.policy.From == FromShare && b.AmountIn != Typed {
				continue
			}
			if rows == nil {
				rows = append(rows, r.plan.Breakdowns...)
			}
			rows[row] = blanked(b, r.policy.From)
		}
	}
	if rows == nil {
		return nil
	}
	p := *r.plan
	p.Breakdowns = rows
	return &p
}

func blanked(b *Breakdown, from From) *Breakdown {
	c := *b
	if from == FromAmount {
		c.Share, c.ShareIn = Share{}, Blank
	} else {
		c.Amount, c.AmountIn = Amount{Unit: b.Amount.Unit}, Blank
	}
	return &c
}
