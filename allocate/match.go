package allocate

import "sort"

// matching says which goal each breakdown row serves, and why the others serve none.
type matching struct {
	goal   []int32 // by breakdown row: index in Plan.Targets; -1 if no goal, or none for certain
	parent []int32 // by breakdown row: index in Plan.Breakdowns; -1 if it serves the goal itself; nil if no row has a parent
	depth  []int32 // by breakdown row: how many rows are above it; nil if no row has a parent
	dim    []int32 // by breakdown row: index in dims
	dims   []dimension
	faults []fault // in sheet order
	units  []Unit  // see faultUnits
}

// fault is why a row takes part in no sum.
type fault struct {
	row  int32
	why  faultKind
	name string // the goal type or parent that was asked for
}

type faultKind uint8

const (
	noFault       faultKind = iota
	faultUnit               // its unit fits no goal, or not the goal that it names
	faultType               // no goal is of the type that it names
	faultPeriod             // no goal is of its period
	faultSeveral            // several goals fit equally
	faultParent             // no row has the name of its parent
	faultParents            // several rows have
	faultCycle              // the parents lead back to it
	faultOtherRow           // its unit does not fit the row that it is a part of
)

// matchRows finds the goal of each breakdown row: by unit kind, then by goal
// type, then by period. Rows with a parent serve their parent's goal.
func (r *review) matchRows() {
	n := len(r.plan.Breakdowns)
	m := &r.match
	m.goal = make([]int32, n)
	m.internDimensions(r.plan)
	f := newFinder(r)
	r.findParents(f.types)
	for i := range r.plan.Breakdowns {
		m.goal[i] = -1
		if m.parentOf(i) >= 0 || len(r.plan.Targets) == 0 || m.faulty(i) {
			continue
		}
		goal, why := f.goalFor(int32(i))
		m.goal[i] = goal
		if why != noFault {
			m.faults = append(m.faults, fault{int32(i), why, f.named})
		}
	}
	r.inheritGoals()
	m.sortFaults()
}

// parentOf returns the row that a row is a part of, -1 if none.
func (m *matching) parentOf(row int) int32 {
	if m.parent == nil {
		return -1
	}
	return m.parent[row]
}

// faulty reports whether a row is among the faults found so far, which are those of its parents.
func (m *matching) faulty(row int) bool {
	return m.parent != nil && m.parent[row] == outcast
}

// outcast marks a row whose parent is not certain: it is in no group.
const outcast = -2

// goalOf returns the goal that a breakdown row serves (directly, or through the
// rows above it), nil if none is certain.
func (r *review) goalOf(row int) *Target {
	g := r.match.goal[row]
	if g < 0 {
		return nil
	}
	return r.plan.Targets[g]
}

// inheritGoals gives rows with a parent the goal at the top of their parents.
func (r *review) inheritGoals() {
	m := &r.match
	if m.parent == nil {
		return
	}
	m.findDepths()
	for _, i := range m.byDepth() {
		p := m.parent[i]
		if p < 0 {
			continue
		}
		m.goal[i] = m.goal[p]
		if !r.sameUnit(i, p) {
			m.goal[i] = -1
			m.faults = append(m.faults, fault{i, faultOtherRow, r.plan.Breakdowns[p].Item})
			m.parent[i] = outcast
		}
	}
}

// findDepths counts the rows above each row.
func (m *matching) findDepths() {
	m.depth = make([]int32, len(m.parent))
	var path []int32
	for i := range m.parent {
		at := int32(i)
		for m.parent[at] >= 0 && m.depth[at] == 0 {
			path = append(path, at)
			at = m.parent[at]
		}
		for n := len(path) - 1; n >= 0; n-- {
			m.depth[path[n]] = m.depth[m.parent[path[n]]] + 1
		}
		path = path[:0]
	}
}

// byDepth lists the rows that have parents, those nearer to the top first.
func (m *matching) byDepth() []int32 {
	var rows []int32
	for i, d := range m.depth {
		if d > 0 {
			rows = append(rows, int32(i))
		}
	}
	sort.SliceStable(rows, func(i, j int) bool { return m.depth[rows[i]] < m.depth[rows[j]] })
	return rows
}

// contested reports whether rows that could serve a goal are kept from it by a
// fault that is told on its own.
func (m *matching) contested(r *review, goal *Target) bool {
	for _, u := range m.faultUnits(r) {
		if fitsUnit(u, goal.Amount.Unit) {
			return true
		}
	}
	return false
}

// faultUnits lists the units of rows whose goal is not certain, each once.
func (m *matching) faultUnits(r *review) []Unit {
	if m.units != nil || len(m.faults) == 0 {
		return m.units
	}
	m.units = []Unit{}
	seen := map[Unit]bool{}
	for _, f := range m.faults {
		if u := r.unitOf(f.row); f.why.ofGoal() && !seen[u] {
			seen[u] = true
			m.units = append(m.units, u)
		}
	}
	return m.units
}

// ofGoal reports whether a fault is that a row's goal is not certain, though
// its unit would fit.
func (w faultKind) ofGoal() bool { return w != faultUnit && w != faultOtherRow }

// ofParent reports whether a fault lies in the row's parent.
func (w faultKind) ofParent() bool { return w >= faultParent }

func (m *matching) sortFaults() {
	sort.SliceStable(m.faults, func(i, j int) bool { return m.faults[i].row < m.faults[j].row })
}

func (r *review) sameUnit(a, b int32) bool {
	return fitsUnit(r.unitOf(a), r.unitOf(b))
}

// unitOf returns the unit that a row's amount is written with, "" if it has none.
func (r *review) unitOf(row int32) Unit {
	b := r.plan.Breakdowns[row]
	if b.AmountIn == Typed || b.AmountIn == Derived {
		return b.Amount.Unit
	}
	return ""
}

// fitsUnit reports whether amounts of two units can be added: units of one
// kind can, currencies only if they are the same, and no unit fits every unit.
func fitsUnit(a, b Unit) bool {
	if a == b || a == "" || b == "" {
		return true
	}
	ka, kb := a.Kind(), b.Kind()
	return ka == NoKind || kb == NoKind || ka == kb && ka != Money
}
