package allocate

import "goalxl/internal/lang"

// growthGap is what one reason leaves unchecked of one goal.
type growthGap struct {
	gapKey
	two     string // the other name
	whole   bool   // the goal itself is unchecked too
	members []Ref
	sums    []dimensionSum
	first   map[int32]int32  // by dimension: its first one in sums
	more    map[sumKey]int32 // those of other units
	last    sumKey           // what the last row was added to, at lastAt in sums
	lastAt  int32
}

// dimensionSum is the unchecked money of one dimension. Dimensions cut the same
// goal several ways, so that their sums are told side by side and never added.
type dimensionSum struct {
	dimension string
	form      Amount // the first amount of it: how the sum is written
	sum       tally
}

// amount is the sum, written as the first of its rows.
func (s *dimensionSum) amount() Amount {
	a := s.form
	a.Value = s.sum.value()
	return a
}

// sumKey is what is added up together.
type sumKey struct {
	dim  int32 // index in matching.dims
	unit Unit
}

// add counts the money of a row, whose dimension has the name and the index in
// matching.dims that are given.
func (g *growthGap) add(dim int32, name string, a Amount) {
	key := sumKey{dim, a.Unit}
	if len(g.sums) == 0 || key != g.last {
		g.last, g.lastAt = key, g.place(key, name, a)
	}
	g.sums[g.lastAt].sum.add(a.Value)
}

// place returns where the sum of a key stands, which is made if need be.
func (g *growthGap) place(key sumKey, name string, a Amount) int32 {
	at, ok := g.first[key.dim]
	if ok && g.sums[at].form.Unit != key.unit {
		if at, ok = g.more[key]; !ok {
			at = int32(len(g.sums))
			if g.more == nil {
				g.more = map[sumKey]int32{}
			}
			g.more[key] = at
		}
	} else if !ok {
		at = int32(len(g.sums))
		if g.first == nil {
			g.first = map[int32]int32{}
		}
		g.first[key.dim] = at
	}
	if int(at) == len(g.sums) {
		g.sums = append(g.sums, dimensionSum{dimension: name, form: a})
	}
	return at
}

func checkGrowthUnchecked(r *review) {
	for _, g := range r.growthTally().gaps {
		r.addGap(g)
		g.members = nil
	}
}

// addGap records what one reason leaves unchecked of one goal.
func (r *review) addGap(g *growthGap) {
	f := Finding{Members: g.members, Hint: g.why.hint(), Unchecked: true}
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
		if a := g.sums[i].amount(); most == nil || a.Value.Cmp(most.Value) > 0 {
			most = &a
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
	for i := range g.sums[:min(len(g.sums), maxToldSums)] {
		s := &g.sums[i]
		out.Parts = append(out.Parts, lang.T("%s %s", "%s %s").With(s.dimension, shown(s.amount())))
	}
	if more := len(g.sums) - maxToldSums; more > 0 {
		out.Parts = append(out.Parts, lang.T("另有 %d 个维度", "%d more dimensions").With(more))
	}
	if len(g.sums) > 1 {
		return lang.T("%s（各维度是同一目标的不同拆法，不相加）", "%s (different cuts of one goal, not to be added)").With(out)
	}
	return lang.T("%s", "%s").With(out)
}
