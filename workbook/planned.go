package workbook

import (
	"strings"

	"goalxl/templates"
)

// planned reports whether figures by month or quarter, of which no heading tells plan
// from actual, are plans: the sheet's name or the title over them says so; where they
// say nothing either, no other table may come before them, and the headings must
// give no sign of actuals.
func (s *sheetReader) planned(f *found) bool {
	if !f.undecided() || f.turned() {
		return false
	}
	plan, actual := tells(s.layout.sheets[s.sheet].Name)
	for i := range s.titles {
		for _, c := range s.titles[i].cells {
			p, a := tells(c.text)
			plan, actual = plan || p, actual || a
		}
	}
	return plan || !actual && len(s.plan.Tables) == 0 && !f.signsOfActuals()
}

// undecided reports whether the table's figures are of months, quarters or half
// years without a word on what they are.
func (f *found) undecided() bool {
	parts := 0
	for i := range f.meanings {
		if m := &f.meanings[i]; m.Bare && m.Span.Part >= templates.Month {
			parts++
		}
	}
	return parts > 1
}

// turned reports whether the first heading names the times beside it (季度 | Q1 | Q2):
// then the table's headings stand below it, and the table is turned on its side.
func (f *found) turned() bool { return f.meanings[0].IsTime() && f.meanings[0].Declared }

// signsOfActuals reports whether the headings name past years, or compare the
// figures: plans stand alone.
func (f *found) signsOfActuals() bool {
	for i := range f.roles {
		switch m := &f.meanings[i]; f.roles[i].Means {
		case "growth", "mom", "rate", "actual":
			return true
		default:
			if m.Span.Year != 0 {
				return true
			}
		}
	}
	return false
}

// tells reports whether a name or a title speaks of plans, and whether of actuals.
func tells(text string) (plan, actual bool) {
	s := templates.Fold(text)
	for _, w := range [...]string{"目标", "计划", "指标", "任务", "预算", "规划", "分解", "target", "plan", "quota", "budget", "goal"} {
		plan = plan || strings.Contains(s, w)
	}
	for _, w := range [...]string{"实际", "完成", "历史", "往年", "历年", "销量", "业绩", "统计", "明细账", "actual", "sales", "history", "historical", "results", "performance"} {
		actual = actual || strings.Contains(s, w)
	}
	return plan, actual
}
