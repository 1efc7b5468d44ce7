package allocate

// joinTables joins groups that differ only in the table that they stand in, if no item
// stands in two of them: one cut of the goal, written on several sheets. Where an
// item stands in both, they are two versions of the cut, and each must add up.
func (r *review) joinTables() {
	if !r.severalTables() {
		return
	}
	firsts := map[groupKey]int32{}
	items := map[groupKey]map[string]bool{}
	for i, g := range r.groups {
		key, _ := r.groupKey(g.rows[0])
		if key.goal < 0 && key.parent < 0 {
			continue
		}
		key.table = 0
		first, ok := firsts[key]
		if !ok {
			firsts[key] = int32(i)
			continue
		}
		if items[key] == nil {
			items[key] = map[string]bool{}
			r.noteItems(r.groups[first], items[key])
		}
		if r.sharesItem(g, items[key]) {
			continue
		}
		r.noteItems(g, items[key])
		r.joinGroup(r.groups[first], first, g)
	}
	r.dropEmptyGroups()
}

// severalTables reports whether breakdown rows stand in more than one table.
func (r *review) severalTables() bool {
	rows := r.plan.Breakdowns
	return len(rows) > 0 && rows[0].At.Table != rows[len(rows)-1].At.Table
}

func (r *review) noteItems(g *group, items map[string]bool) {
	for _, row := range g.rows {
		items[foldName(r.plan.Breakdowns[row].Item)] = true
	}
}

func (r *review) sharesItem(g *group, items map[string]bool) bool {
	for _, row := range g.rows {
		if items[foldName(r.plan.Breakdowns[row].Item)] {
			return true
		}
	}
	return false
}

// joinGroup moves the rows of g, which come later in the plan, to the first group.
func (r *review) joinGroup(first *group, at int32, g *group) {
	first.rows = append(first.rows[:len(first.rows):len(first.rows)], g.rows...)
	for _, row := range g.rows {
		r.groupAt[row] = at
	}
	g.rows = nil
}

func (r *review) dropEmptyGroups() {
	moved := make([]int32, len(r.groups))
	kept := r.groups[:0]
	for i, g := range r.groups {
		moved[i] = int32(len(kept))
		if len(g.rows) > 0 {
			kept = append(kept, g)
		}
	}
	r.groups = kept
	for i, g := range r.groupAt {
		if g >= 0 {
			r.groupAt[i] = moved[g]
		}
	}
}
