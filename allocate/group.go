package allocate

import (
	"sort"

	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// group is a set of breakdown rows that should add up to one whole: a goal cut by one
// dimension, or a row cut into its children.
type group struct {
	goal   int32   // index in Plan.Targets; -1 if there is none
	parent int32   // index in Plan.Breakdowns of the row that the members add up to; -1: the goal itself
	dim    int32   // index in matching.dims
	total  int32   // index in Plan.Totals of the total row under exactly these rows; -1 if none
	rows   []int32 // the members, as indexes in Plan.Breakdowns, in sheet order

	whole    decimal.Decimal // what the members add up to, in base units
	base     decimal.Decimal // what the members' shares are of: the whole, or the goal above it
	unit     *Unit           // of the members, kept for large groups: see unitOfGroup
	form     form            // how computed amounts are written
	reasons  reasons         // why amounts and shares were computed
	sum      decimal.Decimal // of the members' amounts, the computed ones included
	shareSum decimal.Decimal // of the typed and derived shares
	noAmount int32           // members whose amount is blank and was not computed
	broken   int32           // members whose amount could not be read
	lost     int32           // rows beside the members that are in no group: see countLost
	computed int32           // members whose amount was computed
	derived  int32           // members whose amount is a formula's
	noShare  int32           // members without a typed or derived share
	coarse   decimal.Decimal // the coarsest last digit of the derived amounts
	wholeIn  Cell            // how the whole stands: Blank means that it is not known
	ofGoal   bool            // base is the goal although the group has a parent
	digits   int8            // the fewest digits of the shares
	sums     sumState
	shown    int8 // its place among the cuts of the overview, from 1; 0 if it has none
	*trouble      // noTrouble in most groups: see troubled
}

// trouble is what is wrong in a group.
type trouble struct {
	duplicate []int32   // members whose item stood in the group before
	off       []int32   // members whose share is not amount ÷ base
	fixes     []outcome // edits that mend the sum, the best first
	folded    []*Total  // total rows whose fault is this group's
}

// noTrouble is the trouble of all groups that have none; it is never written to.
var noTrouble trouble

// troubled returns the group's trouble, to be written to.
func (g *group) troubled() *trouble {
	if g.trouble == &noTrouble {
		g.trouble = &trouble{}
	}
	return g.trouble
}

// groupKey is what makes rows members of one group.
type groupKey struct {
	goal, parent, dim int32
	table             int32
	months            int32  // length of the row's own period: quarters and years are different cuts
	unit              Unit   // only where neither goal nor parent ties them together
	typ               string // likewise
}

// formGroups gathers the rows into groups, top groups first, children after their parents.
func (r *review) formGroups() {
	n := len(r.plan.Breakdowns)
	r.groupAt = make([]int32, n)
	at := groupIndex{first: make([]int32, len(r.match.dims))}
	var counts []int32
	var last groupKey
	for i := range r.plan.Breakdowns {
		r.groupAt[i] = -1
		key, ok := r.groupKey(int32(i))
		if !ok {
			continue
		}
		var g int32
		if len(counts) == 0 || key != last || r.groupAt[i-1] < 0 {
			if g, ok = at.find(key); !ok {
				g = at.add(key)
				counts = append(counts, 0)
				r.groups = append(r.groups, r.newGroup(key))
			}
			last = key
		} else {
			g = r.groupAt[i-1]
		}
		counts[g]++
		r.groupAt[i] = g
	}
	r.fillGroups(counts)
	r.joinTables()
	r.orderGroups()
	r.countLost()
}

// groupIndex finds a group by its key. Nearly every dimension cuts one goal once, so
// that the number of the dimension leads to the group.
type groupIndex struct {
	first []int32 // by dimension: its first group, counted from 1
	keys  []groupKey
	more  map[groupKey]int32 // the other groups
}

func (x *groupIndex) find(key groupKey) (g int32, ok bool) {
	if g = x.first[key.dim] - 1; g >= 0 && x.keys[g] == key {
		return g, true
	}
	g, ok = x.more[key]
	return g, ok
}

func (x *groupIndex) add(key groupKey) int32 {
	g := int32(len(x.keys))
	x.keys = append(x.keys, key)
	if x.first[key.dim] == 0 {
		x.first[key.dim] = g + 1
		return g
	}
	if x.more == nil {
		x.more = map[groupKey]int32{}
	}
	x.more[key] = g
	return g
}

// groupSlab is how many groups are made in one piece of memory, once there are many.
const groupSlab = 64

func (r *review) newGroup(key groupKey) *group {
	if len(r.slab) == 0 {
		r.slab = make([]group, min(groupSlab, len(r.groups)+1))
	}
	g := &r.slab[0]
	r.slab = r.slab[1:]
	g.goal, g.parent, g.dim, g.total, g.trouble = key.goal, key.parent, key.dim, -1, &noTrouble
	return g
}

// lostKey is where a row that serves no goal or parent for certain would have been counted.
type lostKey struct {
	columnKey
	child bool
}

// countLost counts, for each group, the rows of its table and dimension that are
// kept out of every group: without them its sum cannot be said to be short.
func (r *review) countLost() {
	if len(r.match.faults) == 0 {
		return
	}
	lost := map[lostKey]int32{}
	for _, f := range r.match.faults {
		lost[lostKey{columnKey{r.plan.Breakdowns[f.row].At.Table, r.match.dim[f.row]}, f.why.ofParent()}]++
	}
	for _, g := range r.groups {
		g.lost = lost[lostKey{columnKey{r.plan.Breakdowns[g.rows[0]].At.Table, g.dim}, g.parent >= 0}]
	}
}

func (r *review) groupKey(row int32) (groupKey, bool) {
	m := &r.match
	key := groupKey{goal: m.goal[row], parent: m.parentOf(int(row)), dim: m.dim[row], table: r.plan.Breakdowns[row].At.Table}
	if key.parent == outcast || key.goal < 0 && key.parent < 0 && len(r.plan.Targets) > 0 {
		return key, false
	}
	if own := r.rowPeriod(row); own != (Period{}) && own != r.wholePeriod(key) {
		key.months = monthsOf(own)
	}
	if key.goal < 0 && key.parent < 0 {
		if key.unit = r.unitOf(row); key.unit == "" {
			key.unit = r.columnUnit(row)
		}
		if more := r.plan.Breakdowns[row].More; more != nil {
			key.typ = foldName(more.Type)
		}
	}
	return key, true
}

// wholePeriod is the period of what a group adds up to.
func (r *review) wholePeriod(key groupKey) Period {
	if key.parent >= 0 {
		if own := r.rowPeriod(key.parent); own != (Period{}) {
			return own
		}
	}
	if key.goal >= 0 {
		return r.plan.Targets[key.goal].Period
	}
	return Period{}
}

// fillGroups gives each group its rows, all in one piece of memory.
func (r *review) fillGroups(counts []int32) {
	all := make([]int32, 0, len(r.groupAt))
	for i, g := range r.groups {
		from := len(all)
		all = all[:from+int(counts[i])]
		g.rows = all[from:from:len(all)]
	}
	for i, g := range r.groupAt {
		if g >= 0 {
			r.groups[g].rows = append(r.groups[g].rows, int32(i))
		}
	}
}

// orderGroups finds an order in which parents come before their children, and
// counts the groups of each dimension.
func (r *review) orderGroups() {
	r.inDepth = append([]*group(nil), r.groups...)
	r.cutsOfDim = make([]int32, len(r.match.dims))
	children := false
	for _, g := range r.groups {
		if g.parent < 0 {
			r.cutsOfDim[g.dim]++
		} else {
			children = true
		}
	}
	if !children {
		return
	}
	depth := func(g *group) int32 {
		if g.parent < 0 {
			return 0
		}
		return r.match.depth[g.parent] + 1
	}
	sort.SliceStable(r.inDepth, func(i, j int) bool { return depth(r.inDepth[i]) < depth(r.inDepth[j]) })
}

// groupOf returns the group that a breakdown row is a member of, nil if none.
func (r *review) groupOf(row int) *group {
	if at := r.groupAt[row]; at >= 0 {
		return r.groups[at]
	}
	return nil
}

// unitOfGroup is the unit of what a group adds up to, else of its members.
func (r *review) unitOfGroup(g *group) Unit {
	if g.goal >= 0 {
		if t := r.plan.Targets[g.goal]; t.Amount.Unit != "" {
			return t.Amount.Unit
		}
	}
	if g.unit != nil {
		return *g.unit
	}
	u := r.unitOfMembers(g)
	if len(g.rows) > groupSlab {
		g.unit = &u
	}
	return u
}

func (r *review) unitOfMembers(g *group) Unit {
	for _, row := range g.rows {
		if u := r.unitOf(row); u != "" {
			return u
		}
	}
	return r.table(r.plan.Breakdowns[g.rows[0]].At.Table).AmountUnit
}

// subject names what a group is about: the dimension, or the item that is cut.
func (r *review) subject(g *group) string {
	if g.parent >= 0 {
		return r.plan.Breakdowns[g.parent].Item
	}
	if name := r.match.dims[g.dim].name; name != "" {
		return name
	}
	return r.table(r.plan.Breakdowns[g.rows[0]].At.Table).Name
}

// label is subject as the beginning of a sentence; the goal is named where several
// are cut by the dimension.
func (r *review) label(g *group) lang.Message {
	if g.parent >= 0 {
		return textChildren.With(r.subject(g))
	}
	if g.goal >= 0 && r.cutsOfDim[g.dim] > 1 {
		t := r.plan.Targets[g.goal]
		if t.Period.IsZero() {
			return textDimensionOf.With(r.subject(g), t.Type)
		}
		return textDimensionIn.With(r.subject(g), t.Period, t.Type)
	}
	return textDimension.With(r.subject(g))
}
