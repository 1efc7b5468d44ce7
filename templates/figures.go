package templates

import (
	"strconv"

	"goalxl/allocate"
)

// settleFigures names the columns of figures: which one is the table's target,
// which are of another time, and which actuals are history.
func (b *binding) settleFigures() {
	target := b.target()
	var of Span
	if target >= 0 {
		of = b.ms[target].Span
	}
	for i := range b.ms {
		m, r := &b.ms[i], &b.roles[i]
		switch {
		case i == target:
		case m.Bare:
			b.bare(m, r, of, target >= 0)
		case r.Field == allocate.FieldAmount:
			*r = Role{Field: allocate.FieldOther, Means: timed(m, "target")}
		case r.Field == allocate.FieldActual:
			b.actual(m, r, of, target >= 0)
		case r.Field == allocate.FieldPrior:
			r.Year, r.Part = m.Span.Year, m.Span.Part >= Month || m.Span.Part == Cumulative
		case r.Field == allocate.FieldShare && m.Span.Year != 0 && b.plainShare(i, of):
			*r = Role{Field: allocate.FieldOther, Means: "share_prior"}
		case r.Field == allocate.FieldStatus && target >= 0 && !b.has(allocate.FieldAction, allocate.FieldName): // 完成进度 beside a target
			*r = Role{Field: allocate.FieldRate, Means: against(m, of, "rate")}
		case r.Field == allocate.FieldRate:
			r.Means = against(m, of, "rate")
		case r.Field == allocate.FieldGap:
			r.Means = against(m, of, "gap")
			if m.Unit.Base == "%" || ends(m.Name, "率", "比例") {
				r.Means = "gap_rate"
			}
		}
	}
}

// plainShare reports whether the share of a named year in column i is not the
// plan's: another share column has no year, or the target's year is another.
func (b *binding) plainShare(i int, of Span) bool {
	if of.Year != 0 {
		return b.ms[i].Span.Year != of.Year
	}
	for j := range b.ms {
		if j != i && b.roles[j].Field == allocate.FieldShare && b.ms[j].Span.Year == 0 {
			return true
		}
	}
	return false
}

// bare settles a heading that is nothing but a time.
func (b *binding) bare(m *Meaning, r *Role, of Span, target bool) {
	switch {
	case m.Span.Part < Month && !target:
		*r = Role{Field: allocate.FieldActual, Year: m.Span.Year, Part: m.Span.Part != Unsaid && m.Span.Part != FullYear, Means: allocate.FieldActual.String()}
	case m.Span.Part < Month: // 2021年: the actual of that year
		*r = Role{Field: allocate.FieldPrior, Year: m.Span.Year, Part: m.Span.Part != Unsaid && m.Span.Part != FullYear, Means: allocate.FieldPrior.String()}
	case m.Span.Year != 0 && m.Span.Part == of.Part && m.Span.N == of.N && (m.Span.Year < of.Year || of.Year == 0): // Q4 2023 beside Q4 2024 Target
		*r = Role{Field: allocate.FieldPrior, Year: m.Span.Year, Means: allocate.FieldPrior.String()}
	default:
		*r = Role{Field: allocate.FieldOther, Means: timed(m, "")}
	}
}

// actual settles a column of actuals: of a named year they are history, without
// a time they are what was reached of the target beside them.
func (b *binding) actual(m *Meaning, r *Role, of Span, target bool) {
	switch {
	case m.Span.Year != 0 && (of.Year == 0 || m.Span.Year < of.Year):
		r.Year, r.Part = m.Span.Year, m.Span.Part >= Month || m.Span.Part == Cumulative
		if target {
			r.Field, r.Means = allocate.FieldPrior, allocate.FieldPrior.String()
		}
	case target && m.Span.Part == Quarter && of.Part == Quarter && m.Span.N != of.N:
		*r = Role{Field: allocate.FieldOther, Means: "prior"}
	default:
		r.Means = against(m, of, "actual")
		if r.Means != "actual" {
			r.Field = allocate.FieldOther
		}
	}
}

// settleParts makes the plans of single months, quarters and half years fields of
// their own: 1月, Q1目标, 上半年. They are parts of the year, so there are none where the
// table's target is that of another time; of several years the last one is planned.
func (b *binding) settleParts() {
	if t := b.target(); t >= 0 && b.ms[t].Span.Part != Unsaid && b.ms[t].Span.Part != FullYear {
		return
	}
	year := int16(0)
	for i := range b.ms {
		if b.partField(i) != allocate.NoField {
			year = max(year, b.ms[i].Span.Year)
		}
	}
	for i := range b.ms {
		f := b.partField(i)
		if f == allocate.NoField || b.ms[i].Span.Year != year {
			continue
		}
		r := &b.roles[i]
		if r.Field, r.Year = f, int16(b.ms[i].Span.N); !b.freshYear(i) {
			r.Field, r.Year = allocate.FieldOther, 0
		}
	}
}

