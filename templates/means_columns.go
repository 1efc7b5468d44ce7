package templates

import (
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// refine names the meanings of columns more closely than their fields do, for
// people and JSON; what is read from where stays as it is.
func (b *binding) refine() {
	b.inheritSpans()
	for i := range b.ms {
		m, r := &b.ms[i], &b.roles[i]
		if m.running {
			r.Why = lang.T("同一张表另有“当月”的列", "the table has columns of the month itself, too").With()
		}
		switch {
		case r.Field == allocate.FieldItem && m.dim.person && !b.has(allocate.FieldOwner):
			r.Means = allocate.FieldOwner.String()
		case r.Means == "growth" && contains(m.Name, "环比", "mom"):
			r.Means = "mom"
		case r.Field == allocate.FieldOther && r.Means == "dimension" && m.dim.time:
			r.Means = timeMeans(m.Name)
		case r.Field == allocate.FieldOther && r.Means == "target":
			r.Means = "other"
			if m.Unit.Base.Kind() == allocate.Count || quantity(withoutTarget(m.Name)) {
				r.Means = "target_qty"
			}
		case r.Field == allocate.FieldOther && r.Means == "actual":
			r.Means = "other"
		case r.Field == allocate.FieldOther && r.Means == "other":
			r.Means = otherMeans(m)
		}
	}
}

// withoutTarget takes the word for a target off either end of a folded heading.
func withoutTarget(name string) string {
	for _, w := range [...]string{"目标", "计划", "任务", "指标", "target", "plan", "quota"} {
		if rest, ok := strings.CutPrefix(name, w); ok {
			return rest
		}
		if rest, ok := strings.CutSuffix(name, w); ok {
			return rest
		}
	}
	return name
}

// timeMeans names a column of times that is not the one of the items.
func timeMeans(name string) string {
	switch name {
	case "月份", "月", "month":
		return "month_name"
	case "季度", "季", "quarter":
		return "quarter_name"
	}
	return allocate.FieldPeriod.String()
}

// otherMeans names a column that is understood and not used.
func otherMeans(m *Meaning) string {
	switch m.Name {
	case "序号", "行号", "no", "sn":
		return "seq"
	case "考核标准", "考核方式":
		return "criteria"
	}
	if m.Span.Part == Current && strings.HasSuffix(m.Name, "quarterly") {
		return "quarter:any"
	}
	return "other"
}

// inheritSpans gives rates and gaps without a time of their own that of the
// figures to their left, where the table has an earlier column of the kind: the
// 完成率 after 年度目标 and 累计销售 is not that of the month.
func (b *binding) inheritSpans() {
	for i := 1; i < len(b.ms); i++ {
		r := &b.roles[i]
		if r.Means != "rate" && r.Means != "gap" || b.meansBefore(r.Means, i) < 0 {
			continue
		}
		if b.ms[i].Span.Part == Unsaid {
			switch prefix, _, _ := strings.Cut(b.roles[i-1].Means, "_"); prefix {
			case "cum", "year", "prior", "next":
				r.Means = prefix + "_" + r.Means
			}
		}
		if strings.Contains(b.ms[i].Name, "年度") && r.Means == "rate" {
			r.Means = "year_rate"
		}
	}
}

// meansBefore returns the first column before i with the meaning; -1 if there is none.
func (b *binding) meansBefore(means string, i int) int {
	for j := range i {
		if b.roles[j].Means == means {
			return j
		}
	}
	return -1
}

// runningMonths tells the figures under 月 (1-10月, often without its numbers)
// from those under 月当月 beside them: they run from the start of the year.
func (b *binding) runningMonths() {
	current := false
	for i := range b.ms {
		current = current || strings.Contains(b.ms[i].Name, "当月")
	}
	for i := range b.ms {
		m := &b.ms[i]
		if current && m.Span.Part == Current && strings.HasPrefix(m.Name, "月") && !strings.Contains(m.Name, "当月") {
			m.Span.Part, m.running = Cumulative, true
		}
	}
}

// wholeYear returns the column of a year's figures (全年, Annual, 合计) beside columns
// of its months or quarters, where no word tells plan from actual: in a table of
// items that is their target. -1 if there is none.
func (b *binding) wholeYear() int {
	year, sum, parts := -1, -1, b.periods()
	for i := range b.ms {
		m := &b.ms[i]
		switch {
		case !timeAlone(m.Name) || m.Unit.Base == allocate.PercentUnit:
		case m.Span.Part == FullYear && (m.Span.Year == 0 || m.Sum) && year < 0 && b.roles[i].Field == allocate.FieldOther:
			year = i
		case m.Sum && m.Span.Part < Month && m.Span.Part != Current && sum < 0:
			sum = i
		case m.Span.Part == Current && !m.Sum:
			parts++
		}
	}
	if year < 0 {
		year = sum
	}
	named := b.dimension() >= 0 || b.has(allocate.FieldItem) || parts > 2 && b.roles[0].Field == allocate.NoField && !b.ms[0].Bare
	if parts == 0 || !named || b.reached() {
		return -1
	}
	return year
}

// reached reports whether the table has actuals of the time that it plans, or of no
// time that is named.
func (b *binding) reached() bool {
	for i := range b.ms {
		if b.roles[i].Field == allocate.FieldActual && b.ms[i].Span.Year == 0 && !b.ms[i].Bare {
			return true
		}
	}
	return false
}

// timeAlone reports whether a heading is nothing but a time and words like
// "typical" that leave open what the figure is.
func timeAlone(name string) bool {
	_, core := cutSpan(name)
	core, _ = summed(core)
	return core == "" || filler(core)
}

// report reports whether the table is a report of one month beside the year so
// far: its plan is no goal of the company.
func (b *binding) report() bool {
	for i := range b.ms {
		if b.roles[i].Field == allocate.FieldActual && b.ms[i].Span.Part == Cumulative {
			return true
		}
	}
	return false
}

// lone reports whether the table gives one actual of no named time for each of
// its items: 姓名, 销售额.
func (b *binding) lone() bool {
	if len(b.ms) > 3 || b.dimension() < 0 || b.has(allocate.FieldOwner, allocate.FieldPeriod, allocate.FieldType) {
		return false
	}
	i := b.first(allocate.FieldActual)
	return i > 0 && b.ms[i].Span == Span{}
}
