package allocate

import (
	"slices"
	"sort"
)

// history finds the earlier figures of a row or of a goal. It is built once; a
// look-up costs the same however long the history is, and nothing is stored per
// row but one number.
type history struct {
	plan  *Plan
	types []string // folded goal types of the plan, each once
	// next chains the figures of one series (indexes in Plan.History); -1 ends a chain.
	next   []int32
	beside []int32  // by breakdown row: first figure that stands in that row
	goals  []int32  // by target: first figure that stands in that row
	series []series // figures that are found by name
	exact  map[seriesKey]int32
	cores  map[seriesKey]int32 // built when a name is not found as it is
	typed  bool                // the history gives goal types of its own
	kinds  [Percent + 1]int    // number of goal types by kind of unit
	tally  *growthTally
	probe  growthCase // for growthTrips
	links  *linked    // sub-targets and actions; see review.links
}

// series is the figures of one name, dimension, type and kind of unit.
type series struct {
	key       seriesKey
	item      string // as first written
	dim       string // folded; "" if the history gives none
	head      int32  // first figure, in history.next
	twin, kin int32  // the next series with the same name, with the same core; -1 ends the chain
}

// seriesKey is what a series is looked up by: a folded name or core, the folded
// goal type ("" if none is given), and the kind of unit.
type seriesKey struct {
	name, typ string
	kind      Kind
}

// historyOf returns the history of the plan, which is indexed at the first call.
func (r *review) historyOf() *history {
	if r.past == nil {
		r.past = newHistory(r.plan)
	}
	return r.past
}

func newHistory(p *Plan) *history {
	h := &history{plan: p, next: make([]int32, len(p.History))}
	for _, t := range p.Targets {
		if h.addType(foldName(t.Type)) {
			h.kinds[t.Amount.Unit.Kind()]++
		}
	}
	if len(p.History) > 0 {
		h.beside = noneOf(len(p.Breakdowns))
	}
	h.goals = noneOf(len(p.Targets))
	rows := rowFinder{len(p.Breakdowns), 0, func(i int) Ref { return p.Breakdowns[i].At }}
	goals := rowFinder{len(p.Targets), 0, func(i int) Ref { return p.Targets[i].At }}
	var named namer
	for i := range p.History {
		a := p.History[i]
		h.next[i] = -1
		if a.Beside {
			if row := rows.find(a.At); row >= 0 {
				h.push(&h.beside[row], int32(i))
				continue
			}
			if goal := goals.find(a.At); goal >= 0 {
				h.push(&h.goals[goal], int32(i))
				continue
			}
		}
		h.addNamed(int32(i), &named)
	}
	return h
}

func noneOf(n int) []int32 {
	none := make([]int32, n)
	for i := range none {
		none[i] = -1
	}
	return none
}

// addType notes a goal type, and reports whether it was new.
func (h *history) addType(t string) bool {
	if t == "" || slices.Contains(h.types, t) {
		return false
	}
	h.types = append(h.types, t)
	return true
}

func (h *history) push(head *int32, i int32) {
	h.next[i], *head = *head, i
}

// rowFinder finds the row that a figure stands beside. Figures come in sheet
// order as the rows do, so that the row is nearly always the last one found or
// the one after it.
type rowFinder struct {
	n, last int
	at      func(int) Ref
}

func (f *rowFinder) find(at Ref) int {
	for i := f.last; i < f.n && i <= f.last+1; i++ {
		if sameRow(f.at(i), at) {
			f.last = i
			return i
		}
	}
	i := sort.Search(f.n, func(i int) bool { return !before(f.at(i), at) })
	if i == f.n || !sameRow(f.at(i), at) {
		return -1
	}
	f.last = i
	return i
}

func sameRow(a, b Ref) bool { return a.Table == b.Table && a.Row == b.Row }

func before(a, b Ref) bool {
	return a.Table < b.Table || a.Table == b.Table && a.Row < b.Row
}
