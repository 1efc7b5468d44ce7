package allocate

import (
	"cmp"
	"slices"
)

// By says how the rows of a plan are divided among handouts.
type By uint8

// The ways to divide.
const (
	ByOwner     By = iota // each owner gets the rows that name them
	ByDimension           // each dimension is one handout: all regions together
	ByItem                // each item is one handout, whoever owns it
)

// Portion is what one handout holds of a plan.
type Portion struct {
	Label      string   // the owner, the dimension or the item
	Contact    *Contact // of the owner; nil if 通讯录 has none for certain
	Breakdowns []int32  // indexes in Plan.Breakdowns, in sheet order
	Actions    []int32  // indexes in Plan.Actions, in sheet order
	Sums       []CutSum // one for each cut that the rows are of, without rows that are parts of other rows in it
}

// CutSum is what rows of one goal and one dimension add up to. Sums of different
// dimensions are never added: they are cuts of the same total.
type CutSum struct {
	Dimension string // as first written
	Goal      string // 总目标类型; "" if no goal is certain
	Amount    Amount
	Rows      int // that are added
	Blank     int // rows whose amount is blank or could not be read
	key       cutKey
}

// Division is a plan divided among handouts. Every breakdown row is in exactly one
// portion, unless Refused says why the plan could not be divided.
type Division struct {
	Portions []Portion // in the order of their first rows
	Sums     []CutSum  // of the whole plan
	Orphans  []Ref     // actions that belong to no portion for certain
	Refused  []Refusal // why the plan could not be divided; then there are no portions

	cuts []cutKey // by breakdown row
}

// cutKey is what rows are added up by.
type cutKey struct {
	goal, dim int32
	parent    int32 // the row that they are parts of; -1 for the goal itself
	months    int32 // length of the rows' own period
	unit      Unit
}

// Divide divides the rows of a plan among handouts.
func Divide(p *Plan, by By, pol Policy) Division {
	r := &review{plan: p, policy: pol}
	r.matchRows()
	d := &divider{review: r, by: by, types: newFinder(r).types, at: map[string]int{}}
	switch by {
	case ByOwner:
		d.byOwner()
	case ByDimension:
		d.byRow(d.dimensionLabel)
	case ByItem:
		d.byRow(d.itemLabel)
	}
	if len(d.out.Refused) > 0 {
		return Division{Refused: d.out.Refused}
	}
	d.finish()
	return d.out
}

// divider is a Divide under way.
type divider struct {
	*review
	by    By
	types []string // the goals' types, folded
	out   Division
	at    map[string]int // portions by folded label
}

// portion returns the portion with the label, which key stands for.
func (d *divider) portion(key, label string, c *Contact) *Portion {
	i, ok := d.at[key]
	if !ok {
		i = len(d.out.Portions)
		d.at[key] = i
		d.out.Portions = append(d.out.Portions, Portion{Label: label, Contact: c})
	}
	return &d.out.Portions[i]
}

func (d *divider) refuse(why RefusalKind, name string, at []Ref) {
	d.out.Refused = append(d.out.Refused, Refusal{why, name, at})
}

// finish puts the portions in order and adds them up.
func (d *divider) finish() {
	slices.SortStableFunc(d.out.Portions, func(a, b Portion) int { return cmp.Or(d.firstOf(&a).compare(d.firstOf(&b)), 0) })
	for i := range d.out.Portions {
		p := &d.out.Portions[i]
		slices.Sort(p.Breakdowns)
		slices.Sort(p.Actions)
		p.Sums = d.sums(p.Breakdowns)
	}
	all := make([]int32, len(d.plan.Breakdowns))
	for i := range all {
		all[i] = int32(i)
		cut := d.cutOf(int32(i))
		cut.parent = d.match.parentOf(i)
		d.out.cuts = append(d.out.cuts, cut)
	}
	d.out.Sums = d.sums(all)
}

// firstOf is where a portion's first row stands, rows of the breakdown before actions.
func (d *divider) firstOf(p *Portion) Ref {
	if len(p.Breakdowns) > 0 {
		return d.plan.Breakdowns[slices.Min(p.Breakdowns)].At
	}
	at := d.plan.Actions[slices.Min(p.Actions)].At
	at.Table += int32(len(d.plan.Tables))
	return at
}

func (a Ref) compare(b Ref) int {
	return cmp.Or(cmp.Compare(a.Table, b.Table), cmp.Compare(a.Row, b.Row))
}

// root returns the row at the top of a row's parents: itself if it has none.
func (d *divider) root(row int32) int32 {
	for n := 0; d.match.parentOf(int(row)) >= 0 && n < 64; n++ {
		row = d.match.parentOf(int(row))
	}
	return row
}

// cutOf is what a row is added up by.
func (d *divider) cutOf(row int32) cutKey {
	top := d.root(row)
	key := cutKey{goal: d.match.goal[row], dim: d.match.dim[top], parent: -1, months: monthsOf(d.rowPeriod(row)), unit: d.unitOf(row)}
	if key.unit == "" {
		key.unit = d.columnUnit(row)
	}
	return key
}

// sums adds up rows by their cuts, leaving out those that are parts of others among them.
func (d *divider) sums(rows []int32) []CutSum {
	in := make(map[int32]bool, len(rows))
	for _, row := range rows {
		in[row] = true
	}
	var sums []CutSum
	at := map[cutKey]int{}
	for _, row := range rows {
		if d.within(row, in) {
			continue
		}
		key := d.cutOf(row)
		i, ok := at[key]
		if !ok {
			i = len(sums)
			at[key] = i
			sums = append(sums, CutSum{Dimension: d.match.dims[key.dim].name, key: key})
			if key.goal >= 0 {
				sums[i].Goal = d.plan.Targets[key.goal].Type
			}
		}
		s, b := &sums[i], d.plan.Breakdowns[row]
		if s.Rows++; b.AmountIn == Typed || b.AmountIn == Derived {
			s.Amount = s.Amount.Add(b.Amount)
		} else {
			s.Blank++
		}
	}
	return sums
}

// within reports whether a row above the row is among the rows.
func (d *divider) within(row int32, in map[int32]bool) bool {
	for n := 0; n < 64; n++ {
		if row = d.match.parentOf(int(row)); row < 0 {
			return false
		}
		if in[row] {
			return true
		}
	}
	return false
}
