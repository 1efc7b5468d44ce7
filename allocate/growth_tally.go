package allocate

import "goalxl/internal/lang"

// growthTally is the outcome of looking at the growth of every row and goal.
type growthTally struct {
	c          growthCase // its slices are used again and again
	above      []int32    // rows that grow faster than their history
	aboveGoals []int32
	rows       []unchecked  // by breakdown row
	gaps       []*growthGap // what could not be checked, by goal and reason
	index      map[gapKey]int32
	served     []cover // by goal
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

// growthGap is what one reason leaves unchecked of one goal.
type growthGap struct {
	gapKey
	two     string // the other name
	whole   bool   // the goal itself is unchecked too
	members []Ref
	sums    []dimensionSum
}

// dimensionSum is the unchecked money of one dimension. Dimensions cut the same
// goal several ways, so that their sums are told side by side and never added.
type dimensionSum struct {
	dimension string
	amount    Amount
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
	}
	h.tally = t
	for i := range r.plan.Breakdowns {
		t.rows[i] = r.caseOfRow(i, &t.c)
		if g := r.match.goal[i]; g >= 0 {
			t.served[g] = max(t.served[g], coverOf(t.rows[i]))
		}
		switch {
		case t.rows[i] == unclearName:
			t.gap(gapKey{r.match.goal[i], unclearName, t.c.clue.one}).two = t.c.clue.two
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

func (t *growthTally) gap(k gapKey) *growthGap {
	at, ok := t.index[k]
	if !ok {
		at = int32(len(t.gaps))
		t.index[k] = at
		t.gaps = append(t.gaps, &growthGap{gapKey: k})
	}
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
	gap := t.gap(key)
	at := b.At
	at.Field = FieldAmount
	gap.members = append(gap.members, at)
	if g := r.groupOf(row); g == nil || g.parent < 0 || t.rows[g.parent] != why {
		a, _ := r.amountOf(row)
		gap.add(b.Dimension, a)
	}
}

func (g *growthGap) add(dimension string, a Amount) {
	for i := len(g.sums) - 1; i >= 0; i-- {
		s := &g.sums[i]
		if s.dimension == dimension && s.amount.Unit == a.Unit {
			s.amount.Value = s.amount.Value.Add(a.Value)
			return
		}
	}
	g.sums = append(g.sums, dimensionSum{dimension, a})
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
	t.gap(key).whole = true
}

func checkGrowthUnchecked(r *review) {
	for _, g := range r.growthTally().gaps {
		r.addGap(g)
	}
}

// addGap records what one reason leaves unchecked of one goal.
func (r *review) addGap(g *growthGap) {
	f := Finding{Members: g.members, Hint: g.why.hint()}
	if len(g.members) > 0 {
		f.At = g.members[0]
	}
	money := g.most()
	name := lang.T("分解明细", "The breakdown").With()
	if g.goal >= 0 {
		goal := r.plan.Targets[g.goal]
		f.At, f.Subject = goal.At, goal.Type
		f.At.Field = FieldAmount
		name = lang.T("%s", "%s").With(goal.Type)
		if amount, ok := r.goalAmount(g.goal); g.whole && ok {
			money = &amount
		}
	}
	if money != nil {
		f.Found, f.Unit = &money.Value, money.Unit
	}
	f.Message = lang.T("%s增速未核对：%s。涉及%s。", "%s: growth not checked, %s. This leaves %s unchecked.").
		With(name, g.because(), g.extent(money))
	r.add(f)
}

// most is the largest sum of a dimension: at least so much money is unchecked.
func (g *growthGap) most() *Amount {
	var most *Amount
	for i := range g.sums {
		if a := &g.sums[i].amount; most == nil || a.Value.Cmp(most.Value) > 0 {
			most = a
		}
	}
	return most
}

// extent says how many rows and how much money is left unchecked.
func (g *growthGap) extent(money *Amount) lang.Message {
	text := several(len(g.members), lang.T(" %d 行：%s", "%d row: %s"), lang.T(" %d 行：%s", "%d rows: %s"))
	rows := text.With(len(g.members), g.told())
	switch {
	case g.whole && len(g.members) > 0:
		return lang.T("总目标 %s，及其分解%s", "the goal of %s and its %s").With(*money, rows)
	case g.whole:
		return lang.T("总目标 %s", "the goal of %s").With(*money)
	}
	return rows
}

// maxToldSums bounds how many dimensions a text lists.
const maxToldSums = 5

// told lists the unchecked money by dimension.
func (g *growthGap) told() lang.Message {
	out := lang.Join{Between: lang.T("、", ", ")}
	for _, s := range g.sums[:min(len(g.sums), maxToldSums)] {
		out.Parts = append(out.Parts, lang.T("%s %s", "%s %s").With(s.dimension, shown(s.amount)))
	}
	if more := len(g.sums) - maxToldSums; more > 0 {
		out.Parts = append(out.Parts, lang.T("另有 %d 个维度", "%d more dimensions").With(more))
	}
	if len(g.sums) > 1 {
		return lang.T("%s（各维度是同一目标的不同拆法，不相加）", "%s (different cuts of one goal, not to be added)").With(out)
	}
	return lang.T("%s", "%s").With(out)
}
