package allocate

import "goalxl/internal/lang"

// growthGap is what one reason leaves unchecked of one goal.
type growthGap struct {
	gapKey
	two     string // the other name
	whole   bool   // the goal itself is unchecked too
	members refList
	sums    []dimensionSum
	top     int32            // the highest dimension so far: a higher one is new, as dimensions are numbered by row
	first   map[int32]int32  // by dimension: its first one in sums; made when a lower one comes
	more    map[sumKey]int32 // those of other units
	last    sumKey           // what the last row was added to, at lastAt in sums
	lastAt  int32
}

// dimensionSum is the unchecked money of one dimension. Dimensions cut the same
// goal several ways, so that their sums are told side by side and never added.
type dimensionSum struct {
	row int32 // the first row of it: its dimension, and how the sum is written
	dim int32 // index in matching.dims
	sum tally
}

// sumKey is what is added up together.
type sumKey struct {
	dim  int32 // index in matching.dims
	unit Unit
}

// amountIn is the sum, written as the first of its rows.
func (s *dimensionSum) amountIn(r *review) Amount {
	a, _ := r.amountOf(int(s.row))
	a.Value = s.sum.value()
	return a
}

// addRow counts the money of a row.
func (g *growthGap) addRow(r *review, row int) {
	a, _ := r.amountOf(row)
	key := sumKey{r.match.dim[row], a.Unit}
	if len(g.sums) == 0 || key != g.last {
		g.last, g.lastAt = key, g.place(r, key, int32(row))
	}
	g.sums[g.lastAt].sum.add(a.Value)
}

// place returns where the sum of a key stands, which is made if need be.
func (g *growthGap) place(r *review, key sumKey, row int32) int32 {
	next := int32(len(g.sums))
	at := next
	if next > 0 && key.dim <= g.top {
		at = g.known(r, key)
	}
	if at == next {
		g.sums = append(g.sums, dimensionSum{row: row, dim: key.dim})
		g.top = max(g.top, key.dim)
	}
	return at
}

// known returns where the sum of a key stands whose dimension may have come before; the
// end of the sums if it is not there, where it then goes.
func (g *growthGap) known(r *review, key sumKey) int32 {
	for g.first == nil || len(g.first)+len(g.more) < len(g.sums) {
		if g.first == nil {
			g.first = map[int32]int32{}
		}
		i := int32(len(g.first) + len(g.more))
		g.first[g.sums[i].dim] = i
	}
	at, ok := g.first[key.dim]
	if ok {
		if a, _ := r.amountOf(int(g.sums[at].row)); a.Unit == key.unit {
			return at
		}
		if at, ok = g.more[key]; ok {
			return at
		}
		if g.more == nil {
			g.more = map[sumKey]int32{}
		}
		g.more[key] = int32(len(g.sums))
		return int32(len(g.sums))
	}
	g.first[key.dim] = int32(len(g.sums))
	return int32(len(g.sums))
}

func checkGrowthUnchecked(r *review) {
	for _, g := range r.growthTally().gaps {
		r.addGap(g)
		g.members = refList{}
	}
}

// addGap records what one reason leaves unchecked of one goal.
func (r *review) addGap(g *growthGap) {
	f := Finding{Members: g.members.all(), Hint: g.why.hint(), Unchecked: true}
	if len(f.Members) > 0 {
		f.At = f.Members[0]
	}
	money := g.most(r)
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
		With(name, g.because(), g.extent(r, money))
	r.add(f)
}

// most is the largest sum of a dimension: at least so much money is unchecked.
func (g *growthGap) most(r *review) *Amount {
	var most *Amount
	for i := range g.sums {
		if a := g.sums[i].amountIn(r); most == nil || a.Value.Cmp(most.Value) > 0 {
			most = &a
		}
	}
	return most
}

// extent says how many rows and how much money is left unchecked.
func (g *growthGap) extent(r *review, money *Amount) lang.Message {
	text := several(g.members.len(), lang.T(" %d 行：%s", "%d row: %s"), lang.T(" %d 行：%s", "%d rows: %s"))
	rows := text.With(g.members.len(), g.told(r))
	switch {
	case g.whole && g.members.len() > 0:
		return lang.T("总目标 %s，及其分解%s", "the goal of %s and its %s").With(*money, rows)
	case g.whole:
		return lang.T("总目标 %s", "the goal of %s").With(*money)
	}
	return rows
}

// maxToldSums bounds how many dimensions a text lists.
const maxToldSums = 5

// told lists the unchecked money by dimension.
func (g *growthGap) told(r *review) lang.Message {
	out := lang.Join{Between: lang.T("、", ", ")}
	for i := range g.sums[:min(len(g.sums), maxToldSums)] {
		s := &g.sums[i]
		out.Parts = append(out.Parts, lang.T("%s %s", "%s %s").With(r.plan.Breakdowns[s.row].Dimension, shown(s.amountIn(r))))
	}
	if more := len(g.sums) - maxToldSums; more > 0 {
		out.Parts = append(out.Parts, lang.T("另有 %d 个维度", "%d more dimensions").With(more))
	}
	if len(g.sums) > 1 {
		return lang.T("%s（各维度是同一目标的不同拆法，不相加）", "%s (different cuts of one goal, not to be added)").With(out)
	}
	return lang.T("%s", "%s").With(out)
}
