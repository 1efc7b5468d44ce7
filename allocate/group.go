package allocate

// group is a set of breakdown rows that should add up to one whole: a goal cut by one
// dimension, or a row cut into its children.
type group struct {
	goal   int32   // index in Plan.Targets; -1 if there is none
	parent int32   // index in Plan.Breakdowns of the row that the members add up to; -1: the goal itself
	rows   []int32 // the members, as indexes in Plan.Breakdowns, in sheet order
}

func (r *review) formGroups() {}

// groupOf returns the group that a breakdown row is a member of, nil if none.
func (r *review) groupOf(row int) *group { return nil }
