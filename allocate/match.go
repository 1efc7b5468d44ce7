package allocate

// matching says which goal each breakdown row serves.
type matching struct {
	goal []int32 // index in Plan.Targets; -1 if no goal, or none for certain
}

func (r *review) matchRows() {
	r.match.goal = make([]int32, len(r.plan.Breakdowns))
	for i := range r.match.goal {
		r.match.goal[i] = -1
	}
}

// goalOf returns the goal that a breakdown row serves (directly, or through the
// rows above it), nil if none is certain.
func (r *review) goalOf(row int) *Target {
	g := r.match.goal[row]
	if g < 0 {
		return nil
	}
	return r.plan.Targets[g]
}
