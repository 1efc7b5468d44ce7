package allocate

// growthTally is the outcome of looking at the growth of every row and goal.
type growthTally struct {
	c          growthCase // its slices are used again and again
	above      []int32    // rows that grow faster than their history
	aboveGoals []int32
	rows       []unchecked  // by breakdown row
	gaps       []*growthGap // what could not be checked, by goal and reason
	index      map[gapKey]int32
	last       int32       // the gap that was asked for last; -1 at first
	served     []cover     // by goal
	past       []pastOfCut // by the cuts that the overview shows
}

// cover says how far the rows of a goal stand for it.
type cover uint8

const (
	noRows        cover = iota // it has none with an amount
	rowsUnchecked              // none of them could be checked
	rowsChecked                // some of them were
)

type gapKey struct {
	goal int32
	why  unchecked
	one  string // the name that is not clear
}

// growthTally looks at every row and goal once.
func (r *review) growthTally() *growthTally {
	h := r.historyOf()
	if h.tally != nil {
		return h.tally
	}
	t := &growthTally{
		rows:   make([]unchecked, len(r.plan.Breakdowns)),
		served: make([]cover, len(r.plan.Targets)),
		index:  map[gapKey]int32{},
		last:   -1,
	}
	h.tally = t
	for i := range r.plan.Breakdowns {
		t.rows[i] = r.caseOfRow(i, &t.c)
		if g := r.match.goal[i]; g >= 0 {
			t.served[g] = max(t.served[g], coverOf(t.rows[i]))
		}
		if g := r.groupOf(i); g != nil && g.shown > 0 {
			t.notePast(g.shown, int32(i), t.rows[i])
		}
		switch {
		case t.rows[i] == unclearName:
			r.gap(t, gapKey{r.match.goal[i], unclearName, t.c.clue.one}).two = t.c.clue.two
		case t.rows[i] != checked:
			continue
		case t.c.above(&r.policy):
			t.above = append(t.above, int32(i))
		}
	}
	for i := range r.plan.Breakdowns {
		r.tallyRow(t, i)
	}
	for i := range r.plan.Targets {
		r.tallyGoal(t, i)
	}
	return t
}

func coverOf(why unchecked) cover {
	switch why {
	case checked:
		return rowsChecked
	case noAmount:
		return noRows
	}
	return rowsUnchecked
}

func (r *review) gap(t *growthTally, k gapKey) *growthGap {
	if t.last >= 0 && t.gaps[t.last].gapKey == k {
		return t.gaps[t.last]
	}
	at, ok := t.index[k]
	if !ok {
		at = int32(len(t.gaps))
		t.index[k] = at
		t.gaps = append(t.gaps, &growthGap{gapKey: k, members: refList{like: r.long}})
	}
	t.last = at
	return t.gaps[at]
}

// tallyRow counts an unchecked row. Its money counts unless the row that it is
// a part of is unchecked for the same reason: it is in that row's money.
func (r *review) tallyRow(t *growthTally, row int) {
	why := t.rows[row]
	if why == checked || why == noAmount {
		return
	}
	b := r.plan.Breakdowns[row]
	key := gapKey{r.match.goal[row], why, ""}
	if why == unclearName {
		r.caseOfRow(row, &t.c)
		key.one = t.c.clue.one
	}
	gap := r.gap(t, key)
	at := b.At
	at.Field = FieldAmount
	gap.members.add(at, len(r.plan.Breakdowns))
	if g := r.groupOf(row); g == nil || g.parent < 0 || t.rows[g.parent] != why {
		gap.addRow(r, row)
	}
}

// tallyGoal looks at a goal's own growth. A goal without a history of its own
// is looked at through its rows: it is a gap only where it has none, or where
// all of them are unchecked and some lack the same.
func (r *review) tallyGoal(t *growthTally, i int) {
	why := r.caseOfGoal(i, &t.c)
	switch {
	case why == noAmount:
		return
	case why == checked:
		if t.c.above(&r.policy) {
			t.aboveGoals = append(t.aboveGoals, int32(i))
		}
		return
	}
	key := gapKey{int32(i), why, ""}
	if _, shared := t.index[key]; t.served[i] == rowsChecked || t.served[i] == rowsUnchecked && !shared {
		return
	}
	r.gap(t, key).whole = true
}
