package allocate

// explainSum finds the edits that mend a wrong sum, and folds into it what the
// best of them mends as well.
func (r *review) explainSum(g *group) {
	if g.sums != sumWrong && g.sums != sumOpen {
		return
	}
	if r.explained++; r.explained > maxListed {
		return // not listed
	}
	fixes := r.fixesOf(g)
	if g.sums == sumOpen {
		fixes = sureOf(fixes)
	}
	if len(fixes) == 0 {
		return
	}
	g.troubled().fixes = fixes
	best := &g.fixes[0]
	if r.foldedShares == nil {
		r.foldedShares = map[int32]bool{}
	}
	for _, row := range best.cured {
		r.foldedShares[row] = true
	}
	for _, other := range best.below {
		if other.sums == sumWrong || other.sums == sumOpen {
			other.sums = sumFolded
		}
	}
	if up := best.above; up != nil && (up.sums == sumWrong || up.sums == sumOpen) {
		up.sums = sumFolded
	}
}

// sureOf keeps the edits for which enough speaks to propose them for a group that may just
// not be complete: a share, a zero too many, digits that changed places.
func sureOf(fixes []outcome) []outcome {
	var sure []outcome
	for _, o := range fixes {
		if o.evidence >= transposed || len(o.cured) > 0 {
			sure = append(sure, o)
		}
	}
	return sure
}
