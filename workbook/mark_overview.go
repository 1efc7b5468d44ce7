package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/report"
)

// overview turns what the core wants to show into what 总览 says: figures in the units
// of their goal, with the formulas that read them from the tables.
func (m *marker) overview() *report.Overview {
	o := m.res.Overview
	if o == nil {
		return nil
	}
	out := &report.Overview{MoreCuts: o.MoreCuts, NoHistory: o.NoHistory, MoreItems: o.MoreItems,
		MoreProblems: o.MoreProblem, MoreOwners: o.MoreOwners, MoreUnchecked: o.MoreUncheck}
	for i := range o.Cuts {
		out.Cuts = append(out.Cuts, m.cutRow(&o.Cuts[i]))
	}
	for i := range o.Growths {
		out.Growths = append(out.Growths, m.growthCharts(o, &o.Growths[i]))
	}
	for i := range o.Items {
		out.Items = append(out.Items, m.itemRow(&o.Items[i]))
	}
	for _, at := range o.Problems {
		out.Problems = append(out.Problems, report.Problem{Finding: int(at.Finding), Goal: at.Goal.In(m.lang)})
	}
	for _, p := range o.Owners {
		out.Owners = append(out.Owners, report.OwnerRow{Owner: p.Owner, Errors: p.Errors, Warnings: p.Warnings, Overdue: p.Overdue})
	}
	for _, u := range o.Unchecked {
		out.Unchecked = append(out.Unchecked, u.In(m.lang))
	}
	return out
}

func (m *marker) cutRow(c *allocate.Cut) report.CutRow {
	scale := scaleOf(c.Form)
	row := report.CutRow{Goal: c.Goal.In(m.lang), First: c.First, Dimension: c.Dimension, Unit: c.Form.UnitWord(),
		Total: m.number(c.Total, scale), Last: m.number(c.Last, scale), Rest: c.More, Even: c.Even, Negative: c.Negative}
	if len(c.Rows) == 0 && c.Dimension == "" {
		row.Dimension = notCut.In(m.lang)
	}
	if c.Allocated != nil {
		row.Allocated = &report.Number{Value: c.Allocated.Value.Shift(-scale), Formula: m.sumOfRows(c.Rows, scale)}
	}
	for _, s := range c.Slices {
		row.Slices = append(row.Slices, report.Slice{Name: c.Short(s.Name), Number: *m.number(&s.Figure, scale)})
	}
	return row
}

// notCut stands for the dimension of a goal that no breakdown row serves.
var notCut = lang.T("（没有分解）", "(not broken down)")

// scaleOf is the power of ten between figures as they are shown and base units.
func scaleOf(a allocate.Amount) int32 {
	if a.Unit == allocate.PercentUnit {
		return 0 // shown as a fraction with the sign
	}
	return int32(a.Scale)
}

func (m *marker) growthCharts(o *allocate.Overview, g *allocate.GrowthView) report.GrowthCharts {
	scale := scaleOf(o.Cuts[g.Cut].Form)
	columns := scaleOf(g.Form)
	out := report.GrowthCharts{Cut: g.Cut, Unit: g.Form.UnitWord(), Year: g.Year, Years: g.Years, More: g.More}
	for i := range g.Columns {
		it := &g.Columns[i]
		col := report.ItemYears{Name: o.Cuts[g.Cut].Short(it.Name), Target: *m.number(&it.Target, columns)}
		for _, past := range it.Past {
			col.Past = append(col.Past, m.number(past, columns))
		}
		out.Columns = append(out.Columns, col)
	}
	for i := range g.Steps {
		out.Steps = append(out.Steps, m.step(&o.Cuts[g.Cut], &g.Steps[i], scale))
	}
	return out
}

// The names of the steps that are no item's.
var stepNames = map[allocate.StepKind]lang.Text{
	allocate.StepLast:  lang.T("上年实际", "Last year"),
	allocate.StepRest:  lang.T("其余 %d 项", "%d others"),
	allocate.StepFresh: lang.T("无上年数 %d 项", "%d without last year"),
	allocate.StepOpen:  lang.T("未分解", "Open"),
	allocate.StepGoal:  lang.T("目标", "Goal"),
}

var stepKinds = map[allocate.StepKind]report.StepKind{
	allocate.StepLast: report.StepLast, allocate.StepItem: report.StepItem, allocate.StepRest: report.StepRest,
	allocate.StepFresh: report.StepItem, allocate.StepOpen: report.StepOpen, allocate.StepGoal: report.StepGoal,
}

func (m *marker) step(c *allocate.Cut, s *allocate.Step, scale int32) report.Step {
	out := report.Step{Name: c.Short(s.Name), Kind: stepKinds[s.Kind], Number: report.Number{Value: s.Value.Shift(-scale)}}
	if name, ok := stepNames[s.Kind]; ok {
		out.Name = name.In(m.lang)
		if strings.Contains(out.Name, "%d") {
			out.Name = name.With(s.Count).In(m.lang)
		}
	}
	target, last := m.number(s.Target, scale), m.number(s.Last, scale)
	switch {
	case s.Kind == allocate.StepLast && last != nil:
		out.Formula = last.Formula
	case s.Kind == allocate.StepFresh && target != nil:
		out.Formula = target.Formula
	case s.Kind == allocate.StepItem && target.Formula != "" && last.Formula != "":
		out.Formula = target.Formula + "-" + last.Formula
	}
	return out
}

func (m *marker) itemRow(it *allocate.ItemGrowth) report.ItemRow {
	scale := scaleOf(it.Form)
	row := report.ItemRow{Name: it.Name, Unit: it.Form.UnitWord(), Target: *m.number(&it.Target, scale), Last: m.number(it.Last, scale), Points: it.Points}
	if !it.Why.IsZero() {
		row.Evidence, row.State = it.Why.In(m.lang), report.ItemUnchecked
		return row
	}
	row.Evidence = evidence.With(it.Grade, it.FirstYear, it.LastYear).In(m.lang)
	row.State = report.ItemWithin
	if it.Steep {
		row.State = report.ItemSteep
	} else if it.Above {
		row.State = report.ItemAbove
	}
	target, last, first := m.number(&it.Target, 0), m.number(it.Last, 0), m.number(it.First, 0)
	row.Growth = rateNumber(it.Growth, *target, *last, it.Ahead, it.Points)
	row.Reference = &report.Number{Value: it.Reference}
	if it.Compound {
		row.Reference = rateNumber(it.Reference, *last, *first, it.Span, it.Points)
	} else if it.Points {
		row.Reference.Value = it.Reference.Shift(2)
	}
	return row
}

var evidence = lang.T("%s（%d–%d）", "%s (%d–%d)")

// rateNumber is a yearly rate with its formula from the cells of the two figures;
// points are shown as such.
func rateNumber(value decimal.Decimal, to, from report.Number, years int, points bool) *report.Number {
	n := &report.Number{Value: value}
	if points {
		n.Value = value.Shift(2)
	}
	if to.Formula == "" || from.Formula == "" {
		return n
	}
	over := decimal.New(int64(years), 0).String()
	switch {
	case points:
		n.Formula = "(" + to.Formula + "-" + from.Formula + ")*100/" + over
	case years == 1:
		n.Formula = "(" + to.Formula + ")/(" + from.Formula + ")-1"
	default:
		n.Formula = "((" + to.Formula + ")/(" + from.Formula + "))^(1/" + over + ")-1"
	}
	return n
}