// partField returns the field of the part of the year that column i plans; NoField if
// it plans none.
func (b *binding) partField(i int) allocate.Field {
	m, r := &b.ms[i], &b.roles[i]
	if r.Field != allocate.FieldOther || r.Means != timed(m, "") {
		return allocate.NoField
	}
	switch m.Span.Part {
	case Month:
		return allocate.FieldMonth
	case Quarter:
		return allocate.FieldQuarter
	case Half:
		return allocate.FieldHalf
	}
	return allocate.NoField
}

// settleMonths makes fields of the months of earlier years: 2023年1月, 2023年1月实际, and,
// beside a column of years, the one that says which month a row is about (Year is 0).
func (b *binding) settleMonths() {
	for i := range b.ms {
		m, r := &b.ms[i], &b.roles[i]
		switch {
		case r.Means == "month_name" && b.has(allocate.FieldYear):
			r.Field, r.Year = allocate.FieldMonth, 0
		case m.Span.Part != Month || m.Span.Year == 0:
		case r.Field == allocate.FieldOther && r.Means == timed(m, ""), m.Field == allocate.FieldActual:
			r.Field, r.Year, r.Part = allocate.FieldMonth, int16(m.Span.N), false
		}
	}
}

// against names a figure that is held against the table's target: that of the same time
// needs no more words.
func against(m *Meaning, of Span, what string) string {
	if m.Span.Part == of.Part && m.Span.N == of.N && of.Part != Unsaid {
		return what
	}
	return timed(m, what)
}

// doneAsRate takes 达成 or 完成 for a rate where another column holds what was sold.
func (b *binding) doneAsRate() {
	for i := range b.ms {
		m := &b.ms[i]
		if _, core := cutSpan(m.Name); core != "达成" && core != "完成" || !m.Unit.IsZero() || m.Stated {
			continue
		}
		for j := range b.ms {
			if j != i && b.roles[j].Field == allocate.FieldActual && b.ms[j].Weak && b.ms[j].Span.Year == 0 {
				b.roles[i] = Role{Field: allocate.FieldRate, Means: allocate.FieldRate.String()}
				b.ms[j].Weak = false
				break
			}
		}
	}
}

// priorOfTarget takes a column of an earlier time for an actual whose words are those of
// the target: 2024年创收 beside 创收计划.
func (b *binding) priorOfTarget() {
	for i := range b.ms {
		m := &b.ms[i]
		if b.roles[i].Field != allocate.NoField || m.Bare || m.Span.Year == 0 && m.Span.Part != PriorYear {
			continue
		}
		_, core := cutSpan(m.Name)
		for j := range b.ms {
			if _, of := cutSpan(b.ms[j].Name); b.roles[j].Field == allocate.FieldAmount && core != "" && core == withoutTarget(of) {
				b.roles[i] = Role{Field: allocate.FieldPrior, Means: allocate.FieldPrior.String()}
				if m.Span.Part != PriorYear {
					b.roles[i] = Role{Field: allocate.FieldActual, Means: allocate.FieldActual.String()}
				}
				break
			}
		}
	}
}

// timed names a figure of another time: cum_target, prior_rate, month:3.
func timed(m *Meaning, what string) string {
	prefix := ""
	switch m.Span.Part {
	case Cumulative:
		prefix = "cum"
	case FullYear:
		prefix = "year"
	case PriorYear, PriorPeriod:
		prefix = "prior"
	case NextPeriod:
		prefix = "next"
	case Month:
		prefix = "month:" + strconv.Itoa(int(m.Span.N))
	case Quarter:
		prefix = "quarter:Q" + strconv.Itoa(int(m.Span.N))
	case Half:
		prefix = "half:H" + strconv.Itoa(int(m.Span.N))
	}
	switch {
	case prefix == "":
		return what
	case what == "" || m.Span.Part >= Month && what == "target":
		return prefix
	}
	return prefix + "_" + what
}

// settleTwice leaves each field to one column; further ones are understood and
// not used. Actuals of earlier years stay, a column a year.
func (b *binding) settleTwice() {
	for f := allocate.FieldPeriod; f <= allocate.FieldCheck; f++ {
		keep := b.keep(f)
		if keep < 0 || f == allocate.FieldOther || f == allocate.FieldCheck {
			continue
		}
		for i := range b.roles {
			r := &b.roles[i]
			if i == keep || r.Field != f || f == allocate.FieldPrior && b.freshYear(i) {
				continue
			}
			if r.Field == allocate.FieldActual && r.Year != 0 && b.freshYear(i) {
				continue
			}
			r.Field = allocate.FieldOther
		}
	}
}

// keep returns the column that a field is left to. Of several actuals, rates and gaps it
// is the one that follows the target: under two upper headings each has its own.
func (b *binding) keep(f allocate.Field) int {
	target := -1
	switch f {
	case allocate.FieldActual, allocate.FieldRate, allocate.FieldGap:
		target = b.target()
	}
	for i := target; i >= 0 && i < len(b.ms); i++ {
		if b.roles[i].Field == f && !b.ms[i].Weak {
			return i
		}
	}
	return b.first(f)
}

// freshYear reports whether no column before i is the actual of the same year.
func (b *binding) freshYear(i int) bool {
	for j := 0; j < i; j++ {
		if b.roles[j].Field == b.roles[i].Field && b.roles[j].Year == b.roles[i].Year {
			return false
		}
	}
	return true
}
