package templates

import (
	"slices"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// goals reports whether the table holds the goals of the company: figures by
// period and goal type, without items.
func (b *binding) goals() bool {
	if b.has(allocate.FieldItem, allocate.FieldDimension, allocate.FieldShare, allocate.FieldStrategy) || b.report() {
		return false
	}
	if d := b.dimension(); d >= 0 && !b.ms[d].dim.time {
		return false
	}
	if y := b.first(allocate.FieldYear); y >= 0 && !b.has(allocate.FieldPeriod) {
		b.roles[y] = Role{Field: allocate.FieldPeriod, Means: allocate.FieldPeriod.String()}
	}
	if d := b.dimension(); d >= 0 && !b.has(allocate.FieldPeriod) && b.has(allocate.FieldType) {
		b.roles[d] = Role{Field: allocate.FieldPeriod, Means: allocate.FieldPeriod.String()}
	}
	return b.has(allocate.FieldType) || b.has(allocate.FieldPeriod) && b.has(allocate.FieldDescription, allocate.FieldOwner)
}

// dimension returns the column whose heading names its items, the finest one;
// people only where nothing else is named, times last.
func (b *binding) dimension() int {
	best := -1
	for i := range b.ms {
		m := &b.ms[i]
		if m.Dimension && (best < 0 || m.dim.order() > b.ms[best].dim.order() ||
			m.dim.order() == b.ms[best].dim.order() && contains(m.Name, "国家", "country")) { // a region has countries
			best = i
		}
	}
	return best
}

// order grades dimension words as the column of the items.
func (d dimensionWord) order() int8 {
	switch {
	case d.time:
		return 1
	case d.person:
		return 2
	}
	return 2 + d.rank
}

// items settles which column holds the items, and reports whether one does.
func (b *binding) items() bool {
	d := b.dimension()
	item := b.first(allocate.FieldItem)
	if item < 0 {
		switch {
		case d >= 0:
			item = d
		case b.has(allocate.FieldDimension) && b.has(allocate.FieldType):
			item = b.first(allocate.FieldType)
		case b.has(allocate.FieldName):
			item = b.first(allocate.FieldName)
		case b.has(allocate.FieldType):
			item = b.first(allocate.FieldType)
		case b.ownersAreItems():
			item = b.leftmost(allocate.FieldOwner)
		case b.unknownItem() >= 0:
			item = b.unknownItem()
		default:
			return b.has(allocate.FieldDimension)
		}
		unknown := b.roles[item].Field == allocate.NoField
		b.roles[item] = Role{Field: allocate.FieldItem, Means: allocate.FieldItem.String()}
		if unknown {
			b.roles[item].Why = lang.T("它在目标列之前，没有别的项目列", "it stands before the targets, and there is no other column of items").With()
		}
	}
	b.people(item)
	if !b.has(allocate.FieldDimension) { // 关键指标 | 类型: the metric is what the items are cut by
		if t := b.first(allocate.FieldType); t >= 0 && t < item && b.ms[item].Dimension && b.ms[t].Name == "关键指标" {
			b.roles[t] = Role{Field: allocate.FieldDimension, Means: allocate.FieldDimension.String()}
		}
	}
	return true
}

// people takes a column of people beside the items for the owners.
func (b *binding) people(item int) {
	if b.has(allocate.FieldOwner) {
		return
	}
	for i := range b.ms {
		if i != item && b.ms[i].Dimension && b.ms[i].dim.person {
			b.roles[i] = Role{Field: allocate.FieldOwner, Means: allocate.FieldOwner.String()}
			return
		}
	}
}

// contacts settles the columns of an address list: people are owners, a region
// is a region.
func (b *binding) contacts() {
	b.people(-1)
	if item := b.first(allocate.FieldItem); item >= 0 && !b.has(allocate.FieldOwner) {
		b.roles[item] = Role{Field: allocate.FieldOwner, Means: allocate.FieldOwner.String()}
	}
	for i := range b.ms {
		if b.roles[i].Field == allocate.FieldOther && b.ms[i].Dimension && !b.ms[i].dim.person && !b.ms[i].dim.time && b.ms[i].dim.rank <= 3 && !b.has(allocate.FieldRegion) {
			b.roles[i] = Role{Field: allocate.FieldRegion, Means: allocate.FieldRegion.String()}
		}
	}
}

// guessShare takes the one column of percentages whose words say nothing known
// (Ramp %) for the shares of a table that has no other.
func (b *binding) guessShare() {
	if b.has(allocate.FieldShare) {
		return
	}
	share := -1
	for i := range b.ms {
		if b.roles[i].Field == allocate.NoField && !b.ms[i].Dimension && b.ms[i].Unit.Base == allocate.PercentUnit {
			if share >= 0 {
				return
			}
			share = i
		}
	}
	if share >= 0 {
		b.roles[share] = Role{Field: allocate.FieldShare, Means: allocate.FieldShare.String(),
			Why: lang.T("它是唯一的百分数列", "it is the only column of percentages").With()}
	}
}

// ownersAreItems reports whether the rows are people with their figures, and not
// aims with the people who answer for them.
func (b *binding) ownersAreItems() bool {
	owner, target := b.leftmost(allocate.FieldOwner), b.target()
	return owner >= 0 && b.unknownItem() < 0 && (owner < target ||
		b.has(allocate.FieldShare, allocate.FieldActual, allocate.FieldRate, allocate.FieldGap, allocate.FieldGrowth, allocate.FieldPrior))
}

// leftmost returns the leftmost column with the field; -1 if there is none.
func (b *binding) leftmost(f allocate.Field) int {
	return slices.IndexFunc(b.roles, func(r Role) bool { return r.Field == f })
}

// unknownItem returns the first column of words that nothing knows (经销商) if it
// stands before the target of a table that has another figure or an owner: what
// else could its rows be called by. -1 if there is none.
func (b *binding) unknownItem() int {
	target := b.target()
	if target < 0 && b.planned {
		target = b.firstPart()
	}
	if target < 0 {
		return -1
	}
	more := b.has(allocate.FieldShare, allocate.FieldActual, allocate.FieldRate, allocate.FieldGap, allocate.FieldGrowth, allocate.FieldPrior, allocate.FieldOwner) || b.periods() > 0
	for i := range b.ms {
		more = more || i != target && b.roles[i].Field == allocate.FieldAmount
	}
	if !more {
		return -1
	}
	for i := 0; i < target; i++ {
		if m := &b.ms[i]; b.roles[i].Field == allocate.NoField && !m.Bare && !m.Dimension && m.Unit.IsZero() {
			return i
		}
	}
	return -1
}

// firstPart returns the first column that is a month, a quarter or a half year; -1 if
// there is none.
func (b *binding) firstPart() int {
	for i := range b.ms {
		if b.ms[i].Bare && b.ms[i].Span.Part >= Month {
			return i
		}
	}
	return -1
}
