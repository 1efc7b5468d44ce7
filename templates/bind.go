package templates

import (
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// Role is what a column is in its table, once all the table's headings are known.
type Role struct {
	// Field is what the column's cells are read as; FieldOther for one that is
	// understood and not used, NoField for one that says nothing known.
	Field allocate.Field
	Year  int16 // for FieldPrior and FieldActual of a named year
	// Part says that the figure covers only a part of its year. For FieldMonth,
	// FieldQuarter and FieldHalf, Year holds the number of the part.
	Part bool
	// Means names the meaning in JSON: the field's name, or cum_target,
	// prior_rate, month:3 and the like for figures of another time.
	Means string
	// Why says what speaks for the meaning where the heading alone does not give it.
	Why lang.Message
}

// Bound is a table as its headings make it.
type Bound struct {
	Kind allocate.TableKind // how its rows are read
	// As is what the table is to people, where that is another: a table of plan and
	// actual is read as a breakdown and follows what was planned.
	As    allocate.TableKind
	Roles []Role // of the columns, in the order of their headings
}

// Bind tells from all headings of a candidate table, left to right, which kind of
// table it is and what each column is in it. NoTable if they make none.
func Bind(ms []Meaning) Bound {
	b := binding{ms: ms, roles: make([]Role, len(ms))}
	return b.bind()
}

// BindPlan is Bind for a table that is known to hold plans: figures by month or
// quarter, of which no heading tells plan from actual, are plans then.
func BindPlan(ms []Meaning) Bound {
	b := binding{ms: ms, roles: make([]Role, len(ms)), planned: true}
	return b.bind()
}

func (b *binding) bind() Bound {
	ms := b.ms
	b.runningMonths()
	for i := range ms {
		b.roles[i] = Role{Field: ms[i].Field, Means: ms[i].Field.String()}
		if ms[i].UnitColumn {
			b.roles[i].Means = "unit"
		}
		if ms[i].Dimension {
			b.roles[i] = Role{Field: allocate.FieldOther, Means: "dimension"}
		}
	}
	b.proposals()
	b.tracked()
	b.doneAsRate()
	b.priorOfTarget()
	kind := b.kind()
	if kind == allocate.NoTable {
		return Bound{Roles: b.roles}
	}
	if kind == allocate.BreakdownTable {
		b.guessShare()
	}
	b.settleFigures()
	b.settleTwice()
	if kind == allocate.BreakdownTable {
		b.settleParts()
	}
	as := kind
	if kind == allocate.BreakdownTable {
		as = b.as()
	}
	b.refine()
	if kind == allocate.HistoryTable {
		b.settleMonths()
	}
	return Bound{Kind: kind, As: as, Roles: b.roles}
}

// proposals settles 理由 and 所需资源: beside 建议目标值 they are those of the proposal,
// elsewhere those of the target, as the lexicon has them.
func (b *binding) proposals() {
	if !b.has(allocate.FieldProposal) {
		return
	}
	for _, open := range Open(allocate.BreakdownTable)[1:] {
		for i := range b.ms {
			if f := b.roles[i].Field; (f == allocate.FieldReason || f == allocate.FieldResource) && open.IsHeading(b.ms[i].Heading) {
				b.roles[i] = Role{Field: open.Field, Means: open.Field.String()}
			}
		}
	}
}

// binding is a Bind under way.
type binding struct {
	ms      []Meaning
	roles   []Role
	planned bool // the table is known to hold plans
}

// first returns the first column with the field, -1 if there is none; one that a
// person gave it goes before plain ones, and these before weak ones.
func (b *binding) first(f allocate.Field) int {
	plain, weak := -1, -1
	for i := range b.ms {
		if b.roles[i].Field != f {
			continue
		}
		switch {
		case b.ms[i].Stated:
			return i
		case !b.ms[i].Weak && plain < 0:
			plain = i
		case weak < 0:
			weak = i
		}
	}
	if plain >= 0 {
		return plain
	}
	return weak
}

// has reports whether any of the fields has a column.
func (b *binding) has(fields ...allocate.Field) bool {
	for _, f := range fields {
		if b.first(f) >= 0 {
			return true
		}
	}
	return false
}

// years counts the columns that are actuals of a named year, or could be.
func (b *binding) years() int {
	n := 0
	for i := range b.ms {
		if b.ms[i].Span.Year != 0 && (b.ms[i].Bare && b.ms[i].Span.Part < Month || b.roles[i].Field == allocate.FieldActual) {
			n++
		}
	}
	return n
}

// sameTimes reports whether two headings are nothing but the same year or month:
// these are the cells of a row of times, not headings.
func (b *binding) sameTimes() bool {
	for i := range b.ms {
		for j := range i {
			if b.ms[i].Bare && b.ms[j].Bare && b.ms[i].Span == b.ms[j].Span {
				return true
			}
		}
	}
	return false
}

// periods counts the columns that are figures of one month, quarter or half year.
func (b *binding) periods() int {
	n := 0
	for i := range b.ms {
		if b.ms[i].Bare && b.ms[i].Span.Part >= Month {
			n++
		}
	}
	return n
}

// kind finds the kind of the table, and settles its items on the way.
func (b *binding) kind() allocate.TableKind {
	target := b.target()
	switch {
	case b.has(allocate.FieldEmail) && (b.has(allocate.FieldOwner, allocate.FieldItem) || b.dimension() >= 0):
		b.contacts()
		return allocate.ContactTable
	case b.tracking(target):
		return allocate.TrackingTable
	case target < 0 && b.planned && b.periods() > 1 && b.items():
		return allocate.BreakdownTable
	case target < 0 && !b.has(allocate.FieldShare) && b.history():
		return allocate.HistoryTable
	case target >= 0 && b.goals():
		return allocate.GoalTable
	case (target >= 0 || b.has(allocate.FieldShare) && b.has(allocate.FieldDimension, allocate.FieldItem)) && b.items():
		return allocate.BreakdownTable
	}
	return allocate.NoTable
}

// target returns the column of targets: the first plain one that is not of
// another time (累计, 上月, one month); a measure without a word for it (金额)
// where the table has the other columns of a breakdown.
func (b *binding) target() int {
	best, year := -1, b.planYear()
	for i := range b.ms {
		if b.roles[i].Field != allocate.FieldAmount {
			continue
		}
		if n, m := b.rank(i), b.rank(best); n > m || n == m && b.ms[best].Span.Year != year && b.ms[best].Span.Year != 0 && b.ms[i].Span.Year == year {
			best = i
		}
	}
	if best >= 0 {
		return best
	}
	if i := b.wholeYear(); i >= 0 {
		b.roles[i] = Role{Field: allocate.FieldAmount, Means: allocate.FieldAmount.String(),
			Why: lang.T("它是全年的数，旁边是各期的数，没有写是计划还是实际", "it is the year's figure beside those of its parts, and no word tells plan from actual").With()}
		return i
	}
	if b.has(allocate.FieldShare) && (b.has(allocate.FieldDimension, allocate.FieldItem) || b.dimension() >= 0) {
		if i := b.first(allocate.FieldActual); i >= 0 && b.ms[i].Weak && b.ms[i].Span == (Span{}) {
			b.roles[i] = Role{Field: allocate.FieldAmount, Means: allocate.FieldAmount.String(),
				Why: lang.T("旁边有占比，没有别的目标列", "it stands beside shares, and there is no other column of targets").With()}
			return i
		}
	}
	return b.goalAsTarget()
}

// goalAsTarget takes 指标, which mostly names what a goal is about, for the target of a
// table whose rows are named by another column and that has no other figure. -1 if the
// table is no such.
func (b *binding) goalAsTarget() int {
	i := b.first(allocate.FieldType)
	if i < 1 || b.has(allocate.FieldActual, allocate.FieldPrior, allocate.FieldShare, allocate.FieldRate, allocate.FieldAction, allocate.FieldStatus) {
		return -1
	}
	if name := b.ms[i].Name; name != "指标" && name != "goal" && name != "goals" || b.dimension() < 0 && !b.has(allocate.FieldItem, allocate.FieldOwner) {
		return -1
	}
	b.roles[i] = Role{Field: allocate.FieldAmount, Means: allocate.FieldAmount.String(),
		Why: lang.T("各行另有名称，没有别的目标列", "the rows are named by another column, and there is no other column of targets").With()}
	return i
}

// rank grades a column as the one with the targets; higher is better, 0 is none.
func (b *binding) rank(i int) int {
	if i < 0 {
		return 0
	}
	score := 4
	if b.ms[i].Weak {
		score -= 2
	}
	if b.ms[i].Unit.Base.Kind() == allocate.Count { // money goes before 台 and 箱
		score--
	}
	if b.ms[i].Stated && b.ms[i].Span.Part == Unsaid {
		return 8
	}
	switch b.ms[i].Span.Part {
	case Cumulative, PriorYear, PriorPeriod, NextPeriod, Week:
		score -= 3
	case Month, Quarter, Half:
		score -= 2
	case Current: // 本月计划 is what 本月实际 is held against, wherever 全年计划 stands
		if a := b.first(allocate.FieldActual); a >= 0 && b.ms[a].Span.Part == Current {
			score++
		}
	}
	return max(score, 1)
}

// planYear returns the year that the table plans: the one after the last actual that
// it shows, if there are targets for it; of a plan over three years or more the
// first, else the last that a target names. 0 if none names a year.
func (b *binding) planYear() int16 {
	first, last, actual := int16(0), int16(0), int16(0)
	years := map[int16]bool{}
	for i := range b.ms {
		y := b.ms[i].Span.Year
		switch {
		case y == 0:
		case b.roles[i].Field == allocate.FieldAmount:
			years[y] = true
			if last = max(last, y); first == 0 || y < first {
				first = y
			}
		case b.roles[i].Field == allocate.FieldActual || b.roles[i].Field == allocate.FieldPrior || b.ms[i].Bare:
			actual = max(actual, y)
		}
	}
	switch {
	case years[actual+1]:
		return actual + 1
	case len(years) > 2:
		return first
	}
	return last
}

// tracking reports whether the table follows strategies, and settles their
// columns. 预算 beside actions is a resource, 工作任务 their name: no targets.
func (b *binding) tracking(target int) bool {
	if b.has(allocate.FieldShare) {
		return false
	}
	if target < 0 {
		if !b.tracks() {
			return false
		}
		if !b.has(allocate.FieldName) {
			b.nameOfActions()
		}
		return true
	}
	if b.has(allocate.FieldItem, allocate.FieldDimension) || b.dimension() >= 0 || !b.has(allocate.FieldStatus, allocate.FieldRemedy) ||
		!b.has(allocate.FieldAction, allocate.FieldName, allocate.FieldStrategy) {
		return false
	}
	as, full := allocate.FieldResource, b.has(allocate.FieldName) && b.has(allocate.FieldAction) && b.has(allocate.FieldStatus) && b.has(allocate.FieldRemedy)
	switch name := b.ms[target].Name; {
	case full && !contains(name, "预算", "费用", "任务", "budget", "cost") && b.ms[target].Span.Part != NextPeriod:
		return true // all that a tracking table has, and a target for each action
	case strings.HasSuffix(name, "任务") && !b.has(allocate.FieldName):
		as = allocate.FieldName
	case ends(name, "计划", "安排", "plan") && b.has(allocate.FieldAction): // 下周计划: words
		as = allocate.FieldOther
	case !contains(name, "预算", "费用", "budget", "cost"):
		return false
	}
	b.roles[target] = Role{Field: as, Means: as.String()}
	if s := b.first(allocate.FieldStrategy); s >= 0 && !b.has(allocate.FieldName) {
		b.roles[s] = Role{Field: allocate.FieldName, Means: allocate.FieldName.String()}
	}
	return true
}

// nameOfActions takes the items, or the strategies, for what the actions are called
// by; a second column of strategies is what is done.
func (b *binding) nameOfActions() {
	for _, f := range [...]allocate.Field{allocate.FieldItem, allocate.FieldStrategy} {
		if i := b.first(f); i >= 0 {
			b.roles[i] = Role{Field: allocate.FieldName, Means: allocate.FieldName.String()}
			break
		}
	}
	if i := b.first(allocate.FieldStrategy); i >= 0 && !b.has(allocate.FieldAction) {
		b.roles[i] = Role{Field: allocate.FieldAction, Means: allocate.FieldAction.String()}
	}
}

// tracks reports whether the table follows strategies.
func (b *binding) tracks() bool {
	if b.has(allocate.FieldStrategy) && !b.has(allocate.FieldItem) && b.dimension() < 0 {
		n := 0
		for _, f := range [...]allocate.Field{allocate.FieldOwner, allocate.FieldDue, allocate.FieldStatus, allocate.FieldRemedy, allocate.FieldAction} {
			if b.has(f) {
				n++
			}
		}
		if n > 1 {
			return true
		}
	}
	if b.has(allocate.FieldAction) {
		return b.has(allocate.FieldName, allocate.FieldOwner, allocate.FieldDue, allocate.FieldStatus, allocate.FieldRemedy, allocate.FieldItem)
	}
	return b.has(allocate.FieldName, allocate.FieldItem) && b.has(allocate.FieldStatus, allocate.FieldRemedy) && b.has(allocate.FieldOwner, allocate.FieldDue)
}

// history reports whether the table holds actuals of earlier years, wide or long.
func (b *binding) history() bool {
	long := b.has(allocate.FieldYear) && b.has(allocate.FieldActual)
	if b.sameTimes() || b.years() < 1 && !long && b.periods() < 2 && !b.lone() {
		return false
	}
	if d := b.dimension(); d >= 0 && b.ms[d].dim.time && strings.Contains(b.ms[d].Heading, " / ") {
		return false // Year above Month: a table that is turned on its side
	}
	if b.years() < 2 && !long && b.has(allocate.FieldStrategy, allocate.FieldDue) {
		return false
	}
	return b.items()
}
