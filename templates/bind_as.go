package templates

import "goalxl/allocate"

// as says what a table that is read as a breakdown is to people. A report of plan and
// actual, by month or beside the year so far, and one of people and what they reached,
// follows what was planned: it is a tracking table. Figures by company and metric
// sum the goals up, and so do standards for a role (Typical Annual), which nobody adds.
func (b *binding) as() allocate.TableKind {
	switch {
	case b.standard():
		return allocate.GoalTable
	case b.reportsTimes() && b.has(allocate.FieldItem) && b.has(allocate.FieldType):
		return allocate.GoalTable
	case b.reportsTimes(), b.reportsPeople():
		return allocate.TrackingTable
	}
	return allocate.BreakdownTable
}

// standard reports whether the targets are what is usual, not what is planned.
func (b *binding) standard() bool {
	for i := range b.ms {
		if b.roles[i].Field == allocate.FieldAmount {
			_, core := cutSpan(b.ms[i].Name)
			return filler(core)
		}
	}
	return false
}

// reportsTimes reports whether the table holds what was reached so far in the year,
// or month by month.
func (b *binding) reportsTimes() bool {
	for i := range b.ms {
		f := b.ms[i].Field
		if f != allocate.FieldActual && f != allocate.FieldRate {
			continue
		}
		if p := b.ms[i].Span.Part; p == Cumulative || p >= Month && f == allocate.FieldActual && b.roles[i].Field == allocate.FieldOther && b.roles[i].Means != "prior" {
			return true
		}
	}
	return false
}

// reportsPeople reports whether the table holds what people reached of their targets,
// and nothing of how they are to reach it.
func (b *binding) reportsPeople() bool {
	if !b.has(allocate.FieldActual) || b.has(allocate.FieldShare, allocate.FieldStrategy, allocate.FieldDue) {
		return false
	}
	for i := range b.ms {
		if m := &b.ms[i]; m.dim.person || m.Field == allocate.FieldOwner && !m.Weak && b.roles[i].Field == allocate.FieldItem {
			return true
		}
	}
	return false
}
